"""The commands as users call them: outputs, exit codes, and one clear line for everything that is wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from timeline import order, reconstruct
from timeline.readers import read
from timeline.render.json import document

EXAMPLES = Path(__file__).parents[2] / "examples"


def run(*arguments: str, stdin: bytes | str = "") -> subprocess.CompletedProcess[bytes]:
    given = stdin.encode("utf-8") if isinstance(stdin, str) else stdin
    return subprocess.run(
        [sys.executable, "-m", "timeline.cli", *arguments], input=given, capture_output=True, check=False
    )


def lines(*articles: dict[str, object]) -> str:
    return "".join(json.dumps(article, ensure_ascii=False) + "\n" for article in articles)


def test_reconstruct_prints_what_the_library_gives() -> None:
    expected = document(reconstruct(read(EXAMPLES)).to_dict())
    assert run("reconstruct", "--format", "json", str(EXAMPLES)).stdout.decode() == expected
    as_lines = lines(*[article.to_dict() for article in reversed(read(EXAMPLES))])
    assert run("reconstruct", "--format", "json", "-", stdin=as_lines).stdout.decode() == expected


def test_resolve_as_json_lines_keeps_the_ids() -> None:
    given = lines(
        {"id": "b", "text": "On Monday.", "language": "en", "published": "2024-03-06"}, {"id": "a", "text": "Nothing."}
    )
    out = [json.loads(line) for line in run("resolve", "--format", "jsonl", stdin=given).stdout.decode().splitlines()]
    assert [row["id"] for row in out] == ["b", "a"]
    assert [e["value"] for e in out[0]["expressions"]] == ["2024-03-04"]
    assert out[1]["expressions"] == []


@pytest.mark.parametrize("form", ["table", "json", "timeml"])
def test_resolve_plain_text(form: str) -> None:
    done = run(
        "resolve", "--published", "2024-03-06", "--language", "en", "--format", form, stdin="It rained on Monday."
    )
    assert done.returncode == 0
    assert "2024-03-04" in done.stdout.decode()


def test_resolve_a_file() -> None:
    done = run("resolve", "--format", "json", str(EXAMPLES / "dunavski-pregled-bg.txt"))
    assert any(e["value"] == "2025-12-11" for e in json.loads(done.stdout)["expressions"])


def test_order_answers_line_by_line(tmp_path: Path) -> None:
    chronology = reconstruct(read(EXAMPLES))
    path = tmp_path / "chronology.json"
    path.write_text(document(chronology.to_dict()), "utf-8")
    first, second = chronology.events[0].id, chronology.events[3].id
    out = run("order", str(path), stdin=f"{first} {second}\n\n{second} {first}\n").stdout.decode().splitlines()
    assert [json.loads(line) for line in out] == [
        json.loads(json.dumps(order(chronology, *pair).to_dict())) for pair in ((first, second), (second, first))
    ]


FINE = '{"id": "good", "text": "Snow fell on 3 May 2024."}\n'
WRONG = [
    pytest.param(["reconstruct", "-"], "", "stdin", id="nothing"),
    pytest.param(["reconstruct", "-"], b"\xff\xfe", "not UTF-8", id="not-utf-8"),
    pytest.param(
        ["reconstruct", "-"],
        FINE + '{"id": 3, "text": "x"}\n',
        "stdin, line 2: id: expected a string, got number",
        id="wrong-type",
    ),
    pytest.param(["reconstruct", "-"], FINE + "{nonsense\n", "stdin, line 2", id="no-json"),
    pytest.param(["reconstruct", "-"], FINE + FINE, "'good'", id="id-twice"),
    pytest.param(
        ["reconstruct", "-"],
        '{"id": "a", "text": "x", "published": "2024-02-30"}',
        "published: not a date: '2024-02-30'",
        id="wrong-date",
    ),
    pytest.param(
        ["reconstruct", "-"],
        '{"id": "a", "text": "x", "language": "klingonese"}',
        "language: not a language tag",
        id="wrong-language",
    ),
    pytest.param(
        ["reconstruct", "-"], '{"id": "a", "text": "x", "colour": "red"}', "colour: unknown field", id="unknown-field"
    ),
    pytest.param(["reconstruct", "no-such-folder"], "", "no-such-folder: no such file or folder", id="no-file"),
    pytest.param(
        ["resolve", "--published", "yesterday"], "Snow.", "--published: published: not a date: 'yesterday'", id="option"
    ),
    pytest.param(["order", "no-such-file.json"], "", "no-such-file.json", id="no-chronology"),
]


@pytest.mark.parametrize(("arguments", "stdin", "message"), WRONG)
def test_wrong_input_is_one_line_and_exit_1(arguments: list[str], stdin: str | bytes, message: str) -> None:
    done = run(*arguments, stdin=stdin)
    told = done.stderr.decode()
    assert done.returncode == 1
    assert message in told
    assert told.count("\n") == 1
    assert done.stdout == b""


@pytest.mark.parametrize("arguments", [[], ["nonsense"], ["resolve", "--format", "yaml"], ["reconstruct"], ["order"]])
def test_a_wrong_command_line_is_exit_2(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stderr.decode().count("\n") == 1
    assert done.stdout == b""


def test_skip_invalid_reports_and_goes_on(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(" date 2024-05-04 Ana Ruiz was arrested on Friday in Porto.", "utf-8")
    (tmp_path / "empty.txt").write_text("", "utf-8")
    assert run("reconstruct", str(tmp_path)).returncode == 1
    done = run("reconstruct", "--skip-invalid", str(tmp_path))
    assert done.returncode == 0
    assert "3 May 2024" in done.stdout.decode()
    assert "skipped" in done.stderr.decode()
    assert "empty.txt" in done.stderr.decode()


def test_unknown_events_are_named(tmp_path: Path) -> None:
    path = tmp_path / "chronology.json"
    path.write_text('{"events": []}', "utf-8")
    done = run("order", str(path), stdin="a b\n")
    assert done.returncode == 1
    assert "no event 'a'" in done.stderr.decode()


def test_a_text_of_five_megabytes_is_read() -> None:
    text = "Ana Ruiz met the mayor of Porto on Monday. " * 120_000
    done = run(
        "resolve",
        "--format",
        "jsonl",
        stdin=lines({"id": "big", "text": text, "language": "en", "published": "2024-03-06"}),
    )
    assert done.returncode == 0
    assert len(json.loads(done.stdout)["expressions"]) == 120_000


def test_decisions_come_from_a_file(tmp_path: Path) -> None:
    made = {"id": "d1", "kind": "publication", "article": "a", "published": "2024-03-06", "author": "Ana Ruiz"}
    path = tmp_path / "decisions.jsonl"
    path.write_text(json.dumps({**made, "at": "2026-11-29T10:00:00Z"}) + "\n", "utf-8")
    given = lines({"id": "a", "text": "Ana Ruiz was arrested on Monday.", "language": "en"})
    done = run("reconstruct", "--format", "json", "--decisions", str(path), "-", stdin=given)
    assert json.loads(done.stdout)["events"][0]["earliest"] == "2024-03-04"
    assert json.loads(done.stdout)["decisions"][0]["state"] == "applied"
    assert (
        b"decision d1 (publication): applied" in run("reconstruct", "--decisions", str(path), "-", stdin=given).stdout
    )
    path.write_text(json.dumps(made) + "\n", "utf-8")
    done = run("reconstruct", "--decisions", str(path), "-", stdin=given)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().strip() == f"timeline: {path}, line 1: at: missing"
