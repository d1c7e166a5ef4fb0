"""What tests share: the served app, a watched browser page, accessibility, and the count of tests of each kind."""

import json
import sys
import threading
import tomllib
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import Page

from plenary.schema import DATA
from plenary.store import Dataset, open_dataset
from tests.several_sessions import copy_with_sessions
from tools.browser import WatchedPage
from tools.chromium import FLAGS, find_chromium
from tools.server import Server, end_of_log, running_app

REPOSITORY = Path(__file__).resolve().parent.parent
AXE_ALLOWED = Path(__file__).resolve().parent / "browser" / "axe_allowed.toml"
KINDS = ("unit", "page", "browser", "deployment")
SERVER_LOGS = pytest.StashKey[list[Path]]()

# The same examples in every run, and no deadline: two shared cores make single examples slow, not wrong.
hypothesis_settings.register_profile("repository", deadline=None, derandomize=True)
hypothesis_settings.load_profile("repository")


# --- Kinds of test -------------------------------------------------------------------------------------------------


def pytest_configure(config: pytest.Config) -> None:
    """Keeps the logs of served apps, to show them beside a failed test."""
    config.stash[SERVER_LOGS] = []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks each test by its folder: those of pages, in a browser, of the deployment; all others unit."""
    for item in items:
        folder = item.path.relative_to(REPOSITORY / "tests").parts[0]
        kinds = {"pages": "page", "browser": "browser", "deployment": "deployment"}
        item.add_marker(kinds.get(folder, "unit"))


def pytest_unconfigure() -> None:
    """Waits for threads that answered requests to end: one that lets go of DuckDB while Python ends aborts the run."""
    for thread in threading.enumerate():
        if thread.name.startswith("AnyIO worker thread"):
            thread.join(timeout=15)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Writes the kind of test into its report, and the end of the apps' logs where a browser test failed."""
    report = yield
    report.user_properties.append(("kind", next(kind for kind in KINDS if item.get_closest_marker(kind))))
    if report.failed and item.get_closest_marker("browser"):
        for log in item.config.stash[SERVER_LOGS]:
            if log.is_file():
                report.sections.append((f"log of the served app ({log.parent.name})", end_of_log(log)))
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tells how many tests of each kind ran, passed, failed and were skipped."""
    outcomes: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    for outcome in ("passed", "failed", "error", "skipped", "xfailed"):
        for report in terminalreporter.stats.get(outcome, []):
            kind = dict(getattr(report, "user_properties", [])).get("kind")
            if kind in outcomes:
                outcomes[kind][outcome] += 1
    terminalreporter.section("tests of each kind")
    for kind in KINDS:
        counts = outcomes[kind]
        ran = sum(counts.values()) - counts["skipped"]
        details = ", ".join(f"{count} {outcome}" for outcome, count in counts.items()) or "none collected"
        terminalreporter.write_line(f"{kind:>10}: {ran} ran ({details})")


# --- The dataset ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    """The shipped dataset, opened once for all tests, which do not change it."""
    return open_dataset(DATA)


@pytest.fixture(scope="session")
def sessions_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of a dataset of three sessions, two of them invented, which tests do not change."""
    return copy_with_sessions(tmp_path_factory.mktemp("sessions"))


@pytest.fixture(scope="session")
def several(sessions_directory: Path) -> Dataset:
    """That dataset, opened once for all tests."""
    return open_dataset(sessions_directory)


# --- The served app ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def app_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the repository's app with its own data, served once for all tests; no slash at the end."""
    folder = tmp_path_factory.mktemp("app")
    request.config.stash[SERVER_LOGS].append(folder / "server.log")
    with running_app(folder) as server:
        yield server.url


@pytest.fixture
def serve(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Server]]:
    """Gives `serve(data_directory=None, *, settings=None, base_path="")`: another app, stopped after the test.

    `data_directory` becomes PLENARY_DATA; `settings` are further environment variables.
    """
    logs = request.config.stash[SERVER_LOGS]
    with ExitStack() as running:

        def serve_app(
            data_directory: Path | None = None, *, settings: dict[str, str] | None = None, base_path: str = ""
        ) -> Server:
            folder = tmp_path_factory.mktemp("served")
            logs.append(folder / "server.log")
            running.callback(logs.remove, folder / "server.log")
            variables = dict(settings or {})
            if data_directory is not None:
                variables["PLENARY_DATA"] = str(data_directory)
            return running.enter_context(running_app(folder, settings=variables, base_path=base_path))

        yield serve_app


# --- The browser ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    """pytest-playwright's launch options with the Chromium that is installed; without one, browser tests fail."""
    chromium = find_chromium()
    if chromium is None:
        pytest.fail("No Chromium found for the browser tests: python -m tools.chromium --install", pytrace=False)
    return {**browser_type_launch_args, "executable_path": str(chromium), "args": list(FLAGS)}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, object]) -> dict[str, object]:
    """A desktop window, the same on every machine."""
    return {
        **browser_context_args,
        "viewport": {"width": 1280, "height": 900},
        "locale": "en-GB",
        "timezone_id": "UTC",
        "color_scheme": "light",
        "reduced_motion": "reduce",
        "accept_downloads": True,
    }


@pytest.fixture
def watched_page(page: Page) -> WatchedPage:
    """A page that keeps console errors and every request that leaves the address it opened."""
    return WatchedPage(page)


# --- Accessibility -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class AxeViolation:
    """A violation that axe-core found: one element under one rule.

    Attributes:
        rule: axe's name of the rule, such as "color-contrast".
        impact: "minor", "moderate", "serious" or "critical".
        target: CSS selector of the element.
        html: start of the element's markup.
        help: what the rule asks for.
    """

    rule: str
    impact: str
    target: str
    html: str
    help: str

    def __str__(self) -> str:
        """One line for a test's message."""
        return f"{self.impact} {self.rule}: {self.help}: {self.target}: {self.html}"


@dataclass(frozen=True)
class AllowedViolation:
    """An entry of axe_allowed.toml: a rule that an element of Streamlit's own breaks.

    Attributes:
        rule: axe's name of the rule.
        within: CSS selector; the violation is allowed only on elements that match it or lie inside one that does.
        reason: whose it is and why it cannot be mended here.
    """

    rule: str
    within: str
    reason: str


def read_allowed_violations(path: Path = AXE_ALLOWED) -> tuple[AllowedViolation, ...]:
    """Entries of the allow-list, in the order of the file."""
    with path.open("rb") as file:
        entries = tomllib.load(file).get("allowed", [])
    return tuple(AllowedViolation(entry["rule"], entry["within"], entry["reason"]) for entry in entries)


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[AxeViolation]]:
    """Gives `axe(page)`: the serious and critical violations of the page as it is, without those of the allow-list."""
    allowed = read_allowed_violations()

    def find_violations(page: Page) -> list[AxeViolation]:
        page.evaluate(AXE_SCRIPT)
        found = page.evaluate("async () => (await axe.run(document, {resultTypes: ['violations']})).violations")
        return [
            AxeViolation(rule["id"], rule["impact"], _selector(node["target"]), node["html"][:300], rule["help"])
            for rule in found
            for node in rule["nodes"]
            if rule["impact"] in {"serious", "critical"} and not _is_allowed(page, rule["id"], node["target"], allowed)
        ]

    return find_violations


def _selector(target: list[object]) -> str:
    """Axe's path to an element as one string; several parts where it lies in a frame or shadow tree."""
    return " >>> ".join(part if isinstance(part, str) else json.dumps(part) for part in target)


def _is_allowed(page: Page, rule: str, target: list[object], allowed: tuple[AllowedViolation, ...]) -> bool:
    """Whether an entry of the allow-list covers this element; elements in frames and shadow trees never are."""
    entries = [entry for entry in allowed if entry.rule == rule]
    if not entries or len(target) != 1 or not isinstance(target[0], str):
        return False
    return any(
        page.evaluate(
            "([target, within]) => { const e = document.querySelector(target); return !!(e && e.closest(within)); }",
            [target[0], entry.within],
        )
        for entry in entries
    )


@pytest.fixture(autouse=True)
def main_module() -> Iterator[None]:
    """Puts back the main module, which AppTest replaces by its script and processes of later tests look at."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main
