"""The languages that the pages speak: their catalogues of messages, their names for languages, their direction.

Messages stand in the code in English. The catalogues are ``web/locale/xx.po``, read as they are: nothing is compiled
that could be older than what it was made from. ``generators/catalogues.py`` brings new messages into them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError, negotiate_locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from flask import request

from api.errors import refused

LANGUAGES = ("en", "ar", "bg", "de", "el", "es", "fr", "ru")
FOLDER = Path(__file__).parent / "web" / "locale"
# Without a region CLDR writes months before days in English.
_LOCALES = {"en": "en_GB"}
# Scripts take their messages from the page that they run in.
_SCRIPTS = ".js"


@dataclass(frozen=True, slots=True)
class PageLanguage:
    """A language of the pages."""

    tag: str
    locale: Locale
    messages: Mapping[tuple[str, str], str]
    scripted: frozenset[str]

    @property
    def direction(self) -> str:
        """``ltr`` or ``rtl``."""
        return str(self.locale.text_direction)

    def gettext(self, message: str) -> str:
        """Return a message in this language.

        >>> page_language("de").gettext("Articles")
        'Artikel'
        """
        return self.messages.get(("", message), message)

    def pgettext(self, context: str, message: str) -> str:
        """Return a message in this language that means different things in different contexts."""
        return self.messages.get((context, message), message)

    def name_of(self, tag: str) -> str:
        """Return a language's name, or the tag itself where none is known.

        >>> page_language("fr").name_of("el")
        'grec'
        """
        if tag == "und":
            return self.gettext("language unknown")
        try:
            return Locale.parse(tag, sep="-").get_display_name(self.locale) or tag
        except (ValueError, UnknownLocaleError):
            return tag

    def for_scripts(self) -> dict[str, str]:
        """Return the messages that the scripts of the pages use; none in English, which is what stands in them."""
        return {message: self.gettext(message) for message in sorted(self.scripted)}


def marked(message: str) -> str:
    """Return a message as it is: it is to be in the catalogues, and is put into a language elsewhere."""
    return message


def page_language(tag: str) -> PageLanguage:
    """Return one of ``LANGUAGES``; English for any other.

    >>> page_language("ar").direction
    'rtl'
    """
    return _read(tag if tag in LANGUAGES else "en")


def asked_language() -> PageLanguage:
    """Return the language that the present request asks for: by ``lang``, else by Accept-Language.

    Raises Problem (400) for a ``lang`` that the pages do not speak.
    """
    told = request.args.get("lang")
    if told:
        if told not in LANGUAGES:
            raise refused("lang", "INVALID_VALUE", f"must be one of {', '.join(LANGUAGES)}")
        return page_language(told)
    wanted = [tag.replace("-", "_") for tag, _ in request.accept_languages]
    found = negotiate_locale([tag.lower() for tag in wanted], list(LANGUAGES)) or "en"
    return page_language(found.partition("_")[0])


def read_catalogue(tag: str) -> Catalog:
    """Return the catalogue of a language other than English."""
    with (FOLDER / f"{tag}.po").open("rb") as file:
        return read_po(file, locale=tag)


@lru_cache(maxsize=len(LANGUAGES))
def _read(tag: str) -> PageLanguage:
    locale = Locale.parse(_LOCALES.get(tag, tag))
    if tag == "en":
        return PageLanguage(tag, locale, {}, frozenset())
    entries: list[Any] = [entry for entry in read_catalogue(tag) if entry.id and entry.string]
    messages = {(entry.context or "", str(entry.id)): str(entry.string) for entry in entries}
    scripted = (str(entry.id) for entry in entries if any(name.endswith(_SCRIPTS) for name, _ in entry.locations))
    return PageLanguage(tag, locale, messages, frozenset(scripted))
