"""Time until a reader sees something useful, and bytes of the first load, in Chromium."""

from __future__ import annotations

import re
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, CDPSession, sync_playwright

from bench.served import served
from tools.chromium import FLAGS, find_chromium

HEADLINE: Final = {
    "app": '[data-testid="stMain"] [data-testid="stMarkdown"] p strong',
    "bare chart": "h1",
    "bare": '[data-testid="stMarkdown"] p',
}
"""What stands on the page before: the first count in words, the heading."""

USEFUL: Final = {
    "app": ".st-key-card-map .choroplethlayer path[d]",
    "bare chart": ".js-plotly-plot .point path",
    "bare": '[data-testid="stMarkdown"] p',
}
"""What must stand on the page: an area of the map, a bar of the chart, the line of text."""
COMPRESSIBLE: Final = re.compile("text|javascript|json|svg|xml|wasm")
LEAST: Final = 1024
"""Bytes below which compressing gains nothing."""
SLOWEST: Final = 180_000.0
"""Milliseconds."""


@dataclass
class Paints:
    """What first loads took, one value a round.

    Attributes:
        start: Seconds from starting the process to healthy.
        first: Seconds to the first headline figure or heading, in the cold load.
        cold: Seconds to the first useful paint: process just started, browser with an empty cache.
        warm: The same again: process has served before, browser has its cache.
        cold_bytes: Bytes received over HTTP in the cold load, as sent (compressed).
        warm_bytes: The same in the warm load.
        uncompressed: Bytes of texts and scripts of 1 kB and more in the cold load that were sent as they are.
    """

    start: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    cold: list[float] = field(default_factory=list)
    warm: list[float] = field(default_factory=list)
    cold_bytes: list[float] = field(default_factory=list)
    warm_bytes: list[float] = field(default_factory=list)
    uncompressed: list[float] = field(default_factory=list)


def measure_paints(rounds: int) -> Mapping[str, Paints]:
    """First loads of the dashboard, of one chart and of one line of text, in turns, round by round.

    Raises:
        RuntimeError: There is no Chromium.
    """
    chromium = find_chromium()
    if chromium is None:
        raise RuntimeError("No Chromium found: python -m tools.chromium --install")
    results = {name: Paints() for name in USEFUL}
    with sync_playwright() as playwright:
        for turn in range(rounds):
            for name, result in results.items():
                browser = playwright.chromium.launch(executable_path=str(chromium), args=list(FLAGS))
                with tempfile.TemporaryDirectory() as folder, served(name, Path(folder)) as app:
                    result.start.append(app.start_seconds)
                    _load_twice(browser, app.url, name, result)
                browser.close()
            print(f"  first loads, round {turn + 1}: done", flush=True)
    return results


def _load_twice(browser: Browser, url: str, name: str, result: Paints) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    for seconds, sizes in ((result.cold, result.cold_bytes), (result.warm, result.warm_bytes)):
        page = context.new_page()
        session: CDPSession = context.new_cdp_session(page)
        session.send("Network.enable")
        received: list[float] = []
        plain: list[float] = []
        _listen(session, received, plain)
        started = time.perf_counter()
        page.goto(url, wait_until="commit")
        if seconds is result.cold:
            page.wait_for_selector(HEADLINE[name], state="attached", timeout=SLOWEST)
            result.first.append(time.perf_counter() - started)
        page.wait_for_selector(USEFUL[name], state="attached", timeout=SLOWEST)
        seconds.append(time.perf_counter() - started)
        page.wait_for_timeout(500)
        sizes.append(sum(received))
        if seconds is result.cold:
            result.uncompressed.append(sum(plain))
        page.close()
    context.close()


def _listen(session: CDPSession, received: list[float], plain: list[float]) -> None:
    """Note the bytes of each answer, and the length of each that could be compressed and is not."""

    def begun(event: dict[str, Any]) -> None:
        headers = {name.lower(): value for name, value in event["response"]["headers"].items()}
        length = int(headers.get("content-length", 0))
        if COMPRESSIBLE.search(event["response"]["mimeType"]) and "content-encoding" not in headers and length >= LEAST:
            plain.append(length)

    session.on("Network.responseReceived", begun)
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
