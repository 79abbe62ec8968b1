"""``/docs``: the API's description as a page that needs no script and no other host."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, current_app, render_template, request

from api.operations.description import described
from api.operations.pages import html_answer, refuse_parameters

METHODS = ("get", "post", "put", "patch", "delete")
blueprint = Blueprint("manual", __name__)


@dataclass(frozen=True, slots=True)
class Example:
    """What is sent and what is answered, as text; empty where there is none."""

    status: str
    sent: str
    answer: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation as the page shows it."""

    name: str
    method: str
    path: str
    summary: str
    details: str
    parameters: tuple[tuple[str, str, str], ...]
    takes: tuple[str, ...]
    answers: tuple[tuple[str, str], ...]
    examples: tuple[Example, ...]


@blueprint.get("/docs")
def manual() -> Response:
    """Show every operation: what it takes, what it answers, examples."""
    refuse_parameters()
    groups: dict[str, list[Operation]] = {}
    description = described(current_app)
    for tag, operation in _operations(description):
        groups.setdefault(tag, []).append(operation)
    told = {tag["name"]: tag.get("description", "") for tag in description.get("tags", [])}
    return html_answer(render_template("docs.html", groups=groups, told=told, host=request.host_url))


def _operations(description: Mapping[str, Any]) -> Iterator[tuple[str, Operation]]:
    for path, methods in description["paths"].items():
        for method in METHODS:
            if method in methods:
                found = methods[method]
                yield found["tags"][0], _operation(path, method, [*methods.get("parameters", [])], found)


def _operation(path: str, method: str, shared: list[Any], found: Mapping[str, Any]) -> Operation:
    taken = [parameter for parameter in [*shared, *found.get("parameters", [])] if "name" in parameter]
    bodies = found.get("requestBody", {}).get("content", {})
    return Operation(
        name=found["operationId"],
        method=method.upper(),
        path=path,
        summary=found.get("summary", ""),
        details=found.get("description", ""),
        parameters=tuple((one["name"], one["in"], one.get("description", "")) for one in taken),
        takes=tuple(bodies),
        answers=tuple((status, _told(answer)) for status, answer in sorted(found["responses"].items())),
        examples=tuple(_examples(found)),
    )


def _told(answer: Mapping[str, Any]) -> str:
    if "$ref" in answer:
        return str(answer["$ref"]).rpartition("/")[2].replace("_", " ").lower()
    return str(answer.get("description", "")) or ", ".join(answer.get("content", {}))


def _examples(found: Mapping[str, Any]) -> Iterator[Example]:
    body = found.get("requestBody", {}).get("content", {}).get("application/json", {})
    sent = {name.removeprefix("for "): entry["value"] for name, entry in body.get("examples", {}).items()}
    for status, answer in sorted(found["responses"].items()):
        told = answer.get("content", {}).get("application/json", {}).get("example")
        if told is not None or status in sent:
            yield Example(status, _text(sent.get(status)), _text(told))


def _text(value: object) -> str:
    return "" if value is None else json.dumps(value, ensure_ascii=False, indent=1)
