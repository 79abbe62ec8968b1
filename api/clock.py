"""The service's clock: the only place where it is read. The library has none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


def now() -> str:
    """Return the present moment as RFC 3339 in UTC, to the microsecond, so that texts sort as times do."""
    return written(datetime.now(UTC))


def hour() -> str:
    """Return the hour that it is, written as the moment in which it began."""
    return written(datetime.now(UTC).replace(minute=0, second=0, microsecond=0))


def seconds() -> float:
    """Return the present moment in seconds since 1970."""
    return datetime.now(UTC).timestamp()


def after(**length: float) -> str:
    """Return the moment a length of time from now (``days=90``), or before now where it is negative."""
    return written(datetime.now(UTC) + timedelta(**length))


def written(moment: datetime) -> str:
    """Return a moment as the database and the API write it.

    >>> written(datetime(2024, 3, 8, 12, tzinfo=UTC))
    '2024-03-08T12:00:00.000000Z'
    """
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def storable(moment: datetime) -> bool:
    """Return whether a moment, in UTC, lies in the years that there are texts for.

    >>> storable(datetime.fromisoformat("0001-01-01T00:00:00+14:00"))
    False
    """
    try:
        moment.astimezone(UTC)
    except OverflowError:
        return False
    return True
