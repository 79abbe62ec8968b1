"""Which answers lead where: the links of the description (OpenAPI 3.1, "Link Object").

A program that reads the description can follow them: from a new timeline to its articles, from an article to the job
that reads it, from a list of events to each event.
"""

from __future__ import annotations

from typing import Any

STORY = {"timeline_id": "$request.path.timeline_id"}
ARTICLE = {**STORY, "article_id": "$request.path.article_id"}
NEW = {"timeline_id": "$response.body#/id"}
JOB = {"job_id": "$response.body#/job/id"}
FIRST_EVENT = {**STORY, "event_id": "$response.body#/events/0/id"}

# By operation and status: the operations that the answer leads to, each with where its parameters are found.
LINKS: dict[tuple[str, str], tuple[tuple[str, dict[str, str]], ...]] = {
    ("create_timeline", "201"): tuple(
        (name, NEW)
        for name in (
            "get_timeline",
            "change_timeline",
            "delete_timeline",
            "add_articles",
            "list_articles",
            "get_chronology",
            "list_events",
            "list_conflicts",
            "list_changes_of_timeline",
            "create_hook",
        )
    ),
    ("list_timelines", "200"): (
        ("get_timeline", {"timeline_id": "$response.body#/timelines/0/id"}),
        ("get_chronology", {"timeline_id": "$response.body#/timelines/0/id"}),
    ),
    ("add_articles", "202"): (
        ("get_job", JOB),
        *(
            (name, {**STORY, "article_id": "$response.body#/article/id"})
            for name in ("get_article", "get_expressions", "change_article", "delete_article", "list_versions")
        ),
    ),
    ("put_article", "201"): (("get_job", JOB), ("get_article", ARTICLE), ("list_versions", ARTICLE)),
    ("put_article", "200"): (("list_versions", ARTICLE), ("get_expressions", ARTICLE)),
    ("delete_article", "202"): (("get_job", JOB), ("list_revisions", STORY)),
    ("get_chronology", "200"): (("list_revisions", STORY), ("get_event", FIRST_EVENT)),
    ("list_events", "200"): (("get_event", FIRST_EVENT),),
    ("list_articles", "200"): (("get_article", {**STORY, "article_id": "$response.body#/articles/0/id"}),),
    ("make_decision", "202"): tuple(
        (name, {**STORY, "decision_id": "$response.body#/decision/id"})
        for name in ("get_decision", "withdraw_decision")
    ),
    ("create_hook", "201"): (("delete_hook", {**STORY, "hook_id": "$response.body#/id"}),),
    ("create_key", "201"): (("revoke_key", {"key_id": "$response.body#/id"}),),
}


def add(operation: dict[str, Any], name: str) -> None:
    """Add to an operation of a description the links of its answers."""
    for (known, status), targets in LINKS.items():
        if known == name:
            told = {target: {"operationId": target, "parameters": dict(found)} for target, found in targets}
            operation["responses"][status]["links"] = told
