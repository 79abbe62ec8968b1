"""One call of the service: who makes it, and the transaction in which everything that it does happens or does not."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from api.clock import now
from api.cursor import Cursors
from api.failures import Unknown
from api.storage import audit, timelines
from api.tables import TimelineRow

SCOPES = ("read", "ingest", "edit", "admin")


@dataclass(frozen=True, slots=True)
class Principal:
    """Who asks: by which key, for what, for which timelines (None: all), and as reader of which edition.

    ``used_at`` is the hour of which it is known that the key was used in it, ``good_until`` the end of the key's time
    in seconds since 1970.
    """

    key_id: str = ""
    name: str = ""
    scopes: tuple[str, ...] = ()
    names: tuple[str, ...] | None = None
    audience: str = "internal"
    used_at: str = field(default="", compare=False)
    good_until: float = field(default=float("inf"), compare=False)

    def may(self, scope: str) -> bool:
        """Return whether the key has a scope; ``admin`` includes the others.

        >>> Principal(scopes=("admin",)).may("edit"), Principal(scopes=("read",)).may("edit")
        (True, False)
        """
        return scope in self.scopes or "admin" in self.scopes


LOCAL = Principal(name="local", scopes=SCOPES)
ANYBODY = Principal(name="anybody", scopes=("read",), audience="public")


@dataclass(frozen=True, slots=True)
class Call:
    """A caller and a transaction; ``at`` is the moment of the call, the same for all that it stores."""

    session: Session
    who: Principal
    cursors: Cursors
    request_id: str
    at: str

    @classmethod
    def made(cls, session: Session, who: Principal, cursors: Cursors, request_id: str = "") -> Call:
        """Return a call that is made now."""
        return cls(session, who, cursors, request_id, now())

    def timeline(self, timeline_id: str) -> TimelineRow:
        """Return a timeline that the caller may see; raise Unknown for any other, as for one that is not there."""
        if self.who.names is not None and timeline_id not in self.who.names:
            raise Unknown("timeline", timeline_id)
        row = timelines.get(self.session, timeline_id)
        if self.who.audience == "public" and self.who.names is None and row.visibility != "public":
            raise Unknown("timeline", timeline_id)
        # The session forgets a row that nobody holds, and would read it again for whoever asks next.
        self.session.info.setdefault("held", []).append(row)
        return row

    def audit(self, action: str, name: str) -> None:
        """Write into the audit trail that the caller did something to the thing with this name."""
        audit.add(self.session, self.at, self.who.key_id, action, name, self.request_id)
