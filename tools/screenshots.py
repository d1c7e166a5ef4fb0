"""Pictures of every page of the running app, for a look at them and for the README.

    python -m tools.screenshots FOLDER

writes FOLDER/PAGE-WIDTH-THEME.png for each page, at 1280 and 390 pixels, light and dark, each as long as the page is,
and renews docs/overview.png, the picture in the README.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tools.browser import WatchedPage
from tools.chromium import FLAGS, find_chromium
from tools.server import REPOSITORY, running_app

WIDTHS = (1280, 390)
THEMES = ("light", "dark")
LONGEST_PAGE = 12_000
"""Height in pixels at which a picture is cut."""
README_PICTURE = REPOSITORY / "docs" / "overview.png"
README_SIZE = (1280, 860)
START_PAGE = "overview"
"""File in pages/ whose address is the root."""


def page_addresses() -> dict[str, str]:
    """Name of each page (its file in pages/) to its path under the app's address; the start page first."""
    names = sorted(
        (path.stem for path in (REPOSITORY / "pages").glob("*.py")), key=lambda name: (name != START_PAGE, name)
    )
    return {name: "" if name == START_PAGE else name.replace("_", "-") for name in names}


def open_page(browser: Browser, address: str, size: tuple[int, int], theme: str) -> WatchedPage:
    """A drawn page in a window of this size and theme."""
    watched = WatchedPage(
        browser.new_page(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if theme == "dark" else "light",
            reduced_motion="reduce",
            locale="en-GB",
            timezone_id="UTC",
        )
    )
    watched.open(address)
    return watched


def stretch(watched: WatchedPage, width: int) -> None:
    """Makes the window as long as the page: Streamlit scrolls in an element, which a full-page picture would cut."""
    for _turn in range(2):  # figures that come into view late make the page longer
        length: int = watched.page.evaluate(
            """() => Math.max(600,
                ...[...document.querySelectorAll('[data-testid="stMain"]')].map(e => e.scrollHeight))"""
        )
        watched.page.set_viewport_size({"width": width, "height": min(length, LONGEST_PAGE)})
        watched.wait_until_drawn()
        # A figure that grew with the window takes a moment and tells nobody when it is done.
        watched.page.wait_for_timeout(700)


def take_pictures(folder: Path, browser: Browser, url: str) -> int:
    """Writes all pictures and prints a line for each; gives the number of pictures on which something went wrong."""
    failed = 0
    for name, path in page_addresses().items():
        for width in WIDTHS:
            for theme in THEMES:
                watched = open_page(browser, f"{url}/{path}", (width, 900), theme)
                stretch(watched, width)
                trouble = watched.trouble()
                file = folder / f"{name}-{width}-{theme}.png"
                watched.page.screenshot(path=file)
                watched.page.close()
                print(f"{file}: {'; '.join(trouble) or 'clean'}", flush=True)
                failed += bool(trouble)
    return failed


def renew_readme_picture(browser: Browser, url: str) -> bool:
    """Takes the picture in the README anew; False, and the old one stays, when the page has trouble."""
    watched = open_page(browser, url, README_SIZE, "light")
    watched.page.wait_for_timeout(700)
    sound = not watched.trouble()
    if sound:
        README_PICTURE.parent.mkdir(exist_ok=True)
        watched.page.screenshot(path=README_PICTURE)
    watched.page.close()
    print(f"{README_PICTURE.relative_to(REPOSITORY)}: {'renewed' if sound else 'kept, the page has trouble'}")
    return sound


def main() -> int:
    """Takes the pictures; 1 if a page had trouble, 2 without a browser."""
    arguments = argparse.ArgumentParser(prog="python -m tools.screenshots", description=__doc__)
    arguments.add_argument("folder", type=Path, help="where the pictures go; made if missing")
    folder: Path = arguments.parse_args().folder
    chromium = find_chromium()
    if chromium is None:
        print("No Chromium found: python -m tools.chromium --install", file=sys.stderr)
        return 2
    folder.mkdir(parents=True, exist_ok=True)
    README_PICTURE.parent.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as temporary,
        running_app(Path(temporary)) as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        failed = take_pictures(folder, browser, server.url)
        browser.close()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
