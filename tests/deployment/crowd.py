"""A crowd of readers, each looking again and again, who write down what they saw."""

from __future__ import annotations

import hashlib
import http.client
import random
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from websockets.exceptions import ConnectionClosed, InvalidHandshake

from bench.client import RunFailure
from tests.deployment.editions import FILES, FILTERED, ROWS, VIEWS, Edition
from tests.deployment.site import Site
from tests.deployment.visitors import Answer, Browser, Visitor

PAUSE: Final = 0.5
"""Longest pause between two looks, in seconds."""
LONGEST_RETURN: Final = 120.0
"""Seconds within which a reader whose replica is gone must see the page again."""


@dataclass(frozen=True)
class Sight:
    """What a reader saw.

    Attributes:
        what: "page", "rows", "rows of a version", or the name of a file.
        version: The version that all of it belongs to; "" where it belongs to none, or to more than one.
        moment: When it was there (time.monotonic).
        told: Where it belongs to no version: how it differs.
    """

    what: str
    version: str
    moment: float
    told: str = ""


@dataclass
class Witness:
    """One reader.

    Attributes:
        browser: The reader's browser.
        editions: What readers of each version must see, by version.
        view: The page, and the query of its link; "" and None for the page on which the reader chooses a filter.
        seen: What was seen, in order.
        lost: Moments when the connection was lost.
        broken_off: Answers that ended before their end, told by the client.
        failures: Anything else that went wrong.
        query: The query of the address of the page after the last look.
    """

    browser: Browser
    editions: Mapping[str, Edition]
    view: tuple[str, str | None]
    seen: list[Sight] = field(default_factory=list)
    lost: list[float] = field(default_factory=list)
    broken_off: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    query: str = ""

    def look(self, stop: threading.Event, seed: int) -> None:
        """Look until told to stop."""
        chance = random.Random(seed)  # noqa: S311 - pauses of a test
        page, query = self.view
        try:
            self._expect(self.browser.open_page(page), 200)
            with Visitor(self.browser, page) as visitor:
                if query is None:
                    visitor.words("")
                    words = visitor.chosen(FILTERED[1], FILTERED[2])
                    self._saw_page(page, visitor.query, words)
                else:
                    self._saw_page(page, query, visitor.words(query))
                self.query = visitor.query
                while not stop.is_set():
                    self._look_once(visitor, chance)
                    stop.wait(chance.uniform(0, PAUSE))
        except (OSError, RunFailure, TimeoutError, AssertionError, http.client.HTTPException) as failure:
            self.failures.append(f"{type(failure).__name__}: {failure}")

    def _look_once(self, visitor: Visitor, chance: random.Random) -> None:
        version = self._page(visitor)
        asked = chance.choice(("rows", "rows of a version", "health", "receipt", *FILES))
        try:
            self._ask(asked, version)
        except (http.client.IncompleteRead, http.client.RemoteDisconnected, ConnectionResetError) as broken:
            self.broken_off.append(f"{asked}: {type(broken).__name__}")

    def _page(self, visitor: Visitor) -> str:
        """Run the page as it stands, once more after each loss of the connection; the version seen."""
        began = time.monotonic()
        while True:
            try:
                words = visitor.words()
                break
            except ConnectionClosed:
                self.lost.append(time.monotonic())
            while True:
                try:
                    visitor.reconnect()
                    break
                except (OSError, InvalidHandshake, TimeoutError):
                    if time.monotonic() - began > LONGEST_RETURN:
                        raise
                    time.sleep(0.1)
        self.query = visitor.query
        return self._saw_page(self.view[0], visitor.query, words)

    def _saw_page(self, page: str, query: str, words: tuple[str, ...]) -> str:
        of_page = {version: edition.words[page, query] for version, edition in self.editions.items()}
        version = next((version for version, known in of_page.items() if known == words), "")
        told = "" if version else _difference(words, of_page)
        self.seen.append(Sight("page", version, time.monotonic(), told))
        return version

    def _ask(self, asked: str, version: str) -> None:
        table, query = ROWS
        if asked == "receipt":
            answer = self.browser.get("entry/crime-congress-12/2/3")
            self._expect(answer, 307)
            assert "timeline?row=crime-congress-12/2/3" in answer.header("location"), answer.headers
        elif asked == "health":
            answer = self.browser.get("data/health")
            self._expect(answer, 200)
            known = {edition.hash: edition.version for edition in self.editions.values()}
            self._saw(asked, known, next((one for one in known if one.encode() in answer.body), ""))
        elif asked in FILES:
            answer = self.browser.get(f"data/files/{asked}")
            if answer.status == 503:  # Told instead of shown: the file is being exchanged at this moment.
                return
            self._expect(answer, 200)
            known = {edition.files[asked]: edition.version for edition in self.editions.values()}
            self._saw(asked, known, hashlib.sha256(answer.body).hexdigest())
        else:
            pinned = f"&v={version}" if asked == "rows of a version" else ""
            answer = self.browser.get(f"data/{table}.csv?{query}{pinned}", Accept_Encoding="identity")
            self._expect(answer, 200)
            known = {hashlib.sha256(edition.rows).hexdigest(): edition.version for edition in self.editions.values()}
            self._saw(asked, known, hashlib.sha256(answer.body).hexdigest())
            told = answer.header("plenary-version")
            if told != self.seen[-1].version or (pinned and told != version):
                self.failures.append(f"{asked}: asked for {pinned!r}, told {told}, given {self.seen[-1].version}")

    def _saw(self, what: str, known: Mapping[str, str], digest: str) -> None:
        version = known.get(digest, "")
        self.seen.append(Sight(what, version, time.monotonic(), "" if version else f"{what} of no version"))

    def _expect(self, answer: Answer, status: int) -> None:
        if answer.status != status:
            raise AssertionError(f"status {answer.status}: {answer.body[:200]!r}")

    @property
    def wrong(self) -> list[str]:
        """What was seen that belongs to no version, and everything that failed."""
        return [*self.failures, *(f"{sight.what}: {sight.told}" for sight in self.seen if not sight.version)]

    def pages_since(self, moment: float) -> int:
        """Pages seen since a moment."""
        return sum(sight.what == "page" and sight.moment > moment for sight in self.seen[:])


def requests_of(site: Site) -> list[float]:
    """Requests for rows that each replica has answered so far."""
    return [replica.sample("plenary_request_seconds_count", route="data") for replica in site.replicas]


def wait_until_whole(site: Site) -> None:
    """Wait until nginx gives both replicas requests again: one that was killed it leaves out for some seconds.

    Raises:
        AssertionError: It took too long.
    """
    deadline = time.monotonic() + LONGEST_RETURN
    while True:
        before = requests_of(site)
        for number in range(20):
            Browser(site.url, f"127.0.6.{number + 1}").get("data/health")
        if all(late > early for early, late in zip(before, requests_of(site), strict=True)):
            return
        assert time.monotonic() < deadline
        time.sleep(0.5)


def _browsers(site: Site, count: int) -> list[Browser]:
    """Browsers, each with an address of its own, one half with a cookie for one replica, one half for the other."""
    found: tuple[list[Browser], list[Browser]] = ([], [])
    number = 0
    while min(map(len, found)) < (count + 1) // 2:
        number += 1
        browser = Browser(site.url, f"127.0.1.{number}")
        browser.open_page("")
        before = requests_of(site)
        browser.get("data/health")
        first, second = (late - early for early, late in zip(before, requests_of(site), strict=True))
        assert {first, second} == {0, 1}
        found[int(second)].append(browser)
    return [browser for pair in zip(*found, strict=False) for browser in pair][:count]


@contextmanager
def crowd(site: Site, editions: Mapping[str, Edition], count: int) -> Iterator[list[Witness]]:
    """So many readers, spread over both replicas, who look until the block ends."""
    views: list[tuple[str, str | None]] = [*VIEWS, (FILTERED[0], None)]
    witnesses = [
        Witness(browser, editions, views[number % len(views)]) for number, browser in enumerate(_browsers(site, count))
    ]
    stop = threading.Event()
    threads = [
        threading.Thread(target=witness.look, args=(stop, number), daemon=True)
        for number, witness in enumerate(witnesses)
    ]
    for thread in threads:
        thread.start()
    try:
        yield witnesses
    finally:
        stop.set()
        for thread in threads:
            thread.join(timeout=LONGEST_RETURN + 30)
        assert not any(thread.is_alive() for thread in threads)


def wait_for_pages(witnesses: list[Witness], count: int, longest: float) -> None:
    """Wait until each reader has seen so many pages from now on, or one has failed.

    Raises:
        AssertionError: It took too long.
    """
    now = time.monotonic()
    while any(witness.pages_since(now) < count for witness in witnesses):
        for witness in witnesses:
            assert not witness.failures, witness.failures
        assert time.monotonic() - now < longest, [witness.pages_since(now) for witness in witnesses]
        time.sleep(0.05)


def _difference(words: tuple[str, ...], known: Mapping[str, tuple[str, ...]]) -> str:
    """How a page differs from that of each version, and which words stand for which."""
    told = []
    for version, expected in known.items():
        foreign = [word[:160] for word in words if word not in set(expected)]
        missing = [word[:160] for word in expected if word not in set(words)]
        told.append(f"beside {version}: {foreign[:3]} in place of {missing[:3]}")
    return "; ".join(told)
