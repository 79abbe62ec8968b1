"""``timeline serve``: the service under gunicorn, with nothing to set up beforehand."""

from __future__ import annotations

import argparse
import os
import socket
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from sqlalchemy.exc import SQLAlchemyError

from api import soundness
from api.config import Config, InvalidSetting, checked_database
from api.db import Database
from api.migrations import UnknownSchema, migrate
from api.sample import load_sample
from api.server import Server
from api.storage import keys
from timeline import readers
from timeline.errors import TimelineError

STREAMS_AT_ONCE = 60


class _Wrong(Exception):
    """A start that cannot be: the exit code and one line."""

    def __init__(self, code: int, line: str) -> None:
        self.code = code
        super().__init__(" ".join(line.split()))


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise _Wrong(2, message)


def serve(argv: Sequence[str]) -> int:
    """Run the service until it is told to stop; return the exit code.

    0: it was told to stop. 2: the command line is wrong. 1: a setting, the database, the sample or the address cannot
    be used. One line on standard error says which.
    """
    try:
        options = _options(argv)
        config = _config(options)
        address = _address(options.host, options.port)
        config = _with_streams(config, options)
        _prepare(config.database_url)
        config = _closed_unless_local(config, options.host, options.closed)
        sample = _sample(config.database_url, options.sample) if options.sample else None
        shown = f"timelines/{sample}" if sample else ""
        sys.stdout.write(f"http://{address}/{shown}\n")
        sys.stdout.flush()
    except _Wrong as wrong:
        sys.stderr.write(f"timeline serve: {wrong}\n")
        return wrong.code
    return _run(Server(config, address, _companions(config, options)))


def streams(argv: Sequence[str]) -> int:
    """Give streams of changes, until it is told to stop or ``--parent`` is gone; return the exit code."""
    parser = argparse.ArgumentParser(prog="timeline streams")
    parser.add_argument("--host", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--database")
    parser.add_argument("--closed", action="store_true")
    parser.add_argument("--parent", type=int)
    options = parser.parse_args(list(argv))
    config = replace(_config(options), open_access=not options.closed, streams=0, workers=1)
    config = replace(config, threads=STREAMS_AT_ONCE + 4, streams_at_once=STREAMS_AT_ONCE)
    return _run(Server(config, _joined(options.host, options.port), parent=options.parent))


def _options(argv: Sequence[str]) -> argparse.Namespace:
    parser = _Parser(prog="timeline serve", description="Serve the API and the page.")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: this machine alone)")
    parser.add_argument("--port", type=int, default=8000, help="the port (default 8000; 0 takes a free one)")
    parser.add_argument("--database", help="a database URL or the path of an SQLite file (default timeline.sqlite3)")
    parser.add_argument("--sample", type=Path, metavar="FOLDER", help="show the articles of a folder as a timeline")
    parser.add_argument("--closed", action="store_true", help="ask for keys on this machine's own addresses too")
    parser.add_argument(
        "--streams",
        type=int,
        metavar="PORT",
        help="stream changes on a port of their own (0 takes a free one)",
    )
    parser.add_argument("--no-worker", action="store_true", help="leave stored articles to `timeline work` elsewhere")
    options = parser.parse_args(list(argv))
    for name, port in (("--port", options.port), ("--streams", options.streams)):
        if port is not None and not 0 <= port <= 65535:
            raise _Wrong(2, f"argument {name}: {port} is not from 0 to 65535")
    return options


def _config(options: argparse.Namespace) -> Config:
    try:
        config = Config.from_environment(os.environ)
    except InvalidSetting as error:
        raise _Wrong(1, str(error)) from None
    try:
        url = checked_database(options.database, "argument --database") if options.database else config.database_url
    except InvalidSetting as error:
        raise _Wrong(2, str(error)) from None
    host = options.host.lower()
    listens_everywhere = host in ("", "0.0.0.0", "::")
    hosts = config.hosts if listens_everywhere else (*config.hosts, f"[{host}]" if ":" in host else host)
    return replace(config, database_url=url, hosts=hosts)


def _address(host: str, port: int) -> str:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.create_server((host, port), family=family) as probe:
            chosen = probe.getsockname()[1]
    except (OSError, UnicodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not a host name"
        raise _Wrong(1, f"cannot listen on {host} port {port}: {reason}") from None
    return _joined(host, chosen)


def _joined(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _with_streams(config: Config, options: argparse.Namespace) -> Config:
    port = options.streams if options.streams is not None else config.streams or None
    if port is None:
        return config
    return replace(config, streams=int(_address(options.host, port).rpartition(":")[2]))


def _companions(config: Config, options: argparse.Namespace) -> dict[str, list[str]]:
    """The commands of the processes beside those that answer requests."""
    found = {}
    if not options.no_worker:
        found["worker"] = [sys.executable, "-m", "api.worker", "--database", config.database_url]
    if config.streams:
        run = "import sys; from api.wsgi import streams; sys.exit(streams(sys.argv[1:]))"
        found["streams"] = [sys.executable, "-c", run, "--host", options.host, "--port", str(config.streams)]
        found["streams"] += ["--database", config.database_url, *([] if config.open_access else ["--closed"])]
    return found


def _prepare(url: str) -> None:
    try:
        soundness.check(url)
    except soundness.Unsound as error:
        raise _Wrong(1, f"cannot use the database: {error}") from None
    database = Database(url)
    try:
        migrate(database.engine)
    except UnknownSchema as error:
        raise _Wrong(1, str(error)) from None
    except (SQLAlchemyError, OSError, ImportError) as error:
        reason = getattr(error, "orig", None) or error
        raise _Wrong(1, f"cannot use the database {database.engine.url}: {reason}") from None
    finally:
        # A connection opened before the workers are split off must not be shared with them.
        database.engine.dispose()


def _closed_unless_local(config: Config, host: str, closed: bool) -> Config:
    """The service is open to whoever reaches it only where that is this machine alone, or where that is wanted."""
    if closed:
        return replace(config, open_access=False)
    if host in ("127.0.0.1", "localhost", "::1") or config.open_to_all:
        return config
    database = Database(config.database_url)
    try:
        with database.reading() as session:
            if keys.count(session) == 0:
                told = "make one with `timeline keys add`, or set TIMELINE_AUTH=none-i-know"
                raise _Wrong(1, f"argument --host: {host} can be reached by others, and there is no key: {told}")
    finally:
        database.engine.dispose()
    return replace(config, open_access=False)


def _sample(url: str, folder: Path) -> str:
    database = Database(url)
    try:
        load_sample(database, readers.read(folder))
    except (TimelineError, OSError) as error:
        raise _Wrong(1, f"cannot use the sample: {error}") from None
    finally:
        database.engine.dispose()
    return "sample"


def _run(server: Server) -> int:
    try:
        server.run()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    return 0


if __name__ == "__main__":
    sys.exit(serve(sys.argv[1:]))
