"""Turns and links on an Apache Spark cluster: Parquet files that its workers read, small tables that it is sent.

Only this module knows PySpark, which is loaded with the first question. Each process has one connection to its
cluster, shared by all datasets. A table is a recipe: where the connection is lost and made anew, the recipes are
followed anew, so that nobody has to start this process again.
"""

from __future__ import annotations

import logging
import os
import re
import socket
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar
from uuid import uuid4

import narwhals as nw
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from plenary.engine import Engine, EngineDown, pandas_frame
from plenary.schema import PARQUET

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

LOGGER: Final = logging.getLogger(__name__)

ADDRESS: Final = re.compile(r"spark://(?P<places>[^\s/,:]+:\d+(?:,[^\s/,:]+:\d+)*)")
"""Address of a standalone cluster: one master, or several of which one leads."""
SECONDS: Final = 30.0
"""Most seconds for one question, unless the setting PLENARY_ENGINE_SECONDS says otherwise.

And for the connection, where it is made for that question; one that takes longer is there for the next question.
"""
WORKERLESS: Final = 5.0
"""Most seconds that a question waits for a worker, once the connection is older than a question may take.

Until then it waits so long: a worker begins by starting a process for whoever connects.
"""
CORES: Final = "2"
"""Cores of the cluster that one process takes, unless the setting PLENARY_ENGINE_CORES says otherwise.

Without a bound the first process would take them all, and a second one would wait for ever.
"""
ROW_GROUP_BYTES: Final = 2**22

Answer = TypeVar("Answer")


class SparkEngine:
    """An `Engine` whose tables a Spark cluster has. Nothing is asked of the cluster before the first question."""

    def __init__(self, address: str, *, patient: bool = False) -> None:
        """Not connected yet.

        Args:
            address: Address of the cluster, ``spark://host:port``.
            patient: Whether it may take as long as it takes: no reader waits.
        """
        self._connection = _connection(address)
        self._patient = patient
        self._recipes: dict[str, Callable[[SparkSession], DataFrame]] = {}
        self._lock = threading.RLock()
        self._own: SparkSession | None = None
        self._of: SparkSession | None = None
        self._frames: dict[str, DataFrame] = {}

    @property
    def version(self) -> str:
        """See `Engine.version`."""
        return f"spark {self._session().version}"

    def frame(self, name: str) -> nw.LazyFrame[Any]:
        """See `Engine.frame`."""
        session = self._session()
        with self._lock:
            return _lazy(self._table(session, name))

    def query(self, sql: str) -> nw.LazyFrame[Any]:
        """See `Engine.query`."""
        session = self._session()
        with self._lock:
            for name in self._recipes:
                if re.search(rf"\b{name}\b", sql):
                    self._table(session, name).createOrReplaceTempView(name)
            return _lazy(session.sql(sql))

    def write(self, name: str, rows: pd.DataFrame) -> None:
        """See `Engine.write`."""
        table = pa.Table.from_pandas(rows, preserve_index=False)
        plain = {pa.large_string(): pa.string()}
        sent = table.cast(pa.schema([(field.name, plain.get(field.type, field.type)) for field in table.schema]))
        # A small table goes to every worker; Spark knows no size of what it was sent, and would move the large one.
        self._keep(name, lambda session: session.createDataFrame(sent).hint("broadcast"))

    def read(self, name: str, path: Path) -> None:
        """See `Engine.read`; every worker must see the files at the same place."""
        self._keep(name, lambda session: _read(session, path))

    def define(self, name: str, recipe: Callable[[Engine], nw.LazyFrame[Any]], *, kept: bool = False) -> None:
        """See `Engine.define`; kept rows are computed with the first question, and held by the workers."""

        def follow(session: SparkSession) -> DataFrame:
            frame: DataFrame = recipe(self).to_native()
            return frame.persist() if kept else frame

        self._keep(name, follow)

    def save(self, name: str, path: Path) -> int:
        """See `Engine.save`; however long it takes."""
        folder = path.with_suffix("")
        frame = self.frame(name).to_native()
        writing = frame.write.option("compression", "zstd").option("parquet.block.size", ROW_GROUP_BYTES)
        self._connection.ask(lambda: writing.parquet(str(folder.absolute())), None)
        files = sorted(folder.glob(f"*{PARQUET}"))
        if not files:
            raise EngineDown(f"the workers write {folder} to some other place than this process sees")
        return sum(pq.read_metadata(file).num_rows for file in files)

    def part(self, frame: nw.LazyFrame[Any], first: int, limit: int) -> pd.DataFrame:
        """See `Engine.part`."""
        return collect_rows(_lazy(frame.to_native().offset(first).limit(limit)))

    def drop(self, name: str) -> None:
        """See `Engine.drop`."""
        with self._lock:
            self._recipes.pop(name, None)
            self._frames.pop(name, None)

    def listed(self, column: str, order: Sequence[str]) -> str:
        """See `Engine.listed`."""
        keys = ", ".join(f"{name} IS NULL, {name}" for name in order)
        entries = f"collect_list(struct({keys}, CAST({column} AS STRING) AS listed))"
        return f"transform(array_sort({entries} FILTER (WHERE {column} IS NOT NULL)), entry -> entry.listed)"

    def joined(self, values: str) -> str:
        """See `Engine.joined`."""
        return f"nullif(array_join(array_distinct({values}), ';'), '')"

    def _keep(self, name: str, recipe: Callable[[SparkSession], DataFrame]) -> None:
        with self._lock:
            self._recipes[name] = recipe
            self._frames.pop(name, None)

    def _session(self) -> SparkSession:
        # Outside of the lock: readers who wait for a connection wait together, not one after the other.
        shared = self._connection.session(None if self._patient else _patience())
        with self._lock:
            if self._own is None or self._of is not shared:
                self._own, self._of = shared.newSession(), shared
                self._frames.clear()
            return self._own

    def _table(self, session: SparkSession, name: str) -> DataFrame:
        if name not in self._frames:
            self._frames[name] = self._recipes[name](session)
        found: DataFrame = self._frames[name]
        return found


def _read(session: SparkSession, path: Path) -> DataFrame:
    from pyspark.sql.pandas.types import from_arrow_schema

    # With its columns told, nothing is asked of the workers before there is a question, which is bounded in time.
    try:
        columns = pq.read_schema(min(path.glob(f"*{PARQUET}")) if path.is_dir() else path)
    except (OSError, ValueError) as error:
        raise EngineDown(f"{path} cannot be read: {error}") from error
    found: DataFrame = session.read.schema(from_arrow_schema(columns)).parquet(str(path.absolute()))
    return found


def _lazy(frame: DataFrame) -> nw.LazyFrame[Any]:
    found: nw.LazyFrame[Any] = nw.from_native(frame).lazy()
    return found


def collect_rows(frame: nw.LazyFrame[Any]) -> pd.DataFrame:
    """The rows of a lazy frame of a cluster, in the types in which the embedded engine gives them.

    Raises:
        EngineDown: The cluster did not answer in time.
    """
    native: DataFrame = frame.to_native()
    table = _connection(native.sparkSession.sparkContext.master).ask(native.toArrow, _patience())
    return pandas_frame(table)


def _patience() -> float:
    return float(os.environ.get("PLENARY_ENGINE_SECONDS") or SECONDS)


class _Connection:
    """The connection of this process to a cluster: made when it is needed, and made anew once it is lost."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._lock = threading.Lock()
        self._made: Future[SparkSession] | None = None
        self._worked: SparkSession | None = None
        self._since = 0.0

    def session(self, seconds: float | None) -> SparkSession:
        """The session that all datasets share, after so many seconds at most (None: however long it takes).

        Raises:
            EngineDown: The cluster cannot be reached.
        """
        with self._lock:
            if self._made is not None and self._made.done() and self._is_lost(self._made):
                _stop(self._made)
                self._made = None
            if self._made is None:
                self._made = _begin(self._connect)
            made = self._made
        return _finish(made, seconds)

    def _connect(self) -> SparkSession:
        session = _connect(self.address)
        self._since = time.monotonic()
        return session

    def ask(self, question: Callable[[], Answer], seconds: float | None) -> Answer:
        """The answer of the cluster, in so many seconds at most (None: however long it takes).

        Raises:
            EngineDown: It did not answer.
        """
        session = self.session(seconds)
        group = uuid4().hex

        def run() -> Answer:
            patience = float("inf") if seconds is None else self._since + seconds - time.monotonic()
            _await_worker(session, max(WORKERLESS, patience))
            self._worked = session
            session.sparkContext.setJobGroup(group, "a question of Plenary Atlas", interruptOnCancel=True)
            return question()

        answer = _begin(run)
        try:
            return _finish(answer, seconds)
        except EngineDown as down:
            LOGGER.warning("cluster %s: %s", self.address, down.reason)
            # What is asked now may hang as the question did: nobody waits for it.
            _begin(lambda: session.sparkContext.cancelJobGroup(group))
            raise

    def _is_lost(self, made: Future[SparkSession]) -> bool:
        """Whether a connection has ended, or its workers have: a master that was started anew does not know of it."""
        if not _is_alive(made):
            return True
        session = made.result()
        return self._worked is session and _worker_count(session) == 0


_connections: Final[dict[str, _Connection]] = {}
_choosing = threading.Lock()


def _connection(address: str) -> _Connection:
    """The one connection of this process to an address."""
    with _choosing:
        return _connections.setdefault(address, _Connection(address))


def _own_host(address: str) -> str:
    """The address under which the workers find this process: the one from which it reaches the master.

    Raises:
        EngineDown: No master listens there.
    """
    matched = ADDRESS.fullmatch(address)
    if matched is None:
        raise EngineDown(f"{address} is no address of a cluster: spark://host:port")
    reason = ""
    for place in matched["places"].split(","):
        host, port = place.rsplit(":", 1)
        try:
            with socket.create_connection((host, int(port)), timeout=3) as reached:
                return str(reached.getsockname()[0])
        except OSError as error:
            reason = f"{place}: {error.strerror or error}"
    raise EngineDown(reason)


def _connect(address: str) -> SparkSession:
    own_host = _own_host(address)
    try:
        from pyspark import SparkContext
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise EngineDown(f"the driver is not installed (requirements-engines.txt): {error}") from error
    former = SparkContext._active_spark_context
    if former is not None:
        former.stop()  # A process has one driver: it leaves another address for this one.
    settings = {
        "spark.driver.host": own_host,
        "spark.driver.bindAddress": own_host,
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.scheduler.mode": "FAIR",
        "spark.cores.max": os.environ.get("PLENARY_ENGINE_CORES") or CORES,
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": "8",
        "spark.sql.execution.arrow.pyspark.enabled": "true",
    }
    builder = SparkSession.builder.master(address).appName("Plenary Atlas")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    if session.sparkContext.master != address:
        raise EngineDown(f"this process is connected to {session.sparkContext.master}")
    LOGGER.info("cluster %s: connected, Spark %s", address, session.version)
    return session


def _begin(task: Callable[[], Answer]) -> Future[Answer]:
    """Start a task in a thread of its own; one that hangs keeps no process from ending."""
    future: Future[Answer] = Future()

    def run() -> None:
        try:
            future.set_result(task())
        except BaseException as error:  # noqa: BLE001 - handed to whoever asks for the result
            future.set_exception(error)

    threading.Thread(target=run, daemon=True, name="cluster").start()
    return future


def _finish(future: Future[Answer], seconds: float | None) -> Answer:
    """The result of a task.

    Raises:
        EngineDown: It is not there in time, or failed for a reason that lies with the cluster.
    """
    try:
        return future.result(seconds)
    except TimeoutError as error:
        raise EngineDown(f"no answer in {seconds:g} seconds") from error
    except EngineDown:
        raise
    except Exception as error:
        if _is_of_cluster(error):
            raise EngineDown(_first_line(error)) from error
        raise


def _is_of_cluster(error: Exception) -> bool:
    """Whether an error lies with the cluster or the way to it; what a question gets wrong does not."""
    from py4j.protocol import Py4JError
    from pyspark.errors import AnalysisException, PySparkException

    if isinstance(error, AnalysisException):
        return False
    return isinstance(error, PySparkException | Py4JError | OSError)


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:300]


def _is_alive(made: Future[SparkSession]) -> bool:
    """Whether a connection that was made is still there: its driver runs, and was not told to stop."""
    from py4j.protocol import Py4JError

    if made.exception() is not None:
        return False
    try:
        return not made.result().sparkContext._jsc.sc().isStopped()
    except (Py4JError, OSError, AttributeError):  # The driver has ended, or let go of the context.
        return False


def _worker_count(session: SparkSession) -> int:
    """How many processes of the cluster work for this one; the driver itself is in Spark's list too."""
    from py4j.protocol import Py4JError

    try:
        found: int = session.sparkContext._jsc.sc().getExecutorMemoryStatus().size() - 1
    except (Py4JError, OSError, AttributeError):
        return 0
    return found


def _await_worker(session: SparkSession, seconds: float) -> None:
    until = time.monotonic() + seconds
    while _worker_count(session) == 0:
        if time.monotonic() > until:
            raise EngineDown(f"no worker in {seconds:.0f} seconds")
        time.sleep(0.05)


def _stop(made: Future[SparkSession]) -> None:
    """Let go of a connection, so that the next one can be made; a driver that has ended is forgotten."""
    if made.exception() is not None:
        return
    session = made.result()
    try:
        _finish(_begin(session.stop), 10)
    except EngineDown as down:
        LOGGER.warning("cluster: the former connection does not end: %s", down.reason)
    _forget_ended_driver()


def _forget_ended_driver() -> None:
    """Have the next connection start a driver, where the one of this process has ended; PySpark itself would not."""
    from pyspark import SparkContext
    from pyspark.sql import SparkSession

    gateway = SparkContext._gateway
    if gateway is not None and gateway.proc.poll() is not None:
        SparkContext._gateway = SparkContext._jvm = SparkContext._active_spark_context = None
        SparkSession._instantiatedSession = None
