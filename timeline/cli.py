"""The command line: resolve, reconstruct, order, diff, and the commands that other packages add (``serve``).

Exit codes: 0 done, 1 the input is wrong (one line on stderr that names it), 2 the command line is wrong.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
from collections.abc import Iterable, Sequence
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from timeline import render
from timeline.article import Article, checked_language, checked_published
from timeline.difference import difference
from timeline.errors import InvalidArticle, InvalidChronology, TimelineError
from timeline.expression import ResolvedExpression
from timeline.ordering import Network
from timeline.pipeline import GARBAGE, reconstruct, resolve, resolve_all
from timeline.readers import decisions, jsonl, read_all
from timeline.readers.encoding import decoded, read_bytes

COMMANDS = "timeline.commands"


class _Parser(argparse.ArgumentParser):
    """A parser that tells what is wrong in one line."""

    def error(self, message: str) -> None:  # type: ignore[override]
        self.exit(2, f"{self.prog}: {message}\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    gc.set_threshold(GARBAGE)
    arguments = list(sys.argv[1:] if argv is None else argv)
    added = {entry.name: entry for entry in entry_points(group=COMMANDS)}
    if arguments and arguments[0] in added:
        return int(added[arguments[0]].load()(arguments[1:]))
    options = _parser(sorted(added)).parse_args(arguments)
    try:
        return int(options.run(options))
    except TimelineError as error:
        print(f"timeline: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 1


def _parser(added: Sequence[str]) -> argparse.ArgumentParser:
    parser = _Parser(prog="timeline", description="Event timelines from news articles.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=_Parser)
    one = commands.add_parser("resolve", help="the temporal expressions of a text")
    one.add_argument("--published", metavar="DATE", help="when the text was published")
    one.add_argument("--language", metavar="xx", help="the language of the text (found when absent)")
    one.add_argument("--format", choices=["table", "json", "jsonl", "timeml"], default="table")
    one.add_argument("file", nargs="?", default="-", metavar="FILE|-")
    one.set_defaults(run=_resolve)
    many = commands.add_parser("reconstruct", help="one chronology of many articles")
    many.add_argument("--format", choices=sorted(render.CHRONOLOGY), default="text")
    many.add_argument("--skip-invalid", action="store_true", help="leave out articles that cannot be read, and say so")
    many.add_argument("--decisions", metavar="FILE.jsonl", help="what persons decided, one decision a line")
    many.add_argument("files", nargs="+", metavar="FILE|-")
    many.set_defaults(run=_reconstruct)
    which = commands.add_parser("order", help="which of two events came first")
    which.add_argument("chronology", metavar="CHRONOLOGY.json")
    which.set_defaults(run=_order)
    two = commands.add_parser("diff", help="what differs between two chronologies, and why")
    two.add_argument("--format", choices=["text", "json"], default="text")
    two.add_argument("before", metavar="A.json")
    two.add_argument("after", metavar="B.json")
    two.set_defaults(run=_diff)
    for name in added:
        commands.add_parser(name, help="see its own --help")
    return parser


def _resolve(options: argparse.Namespace) -> int:
    if options.format == "jsonl":
        articles = list(jsonl.read_lines(_lines(options.file), _named(options.file)))
        for article, expressions in resolve_all(articles):
            sys.stdout.write(render.json.line(_object(article, expressions)))
        return 0
    article = _text(options)
    if options.format == "timeml":
        sys.stdout.write(render.timeml.document(article, resolve(article)))
        return 0
    found = _object(article, resolve(article))
    sys.stdout.write(render.json.document(found) if options.format == "json" else render.text.expressions(found))
    return 0


def _object(article: Article, expressions: Iterable[ResolvedExpression]) -> dict[str, object]:
    return {"id": article.id, "expressions": [expression.to_dict() for expression in expressions]}


def _named(file: str) -> str:
    return "stdin" if file == "-" else file


def _lines(file: str) -> Sequence[str]:
    """All lines of a file or of standard input; raises InvalidArticle when it is not UTF-8."""
    data = sys.stdin.buffer.read() if file == "-" else read_bytes(Path(file), limit=None)
    return decoded(data, _named(file)).split("\n")


def _text(options: argparse.Namespace) -> Article:
    """The one article that ``resolve`` works on: a file as its reader gives it, or plain text from standard input."""
    published = checked_published(options.published, "--published")
    language = checked_language(options.language, "--language")
    if options.file != "-":
        articles, _ = read_all([options.file])
        if len(articles) != 1:
            raise InvalidArticle(
                options.file, None, f"holds {len(articles)} articles; resolve takes one, or --format jsonl"
            )
        given = articles[0]
        fields = {**given.to_dict(), "published": published or given.published, "language": language or given.language}
        return Article.from_dict(fields, options.file)
    text = "\n".join(_lines("-"))
    return Article.from_dict({"id": "stdin", "text": text, "published": published, "language": language}, "stdin")


def _reconstruct(options: argparse.Namespace) -> int:
    articles: list[Article] = []
    paths = [file for file in options.files if file != "-"]
    if "-" in options.files:
        articles.extend(_from_stdin(options.skip_invalid))
    read, invalid = read_all(paths, options.skip_invalid)
    for problem in invalid:
        print(f"timeline: skipped {problem}", file=sys.stderr)
    made = decisions.read(Path(options.decisions)) if options.decisions else []
    result = reconstruct([*articles, *read], made).to_dict()
    sys.stdout.write(render.CHRONOLOGY[options.format](result))
    return 0


def _from_stdin(skip_invalid: bool) -> list[Article]:
    found: list[Article] = []
    lines = _lines("-")
    if not any(map(str.strip, lines)):
        raise InvalidArticle("stdin", None, "holds no articles")
    for result in jsonl.parsed(lines, "stdin", "stdin"):
        if isinstance(result, Article):
            found.append(result)
        elif skip_invalid:
            print(f"timeline: skipped {result}", file=sys.stderr)
        else:
            raise result
    return found


def _chronology(path: str) -> dict[str, Any]:
    """The JSON object of a file; what is none is an object without events."""
    try:
        document: object = json.loads(decoded(read_bytes(Path(path), limit=None), path))
    except json.JSONDecodeError as error:
        raise InvalidChronology(f"{path}: line {error.lineno}: not JSON: {error.msg}") from None
    return document if isinstance(document, dict) else {}


def _diff(options: argparse.Namespace) -> int:
    before, after = _chronology(options.before), _chronology(options.after)
    found = difference(before, after)
    as_json = options.format == "json"
    sys.stdout.write(render.json.document(found) if as_json else render.changes.difference(found, before, after))
    return 0


def _order(options: argparse.Namespace) -> int:
    network = Network(_chronology(options.chronology))
    for number, line in enumerate(sys.stdin, 1):
        pair = line.split()
        if not pair:
            continue
        if len(pair) != 2:
            raise InvalidChronology(f"stdin, line {number}: expected EVENT_ID EVENT_ID")
        sys.stdout.write(render.json.line(network.order(*pair).to_dict()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
