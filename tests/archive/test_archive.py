"""An archive is what reconstruct gives for each of its stories, however it came to be."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from timeline import Article, reconstruct, render
from timeline.archive import Force, Settings, archive, articles, chronology, search, stories
from timeline.archive.command import main
from timeline.errors import InvalidArchive

HERE = Force(workers=0)
FIELDS = ("id", "language", "published", "source", "title", "url", "text")

Articles = list[dict[str, Any]]


def single(some: Articles) -> str:
    """Return what ``timeline reconstruct --format json`` prints for some articles."""
    told = [Article.from_dict({name: one[name] for name in FIELDS if name in one}) for one in some]
    return render.json.document(reconstruct(told).to_dict())


def assert_as_single(out: Path, some: Articles) -> None:
    """Each story of an archive of articles with given stories is what one machine makes of its articles."""
    by_story: dict[str, Articles] = {}
    for one in some:
        by_story.setdefault(one["story"], []).append(one)
    assert {row["story"] for row in stories(out)} == set(by_story)
    for name, own in by_story.items():
        assert render.json.document(chronology(out, name)) == single(own)


def test_given_stories_are_as_on_one_machine(
    tmp_path: Path, generated: Callable[..., Articles], written: Callable[..., str]
) -> None:
    some = generated(120, given=True)
    summary = archive([written(tmp_path / "a.jsonl", some)], tmp_path / "out", force=HERE)
    assert_as_single(tmp_path / "out", some)
    assert (summary["articles"], summary["rejected"]) == (120, 0)


def test_found_stories_are_as_on_one_machine(
    tmp_path: Path, generated: Callable[..., Articles], written: Callable[..., str]
) -> None:
    some = generated(150)
    archive([written(tmp_path / "a.jsonl", some)], tmp_path / "out", force=HERE)
    told = 0
    for row in stories(tmp_path / "out"):
        own = articles(tmp_path / "out", row["story"])
        assert len(own) == row["articles"]
        assert render.json.document(chronology(tmp_path / "out", row["story"])) == single([a.to_dict() for a in own])
        told += len(own)
    assert told == 150


def test_bundles_are_as_on_one_machine(tmp_path: Path, development: Path, written: Callable[..., str]) -> None:
    some = []
    for path in sorted((development / "bundles").glob("*.json")):
        bundle = json.loads(path.read_text("utf-8"))
        for one in bundle["articles"]:
            told = {name: one.get(name) for name in FIELDS}
            some.append({**told, "id": f"{bundle['id']}/{one['id']}", "story": bundle["id"]})
    archive([written(tmp_path / "a.jsonl", some)], tmp_path / "out", force=HERE)
    assert_as_single(tmp_path / "out", some)


def test_a_whole_story_of_real_size_is_as_on_one_machine(
    tmp_path: Path, development: Path, written: Callable[..., str]
) -> None:
    path = development / "stories" / "H1N1_guardian.jsonl.gz"
    if not path.exists():
        pytest.skip(f"no {path}")
    lines = gzip.decompress(path.read_bytes()).decode().splitlines()
    some = [{**{n: v for n, v in json.loads(line).items() if n in FIELDS}, "story": path.stem} for line in lines]
    archive([written(tmp_path / "a.jsonl", some)], tmp_path / "out", force=HERE)
    assert_as_single(tmp_path / "out", some)


def test_the_order_of_articles_changes_nothing(
    tmp_path: Path,
    generated: Callable[..., Articles],
    written: Callable[..., str],
    content: Callable[[Path], dict[str, str]],
) -> None:
    some = generated(100)
    archive([written(tmp_path / "a.jsonl", some)], tmp_path / "one", force=HERE)
    archive([written(tmp_path / "b.jsonl", some[::-1])], tmp_path / "other", force=HERE)
    assert content(tmp_path / "one") == content(tmp_path / "other")


def test_what_is_added_and_corrected_is_as_if_it_had_been_there(
    tmp_path: Path,
    generated: Callable[..., Articles],
    written: Callable[..., str],
    content: Callable[[Path], dict[str, str]],
) -> None:
    some = sorted(generated(160), key=lambda one: one["published"] or "")
    corrected = [{**one, "text": one["text"].replace("2022", "2023")} for one in some[5:25]]
    days = [written(tmp_path / "1.jsonl", some[:100]), written(tmp_path / "2.jsonl", [*some[100:], *corrected])]
    archive(days[:1], tmp_path / "grown", force=HERE)
    archive(days[1:], tmp_path / "grown", add=True, force=HERE)
    archive(days, tmp_path / "whole", force=HERE)
    assert content(tmp_path / "grown") == content(tmp_path / "whole")
    counts = json.loads((tmp_path / "grown" / "summary.json").read_text("utf-8"))
    assert counts["articles"] == 160
    assert counts["reasons"] == {"replaced by a later record with its id": 20}


def test_a_run_over_what_is_done_does_nothing_again(
    tmp_path: Path, generated: Callable[..., Articles], written: Callable[..., str]
) -> None:
    given = [written(tmp_path / "a.jsonl", generated(40))]
    archive(given, tmp_path / "out", force=HERE)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*.parquet")}
    told: list[str] = []
    archive(given, tmp_path / "out", force=HERE, tell=told.append)
    after = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*.parquet")}
    assert {path for path in before if before[path] != after[path]} <= {tmp_path / "out/rejected/part-0.parquet"}
    assert not [line for line in told if line.startswith(("reading: 0", "working out: 0", "taking in: 0"))]


def test_other_articles_are_not_put_into_an_archive_by_accident(
    tmp_path: Path, generated: Callable[..., Articles], written: Callable[..., str]
) -> None:
    one, other = (written(tmp_path / f"{seed}.jsonl", generated(3, seed)) for seed in (1, 2))
    archive([one], tmp_path / "out", force=HERE)
    with pytest.raises(InvalidArchive, match="--add adds to it"):
        archive([other], tmp_path / "out", force=HERE)
    with pytest.raises(InvalidArchive, match="other settings"):
        archive([one], tmp_path / "out", settings=Settings(most=5), force=HERE)


def test_no_story_is_larger_than_may_be(
    tmp_path: Path, generated: Callable[..., Articles], written: Callable[..., str]
) -> None:
    giant = [{**one, "story": "giant"} for one in generated(50)]
    free = [{**one, "id": f"free-{one['id']}"} for one in generated(50, largest=50)]
    given = [written(tmp_path / "a.jsonl", [*giant, *free])]
    summary = archive(given, tmp_path / "out", settings=Settings(most=20), force=HERE)
    found = {row["story"]: row["articles"] for row in stories(tmp_path / "out")}
    assert [found[f"giant/{part}"] for part in (1, 2, 3)] == [17, 17, 16]
    assert max(found.values()) <= 20
    assert summary["stories_cut"] == 1
    assert summary["articles"] == 100


def test_what_is_not_finished_says_so(tmp_path: Path) -> None:
    with pytest.raises(InvalidArchive, match="no archive"):
        list(stories(tmp_path))
    (tmp_path / "_work").mkdir()
    with pytest.raises(InvalidArchive, match="not finished"):
        list(stories(tmp_path))


def test_the_library_loads_nothing_of_it() -> None:
    program = (
        "import sys, timeline, timeline.cli; print([m for m in ('dask', 'pyarrow', 'fsspec') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_events_are_found_by_their_words(
    tmp_path: Path, written: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    some = [
        {"id": "a", "language": "en", "published": "2024-03-08", "text": "The bridge of Málaga was closed on Tuesday."},
        {"id": "b", "language": "de", "published": "2024-03-09", "text": "Am Donnerstag wurde die Brücke geöffnet."},
    ]
    out = str(tmp_path / "out")
    assert main(["--workers", "0", written(tmp_path / "a.jsonl", some), out]) == 0
    assert "2  articles" in capsys.readouterr().err
    titles = [event["title"] for event in search(out, "BRUCKE")]
    assert titles == ["Am Donnerstag wurde die Brücke geöffnet."]
    assert [event["earliest"] for event in search(out, after="2024-03-06")] == ["2024-03-07"]
    assert [event["earliest"] for event in search(out, before="2024-03-05")] == ["2024-03-05"]
    assert search(out, "bridge brucke") == []
    assert main(["--search", "malaga", out]) == 0
    assert capsys.readouterr().out.count("\t2024-03-05\t2024-03-05\tThe bridge of Málaga") == 1
    story = next(stories(out))["story"]
    assert main(["--story", story, out]) == 0
    assert json.loads(capsys.readouterr().out) == chronology(out, story)
    assert main(["--story", "none", out]) == 1
    assert capsys.readouterr().err == f"timeline archive: {out}: no story 'none'\n"
    assert main([out]) == 1


def test_pages_and_texts_are_taken_in_too(tmp_path: Path) -> None:
    examples = Path(__file__).resolve().parents[2] / "examples"
    archive([str(examples)], tmp_path / "out", force=HERE)
    found = {one.id for row in stories(tmp_path / "out") for one in articles(tmp_path / "out", row["story"])}
    assert found == {path.stem for path in examples.glob("*.txt")}


def test_an_addition_that_is_ended_goes_on(
    tmp_path: Path,
    generated: Callable[..., Articles],
    written: Callable[..., str],
    content: Callable[[Path], dict[str, str]],
    writing: Callable[[int], None],
) -> None:
    some = generated(60)
    days = [written(tmp_path / "1.jsonl", some[:40]), written(tmp_path / "2.jsonl", [*some[40:], some[3]])]
    archive(days, tmp_path / "whole", force=HERE)
    archive(days[:1], tmp_path / "out", force=HERE)
    for allowed in (2, 4, 5, 8, 15, 10**9):
        writing(allowed)
        with suppress(KeyboardInterrupt):
            archive(days[1:], tmp_path / "out", add=True, force=HERE)
    assert content(tmp_path / "out") == content(tmp_path / "whole")


def test_a_file_that_has_changed_is_taken_in_again(
    tmp_path: Path,
    generated: Callable[..., Articles],
    written: Callable[..., str],
    content: Callable[[Path], dict[str, str]],
) -> None:
    some = generated(50)
    given = [written(tmp_path / "a.jsonl", some[:45])]
    archive(given, tmp_path / "out", force=HERE)
    written(tmp_path / "a.jsonl", some[5:])
    archive(given, tmp_path / "out", force=HERE)
    archive(given, tmp_path / "new", force=HERE)
    assert content(tmp_path / "out") == content(tmp_path / "new")
