"""Keeps `locale/`: extracts every message of the code and of the vocabulary, and updates the language files.

`make catalogue` runs it. It writes `locale/plenary.pot`, whose date changes only when the messages do, and merges it
into each `locale/LANGUAGE/LC_MESSAGES/plenary.po`; a new language starts by an empty file there.
"""

import csv
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

from plenary.catalogue import DOMAIN, SOURCE_LANGUAGE

REPOSITORY = Path(__file__).resolve().parent.parent
LOCALE = REPOSITORY / "locale"
TEMPLATE = LOCALE / f"{DOMAIN}.pot"

KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "translate": None,
    "translatable": None,
    "translate_plural": (1, 2),
}
"""Calls whose literal arguments are messages; the plural call takes the singular and the plural."""

FOLDERS = frozenset({"pages", "components", "charts", "plenary", "commands", "extract", "data"})
"""Names of the folders that are searched; all others (tests, tools, the virtual environment) show readers nothing."""

VOCABULARY_COLUMNS = ("label", "definition")
"""Columns of `data/vocabulary.csv` that readers see."""


def extract_vocabulary(
    fileobj: IO[bytes], keywords: Mapping[str, Any], comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[tuple[int, str, str, list[str]]]:
    """Messages of the vocabulary, one for each label and definition, as Babel wants them from an extraction method.

    Yields:
        Line in the file, name of the call (as if it were `_`), message, comment with vocabulary, term and column.
    """
    reader = csv.DictReader(TextIOWrapper(fileobj, encoding="utf-8", newline=""))
    for row in reader:
        for column in VOCABULARY_COLUMNS:
            if message := row.get(column):
                yield reader.line_num, "_", message, [f"{row['vocabulary']}: {row['term']} ({column})"]


def extract_messages(repository: Path = REPOSITORY) -> Catalog:
    """Template with every message under `repository`, sorted by file; each names the files that show it."""
    with (repository / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    catalogue = _empty_catalogue()
    found = extract_from_dir(
        repository,
        methods,
        options,
        keywords=KEYWORDS,
        comment_tags=("Translators:",),
        strip_comment_tags=True,
        directory_filter=lambda folder: Path(folder).name in FOLDERS,
    )
    for name, _line, message, comments, context in sorted(found, key=lambda entry: (entry[0], entry[1])):
        catalogue.add(message, locations=[(Path(name).as_posix(), 0)], auto_comments=comments, context=context)
    return catalogue


def read_template(path: Path = TEMPLATE) -> Catalog:
    """The template as it was last written; an empty one where there is none."""
    if not path.is_file():
        return _empty_catalogue()
    with path.open("rb") as file:
        return read_po(file)


def messages_of(catalogue: Catalog) -> dict[tuple[str, ...], tuple[str, ...]]:
    """The messages of a catalogue, each with the files that show it: what two templates are compared by."""
    return {
        (message.id,) if isinstance(message.id, str) else tuple(message.id): tuple(
            sorted({file for file, _line in message.locations})
        )
        for message in catalogue
        if message.id
    }


def write_catalogue(path: Path, catalogue: Catalog) -> None:
    """Writes a template or language file: UTF-8, messages by file; an unchanged file is left alone."""
    content = BytesIO()
    write_po(content, catalogue, width=120, sort_by_file=True, include_lineno=False, ignore_obsolete=True)
    if not path.is_file() or path.read_bytes() != content.getvalue():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.getvalue())


def _empty_catalogue(language: str | None = None) -> Catalog:
    """A catalogue with our header: Babel's own holds placeholders for people and addresses."""
    return Catalog(
        locale=language,
        header_comment="# Messages of Plenary Atlas.\n# Licence: that of the code (LICENSE).",
        project="Plenary Atlas",
        version="1.0",
        copyright_holder="Plenary Atlas contributors",
        msgid_bugs_address="Plenary Atlas contributors",
        last_translator="Plenary Atlas contributors",
        language_team="Plenary Atlas contributors",
        charset="utf-8",
        fuzzy=False,
    )


def main() -> None:
    """Brings the template and all language files up to date and tells what changed."""
    before, template = read_template(), extract_messages()
    old, new = messages_of(before), messages_of(template)
    template.creation_date = before.creation_date if old == new and TEMPLATE.is_file() else datetime.now(UTC)
    write_catalogue(TEMPLATE, template)
    added, gone = len(new.keys() - old.keys()), len(old.keys() - new.keys())
    print(f"{TEMPLATE.relative_to(REPOSITORY)}: {len(new)} messages, {added} new, {gone} gone")

    source_file = LOCALE / SOURCE_LANGUAGE / "LC_MESSAGES" / f"{DOMAIN}.po"
    for path in sorted({*LOCALE.glob(f"*/LC_MESSAGES/{DOMAIN}.po"), source_file}):
        language = path.parent.parent.name
        catalogue = _empty_catalogue(language)
        if path.is_file() and path.stat().st_size:
            with path.open("rb") as file:
                catalogue = read_po(file, locale=language)
        catalogue.update(template, no_fuzzy_matching=True)
        write_catalogue(path, catalogue)
        translated = sum(1 for message in catalogue if message.id and message.string and all(message.string))
        told = "messages are the wording" if language == SOURCE_LANGUAGE else f"{translated} of {len(new)} translated"
        print(f"{path.relative_to(REPOSITORY)}: {told}")


if __name__ == "__main__":
    main()
