"""The set-up files agree with each other: bounds, lock files, settings, licences."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

REPOSITORY = Path(__file__).resolve().parent.parent
LOCKS = {"requirements.txt": "requirements.lock", "requirements-dev.txt": "requirements-dev.lock"}


def requirements_of(name: str) -> list[Requirement]:
    """Requirements of a file, comments and references to other files left out."""
    lines = (REPOSITORY / name).read_text(encoding="utf-8").splitlines()
    return [Requirement(line) for line in lines if line and not line.startswith(("#", "-r", "-c"))]


def locked_versions(name: str) -> dict[str, set[str]]:
    """Canonical name to the versions that a lock file pins it to (several where it depends on the Python version)."""
    pins: dict[str, set[str]] = {}
    for pin in re.finditer(r"^([\w.-]+)==([^\s;\\]+)", (REPOSITORY / name).read_text(encoding="utf-8"), re.MULTILINE):
        pins.setdefault(canonicalize_name(pin[1]), set()).add(pin[2])
    return pins


@pytest.mark.parametrize("name", [*LOCKS, "requirements-engines.txt"])
def test_every_requirement_has_a_lower_and_an_upper_bound(name: str) -> None:
    """Each line names the oldest version that was tried and the first that may break."""
    for requirement in requirements_of(name):
        assert {specifier.operator for specifier in requirement.specifier} == {">=", "<"}, requirement


@pytest.mark.parametrize(("name", "lock"), LOCKS.items())
def test_the_lock_file_pins_every_requirement_inside_its_bounds(name: str, lock: str) -> None:
    """Each requirement is locked to versions that its bounds allow (if not: make lock)."""
    locked = locked_versions(lock)
    for requirement in requirements_of(name):
        versions = locked[canonicalize_name(requirement.name)]
        assert all(requirement.specifier.contains(version) for version in versions), requirement


def test_development_uses_the_very_versions_of_the_runtime() -> None:
    """Every package of the runtime's lock file has the same versions in the development's."""
    development = locked_versions("requirements-dev.lock")
    assert {name: development.get(name) for name in locked_versions("requirements.lock")} == locked_versions(
        "requirements.lock"
    )


@pytest.mark.parametrize("lock", LOCKS.values())
def test_a_lock_file_has_hashes_and_no_address(lock: str) -> None:
    """Each pin carries hashes, and no line names where packages come from."""
    text = (REPOSITORY / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert "index-url" not in text
    assert "find-links" not in text
    pins = re.findall(r"^[\w.-]+==.*?(?=^[\w.-]+==|\Z)", text, re.MULTILINE | re.DOTALL)
    assert len(pins) > 50
    assert [pin.splitlines()[0] for pin in pins if "--hash=sha256:" not in pin] == []


def test_every_runtime_package_that_the_code_imports_is_required() -> None:
    """Imports of other packages in the app, its components and the domain are requirements of the runtime.

    But for the one module that knows the driver of a cluster (requirements-engines.txt), which is loaded where there is
    one.
    """
    import ast
    import importlib.metadata
    import sys

    named = {canonicalize_name(requirement.name) for requirement in requirements_of("requirements.txt")}
    folders = ("pages", "components", "plenary")
    files = [REPOSITORY / "app.py", *(path for folder in folders for path in (REPOSITORY / folder).rglob("*.py"))]
    files.remove(REPOSITORY / "plenary" / "spark_engine.py")
    imported = {
        name.partition(".")[0]
        for path in files
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom) and node.level == 0
            else []
        )
    }
    own = {"pages", "components", "plenary", "app"}
    # The package python-docx is imported as docx.
    packages = importlib.metadata.packages_distributions()
    others = {
        canonicalize_name(packages.get(name, [name])[0]) for name in imported - own - set(sys.stdlib_module_names)
    }
    assert sorted(others - named) == []


def test_visitors_see_no_exception_and_nobody_is_measured() -> None:
    """Error details stay in the log, no usage statistics are sent, no file is watched."""
    settings = tomllib.loads((REPOSITORY / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["client"]["showErrorDetails"] == "none"
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["server"]["fileWatcherType"] == "none"


def test_the_theme_fetches_no_font() -> None:
    """Fonts are those that Streamlit carries: no setting of the theme holds an address."""
    settings = tomllib.loads((REPOSITORY / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert "://" not in str(settings["theme"])
    assert "fontFaces" not in settings["theme"]


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """Contrast ratio of two colours, 1 to 21. Source: WCAG 2.2, relative luminance."""

    def luminance(colour: tuple[float, ...]) -> float:
        linear = [(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4) for c in (v / 255 for v in colour)]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_that_of_the_standard() -> None:
    """Black on white has the ratio 21, and the grey #767676 on white the 4.54 that tables of the standard name."""
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((0x76, 0x76, 0x76), (255, 255, 255)) == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("surface", ["backgroundColor", "secondaryBackgroundColor"])
def test_text_captions_and_links_are_readable(theme: str, surface: str) -> None:
    """Text, captions (Streamlit draws them at 60 % of the text's colour) and links have a contrast of at least 4.5."""
    colours = tomllib.loads((REPOSITORY / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"][theme]
    text, link, background = (
        tuple(bytes.fromhex(colours[key].removeprefix("#"))) for key in ("textColor", "linkColor", surface)
    )
    caption = tuple(0.6 * of_text + 0.4 * behind for of_text, behind in zip(text, background, strict=True))
    assert min(contrast(colour, background) for colour in (text, link, caption)) >= 4.5


def test_every_setting_is_one_that_streamlit_knows() -> None:
    """Streamlit has an option for each key of config.toml, so none is ignored silently."""
    from streamlit import config

    settings = tomllib.loads((REPOSITORY / ".streamlit" / "config.toml").read_text(encoding="utf-8"))

    def options(table: dict[str, object], prefix: str) -> list[str]:
        return [
            option
            for key, value in table.items()
            for option in (options(value, f"{prefix}{key}.") if isinstance(value, dict) else [f"{prefix}{key}"])
        ]

    known = config.get_config_options()
    assert [option for option in options(settings, "") if option not in known] == []


def test_code_and_data_have_their_licences() -> None:
    """The code is under MIT, the curated data under CC0 with the note whose the documents are."""
    assert (REPOSITORY / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")
    data = (REPOSITORY / "data" / "LICENSE").read_text(encoding="utf-8")
    assert "CC0" in data
    assert "United Nations" in data


def test_the_citation_file_and_the_changelog_name_the_same_version() -> None:
    """The newest entry of the changelog is the version that CITATION.cff tells to cite."""
    citation = re.search(
        r"^version: \"?([\d.]+)", (REPOSITORY / "CITATION.cff").read_text(encoding="utf-8"), re.MULTILINE
    )
    newest = re.search(r"^## ([\d.]+)", (REPOSITORY / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert citation
    assert newest
    assert citation[1] == newest[1]
