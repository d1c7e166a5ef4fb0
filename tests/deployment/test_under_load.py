"""Under load one replica is killed, or the version changes on one and then on the other: nobody sees a wrong number."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest

from tests.deployment.conftest import Editions
from tests.deployment.crowd import Witness, crowd, requests_of, wait_for_pages
from tests.deployment.editions import Edition, put_in_place
from tests.deployment.site import Site
from tests.deployment.visitors import Browser, Visitor

READERS = 8
"""One for each view, and one more."""
LONGEST_WAIT = 150.0

pytestmark = pytest.mark.timeout(600)


def wrong(witnesses: list[Witness]) -> list[str]:
    """Everything that any reader saw and should not have."""
    return [f"{witness.browser.address} on {witness.view}: {text}" for witness in witnesses for text in witness.wrong]


def test_readers_are_spread_by_cookie(site: Site) -> None:
    """Of 40 readers with one and the same address each replica has a fourth or more: cookies tell them apart."""
    visitors = []
    for _reader in range(40):
        browser = Browser(site.url, "127.0.2.1")
        assert browser.open_page("").status == 200
        visitors.append(Visitor(browser, ""))
    try:
        deadline = time.monotonic() + 20
        while sum(site.sessions()) < 40 and time.monotonic() < deadline:
            time.sleep(0.1)
        first, second = site.sessions()
        assert first + second == 40
        assert min(first, second) >= 10
    finally:
        for visitor in visitors:
            visitor.__exit__(None, None, None)


def test_readers_without_cookies_are_spread_by_address(site: Site) -> None:
    """Of 40 addresses without cookies each replica has some; one address always reaches the same replica."""
    before = requests_of(site)
    for number in range(40):
        assert Browser(site.url, f"127.0.3.{number + 1}").get("data/health").status == 200
    spread = [late - early for early, late in zip(before, requests_of(site), strict=True)]
    assert sum(spread) == 40
    assert min(spread) >= 8
    before = requests_of(site)
    for _request in range(20):
        assert Browser(site.url, "127.0.3.1").get("data/health").status == 200
    assert sorted(late - early for early, late in zip(before, requests_of(site), strict=True)) == [0, 20]


def test_a_killed_replica_costs_no_reader_the_view(site: Site, editions: Editions, round_number: int) -> None:
    """Its readers are at the other replica soon, with the page, the filters and the numbers they had."""
    known = {editions.present.version: editions.present}
    victim, survivor = (0, 1) if round_number % 2 else (1, 0)
    with crowd(site, known, READERS) as witnesses:
        wait_for_pages(witnesses, 2, LONGEST_WAIT)
        sessions = site.sessions()
        assert min(sessions) > 0
        queries = [witness.query for witness in witnesses]
        site.replicas[victim].kill()
        killed = time.monotonic()
        wait_for_pages(witnesses, 3, LONGEST_WAIT)
        survivors = site.replicas[survivor].sample("plenary_sessions")
        # An address that nobody knows is told so by the replica that is left.
        missing = [Browser(site.url, f"127.0.7.{number + 1}").get("data/none.csv").status for number in range(8)]
        site.replicas[victim].start()
        wait_for_pages(witnesses, 2, LONGEST_WAIT)
    assert wrong(witnesses) == []
    assert [witness.query for witness in witnesses] == queries
    moved = [witness for witness in witnesses if witness.lost]
    assert len(moved) == sessions[victim]
    assert survivors == READERS
    assert missing == [404] * 8
    assert all(moment >= killed - 1 for witness in moved for moment in witness.lost)
    # An answer that was on its way is broken off, which its reader is told; none begins and none fails afterwards.
    assert sum(len(witness.broken_off) for witness in witnesses) <= sessions[victim]


def test_a_new_version_is_never_mixed_with_the_one_before(site: Site, editions: Editions, round_number: int) -> None:
    """First one replica changes, then the other: every page, file and table is of one version, and none goes back."""
    before = editions.present
    after, folder = editions.next()
    assert {before.statements, after.statements} == {43, 44}
    assert all(after.words[view] != before.words[view] for view in before.words)
    with crowd(site, {before.version: before, after.version: after}, READERS) as witnesses:
        wait_for_pages(witnesses, 2, LONGEST_WAIT)
        changed = []
        for replica in site.replicas:
            put_in_place(folder, replica.data)
            changed.append(time.monotonic())
            wait_for_pages(witnesses, 3, LONGEST_WAIT)
    assert wrong(witnesses) == []
    assert not any(witness.lost or witness.broken_off for witness in witnesses)
    for witness in witnesses:
        assert gone_back(witness, after) == []
        assert witness.seen[-1].version == after.version
    between = {
        sight.version
        for witness in witnesses
        for sight in witness.seen
        if sight.what == "page" and changed[0] + 1 < sight.moment < changed[1]
    }
    assert between == {before.version, after.version}


def gone_back(witness: Witness, after: Edition) -> list[str]:
    """What a reader saw of the earlier version after something of the later one, links that name a version left out."""
    sights = [sight for sight in witness.seen if sight.what != "rows of a version"]
    pairs = pairwise(sights)
    return [f"{two.what} after {one.what}" for one, two in pairs if one.version == after.version != two.version]


def test_the_versions_before_stay_with_their_links(site: Site, editions: Editions, place: Path) -> None:
    """A link that names the version before a change gives its rows, byte for byte, from both replicas."""
    before = editions.present
    after, folder = editions.next()
    for replica in site.replicas:
        put_in_place(folder, replica.data)
    for number in range(8):
        browser = Browser(site.url, f"127.0.4.{number + 1}")
        answers = [
            browser.get(f"data/statements.csv?session=crime-congress-12&item=6{pin}")
            for pin in (f"&v={before.version}", f"&v={after.version}", "")
        ]
        assert [answer.body for answer in answers] == [before.rows, after.rows, after.rows]
        assert [answer.header("plenary-version") for answer in answers] == [
            before.version,
            after.version,
            after.version,
        ]
