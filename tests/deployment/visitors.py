"""Readers of the deployment: each with an address and cookies of its own, and every word that a page shows them."""

from __future__ import annotations

import http.client
import ssl
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any, Final
from urllib.parse import urlsplit

from google.protobuf.message import Message
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection

from bench.client import Reader, Run

NOT_COMPARED: Final = frozenset({"hash", "id", "element_id", "url", "deferred_file_id"})
"""Fields that differ from session to session, or name a file that one session has made ready."""


def untrusting() -> ssl.SSLContext:
    """TLS to a server of this machine, whose certificate nobody has signed."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


@dataclass(frozen=True)
class Answer:
    """An answer to a request.

    Attributes:
        status: Its status.
        headers: Names in lower case, each with all its values in order.
        body: Its body, as it was sent.
    """

    status: int
    headers: dict[str, list[str]]
    body: bytes

    def header(self, name: str) -> str:
        """The value of a header that stands once; "" where it does not stand."""
        values = self.headers.get(name, [])
        assert len(values) <= 1, (name, values)
        return values[0] if values else ""


@dataclass
class Browser:
    """What a browser keeps: from which address it asks, and its cookies.

    Attributes:
        url: Address of the first page, without a slash at its end.
        address: The reader's address, one of this machine.
        cookies: Name and value.
    """

    url: str
    address: str
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Ask for what lies below the first page; names of headers with "_" for "-".

        Raises:
            OSError: There was no answer.
            http.client.HTTPException: It ended before its end.
        """
        parts = urlsplit(self.url)
        source = (self.address, 0)
        options: dict[str, Any] = {"timeout": 120, "source_address": source}
        connection = (
            http.client.HTTPSConnection(parts.netloc, context=untrusting(), **options)
            if parts.scheme == "https"
            else http.client.HTTPConnection(parts.netloc, **options)
        )
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookies:
            sent["Cookie"] = self.cookie_header
        try:
            connection.request(method, f"{parts.path}/{path}", headers=sent)
            answer = connection.getresponse()
            body = answer.read()
        finally:
            connection.close()
        told: dict[str, list[str]] = {}
        for name, value in answer.getheaders():
            told.setdefault(name.lower(), []).append(value)
        for cookie in told.get("set-cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(cookie).items()}
        return Answer(answer.status, told, body)

    def open_page(self, path: str) -> Answer:
        """Ask for a page as a browser does when its address is typed."""
        return self.get(path, Accept="text/html,application/xhtml+xml;q=0.9,*/*;q=0.8")

    @property
    def cookie_header(self) -> str:
        """The cookies as a request has them."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())


class Visitor(Reader):
    """A reader on one page of the deployment, who remembers every word that the last run has drawn."""

    def __init__(self, browser: Browser, page: str) -> None:
        """Connect as this browser."""
        self._browser = browser
        self._held: dict[str, ForwardMsg] = {}
        self._drawn: list[ForwardMsg] = []
        super().__init__(browser.url, page)

    def _connect(self, url: str, **options: Any) -> ClientConnection:
        headers = {"Cookie": self._browser.cookie_header} if self._browser.cookies else {}
        secure = {"ssl": untrusting()} if url.startswith("https") else {}
        return super()._connect(
            url, additional_headers=headers, source_address=(self._browser.address, 0), **secure, **options
        )

    def reconnect(self) -> None:
        """Connect again, as the browser's script does when the connection was lost: the address of the page is kept."""
        self._connection.close()
        self._connection = self._connect(self._url)
        self._hash, self._states = "", {}

    @property
    def query(self) -> str:
        """The query of the address of the page."""
        return self._query

    def words(self, query: str | None = None) -> tuple[str, ...]:
        """Run the page, by a link or again as it stands, and give every word that it draws, in order.

        Raises:
            RunFailure: The run failed, or drew an exception.
            websockets.ConnectionClosed: The connection was lost.
        """
        self._drawn = []
        self.open(self._query if query is None else query)
        return self.drawn()

    def chosen(self, parameter: str, positions: tuple[int, ...]) -> tuple[str, ...]:
        """Choose values of a filter by their positions in its list, and give the words as `words` does."""
        self._drawn = []
        self.choose(parameter, positions)
        self._states = {}
        return self.drawn()

    def drawn(self) -> tuple[str, ...]:
        """Every word of the last run, with "SITE" for the address of the first page."""
        words = (word.replace(r"\u002f", "/") for message in self._drawn for word in words_of(message.delta))
        return tuple(word.replace(self._browser.url, "SITE") for word in words)

    def _take(self, message: ForwardMsg, run: Run) -> None:
        super()._take(message, run)
        if message.metadata.cacheable:
            self._held[message.hash] = message
        if message.WhichOneof("type") == "ref_hash":
            message = self._held[message.ref_hash]
        if message.WhichOneof("type") == "delta":
            self._drawn.append(message)


def words_of(message: Message) -> list[str]:
    """Every text, number and block of bytes in a message and in those inside it, in order."""
    found: list[str] = []
    for described, value in message.ListFields():
        if described.name in NOT_COMPARED:
            continue
        values = value if described.is_repeated else [value]
        if described.message_type is not None and described.message_type.GetOptions().map_entry:
            values = [f"{key}: {value[key]}" for key in sorted(value)]
        for one in values:
            if isinstance(one, Message):
                found += words_of(one)
            elif not isinstance(one, bool):
                found.append(f"{described.name}: {one}")
    return found
