"""A reader without a browser: speaks Streamlit's websocket protocol (BackMsg, ForwardMsg) with a running app."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Final, Self
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

LONGEST_RUN: Final = 900.0
"""Seconds that a run may take: the first one of a process opens the dataset, which may be large."""
RUNS_KEPT: Final = 2
"""Runs after which the browser forgets a message that it kept (Streamlit's global.maxCachedMessageAge)."""


class RunFailure(RuntimeError):
    """The page failed, or drew an exception; the message says what came."""


@dataclass
class Run:
    """What a run of a page sent.

    Attributes:
        seconds: From sending the request to the message that says the run has finished.
        byte_count: Bytes of all websocket messages, as Streamlit wrote them.
        message_count: Number of those messages.
        elements: Type of each element that was sent (those the browser kept and got by reference: "kept"), in order.
        icons: Icon of each notice (information, warning, error) that was sent, in order.
    """

    seconds: float
    byte_count: int
    message_count: int
    elements: list[str] = field(default_factory=list)
    icons: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Standing:
    """Where a reader stands: all that the browser tells when it asks for a run.

    Attributes:
        url: Address of the app.
        page: Path of the page.
        page_hash: The page as Streamlit names it; "" before the first run.
        query: Query part of the address.
        kept: Hashes of the messages that the browser keeps.
    """

    url: str
    page: str
    page_hash: str = ""
    query: str = ""
    kept: tuple[str, ...] = ()

    def request(self, states: Mapping[str, Sequence[str]]) -> bytes:
        """The message that asks for a run, with the states of widgets that the reader has changed."""
        message = BackMsg()
        state = message.rerun_script
        state.query_string = self.query
        state.page_script_hash = self.page_hash
        state.page_name = "" if self.page_hash else self.page
        state.context_info.url = f"{self.url}/{self.page}"
        state.context_info.timezone = "UTC"
        state.context_info.locale = "en"
        state.context_info.color_scheme = "light"
        state.cached_message_hashes.extend(self.kept)
        for widget, labels in states.items():
            widget_state = state.widget_states.widgets.add(id=widget)
            widget_state.string_array_value.data.extend(labels)
            widget_state.string_array_value.SetInParent()
        return message.SerializeToString()


class Reader:
    """One session of one reader on one page."""

    def __init__(self, url: str, page: str, address: str = "") -> None:
        """Connect to an app.

        Args:
            url: Where it listens.
            page: Path of the page, "" for the first one.
            address: Where the browser believes to be; "" where that is `url`.
        """
        self._url = address or url
        self._page = page
        self._query = ""
        self._hash = ""
        self._states: dict[str, list[str]] = {}
        self._filters: dict[str, tuple[str, list[str]]] = {}
        self._kept: dict[str, int] = {}
        self._runs = 0
        self._connection = self._connect(url)

    def _connect(self, url: str, **options: Any) -> ClientConnection:
        """Open a websocket to the app at `url`; `options` are further ones of `websockets.sync.client.connect`."""
        parts = urlsplit(url)
        return connect(
            f"{'wss' if parts.scheme == 'https' else 'ws'}://{parts.netloc}{parts.path}/_stcore/stream",
            subprotocols=[Subprotocol("streamlit")],
            max_size=None,
            compression=None,
            **options,
        )

    def __enter__(self) -> Self:
        """The reader itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Disconnect."""
        self._connection.close()

    def open(self, query: str = "") -> Run:
        """Open the page by a link, or (again) follow a link to it, as the browser's Back does."""
        self._query = query
        return self._run()

    def choose(self, parameter: str, positions: tuple[int, ...]) -> Run:
        """Choose values of a filter by their positions in its list."""
        self._states = self.states(parameter, positions)
        return self._run()

    def options(self, parameter: str) -> int:
        """How many values a filter offers; 0 where the page does not have it."""
        return len(self._filters[parameter][1]) if parameter in self._filters else 0

    @property
    def standing(self) -> Standing:
        """Where the reader stands now."""
        return Standing(self._url, self._page, self._hash, self._query, tuple(self._kept))

    def states(self, parameter: str, positions: tuple[int, ...]) -> dict[str, list[str]]:
        """State of the widget of a filter where values are chosen by their positions in its list."""
        widget, options = self._filters[parameter]
        return {widget: [options[position] for position in positions]}

    def _run(self) -> Run:
        request = self.standing.request(self._states)
        received: list[bytes] = []
        started = time.perf_counter()
        self._connection.send(request)
        while True:
            payload = self._connection.recv(timeout=LONGEST_RUN)
            assert isinstance(payload, bytes)  # noqa: S101 - Streamlit sends no text
            received.append(payload)
            if len(payload) < 200 and _message(payload).WhichOneof("type") == "script_finished":
                break
        run = Run(time.perf_counter() - started, sum(map(len, received)), len(received))
        self._runs += 1
        for payload in received:
            self._take(_message(payload), run)
        self._kept = {key: age for key, age in self._kept.items() if self._runs - age < RUNS_KEPT}
        return run

    def _take(self, message: ForwardMsg, run: Run) -> None:
        """What the browser would remember of a message."""
        kind = message.WhichOneof("type")
        if message.metadata.cacheable:
            self._kept[message.hash] = self._runs
        if kind == "ref_hash":
            self._kept[message.ref_hash] = self._runs
            run.elements.append("kept")
        elif kind == "navigation":
            self._hash = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self._query = message.page_info_changed.query_string
        elif kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
            raise RunFailure(
                f"The run of {self._page or 'the first page'} ended with status {message.script_finished}."
            )
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            name = str(element.WhichOneof("type"))
            run.elements.append(name)
            if name == "exception":
                raise RunFailure(f"The page drew an exception: {element.exception.type} {element.exception.message}")
            if name == "alert":
                run.icons.append(element.alert.icon)
            if name == "multiselect":
                multiselect = element.multiselect
                self._filters[multiselect.id.rpartition("-")[2]] = (multiselect.id, list(multiselect.options))


def _message(payload: bytes) -> ForwardMsg:
    return ForwardMsg.FromString(payload)


@contextmanager
def reading(url: str, page: str, query: str = "") -> Iterator[Reader]:
    """A reader who has opened the page."""
    with Reader(url, page) as reader:
        reader.open(query)
        yield reader
