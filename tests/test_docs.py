"""The documents name what is there, and nothing that is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from timeline.language import codes, full_codes

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/*.md")])
LINK = re.compile(r"\]\(([^)\s#]+)(?:#[^)]*)?\)")
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def architecture_paths() -> list[str]:
    """Return the paths of the tree in docs/architecture.md: a folder a line, its files below it, two spaces deeper."""
    block = re.search(r"```text\n(.*?)```", (ROOT / "docs/architecture.md").read_text("utf-8"), re.DOTALL)
    assert block
    folders: list[str] = []
    found = []
    for line in block[1].splitlines():
        depth = (len(line) - len(line.lstrip())) // 2
        name = line.split()[0]
        folders = folders[:depth]
        if name.endswith("/"):
            folders.append(name)
        else:
            found.append("".join(folders) + name)
    return found


def test_architecture_names_every_module() -> None:
    modules = {
        str(path.relative_to(ROOT)) for package in ("timeline", "api") for path in ROOT.glob(f"{package}/**/*.py")
    }
    data = {str(path.relative_to(ROOT)) for path in ROOT.glob("timeline/languages/*.toml")}
    named = [
        str(path.relative_to(ROOT)) if "*" in name else name
        for name in architecture_paths()
        for path in (ROOT.glob(name) if "*" in name else [ROOT / name])
    ]
    assert len(named) == len(set(named))
    assert sorted((modules | data) - set(named)) == []
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=[str(path.relative_to(ROOT)) for path in DOCUMENTS])
def test_links_lead_somewhere(document: Path) -> None:
    for target in LINK.findall(FENCED.sub("", document.read_text("utf-8"))):
        if not target.startswith(("http://", "https://", "mailto:")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_every_language_is_listed() -> None:
    listed = re.findall(r"\(`([a-z]{2,3})`\)", (ROOT / "docs/languages.md").read_text("utf-8"))
    assert listed == list(full_codes())


def test_every_locale_is_listed() -> None:
    told = (ROOT / "docs/languages.md").read_text("utf-8").partition("## Further locales")[2]
    assert re.findall(r"`([a-z-]+)`", told.partition("\n## ")[0]) == [c for c in codes() if c not in full_codes()]


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = [int(path.name[:4]) for path in sorted((ROOT / "docs/decisions").glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))
    assert numbers


def test_every_sample_article_is_described() -> None:
    described = (ROOT / "examples/README.md").read_text("utf-8")
    for path in (ROOT / "examples").glob("*.txt"):
        assert f"`{path.name}`" in described
