"""The table of all results, written from what the parts kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import median, quantiles
from typing import Any, Final

from bench.markdown import megabytes, milliseconds, ratios, spread, table
from bench.results import machine_words

Measured = Mapping[str, Any]

HEADINGS: Final = {
    "pages": "(a) From a changed filter to the changed figures, at every size",
    "peers": "(b) The same questions asked of peers",
    "reruns": "(c) One rerun beside a twin of constants",
    "readers": "(d) Many readers at once",
    "start": "(e) Start, and first load",
    "memory": "(f) Memory",
    "reading": "(g) The reader of reports beside the bare extraction of text",
}


def report(parts: Mapping[str, Measured | None]) -> str:
    """The results as Markdown: medians, with the least and greatest value in brackets.

    Args:
        parts: What `bench.results.kept` gives for each part, in the order of the table.
    """
    written = [
        "# Results of `make bench`",
        "Written from bench/results/ by `python -m bench`; how to read it stands in README.md. Medians, with the least "
        "and greatest value in brackets; a ratio is taken round by round.",
    ]
    for name, told in parts.items():
        written.append(f"## {HEADINGS[name]}")
        if told is None:
            written.append(f"Not measured yet: `python -m bench {name}`.")
            continue
        counts = told["counts"]
        written.append(f"{machine_words(told['machine'])} {counts['rounds']} rounds.")
        written += WRITTEN[name](told["measured"], counts)
    return "\n\n".join(written) + "\n"


def _pages(measured: Measured, counts: Measured) -> list[str]:
    sizes = counts["sizes"]
    smaller, largest = "10k" if "10k" in sizes else sizes[0], sizes[-1]

    def cells(found: Measured) -> Iterable[str]:
        for size in sizes:
            yield milliseconds(found[size]["cold"] or found[size]["warm"])
        times = "cold" if found[largest]["cold"] else "warm"
        yield ratios(found[largest][times], found[smaller][times])
        yield ", ".join(
            f"{size}: {found[size]['session_count']} sessions" for size in sizes if not found[size]["everything"]
        )

    pages = ([page, *cells(found)] for page, found in measured["pages"].items())
    turns = ", ".join(f"{size}: {count:,}" for size, count in measured["turns"].items())
    asked = [
        [name, *_asked(measured["questions"], name, sizes), _growth(measured["questions"], name, smaller, largest)]
        for name in dict.fromkeys(name for size in sizes for name in measured["questions"][size]["asked"])
    ]
    return [
        f"Turns: {turns}. Milliseconds until the reader has the whole answer, over the websocket, to filters that "
        "nobody asked for before (the record: to a link). All sessions are chosen; where their turns are too many to "
        "be put side by side, the last sessions that leave up to 100,000 (last column). Aim: the largest at most 3 "
        f"times {smaller}.",
        table(("page", *sizes, f"{largest} / {smaller}", "fewer sessions"), pages),
        "The questions alone, in milliseconds, and of them those in the engine. Aim: questions of rows at most 150 ms "
        f"in the engine; questions that a cube answers (of all sessions) at most 3 times {smaller}.",
        table(("question", *(cell for size in sizes for cell in (size, "engine")), f"{largest} / {smaller}"), asked),
    ]  # fmt: skip


def _asked(questions: Measured, name: str, sizes: Sequence[str]) -> Iterable[str]:
    for size in sizes:
        found = questions[size]["asked"].get(name)
        yield milliseconds(found["seconds"]) if found else ""
        yield milliseconds(found["engine"]) if found else ""


def _growth(questions: Measured, name: str, smaller: str, largest: str) -> str:
    one, other = (questions[size]["asked"].get(name) for size in (largest, smaller))
    return f"{median(one['seconds']) / median(other['seconds']):.2f}" if one and other else ""


def _peers(measured: Measured, _counts: Measured) -> list[str]:
    rows = [
        (
            size,
            milliseconds(found["page"]),
            milliseconds(found["facets"]),
            ratios(found["facets"], found["page"]),
            milliseconds(found["pandas"]),
            ratios(found["pandas"], found["page"]),
            milliseconds(found["table"]),
            milliseconds(found["datasette_table"]),
            ratios(found["datasette_table"], found["table"]),
        )
        for size, found in measured.items()
    ]
    memory = [
        (
            size,
            megabytes(found["memory"]),
            megabytes(found["pandas_memory"]),
            f"{found['memory'] / found['pandas_memory']:.3f}",
        )
        for size, found in measured.items()
    ]
    return [
        "Milliseconds until the whole answer to filters never asked before is there: of the participation map with all "
        "its counts; of Datasette with six facets; of a page with a pandas frame a reader and Plotly Express. Aim: 10 "
        "times faster than the facets, 5 times faster than the pandas page. The table: 100 rows of one session.",
        table(
            (
                "size", "page", "Datasette's facets", "facets / page", "pandas page", "pandas / page",
                "table", "Datasette's table", "Datasette / table",
            ),
            rows,
        ),
        "MB of memory of the server's process for each further reader. Aim: at most a tenth.",
        table(("size", "page", "pandas page", "page / pandas"), memory),
    ]  # fmt: skip


def _reruns(measured: Measured, _counts: Measured) -> list[str]:
    written = []
    for size, pages in measured.items():
        rows = [
            (
                page or "overview",
                milliseconds(found["processor"]["app"]),
                milliseconds(found["processor"]["twin"]),
                ratios(found["processor"]["app"], found["processor"]["twin"]),
                milliseconds(found["processor"].get("app cold", ())),
                ratios(found["processor"].get("app cold", ()), found["processor"].get("twin cold", ())),
                milliseconds(found["processor"]["bare"]),
                milliseconds(found["processor"]["bare chart"]),
                f"{median(found['byte_count']['app']):,.0f}",
            )
            for page, found in pages.items()
        ]
        written += [
            f"At {size}: milliseconds of processor time. The twin has the same widgets, cards, tables and figures as "
            "constants. Warm: the filters were asked before. Cold: never before. Aim: at 50 turns warm at most 1.3 "
            "times the twin, at 10 million cold at most 2 times.",
            table(
                (
                    "page", "page, warm", "twin, warm", "ratio warm", "page, cold", "ratio cold", "bare", "bare chart",
                    "bytes, warm",
                ),
                rows,
            ),
        ]  # fmt: skip
    return written


TARGETS: Final = {
    "app": "one process",
    "twin": "one process, twin",
    "app fresh": "one process, one choice in ten never asked before",
    "app two": "two replicas",
    "twin two": "two replicas, twin",
}


def _readers(measured: Measured, counts: Measured) -> list[str]:
    rows = []
    for target, loads in measured.items():
        for place, load in enumerate(loads):
            twin = measured.get(target.replace("app", "twin").replace(" fresh", ""), ())
            rows.append(
                (
                    TARGETS[target],
                    str(load["readers"]),
                    f"{len(load['seconds']) / load['window']:.1f}",
                    *(f"{_percentile(load['seconds'], share) * 1000:.0f}" for share in (50, 95, 99)),
                    f"{max(load['seconds'], default=0) * 1000:.0f}",
                    str(len(load["errors"])),
                    " + ".join(f"{seconds / load['window']:.0%}" for seconds in load["processor"]),
                    f"{load['balancer'] / load['window']:.0%}" if load["balancer"] else "",
                    f"{load['generator'] / load['window']:.0%}",
                    _beside(load, twin[place]) if target.startswith("app") and place < len(twin) else "",
                )
            )
    return [
        f"Websocket readers with 5 s of thinking in the mean, 70 % of requests changing a filter and 30 % the page; "
        f"watched for {counts['window']:.0f} s. Milliseconds from request to whole answer. The generator of the load "
        "runs on the same cores; all shares are of one core. Aim: 200 on one process with p95 under 250 ms, 400 on two "
        "replicas under 500 ms, no error.",
        table(
            (
                "served by", "readers", "answers a second", "p50", "p95", "p99", "longest", "errors", "processes",
                "nginx", "generator", "p95 / twin's",
            ),
            rows,
        ),
    ]  # fmt: skip


def _percentile(values: Sequence[float], share: int) -> float:
    if len(values) < 2:
        return max(values, default=0.0)
    return quantiles(values, n=100, method="inclusive")[share - 1]


def _beside(load: Measured, twin: Measured) -> str:
    other = _percentile(twin["seconds"], 95)
    return f"{_percentile(load['seconds'], 95) / other:.2f}" if other else ""


def _start(measured: Measured, _counts: Measured) -> list[str]:
    bare = measured["bare chart"]
    return [
        "Seconds from starting the process to healthy, and from asking for the page to the first useful paint (map, "
        "chart or line). Cold: process just started, empty cache of the browser. Aim: at most 1.3 times the bare "
        "chart.",
        table(
            (
                "page", "start to healthy", "ratio", "paint, cold", "ratio", "start and paint", "ratio", "paint, warm",
                "ratio", "headline, cold",
            ),
            (
                (
                    name,
                    spread(found["start"], ".2f"),
                    ratios(found["start"], bare["start"]),
                    spread(found["cold"], ".2f"),
                    ratios(found["cold"], bare["cold"]),
                    spread(_sums(found), ".2f"),
                    ratios(_sums(found), _sums(bare)),
                    spread(found["warm"], ".2f"),
                    ratios(found["warm"], bare["warm"]),
                    spread(found["first"], ".2f"),
                )
                for name, found in measured.items()
            ),
        ),
        "Bytes of a load over HTTP as sent, and of them those of texts and scripts of 1 kB and more that were not "
        "compressed. Aim: none.",
        table(
            ("page", "first load", "not compressed", "with the browser's cache"),
            (
                (
                    name,
                    f"{median(found['cold_bytes']):,.0f}",
                    f"{median(found['uncompressed']):,.0f}",
                    f"{median(found['warm_bytes']):,.0f}",
                )
                for name, found in measured.items()
            ),
        ),
    ]  # fmt: skip


def _sums(found: Measured) -> list[float]:
    return [one + two for one, two in zip(found["start"], found["cold"], strict=True)]


def _memory(measured: Measured, _counts: Measured) -> list[str]:
    def pair(memory: Measured) -> str:
        return f"{megabytes(memory['own'])} / {megabytes(memory['proportional'])}"

    return [
        "MB that the process holds alone / with its share of what several hold: when it is healthy; when a reader has "
        "opened the first page; when one has opened every page. And MB for each further reader of the first page.",
        table(
            ("size", "healthy", "first page", "every page", "a further reader"),
            (
                (size, *(pair(found[name]) for name in ("started", "opened", "seen")), megabytes(found["reader"]))
                for size, found in measured.items()
            ),
        ),
    ]


def _reading(measured: Measured, _counts: Measured) -> list[str]:
    def sums(found: Measured, *parts: str) -> list[float]:
        return [sum(values) for values in zip(*(found[part] for part in parts), strict=True)]

    reading = ("source", "layout", "rows")
    return [
        "Seconds of processor time, part by part. Aim: at most 5 times the bare extraction.",
        table(
            (
                "document", "pages", "rows", "bare", "file", "layout", "rows read", "checks", "reading / bare",
                "with checks / bare", "pages a second", "bare pages a second", "peak of Python's memory, MB",
            ),
            (
                (
                    name, str(found["page_count"]), str(found["row_count"]),
                    *(spread(found[part], ".3f") for part in ("bare", *reading, "checks")),
                    ratios(sums(found, *reading), found["bare"]),
                    ratios(sums(found, *reading, "checks"), found["bare"]),
                    f"{found['page_count'] / median(sums(found, *reading)):.0f}",
                    f"{found['page_count'] / median(found['bare']):.0f}",
                    megabytes(found["peak_bytes"]),
                )
                for name, found in measured.items()
            ),
        ),
    ]  # fmt: skip


WRITTEN: Final[Mapping[str, Callable[[Measured, Measured], list[str]]]] = {
    "pages": _pages,
    "peers": _peers,
    "reruns": _reruns,
    "readers": _readers,
    "start": _start,
    "memory": _memory,
    "reading": _reading,
}
