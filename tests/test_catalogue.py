"""The catalogue looks messages up in the reader's language, and its template is up to date with the code."""

import contextvars
from pathlib import Path

import pytest

from plenary import catalogue
from tools.catalogue import TEMPLATE, extract_messages, messages_of, read_template

POLISH = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);\\n"

msgid "Timeline"
msgstr "Oś czasu"

msgid "{count} State"
msgid_plural "{count} States"
msgstr[0] "{count} państwo"
msgstr[1] "{count} państwa"
msgstr[2] "{count} państw"
"""


@pytest.fixture
def polish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second language beside English, in a folder of its own."""
    folder = tmp_path / "pl" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "plenary.po").write_text(POLISH, encoding="utf-8")
    monkeypatch.setattr(catalogue, "LOCALE", tmp_path)
    monkeypatch.setattr(catalogue, "languages", lambda: ("en", "pl"))


def in_language(language: str, message: str) -> str:
    """The message as a reader of that language gets it, in a context of its own."""

    def read() -> str:
        catalogue.choose_language(language)
        return catalogue.translate(message)

    return contextvars.copy_context().run(read)


def test_english_messages_are_their_own_wording() -> None:
    """In English a message comes back as it is written in the code."""
    assert catalogue.translate("Shown of {total}").format(total=193) == "Shown of 193"


@pytest.mark.parametrize(("count", "shown"), [(0, "0 statements"), (1, "1 statement"), (2, "2 statements")])
def test_english_has_two_forms(count: int, shown: str) -> None:
    """English uses the singular for 1 alone."""
    assert catalogue.translate_plural("{count} statement", "{count} statements", count).format(count=count) == shown


@pytest.mark.usefixtures("polish")
def test_a_translation_is_used_and_a_missing_one_falls_back_to_the_message() -> None:
    """A message with a translation is shown in it, one without stays English."""
    assert in_language("pl", "Timeline") == "Oś czasu"
    assert in_language("pl", "Conclusions") == "Conclusions"


@pytest.mark.usefixtures("polish")
@pytest.mark.parametrize(("count", "shown"), [(1, "1 państwo"), (3, "3 państwa"), (5, "5 państw"), (22, "22 państwa")])
def test_each_language_has_its_own_plural_forms(count: int, shown: str) -> None:
    """Polish uses three forms, chosen by its own rule."""

    def read() -> str:
        catalogue.choose_language("pl")
        return catalogue.translate_plural("{count} State", "{count} States", count).format(count=count)

    assert contextvars.copy_context().run(read) == shown


@pytest.mark.usefixtures("polish")
def test_one_reader_does_not_change_the_language_of_another() -> None:
    """A language chosen in one context is not seen in another."""
    assert in_language("pl", "Timeline") == "Oś czasu"
    assert catalogue.current_language() == "en"
    assert catalogue.translate("Timeline") == "Timeline"


def test_an_unknown_language_is_refused_with_the_known_ones() -> None:
    """A language without a catalogue is an error that names those that have one; nothing changes."""
    with pytest.raises(catalogue.UnknownLanguage, match="'tlh'") as failure:
        catalogue.choose_language("tlh")
    assert "en" in failure.value.known
    assert catalogue.current_language() == "en"


def test_english_is_a_language_even_without_a_folder(tmp_path: Path) -> None:
    """An empty folder of translations still offers English."""
    assert catalogue.languages(tmp_path) == ("en",)


def test_a_marked_message_is_unchanged() -> None:
    """Marking a string for the catalogue does not change it."""
    assert catalogue.translatable("Overview") == "Overview"


def test_the_template_is_up_to_date_with_code_and_vocabulary() -> None:
    """locale/plenary.pot holds exactly the messages that code and vocabulary have now (if not: make catalogue)."""
    written, present = messages_of(read_template()), messages_of(extract_messages())
    assert sorted(present.keys() - written.keys()) == []
    assert sorted(written.keys() - present.keys()) == []
    assert written == present


def test_the_vocabulary_is_extracted_with_its_term(tmp_path: Path) -> None:
    """Label and definition of a term are messages, each with a note which term it is."""
    (tmp_path / "babel.cfg").write_text(
        "[extractors]\nvocabulary = tools.catalogue:extract_vocabulary\n[vocabulary: data/vocabulary.csv]\n", "utf-8"
    )
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "vocabulary.csv").write_text(
        "vocabulary,term,label,definition,position\n"
        "capacity,observer,Observer,,1\n"
        "capacity,member,Member,Sits as one.,2\n",
        "utf-8",
    )
    found = extract_messages(tmp_path)
    assert list(messages_of(found)) == [("Observer",), ("Member",), ("Sits as one.",)]
    assert found.get("Sits as one.").auto_comments == ["capacity: member (definition)"]  # type: ignore[union-attr]


def test_plural_and_marked_messages_are_extracted(tmp_path: Path) -> None:
    """Each way to write a message is found by the extraction, an attribute of the same name too."""
    (tmp_path / "babel.cfg").write_text("[python: pages/**.py]\n", "utf-8")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.py").write_text(
        '_("one")\ntranslate("two")\ntranslatable("three")\nother("no")\n'
        'translate_plural("{n} four", "{n} fours", n)\n',
        "utf-8",
    )
    assert set(messages_of(extract_messages(tmp_path))) == {("one",), ("two",), ("three",), ("{n} four", "{n} fours")}


def test_the_template_names_no_person_and_no_address() -> None:
    """The header of the template holds none of Babel's placeholders for people."""
    assert "@" not in TEMPLATE.read_text(encoding="utf-8").split("\n\n")[0]
