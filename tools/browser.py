"""A browser page that keeps what goes wrong on it, for browser tests and screenshots."""

import re
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Error, Page, Request, TimeoutError, WebSocket

# When a link leads to a page, Streamlit's script first asks under the page's own path for these two, to find out under
# which path the app is served, and only then under the root. The app answers 404 as it must, and Chromium writes that
# into the console. Nothing of ours: seen with Streamlit 1.67.
SEARCH_FOR_BASE_PATH = re.compile(r"/[\w-]+/_stcore/(?:health|host-config)$")

SIDEWAYS = """() => Math.max(document.documentElement.scrollWidth - innerWidth,
    ...[...document.querySelectorAll('[data-testid="stMain"]')].map(e => e.scrollWidth - e.clientWidth))"""
SETTLED_MS = 3_000


@dataclass
class WatchedPage:
    """A browser page with what went wrong on it.

    Attributes:
        page: Playwright's page.
        own: hosts with ports that are the app's; `open` adds those of the addresses it opens.
        console_errors: errors of the console and uncaught exceptions, in order.
        foreign_requests: addresses asked for (websockets included) that are not the app's own, in order.
    """

    page: Page
    own: set[str] = field(default_factory=set)
    console_errors: list[str] = field(default_factory=list)
    foreign_requests: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Listens from now on."""
        self.page.on("console", self._note_console)
        self.page.on("pageerror", self._note_exception)
        self.page.on("request", self._note_request)
        self.page.on("websocket", self._note_websocket)

    def open(self, address: str) -> Page:
        """Opens an address and waits until its page stands."""
        self.own.add(urlsplit(address).netloc)
        self.page.goto(address)
        self.wait_until_drawn()
        return self.page

    def wait_until_drawn(self) -> None:
        """Waits until Streamlit's script has finished, no placeholder is left and every Plotly figure is drawn."""
        self.page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=60_000)
        self.page.wait_for_function(
            """() => !document.querySelector('[data-testid="stSkeleton"], [data-stale="true"]')
                && [...document.querySelectorAll('[data-testid="stPlotlyChart"]')]
                    .every(chart => chart.querySelector('.main-svg'))""",
            timeout=60_000,
        )

    def open_list(self, key: str) -> None:
        """Opens the list of the select box with this key; it must stand still, for scrolling closes an open list."""
        box = self.page.locator(f".st-key-{key} input")
        box.scroll_into_view_if_needed()
        self.page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        box.click()

    def trouble(self) -> list[str]:
        """What went wrong so far: requests that left, errors of the console, a script that failed, sideways scroll."""
        found = [f"request to {address}" for address in self.foreign_requests] + self.console_errors
        found += self.page.locator('[data-testid="stException"]').all_inner_texts()
        if (pixels := self.sideways_scroll()) > 0:
            found.append(f"scrolls sideways by {pixels} pixels")
        return found

    def sideways_scroll(self) -> int:
        """Pixels by which the page is wider than its window, once it has had time to fit; 0 or less when it fits."""
        # After a change of the window's size Streamlit sets its columns and tables anew a moment later.
        with suppress(TimeoutError):
            self.page.wait_for_function(f"() => ({SIDEWAYS})() <= 0", timeout=SETTLED_MS)
        pixels: int = self.page.evaluate(SIDEWAYS)
        return pixels

    def assert_clean(self) -> None:
        """Fails with the list of trouble.

        Raises:
            AssertionError: there was trouble.
        """
        if trouble := self.trouble():
            raise AssertionError("\n".join([f"{self.page.url} has trouble:", *trouble]))

    def _is_foreign(self, address: str) -> bool:
        parts = urlsplit(address)
        return parts.scheme not in {"data", "blob", "about"} and parts.netloc not in self.own

    def _note_console(self, message: ConsoleMessage) -> None:
        address = str(message.location.get("url", ""))
        if message.type != "error":
            return
        if SEARCH_FOR_BASE_PATH.search(urlsplit(address).path) and not self._is_foreign(address):
            return
        self.console_errors.append(f"{message.text} ({address})")

    def _note_exception(self, error: Error) -> None:
        self.console_errors.append(str(error))

    def _note_request(self, request: Request) -> None:
        if self._is_foreign(request.url):
            self.foreign_requests.append(request.url)

    def _note_websocket(self, websocket: WebSocket) -> None:
        if self._is_foreign(websocket.url):
            self.foreign_requests.append(websocket.url)
