"""Settings of the service, read from the environment once, at the start.

TIMELINE_DATABASE   an SQLAlchemy URL, or the path of an SQLite file (default ``timeline.sqlite3``)
TIMELINE_HOSTS      host names, comma-separated, that requests may name besides those of this machine
TIMELINE_MAX_BODY   the largest request body in bytes (default 10000000)
TIMELINE_WORKERS    processes that answer requests (default 2)
TIMELINE_THREADS    threads in each of them (default 4)
TIMELINE_AUTH       ``none-i-know`` opens a service that others can reach to everybody (default: keys are asked for)
TIMELINE_PROXIES    how many proxies stand before the service and set X-Forwarded-For, -Proto and -Host (default 0)
TIMELINE_HOOKS      ``private`` lets hooks lie in the machine's own networks (default: public addresses alone)
TIMELINE_ORIGINS    origins, comma-separated, whose pages may read with a key (default none)
TIMELINE_RATE       requests a minute that one key or address may make, 0 for no limit (default 0)
TIMELINE_STREAMS    a port of this machine that streams of changes are given on, 0 to give a few on the common one
                    (default 0)
TIMELINE_CACHE      megabytes of answers that each process keeps to give them again, 0 for none (default 16)
TIMELINE_LOG        ``json`` writes a line of JSON for every request, ``off`` none (default off)
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from api.limits import MAX_BODY

DATABASE = "timeline.sqlite3"
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]{0,252}[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\]")
_ORIGIN = re.compile(r"https?://[a-z0-9.-]{1,253}(:[0-9]{1,5})?")
_SCHEME = re.compile(r"[a-z][a-z0-9+]*:")


class InvalidSetting(Exception):
    """A setting that cannot be used: ``str(error)`` is one line naming it, its value and what was expected."""


@dataclass(frozen=True, slots=True)
class Config:
    """All settings, checked."""

    database_url: str = f"sqlite:///{DATABASE}"
    hosts: tuple[str, ...] = ()
    max_body: int = MAX_BODY
    workers: int = 2
    threads: int = 4
    open_access: bool = True
    open_to_all: bool = False
    proxies: int = 0
    private_hooks: bool = False
    rate: int = 0
    streams: int = 0
    streams_at_once: int = 2
    origins: tuple[str, ...] = ()
    cache: int = 16
    log: str = "off"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Config:
        """Return the settings that an environment gives; raise InvalidSetting for a wrong one.

        >>> Config.from_environment({"TIMELINE_WORKERS": "two"})
        Traceback (most recent call last):
        api.config.InvalidSetting: TIMELINE_WORKERS: 'two' is not a whole number from 1 to 64
        """
        return cls(
            database_url=checked_database(environment.get("TIMELINE_DATABASE") or DATABASE, "TIMELINE_DATABASE"),
            hosts=_hosts(environment.get("TIMELINE_HOSTS", "")),
            max_body=_number(environment, "TIMELINE_MAX_BODY", MAX_BODY, 1_000, 1_000_000_000),
            workers=_number(environment, "TIMELINE_WORKERS", 2, 1, 64),
            threads=_number(environment, "TIMELINE_THREADS", 4, 1, 256),
            open_to_all=_word(environment, "TIMELINE_AUTH", ("keys", "none-i-know")) == "none-i-know",
            proxies=_number(environment, "TIMELINE_PROXIES", 0, 0, 10),
            private_hooks=_word(environment, "TIMELINE_HOOKS", ("public", "private")) == "private",
            rate=_number(environment, "TIMELINE_RATE", 0, 0, 1_000_000),
            streams=_number(environment, "TIMELINE_STREAMS", 0, 0, 65_535),
            origins=_origins(environment.get("TIMELINE_ORIGINS", "")),
            cache=_number(environment, "TIMELINE_CACHE", 16, 0, 4_096),
            log=_word(environment, "TIMELINE_LOG", ("off", "json")),
        )


def checked_database(value: str, name: str) -> str:
    """Return a database URL; the path of a file becomes the URL of an SQLite database. Raises InvalidSetting.

    >>> checked_database("news.db", "--database")
    'sqlite:///news.db'
    """
    url = value if _SCHEME.match(value) else f"sqlite:///{value}"
    try:
        backend = make_url(url).get_backend_name()
    except (ArgumentError, ValueError):
        raise InvalidSetting(f"{name}: {value!r} is not a database URL") from None
    if backend not in ("sqlite", "postgresql"):
        raise InvalidSetting(f"{name}: {backend!r} is not a database this service knows; use sqlite or postgresql")
    return url.replace("postgresql://", "postgresql+psycopg://", 1)


def _hosts(value: str) -> tuple[str, ...]:
    names = tuple(name.strip().lower() for name in value.split(",") if name.strip())
    for name in names:
        if not _HOST.fullmatch(name):
            raise InvalidSetting(f"TIMELINE_HOSTS: {name!r} is not a host name (give it without a port)")
    return names


def _origins(value: str) -> tuple[str, ...]:
    origins = tuple(origin.strip().lower() for origin in value.split(",") if origin.strip())
    for origin in origins:
        if not _ORIGIN.fullmatch(origin):
            raise InvalidSetting(f"TIMELINE_ORIGINS: {origin!r} is not an origin such as https://newsroom.example")
    return origins


def _number(environment: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    text = environment.get(name) or str(default)
    if not (text.isascii() and text.isdigit() and least <= int(text[:12]) <= most):
        raise InvalidSetting(f"{name}: {text[:40]!r} is not a whole number from {least} to {most}")
    return int(text)


def _word(environment: Mapping[str, str], name: str, known: tuple[str, ...]) -> str:
    word = environment.get(name) or known[0]
    if word not in known:
        raise InvalidSetting(f"{name}: {word[:40]!r} is none of {', '.join(known)}")
    return word
