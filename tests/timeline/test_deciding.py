"""What persons decided holds, whatever the order; what they withdraw leaves no trace."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline import Article, Decision, InvalidDecision, reconstruct
from timeline.render.json import document

STORY = (
    Article(
        "a1",
        "The Kestrel bridge was opened in Tarvik on Monday by Vera Moll. Police arrested Jon Bek on Tuesday.",
        "en",
        "2021-05-05",
    ),
    Article("a2", "Vera Moll opened the Kestrel bridge in Tarvik on 4 May 2021.", "en", "2021-05-06"),
    Article(
        "a3",
        "Vera Moll opened the Kestrel bridge in Tarvik on 3 May 2021. The ferry Osprey sank off Lund on 1 May 2021.",
        "en",
        "2021-05-07",
    ),
    Article(
        "a4", "Jon Bek was arrested by police in Tarvik yesterday. The trial of Jon Bek begins in June 2021.", "en"
    ),
)
PLAIN = reconstruct(STORY).to_dict()
MENTIONS = [
    {"article": m["article"], "start": m["start"], "end": m["end"], "text": m["text"]}
    for event in PLAIN["events"]
    for m in event["mentions"]
]
BRIDGE, BRIDGE_A2, ARREST, FERRY = (
    next(m for m in MENTIONS if m["article"] == article and words in str(m["text"]))
    for article, words in (("a1", "opened"), ("a2", "opened"), ("a1", "Police"), ("a3", "ferry"))
)


def decision(id: str, kind: str, at: str = "2026-11-29T10:00:00Z", **fields: Any) -> Decision:
    common = {"id": id, "kind": kind, "author": "Ana Ruiz", "reason": "the minutes say so", "at": at}
    return Decision.from_dict({**common, **fields})


def with_mention(chronology: dict[str, Any], mention: dict[str, Any]) -> dict[str, Any]:
    found = [e for e in chronology["events"] if any(is_at(m, mention) for m in e["mentions"])]
    assert len(found) == 1
    return dict(found[0])


def is_at(mention: dict[str, Any], address: dict[str, Any]) -> bool:
    return (mention["article"], mention["start"]) == (address["article"], address["start"])


def test_a_date_settles_what_the_sources_dispute() -> None:
    assert with_mention(PLAIN, BRIDGE)["status"] == "disputed"
    found = reconstruct(
        STORY, [decision("d1", "date", mentions=[BRIDGE_A2], earliest="2021-05-03", latest="2021-05-03")]
    ).to_dict()
    event = with_mention(found, BRIDGE)
    assert (event["earliest"], event["latest"], event["granularity"]) == ("2021-05-03", "2021-05-03", "day")
    assert event["status"] == "confirmed"
    assert event["id"] == with_mention(PLAIN, BRIDGE)["id"]
    assert len(event["mentions"]) == len(with_mention(PLAIN, BRIDGE)["mentions"])
    assert event["explanation"][0] == "Ana Ruiz set the date: the minutes say so"
    assert event["decisions"] == ["d1"]
    assert found["conflicts"] == []
    assert found["decisions"] == [
        {
            "id": "d1",
            "kind": "date",
            "state": "applied",
            "events": [event["id"]],
            "explanation": ["Ana Ruiz set the date: the minutes say so"],
        }
    ]


def test_a_split_parts_and_a_merge_joins() -> None:
    parted = reconstruct(STORY, [decision("d1", "split", mentions=[BRIDGE_A2], **{"from": [BRIDGE]})]).to_dict()
    assert with_mention(parted, BRIDGE_A2)["id"] != with_mention(parted, BRIDGE)["id"]
    assert with_mention(parted, BRIDGE)["status"] == "corroborated"
    joined = reconstruct(STORY, [decision("d1", "merge", mentions=[FERRY, ARREST])]).to_dict()
    assert with_mention(joined, FERRY)["id"] == with_mention(joined, ARREST)["id"]


def test_the_later_of_two_that_contradict_holds_and_the_other_says_so() -> None:
    split = {"mentions": [BRIDGE_A2], "from": [BRIDGE]}
    later = decision("d1", "merge", at="2026-11-30T10:00:00+02:00", mentions=[BRIDGE_A2, BRIDGE])
    found = reconstruct(STORY, [later, decision("d2", "split", **split)]).to_dict()
    assert [(d["id"], d["state"]) for d in found["decisions"]] == [("d2", "overruled"), ("d1", "applied")]
    assert "d1" in found["decisions"][0]["explanation"][-1]
    dates = [
        decision("d1", "date", mentions=[BRIDGE], earliest="2021-05-03"),
        decision("d2", "confirm", mentions=[BRIDGE_A2], earliest="2021-05-04", latest="2021-05-04"),
    ]
    found = reconstruct(STORY, dates).to_dict()
    assert [d["state"] for d in found["decisions"]] == ["overruled", "applied"]
    assert with_mention(found, BRIDGE)["earliest"] == "2021-05-04"


def test_a_hidden_event_stays_with_the_decision() -> None:
    found = reconstruct(STORY, [decision("d1", "hide", mentions=[FERRY])]).to_dict()
    assert [e["id"] for e in PLAIN["events"] if e["id"] not in {s["id"] for s in found["events"]}] == [
        with_mention(PLAIN, FERRY)["id"]
    ]
    assert found["decisions"][0]["hidden"][0]["mentions"] == with_mention(PLAIN, FERRY)["mentions"]


def test_a_day_of_publication_places_what_counts_from_it() -> None:
    found = reconstruct(STORY, [decision("d1", "publication", article="a4", published="2021-05-09")]).to_dict()
    entry = next(a for a in found["articles"] if a["id"] == "a4")
    assert (entry["published_earliest"], entry["published_basis"]) == ("2021-05-09", "given")
    assert "Ana Ruiz" in entry["published_explanation"][0]
    assert "d1" in entry["published_explanation"][0]
    yesterday = next(m for e in found["events"] for m in e["mentions"] if m["article"] == "a4" and not m["start"])
    assert yesterday["earliest"] == "2021-05-08"


def test_a_title_is_set() -> None:
    made = decision("d1", "retitle", mentions=[ARREST], title="Festnahme von Jon Bek", language="de")
    event = with_mention(reconstruct(STORY, [made]).to_dict(), ARREST)
    assert (event["title"], event["language"]) == ("Festnahme von Jon Bek", "de")
    assert event["titles"] == {"de": "Festnahme von Jon Bek"}
    assert event["id"] == with_mention(PLAIN, ARREST)["id"]


def test_what_a_replaced_article_still_says_is_found_again_and_the_rest_rests() -> None:
    made = decision("d1", "date", mentions=[FERRY], earliest="2021-04-30", latest="2021-04-30")
    text = STORY[2].text.replace("Vera Moll opened", "On a rainy day Vera Moll opened")
    moved = [*STORY[:2], Article("a3", text, "en", "2021-05-07"), STORY[3]]
    assert reconstruct(moved, [made]).to_dict()["decisions"][0]["state"] == "applied"
    gone = [*STORY[:2], Article("a3", "Nothing of the kind was told.", "en", "2021-05-07"), STORY[3]]
    result = reconstruct(gone, [made]).to_dict()["decisions"][0]
    assert result["state"] == "resting"
    assert "does not say" in result["explanation"][1]
    assert reconstruct(STORY[:2], [made]).to_dict()["decisions"][0]["state"] == "resting"


def test_a_decided_date_bounds_the_undated_articles() -> None:
    made = decision("d1", "date", mentions=[ARREST], earliest="2021-06-02", latest="2021-06-02")
    undated = Article("u", "Jon Bek was arrested by police in Tarvik. He is 43.", "en")
    found = reconstruct([STORY[0], undated], [made]).to_dict()
    entry = next(a for a in found["articles"] if a["id"] == "u")
    assert entry["published_earliest"] == "2021-06-02"


def test_an_id_occurs_once() -> None:
    made = decision("d1", "hide", mentions=[FERRY])
    with pytest.raises(InvalidDecision, match="twice"):
        reconstruct(STORY, [made, made])


ADDRESSES = st.lists(st.sampled_from(MENTIONS), min_size=2, max_size=4, unique_by=str)
DAYS = st.integers(1, 9).map(lambda day: f"2021-05-{day:02}")


@st.composite
def decisions(draw: st.DrawFn) -> list[Decision]:
    made = []
    for number in range(draw(st.integers(1, 5))):
        kind = draw(st.sampled_from(["confirm", "date", "merge", "split", "hide", "retitle", "publication"]))
        named, day = draw(ADDRESSES), draw(DAYS)
        fields: dict[str, Any] = {
            "confirm": {"mentions": named, "earliest": day, "latest": day},
            "date": {"mentions": named, "earliest": day},
            "merge": {"mentions": named},
            "split": {"mentions": named[:1], "from": named[1:]},
            "hide": {"mentions": named[:1]},
            "retitle": {"mentions": named, "title": f"Title {number}"},
            "publication": {"article": draw(st.sampled_from(["a1", "a4", "zz"])), "published": day},
        }[kind]
        made.append(decision(f"d{number}", kind, f"2026-11-{draw(st.integers(10, 12))}T10:00:00Z", **fields))
    return made


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(decisions(), st.randoms(use_true_random=False))
def test_laws(made: list[Decision], random: Any) -> None:
    found = reconstruct(STORY, made).to_dict()
    shuffled, articles = random.sample(made, len(made)), random.sample(STORY, len(STORY))
    assert document(reconstruct(articles, shuffled).to_dict()) == document(found)
    assert document(reconstruct(articles).to_dict()) == document(PLAIN)
    json.loads(document(found))
    assert sorted(d["id"] for d in found["decisions"]) == sorted(d.id for d in made)
    hidden = [e for d in found["decisions"] for e in d.get("hidden", [])]
    placed = {(m["article"], m["start"], m["end"]): e["id"] for e in [*found["events"], *hidden] for m in e["mentions"]}
    assert len(placed) == sum(len(e["mentions"]) for e in {e["id"]: e for e in [*found["events"], *hidden]}.values())
    ids = {e["id"] for e in found["events"]}
    assert all(s["first"] in ids and s["second"] in ids for s in found["statements"])
    assert all(c["event"] in ids for c in found["conflicts"])
    if any(d.kind == "publication" for d in made):
        return
    for one in made:
        result = next(d for d in found["decisions"] if d["id"] == one.id)
        sides = [{placed[q.article, q.start, q.end] for q in side} for side in (one.mentions, one.apart)]
        if result["state"] == "overruled":
            assert any(f"decision {d.id} " in result["explanation"][-1] for d in made if d.rank > one.rank)
        elif one.kind == "merge":
            assert len(sides[0]) == 1
        elif one.kind == "split":
            assert not sides[0] & sides[1]
