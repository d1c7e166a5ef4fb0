"""The catalogue: every visible string in the reader's language.

Messages are the English wording itself; `locale/LANGUAGE/LC_MESSAGES/plenary.po` holds their translation. The files are
read as they are (nothing has to be compiled beforehand); a message without a translation comes back unchanged.

    from plenary.catalogue import translate as _, translate_plural

    _("Shown of {total}").format(total=193)
    translate_plural("{count} statement", "{count} statements", count).format(count=count)

Values are filled in after the look-up, so that a translation may move them. A table of labels at module level, which is
read before a language is known, marks them with `translatable` and translates them where they are shown.
"""

from contextvars import ContextVar
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

SOURCE_LANGUAGE = "en"
"""The language that messages are written in."""

LOCALE = Path(__file__).resolve().parent.parent / "locale"
"""Folder of the translations: `LANGUAGE/LC_MESSAGES/plenary.po`."""

DOMAIN = "plenary"

_language: ContextVar[str] = ContextVar("language", default=SOURCE_LANGUAGE)


class UnknownLanguage(LookupError):
    """No catalogue for this language.

    Attributes:
        language: the code that was asked for.
        known: the codes that have a catalogue, sorted.
    """

    def __init__(self, language: str, known: tuple[str, ...]) -> None:
        super().__init__(f"no catalogue for {language!r}; there are: {', '.join(known)}")
        self.language = language
        self.known = known


def languages(locale: Path = LOCALE) -> tuple[str, ...]:
    """Codes of the languages that have a catalogue, sorted; the source language is always among them."""
    found = {path.parent.parent.name for path in locale.glob(f"*/LC_MESSAGES/{DOMAIN}.po")}
    return tuple(sorted(found | {SOURCE_LANGUAGE}))


def current_language() -> str:
    """The language in which this reader's strings are looked up."""
    return _language.get()


def choose_language(language: str) -> None:
    """Looks this reader's strings up in `language` from now on; other readers, who run in other contexts, keep theirs.

    Raises:
        UnknownLanguage: there is no catalogue for it.
    """
    if language not in languages():
        raise UnknownLanguage(language, languages())
    _language.set(language)


def translate(message: str) -> str:
    """The message in the reader's language; the message itself where there is no translation."""
    return _catalogue(_language.get(), LOCALE).gettext(message)


def translate_plural(singular: str, plural: str, count: int) -> str:
    """The form that the reader's language uses for `count`.

    Without a translation: the English singular for 1, the English plural otherwise.
    """
    return _catalogue(_language.get(), LOCALE).ngettext(singular, plural, count)


def translatable(message: str) -> str:
    """The message unchanged: marks a string for the catalogue that `translate` looks up later, where it is shown."""
    return message


@lru_cache(maxsize=16)
def _catalogue(language: str, locale: Path) -> NullTranslations:
    """The translations of one language; an empty catalogue where it has no file, as the source language may."""
    path = locale / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    if not path.is_file():
        return NullTranslations()
    # Babel is imported here: a command that shows no translated string need not load it.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        catalogue = read_po(file, locale=language, domain=DOMAIN, abort_invalid=True)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
