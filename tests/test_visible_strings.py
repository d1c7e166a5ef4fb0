"""No string reaches a reader without passing the catalogue."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent

CATALOGUE_CALLS = frozenset({"_", "translate", "translate_plural", "translatable"})

# Calls of Streamlit, on st, on a container or on column_config, with the positions of the arguments that readers see.
VISIBLE_POSITIONS: dict[str, tuple[int, ...]] = {
    **dict.fromkeys(
        (
            "title", "header", "subheader", "markdown", "caption", "text", "badge", "write", "info", "warning", "error",
            "success", "toast", "button", "download_button", "link_button", "form_submit_button", "checkbox", "toggle",
            "radio", "selectbox", "multiselect", "pills", "segmented_control", "slider", "select_slider", "text_input",
            "text_area", "number_input", "date_input", "time_input", "file_uploader", "expander", "popover", "tabs",
            "status", "spinner", "dialog", "chat_input", "menu_button", "set_page_config", "Column", "TextColumn",
            "NumberColumn",
            "LinkColumn", "DateColumn", "ListColumn", "CheckboxColumn", "SelectboxColumn", "ProgressColumn",
            "MultiselectColumn", "DatetimeColumn",
        ),
        (0,),
    ),
    "metric": (0, 1, 2),
    "page_link": (),
    "Page": (),
    "progress": (1,),
    "add_annotation": (),
    "update_layout": (),
}  # fmt: skip
VISIBLE_KEYWORDS = frozenset(
    {
        "label", "help", "placeholder", "title", "body", "caption", "captions", "alt", "page_title", "text",
        "options_label", "title_text", "hovertext", "empty", "description",
    }
)  # fmt: skip
VISIBLE_KEYWORDS_OF_FIGURES = frozenset({"title", "title_text", "text", "hovertext", "name"})
"""What Plotly shows of a trace, an axis or an annotation."""

WORD = re.compile(r"[^\W\d_]{2,}")
SENTENCE = re.compile(r"[^\W\d_]{2,},? [^\W\d_]{2,}")
NOT_SHOWN = re.compile(
    r":material/\w+:"  # an icon
    r"|:(?:small|gray|blue|red|green|orange|violet|primary|\w+-badge|\w+-background)\b"  # Streamlit's markup
    r"|%\{[^}]*\}|</?[a-z]+/?>"  # what Plotly fills in
)


def literals_of(node: ast.expr) -> Iterator[ast.Constant]:
    """Literal strings that the value of an expression may contain; those inside catalogue calls and keys left out."""
    match node:
        case ast.Constant(value=str()):
            yield node
        case ast.JoinedStr(values=parts) | ast.BoolOp(values=parts) | ast.List(elts=parts) | ast.Tuple(elts=parts):
            for part in parts:
                yield from literals_of(part)
        case ast.FormattedValue(value=inner) | ast.Starred(value=inner) | ast.NamedExpr(value=inner):
            yield from literals_of(inner)
        case ast.BinOp(left=left, right=right):
            yield from literals_of(left)
            yield from literals_of(right)
        case ast.IfExp(body=body, orelse=orelse):
            yield from literals_of(body)
            yield from literals_of(orelse)
        case ast.Dict(values=values):
            for value in values:
                yield from literals_of(value)
        case ast.ListComp(elt=element) | ast.GeneratorExp(elt=element):
            yield from literals_of(element)
        case ast.Call(func=ast.Attribute(value=receiver, attr="format" | "join"), args=arguments, keywords=keywords):
            for part in (receiver, *arguments, *(keyword.value for keyword in keywords)):
                yield from literals_of(part)
        case ast.Call(func=ast.Name(id="dict"), keywords=keywords):
            for keyword in keywords:
                if keyword.arg in VISIBLE_KEYWORDS:
                    yield from literals_of(keyword.value)


def is_readable(text: str) -> bool:
    """Whether a text holds a word once icons, directives and Plotly's fields are taken out."""
    return bool(WORD.search(NOT_SHOWN.sub("", text)))


def is_figure_call(call: ast.Call) -> bool:
    """Whether a call makes or changes a part of a Plotly figure: go.Scatter(...), figure.update_xaxes(...)."""
    if not isinstance(call.func, ast.Attribute):
        return False
    owner, name = call.func.value, call.func.attr
    return name.startswith(("update_", "add_")) or any(
        isinstance(part, ast.Name) and part.id == "go" for part in ast.walk(owner)
    )


def is_log_call(call: ast.Call) -> bool:
    """Whether a call writes to the log: LOG.error(...), logging.getLogger(...).error(...)."""
    match call.func:
        case ast.Attribute(value=ast.Name(id=name)):
            return name.lower().lstrip("_") in {"log", "logger", "logging"}
        case ast.Attribute(value=ast.Call(func=ast.Attribute(attr="getLogger"))):
            return True
    return False


def untranslated_arguments(source: str) -> list[str]:
    """Literal texts that a source shows by a call of Streamlit or Plotly: "line: text", in the order of the file."""
    found = []
    for call in (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)):
        if not isinstance(call.func, ast.Attribute) or is_log_call(call):
            continue
        shown: list[ast.expr] = []
        if call.func.attr in VISIBLE_POSITIONS:
            positions = VISIBLE_POSITIONS[call.func.attr]
            every = call.func.attr == "write"
            shown += [argument for position, argument in enumerate(call.args) if every or position in positions]
            shown += [keyword.value for keyword in call.keywords if keyword.arg in VISIBLE_KEYWORDS]
        if is_figure_call(call):
            shown += [keyword.value for keyword in call.keywords if keyword.arg in VISIBLE_KEYWORDS_OF_FIGURES]
        for argument in shown:
            found += [(node.lineno, str(node.value)) for node in literals_of(argument) if is_readable(str(node.value))]
    return [f"{line}: {text}" for line, text in sorted(set(found))]


def untranslated_sentences(source: str) -> list[str]:
    """Literals of two words or more outside docstrings, catalogue calls and errors: "line: text", in file order."""
    tree = ast.parse(source)
    skipped: set[ast.AST] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant() as docstring):
                skipped.add(docstring)
            case ast.Call(func=ast.Name(id=name)) if name in CATALOGUE_CALLS:
                skipped.update(ast.walk(node))
            case ast.Raise() | ast.Assert():
                skipped.update(ast.walk(node))
            case ast.Call() if is_log_call(node):
                skipped.update(ast.walk(node))
    found = [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node not in skipped
        and SENTENCE.search(NOT_SHOWN.sub("", node.value))
    ]
    return [f"{line}: {text}" for line, text in sorted(found)]


OF_THE_OPERATOR = {REPOSITORY / "components" / name for name in ("counted.py", "metrics.py")}
"""What metrics count is told in English to the programs of the operator; readers do not see it."""


def visible_files() -> list[Path]:
    """Files whose strings readers see: the entry, the pages, the components with their charts."""
    files = [path for folder in ("pages", "components") for path in sorted((REPOSITORY / folder).rglob("*.py"))]
    return [path for path in [REPOSITORY / "app.py", *files] if path not in OF_THE_OPERATOR]


NOT_VISIBLE: dict[str, frozenset[str]] = {
    "components/charts/profiles.py": frozenset({"middle right"}),
    "components/data_addresses.py": frozenset({"public, no-cache", "public, max-age=86400"}),  # headers
    "components/charts/picture.py": frozenset(
        {"Arial, Helvetica, Liberation Sans, DejaVu Sans, sans-serif"}  # names of fonts
    ),
    "components/plain_page.py": frozenset(
        {"default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'"}  # a header
    ),
    "components/serving.py": frozenset({"public, max-age=31536000, immutable"}),  # a header
    "components/charts/participation_map.py": frozenset({"equal earth"}),  # Plotly's name of a projection
    "components/page_head.py": frozenset(
        {'<link rel="canonical" href="', '<meta name="theme-color" content="', '<script type="application/ld+json">'}
    ),
    "components/preview.py": frozenset({"public, max-age=", "public, no-cache"}),  # a header
    "components/security.py": frozenset({"img-src data:", "font-src data:"}),  # a header
    "components/starting.py": frozenset({"getting ready"}),  # name of a thread
    "components/streamlit_page.py": frozenset(
        {'<link rel="modulepreload" crossorigin fetchpriority="low" href="./static/js/'}
    ),
}
"""Texts of two words or more that no reader sees, by file. Each was looked at."""


def test_the_visible_files_are_found() -> None:
    """The search covers the entry, the shell script and at least one page and one chart."""
    names = {str(path.relative_to(REPOSITORY)) for path in visible_files()}
    assert {"app.py", "components/shell.py"} <= names
    assert any(name.startswith("pages/") for name in names)
    assert any(name.startswith("components/charts/") for name in names)


@pytest.mark.parametrize("path", visible_files(), ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_every_visible_string_passes_the_catalogue(path: Path) -> None:
    """No literal text reaches Streamlit or Plotly, and no literal of two words stands outside the catalogue."""
    source = path.read_text(encoding="utf-8")
    known = NOT_VISIBLE.get(str(path.relative_to(REPOSITORY)), frozenset())
    assert untranslated_arguments(source) == []
    assert [found for found in untranslated_sentences(source) if found.partition(": ")[2] not in known] == []


@pytest.mark.parametrize(
    "source",
    [
        'st.title("Overview")',
        'st.metric(_("Statements"), "none")',
        'container.button("Clear", key="clear")',
        'st.selectbox(_("Session"), options, help="All of them")',
        'st.markdown(f"{count} statements")',
        'st.caption(_("Shown") if shown else "hidden")',
        'st.caption(", ".join([_("one"), "two"]))',
        'st.caption(_("Order: {order}").format(order="alphabetical"))',
        'st.dataframe(frame, column_config={"name": st.column_config.TextColumn("Delegation")})',
        'figure.update_layout(title="Statements")',
        'figure.add_trace(go.Scatter(x=x, name="Statements"))',
        'st.tabs(["Chart", "Table"])',
    ],
)
def test_a_literal_text_is_found(source: str) -> None:
    """Each way to show a literal text is found."""
    assert len(untranslated_arguments(source)) == 1 or source.startswith("st.tabs")
    assert untranslated_arguments(source)


@pytest.mark.parametrize(
    "source",
    [
        'st.title(_("Overview"))',
        'st.markdown("**" + name + "**")',
        'st.markdown(f":material/link: {address}")',
        'st.markdown(":small[" + note + "]")',
        'st.button(_("Clear"), key="clear", icon=":material/close:")',
        'st.metric(translate_plural("{n} statement", "{n} statements", n).format(n=n), row["statement_count"])',
        'st.download_button(_("CSV"), data, file_name="statements.csv", mime="text/csv")',
        'figure.update_layout(hovermode="closest", title=_("Statements"))',
        'go.Scatter(hovertemplate="%{customdata[0]}<extra></extra>")',
        'label_of("theme", code)',
    ],
)
def test_translated_texts_codes_and_markup_pass(source: str) -> None:
    """Catalogue calls, codes, keys, file names, icons and Plotly's fields are no literal texts."""
    assert untranslated_arguments(source) == []


def test_a_sentence_outside_any_call_is_found() -> None:
    """A text that is kept first and shown later is found; docstrings and messages of errors and logs are not."""
    source = (
        '"""A module docstring."""\nTEXT = "No statement matches"\nraise ValueError("a wrong value")\n'
        'x = _("All of it")\nlogging.getLogger(__name__).error("The dataset: %s")\nLOG.info("two words")\n'
    )
    assert untranslated_sentences(source) == ["2: No statement matches"]
