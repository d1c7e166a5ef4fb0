"""The fixtures of browser tests see what they are there to see."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.conftest import AXE_ALLOWED, AxeViolation, read_allowed_violations
from tools.browser import WatchedPage
from tools.server import Server, ServerFailure, running_app

SCRIPT = """
import streamlit as st

st.title("A page for trying the fixtures")
st.slider("Length", 0, 10, 5)
if "fail" in st.query_params:
    raise ValueError("a secret detail")
if "image" in st.query_params:
    st.markdown("![A picture](https://example.org/picture.png)")
"""


@pytest.fixture(scope="module")
def trial_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A small app with the repository's settings, served under a path."""
    folder = tmp_path_factory.mktemp("trial")
    script = folder / "trial.py"
    script.write_text(SCRIPT, encoding="utf-8")
    with running_app(folder, script, base_path="atlas") as server:
        yield server


def test_a_plain_page_is_clean(trial_app: Server, watched_page: WatchedPage) -> None:
    """A Streamlit page with the repository's theme shows no console error and asks nobody else for anything."""
    watched_page.open(trial_app.url)
    watched_page.assert_clean()


def test_a_request_to_another_server_is_seen(trial_app: Server, watched_page: WatchedPage) -> None:
    """A picture from another server is noted as a request that left, and does not arrive."""
    watched_page.open(f"{trial_app.url}/?image=1")
    assert "https://example.org/picture.png" in watched_page.foreign_requests
    with pytest.raises(AssertionError, match=r"example\.org"):
        watched_page.assert_clean()


def test_an_error_of_the_console_is_seen(trial_app: Server, watched_page: WatchedPage) -> None:
    """An error that a script writes into the console, and an exception that none catches, are both kept."""
    page = watched_page.open(trial_app.url)
    page.evaluate("console.error('something broke'); setTimeout(() => { throw new Error('nobody caught it') })")
    page.wait_for_timeout(200)
    assert len(watched_page.console_errors) == 2
    assert "something broke" in watched_page.console_errors[0]
    assert "nobody caught it" in watched_page.console_errors[1]


def test_a_failing_script_is_seen_and_its_details_stay_in_the_log(trial_app: Server, watched_page: WatchedPage) -> None:
    """An exception of the script shows as trouble, its message only in the log of the server."""
    page = watched_page.open(f"{trial_app.url}/?fail=1")
    assert watched_page.trouble()
    assert "a secret detail" not in page.inner_text("body")
    assert "a secret detail" in trial_app.log.read_text(encoding="utf-8")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_theme_is_drawn_in_the_fonts_that_streamlit_carries(
    trial_app: Server, watched_page: WatchedPage, theme: str
) -> None:
    """Headings stand in Source Serif and text in Source Sans, both loaded, on the background of the theme."""
    watched_page.page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    page = watched_page.open(trial_app.url)
    page.wait_for_function("document.fonts.status === 'loaded'")
    loaded = page.evaluate("[...document.fonts].filter(font => font.status === 'loaded').map(font => font.family)")
    assert {"Source Serif", "Source Sans"} <= {family.strip('"') for family in loaded}
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily").startswith('"Source Serif"')
    background = page.evaluate("getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor")
    assert background == {"light": "rgb(255, 255, 255)", "dark": "rgb(21, 24, 28)"}[theme]


def test_axe_finds_a_violation_of_ours(
    trial_app: Server, watched_page: WatchedPage, axe: Callable[[Page], list[AxeViolation]]
) -> None:
    """A picture without a text is a critical violation, with its rule and its place."""
    page = watched_page.open(trial_app.url)
    before = axe(page)
    page.evaluate("document.querySelector('h1').after(Object.assign(new Image(), {id: 'bare', src: 'data:,'}))")
    found = [violation for violation in axe(page) if violation not in before]
    assert [(violation.rule, violation.impact, violation.target) for violation in found] == [
        ("image-alt", "critical", "#bare")
    ]


def test_axe_leaves_out_only_what_the_allow_list_names(
    trial_app: Server, watched_page: WatchedPage, axe: Callable[[Page], list[AxeViolation]]
) -> None:
    """The same fault is left out inside an element of the allow-list and reported beside it."""
    page = watched_page.open(trial_app.url)
    page.evaluate(
        """() => {
            for (const [id, holder] of [["inside", "stVegaLiteChart"], ["beside", "ours"]]) {
                const div = document.createElement("div");
                div.dataset.testid = holder;
                div.innerHTML = `<svg id="${id}" role="img" width="20" height="20"></svg>`;
                document.querySelector("h1").after(div);
            }
        }"""
    )
    assert [violation.target for violation in axe(page) if violation.rule == "svg-img-alt"] == ["#beside"]


def test_every_entry_of_the_allow_list_says_where_and_why() -> None:
    """Each allowed violation names a rule, a place by Streamlit's test id and a reason."""
    entries = read_allowed_violations(AXE_ALLOWED)
    assert entries
    for entry in entries:
        assert entry.rule
        assert 'data-testid="st' in entry.within
        assert len(entry.reason.split()) > 5


def test_an_app_that_ends_at_once_is_told_with_its_log(tmp_path: Path) -> None:
    """An app that cannot start fails the test with the end of its output instead of a time-out."""
    with pytest.raises(ServerFailure, match="ended with status"), running_app(tmp_path, tmp_path / "missing.py"):
        pass
