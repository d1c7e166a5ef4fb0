"""The replay of a list in a real browser: the keyboard steps, playing ends by itself, and the link keeps the turn."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

from components.floor_card import PACE
from tools.browser import WatchedPage

CRIME = "crime-congress-12"


def test_keyboard_steps_and_playing_ends_with_the_last_turn(app_url: str, watched_page: WatchedPage) -> None:
    """Arrow keys on the slider and Enter on the button step; playing from the 11th turn stops at the 12th of 12.

    Afterwards nothing runs any more, and the link opens the last turn.
    """
    asked: list[object] = []
    watched_page.page.on("websocket", lambda socket: socket.on("framesent", lambda frame: asked.append(frame)))
    page = watched_page.open(f"{app_url}/order-of-speaking?row={CRIME}/4/9")
    page.get_by_role("slider").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("Turn 10 of 12").first).to_be_visible(timeout=20_000)
    page.get_by_role("button", name="Next turn").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Turn 11 of 12").first).to_be_visible(timeout=20_000)
    play = page.get_by_role("switch", name="Play")
    expect(play).not_to_be_checked()
    play.focus()
    page.keyboard.press("Space")
    expect(page.get_by_text("Turn 12 of 12").first).to_be_visible(timeout=20_000)
    expect(play).not_to_be_checked(timeout=20_000)
    watched_page.wait_until_drawn()
    assert parse_qs(urlsplit(page.url).query)["row"] == [f"{CRIME}/4/12"]
    assert page.evaluate("() => document.querySelector('.st-key-chart-floor .js-plotly-plot')._fullData.length") == 8
    before = len(asked)
    page.wait_for_timeout(2 * PACE * 1_000)
    assert len(asked) == before
    watched_page.assert_clean()
