"""``python -m generators.catalogues`` brings the messages of the pages into their catalogues, ``api/web/locale/xx.po``.

Messages stand in English where they are used: ``_("…")`` in the templates and the sources of the scripts, ``gettext``,
``pgettext`` and ``marked`` in Python. Translations that are there stay; messages that are gone go.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract, extract_python
from babel.messages.pofile import write_po
from jinja2.ext import babel_extract

from api.page_language import FOLDER, LANGUAGES, read_catalogue

ROOT = Path(__file__).resolve().parents[1]
KEYWORDS = {"gettext": None, "pgettext": ((1, "c"), 2), "told": ((1, "c"), 2), "marked": None, "_": None}
HEADER = "# Messages of the pages; python -m generators.catalogues brings in new ones."
SCRIPTED = re.compile(r'\b_\(\s*"((?:[^"\\\n]|\\.)*)"')
SOURCES = (
    *sorted(ROOT.glob("api/**/*.py")),
    *sorted(ROOT.glob("api/web/templates/*.html")),
    *sorted(ROOT.glob("api/web/element/src/workbench/*.js")),
)


def messages() -> Catalog:
    """Return every message of the pages, each with the files that it stands in."""
    found = Catalog(fuzzy=False)
    for path in SOURCES:
        for message, context in _of(path):
            found.add(message, locations=[(path.relative_to(ROOT).as_posix(), 0)], context=context)
    return found


def _of(path: Path) -> Iterator[tuple[str, str | None]]:
    if path.suffix == ".js":
        for found in SCRIPTED.finditer(path.read_text("utf-8")):
            yield found[1].replace('\\"', '"'), None
        return
    method = babel_extract if path.suffix == ".html" else extract_python
    with path.open("rb") as file:
        for _, message, _, context in extract(method, file, KEYWORDS, options={"encoding": "utf-8"}):
            yield str(message), context


def write(tag: str, told: Catalog) -> list[str]:
    """Write a language's catalogue anew; return the messages that it does not put into its language yet."""
    path = FOLDER / f"{tag}.po"
    known = read_catalogue(tag) if path.exists() else Catalog()
    made = Catalog(locale=tag, project="event-timeline", charset="utf-8", fuzzy=False, header_comment=HEADER)
    for entry in told:
        if entry.id:
            before = known.get(entry.id, entry.context)
            made.add(entry.id, before.string if before else "", entry.locations, context=entry.context)
    # When it was written tells nothing, and would make every writing a change.
    made.creation_date = made.revision_date = datetime(2026, 11, 29, tzinfo=UTC)
    with path.open("wb") as file:
        write_po(file, made, width=120, include_lineno=False)
    return [str(entry.id) for entry in made if entry.id and not entry.string]


def main() -> int:
    """Write all catalogues; return 1 when a message has no translation."""
    told = messages()
    missing = {tag: write(tag, told) for tag in LANGUAGES if tag != "en"}
    for tag, left in missing.items():
        sys.stdout.write(f"{tag}: {len(told) - len(left)} of {len(told)}\n")
    return int(any(missing.values()))


if __name__ == "__main__":
    sys.exit(main())
