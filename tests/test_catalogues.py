"""The catalogues of the pages: no message is missing in any language, and none is left over."""

from __future__ import annotations

import re
from typing import Any

import pytest

from api.page_language import FOLDER, LANGUAGES, page_language, read_catalogue
from generators.catalogues import messages, write

OTHERS = [tag for tag in LANGUAGES if tag != "en"]
PLACES = re.compile(r"\{\d\}")
# What may be the same in another language.
SAME = {", ", "Articles", "Date", "Sources", "Source", "Status", "Version {0}", "{0}", "arabic", "JSON"}


def _entries(catalogue: Any) -> dict[tuple[str, str], Any]:
    return {(entry.context or "", str(entry.id)): entry for entry in catalogue if entry.id}


def test_there_are_messages_of_templates_scripts_and_python() -> None:
    places = {name.rpartition(".")[2] for entry in messages() if entry.id for name, _ in entry.locations}
    assert places == {"html", "js", "py"}
    assert len(messages()) > 200


@pytest.mark.parametrize("tag", OTHERS)
def test_every_message_has_a_translation_and_no_other_has_one(tag: str) -> None:
    wanted, there = _entries(messages()), _entries(read_catalogue(tag))
    assert set(there) == set(wanted), "run python -m generators.catalogues"
    assert [name for name, entry in there.items() if not entry.string] == []
    assert not any(entry.fuzzy for entry in there.values())


@pytest.mark.parametrize("tag", OTHERS)
def test_what_is_filled_in_has_its_place_in_every_language(tag: str) -> None:
    for (_, message), entry in _entries(read_catalogue(tag)).items():
        if entry.string != "-":
            assert sorted(PLACES.findall(message)) == sorted(PLACES.findall(entry.string)), entry.string


@pytest.mark.parametrize("tag", OTHERS)
def test_translations_are_in_another_language(tag: str) -> None:
    entries = _entries(read_catalogue(tag))
    same = {message for (context, message), entry in entries.items() if not context and entry.string == message}
    assert same <= SAME, same - SAME


@pytest.mark.parametrize("tag", OTHERS)
def test_a_catalogue_is_what_the_generator_writes(tag: str, tmp_path: Any, monkeypatch: Any) -> None:
    before = (FOLDER / f"{tag}.po").read_bytes()
    (tmp_path / f"{tag}.po").write_bytes(before)
    for module in ("generators.catalogues", "api.page_language"):
        monkeypatch.setattr(f"{module}.FOLDER", tmp_path)
    assert write(tag, messages()) == []
    assert (tmp_path / f"{tag}.po").read_bytes() == before


@pytest.mark.parametrize("tag", LANGUAGES)
def test_languages_know_their_direction_and_names(tag: str) -> None:
    language = page_language(tag)
    assert language.direction == ("rtl" if tag == "ar" else "ltr")
    assert language.name_of("el") != "el"
    assert bool(language.for_scripts()) == (tag != "en")
