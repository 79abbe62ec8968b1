"""Kinds of event that belong together: two words for one happening often name different kinds of one family."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

# Every line is a family; a kind may belong to several.
FAMILIES = tuple(
    frozenset(line.split())
    for line in (
        "trial convict accuse appeal testify question sue complain commission extradite release investigate fine "
        "execute fraud sanction",
        "arrest search question release investigate find kidnap extradite deport accuse fine",
        "steal assault fraud smuggle hack vanish find lose",
        "kill injure strike explode shoot stab assault torture poison battle invade kidnap riot execute drown war",
        "collide sink damage collapse explode fire drown rescue leak injure kill hospital",
        "flood storm quake landslide erupt snow heat drown damage rescue collapse fire kill",
        "meet negotiate interview speech call cooperate agree sign contract offer travel visit question truce",
        "election count candidacy win lose concede approve power dissolve coup",
        "appoint inaugurate power candidacy replace recruit promise resign retire election",
        "resign retire lay_off leave",
        "walkout protest boycott petition demand riot leave",
        "match score win lose qualify compete record perform present postpone",
        "launch land test dock travel deliver raise",
        "contact call find lose vanish return",
        "buy takeover invest agree pay lend offer rent order_goods deliver trade sign contract",
        "pay tax fine profit lend donate aid bankrupt",
        "close open begin end extend switch allow ban",
        "blackout switch fire damage close",
        "infect vaccinate quarantine hospital surgery kill",
        "build produce design repair upgrade present found_org damage",
        "travel visit climb arrive leave return dock flee transfer deliver meet raise",
        "find vanish search rescue dig hide climb landslide",
        "approve veto reform abolish allow ban sanction refuse promise agree tax commission law pay",
        "criticise complain praise apologise threaten warn demand accuse promise refuse offer announce report speech",
        "marry engage divorce born bury mourn celebrate kill",
        "publish broadcast present exhibit perform design award celebrate",
        "join_org leave sign agree cooperate found_org",
        "build_up drill battle invade strike deliver war truce",
        "swap release deliver return kidnap replace transfer",
        "hack leak steal strike find",
        "switch launch open begin present",
        "fire shoot strike truce",
        "vanish flee hide kidnap steal lose leave",
        "fall injure hospital collapse kill",
        "confess testify accuse question convict arrest concede",
        "recall ban close return leave warn produce",
        "crown inaugurate power marry resign",
        "confiscate arrest search find steal",
        "write call publish complain contact",
        "register join_org allow refuse sign recruit candidacy",
    )
)


@cache
def related(kind: str) -> frozenset[str]:
    """Return the kinds of all families to which a kind belongs, itself among them.

    >>> "negotiate" in related("meet"), "walkout" in related("meet")
    (True, False)
    """
    return frozenset((kind,)).union(*(family for family in FAMILIES if kind in family))


def all_related(kinds: Iterable[str]) -> frozenset[str]:
    """Return the kinds that belong together with any of some.

    >>> sorted(all_related([]))
    []
    """
    return frozenset[str]().union(*map(related, kinds))
