"""Time until a reader sees something useful, and bytes of the first load, in Chromium."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, CDPSession, sync_playwright

from bench.served import served
from tools.chromium import FLAGS, find_chromium

USEFUL: Final = {
    "app": ".st-key-card-map .choroplethlayer path[d]",
    "bare chart": ".js-plotly-plot .point path",
    "bare": '[data-testid="stMarkdown"] p',
}
"""What must stand on the page: an area of the map, a bar of the chart, the line of text."""
SLOWEST: Final = 60_000.0
"""Milliseconds."""


@dataclass
class Paints:
    """What first loads took, one value a round.

    Attributes:
        start: Seconds from starting the process to healthy.
        cold: Seconds to the first useful paint: process just started, browser with an empty cache.
        warm: The same again: process has served before, browser has its cache.
        cold_bytes: Bytes received over HTTP in the cold load, as sent (compressed).
        warm_bytes: The same in the warm load.
    """

    start: list[float] = field(default_factory=list)
    cold: list[float] = field(default_factory=list)
    warm: list[float] = field(default_factory=list)
    cold_bytes: list[float] = field(default_factory=list)
    warm_bytes: list[float] = field(default_factory=list)


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
                    _load_twice(browser, app.url, USEFUL[name], result)
                browser.close()
            print(f"  first loads, round {turn + 1}: done", flush=True)
    return results


def _load_twice(browser: Browser, url: str, useful: str, result: Paints) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    for seconds, sizes in ((result.cold, result.cold_bytes), (result.warm, result.warm_bytes)):
        page = context.new_page()
        session: CDPSession = context.new_cdp_session(page)
        session.send("Network.enable")
        received: list[float] = []
        session.on(
            "Network.loadingFinished", lambda event, received=received: received.append(event["encodedDataLength"])
        )
        started = time.perf_counter()
        page.goto(url)
        page.wait_for_selector(useful, state="attached", timeout=SLOWEST)
        seconds.append(time.perf_counter() - started)
        page.wait_for_timeout(500)
        sizes.append(sum(received))
        page.close()
    context.close()
