"""What nginx adds to the answers of the app and what it leaves alone: compression, keeping, headers, limits."""

from __future__ import annotations

import gzip
import http.client
import json
import re
import socket

import pytest

from components.security import EVERYWHERE, POLICY
from tests.deployment.conftest import Editions
from tests.deployment.site import Site
from tests.deployment.visitors import Browser, untrusting
from tools.server import HOST

GZIP = "gzip, deflate, br, zstd"


def reader(site: Site, number: int) -> Browser:
    """A reader with an address that no other test uses."""
    return Browser(site.url, f"127.0.5.{number}")


def cache_of(site: Site, path: str) -> list[str]:
    """How nginx answered requests for a path, in order, as its log says: MISS, HIT, or "" where it keeps nothing."""
    lines = map(json.loads, (site.folder / "log" / "access.log").read_text(encoding="utf-8").splitlines())
    return [line["cache"] for line in lines if line["path"] == f"/atlas/{path}"]


def script_of(site: Site) -> str:
    """Path of Streamlit's main script, as the first page names it."""
    html = reader(site, 1).open_page("").body.decode()
    found = re.search(r'src="(?:\./|/atlas/)?(static/js/index\.[\w-]+\.js)"', html)
    assert found, html[:2000]
    return found[1]


def test_scripts_are_compressed_and_kept(site: Site) -> None:
    """The main script comes by gzip, the second time from nginx; browsers of every spelling share what is kept."""
    path = script_of(site)
    first = reader(site, 2).get(path, Accept_Encoding=GZIP)
    again = reader(site, 3).get(path, Accept_Encoding="gzip")
    plain = reader(site, 4).get(path, Accept_Encoding="identity")
    assert [answer.header("content-encoding") for answer in (first, again, plain)] == ["gzip", "gzip", ""]
    assert gzip.decompress(first.body) == gzip.decompress(again.body) == plain.body
    assert len(first.body) < len(plain.body) / 2
    assert "immutable" in again.header("cache-control")
    assert cache_of(site, path)[-3:-1] == ["MISS", "HIT"]


def test_pages_and_rows_are_compressed(site: Site) -> None:
    """HTML and CSV come by gzip where the browser takes it."""
    for path in ("timeline", "data/statements.csv", "data/statements.json"):
        packed = reader(site, 5).get(path, Accept_Encoding=GZIP)
        plain = reader(site, 5).get(path, Accept_Encoding="identity")
        assert packed.header("content-encoding") == "gzip"
        assert plain.header("content-encoding") == ""
        assert gzip.decompress(packed.body) == plain.body


def test_rows_of_a_version_are_kept_and_others_never(site: Site, editions: Editions) -> None:
    """A link with `v=` is answered by nginx the second time; one without always by the replica, and so is the page."""
    known = editions.present
    pinned, open_link = f"data/conclusions.csv?v={known.version}&action=adopt_approach", "data/conclusions.csv?q=way"
    for path, expected in ((pinned, ["MISS", "HIT"]), (open_link, ["", ""])):
        before = len(cache_of(site, "data/conclusions.csv"))
        bodies = {reader(site, number).get(path, Accept_Encoding="identity").body for number in (6, 7)}
        assert len(bodies) == 1
        assert cache_of(site, "data/conclusions.csv")[before:] == expected, path
    reader(site, 6).open_page("conclusions")
    assert set(cache_of(site, "conclusions")) <= {""}


def test_what_is_known_is_not_sent_again(site: Site, editions: Editions) -> None:
    """With the tag of a kept or a fresh answer, nginx or the replica says 304."""
    for path in ("timeline", "data/statements.csv", f"data/statements.csv?v={editions.present.version}"):
        answer = reader(site, 8).get(path)
        again = reader(site, 8).get(path, If_None_Match=answer.header("etag"))
        assert (again.status, again.body) == (304, b"")


def test_other_links_have_other_answers(site: Site, editions: Editions) -> None:
    """What is kept hangs on the whole link: filters, version, format; and on whether another site asks."""
    version = editions.present.version
    links = [f"data/statements.{kind}?v={version}{more}" for kind in ("csv", "json") for more in ("", "&group=grulac")]
    for _time in range(2):
        assert len({reader(site, 9).get(link).body for link in links}) == len(links)
    ours, foreign = (reader(site, 9).get(links[0], **headers) for headers in ({}, {"Origin": "https://other.example"}))
    assert ours.header("access-control-allow-origin") == ""
    assert foreign.header("access-control-allow-origin") == "*"
    with_cookie = Browser(site.url, "127.0.5.9", {"atlas_reader": "0" * 32})
    answer = with_cookie.get(links[0], Origin="https://third.example")
    assert answer.header("access-control-allow-origin") == "*"


@pytest.mark.parametrize("path", ["", "timeline?session=crime-congress-12", "data/statements.csv", "data/none.csv"])
def test_headers_stand_once(site: Site, path: str) -> None:
    """Those of the app pass as they are, and nginx adds the one that only it can."""
    for _time in range(2):
        answer = reader(site, 10).open_page(path)
        assert answer.header("content-security-policy")
        for name, value in EVERYWHERE.items():
            assert answer.header(name.lower()) == value
        assert answer.header("strict-transport-security") == "max-age=63072000"
        assert answer.header("server") == "nginx"


def test_answers_of_nginx_itself_have_headers_too(site: Site) -> None:
    """A refused address is of no guessed type, and of no other site's choice."""
    answer = reader(site, 11).get("metrics")
    assert answer.status == 403
    assert answer.header("x-content-type-options") == "nosniff"
    assert answer.header("strict-transport-security")
    assert POLICY.lower() not in answer.headers


def test_metrics_are_for_this_machine(site: Site) -> None:
    """From nginx's own address they are given, from any other they are not; nor are Streamlit's."""
    assert Browser(site.url, HOST).get("metrics").status == 200
    for path in ("metrics", "_stcore/metrics"):
        assert reader(site, 12).get(path).status == 403


def test_the_cookie_holds_nothing_of_the_reader(site: Site) -> None:
    """A random number that scripts cannot read, for this site alone, set once and with pages only."""
    browser = reader(site, 13)
    assert "set-cookie" not in browser.get("data/health").headers
    cookies = [cookie for cookie in browser.open_page("").headers["set-cookie"] if cookie.startswith("atlas_reader")]
    assert len(cookies) == 1
    assert re.fullmatch(r"atlas_reader=[0-9a-f]{32}; Path=/atlas/; HttpOnly; Secure; SameSite=Lax", cookies[0])
    again = browser.open_page("").headers.get("set-cookie", [])
    assert not any(cookie.startswith("atlas_reader") for cookie in again)
    browser.cookies["atlas_reader"] = "written by the reader"
    assert any(cookie.startswith("atlas_reader") for cookie in browser.open_page("").headers["set-cookie"])


def test_one_address_cannot_take_everything(site: Site) -> None:
    """After a burst of some hundred requests one address is told to wait; another is served as before."""
    greedy = reader(site, 14)
    assert {greedy.get("metrics").status for _request in range(20)} == {403}
    host, port = site.url.split("/")[2].split(":")
    with (
        socket.create_connection((HOST, int(port)), timeout=60, source_address=("127.0.5.14", 0)) as plain,
        untrusting().wrap_socket(plain, server_hostname=host) as connection,
    ):
        asked = f"GET /atlas/metrics HTTP/1.1\r\nHost: {host}:{port}\r\n"
        connection.sendall(f"{asked}\r\n".encode() * 599 + f"{asked}Connection: close\r\n\r\n".encode())
        answers = b"".join(iter(lambda: connection.recv(65_536), b""))
    found = {int(status) for status in re.findall(rb"HTTP/1\.1 (\d+)", answers)}
    assert found == {403, 429}
    assert reader(site, 15).get("data/health").status == 200


def test_large_bodies_are_taken_for_reports_alone(site: Site) -> None:
    """A body above 64 kB is refused anywhere but where reports are uploaded, and there above 52 MB."""
    for path, size, status in (("", 70_000, 413), ("_stcore/upload_file/none/none", 53 * 1024 * 1024, 413)):
        connection = http.client.HTTPSConnection(
            site.url.split("/")[2], context=untrusting(), source_address=("127.0.5.16", 0), timeout=60
        )
        connection.putrequest("PUT", f"/atlas/{path}")
        connection.putheader("Content-Length", str(size))
        connection.endheaders()
        assert connection.getresponse().status == status
        connection.close()


def test_without_encryption_readers_are_sent_on(site: Site) -> None:
    """Plain HTTP leads to the same address by HTTPS."""
    connection = http.client.HTTPConnection(HOST, site.plain_port, timeout=30)
    connection.request("GET", "/atlas/timeline?session=crime-congress-12")
    answer = connection.getresponse()
    assert answer.status == 301
    assert answer.getheader("location") == "https://localhost/atlas/timeline?session=crime-congress-12"
    connection.close()


def test_the_log_has_nothing_of_the_reader(site: Site) -> None:
    """Neither nginx nor the replicas write down address, query, browser or cookie; the error log has none either."""
    browser = reader(site, 17)
    browser.open_page("timeline?q=very-secret")
    browser.get("timeline?q=very-secret", User_Agent="secret-browser")
    cookie = browser.cookies["atlas_reader"]
    logs = [site.folder / "log" / "access.log", site.folder / "log" / "error.log"]
    for log in [*logs, *(replica.log for replica in site.replicas)]:
        text = log.read_text(encoding="utf-8")
        for word in ("very-secret", "secret-browser", cookie, "127.0.5.17"):
            assert word not in text, log
    lines = [json.loads(line) for line in logs[0].read_text(encoding="utf-8").splitlines()]
    assert lines[-1]["path"] == "/atlas/timeline"
    assert lines[-1]["replica_status"] == "200"
