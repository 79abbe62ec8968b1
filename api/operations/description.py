"""``/v1/openapi.json``: the API's description (OpenAPI 3.1), made from the operations themselves."""

from __future__ import annotations

from copy import deepcopy
from http import HTTPStatus
from typing import Any, cast

from flask import Flask, Response, current_app

from api import examples, links, schemas
from api.answers import DescriptionSchema
from api.blueprint import DECLARED, JSON, Blueprint, Declared
from api.call import Call
from api.responses import json_answer

# Of the formats of others no more is said than that no string in them holds NUL.
PLAIN: dict[str, Any] = {"type": "string", "pattern": r"^[^\x00]*$"}
TAKEN_OBJECT = {
    "type": "object",
    "propertyNames": PLAIN,
    "additionalProperties": {
        "anyOf": [PLAIN, {"type": ["number", "boolean", "null"]}, {"type": "array", "items": PLAIN}]
    },
}
LICENSE = "https://www.apache.org/licenses/LICENSE-2.0"
blueprint = Blueprint("openapi", __name__, url_prefix="/v1", description="This description.")


@blueprint.operation("GET", "/openapi.json", DescriptionSchema, scope=None)
def get_openapi(call: Call) -> Response:
    """Show this description."""
    response = json_answer(described(current_app))
    response.headers.add("Link", f'<{LICENSE}>; rel="license"')
    return response


def described(app: Flask) -> dict[str, Any]:
    """Return the description of an application's operations, each with examples of what it takes and answers."""
    description = cast(dict[str, Any], app.extensions["description"].spec.to_dict())
    shown = examples.load()
    declared = {endpoint.partition(".")[2]: found for endpoint, found in DECLARED.items()}
    for operations in description["paths"].values():
        for operation in operations.values():
            name = operation.get("operationId", "") if isinstance(operation, dict) else ""
            if name:
                operation.setdefault("parameters", []).extend(deepcopy(declared[name].headers))
                _add_media(operation, declared[name])
                _add_examples(operation, shown.get(name, {}))
                links.add(operation, name)
    _exclude_nul(description)
    return description


def _exclude_nul(description: dict[str, Any]) -> None:
    """Say of every string that a client sends that it holds no NUL."""
    taken = [
        schema for name, schema in description["components"]["schemas"].items() if f"{name}Schema" in vars(schemas)
    ]
    parameters = [
        parameter
        for operations in description["paths"].values()
        for operation in operations.values()
        if isinstance(operation, dict)
        for parameter in operation.get("parameters", [])
    ]
    sent = [field for schema in taken for field in schema.get("properties", {}).values()]
    sent += [parameter["schema"] for parameter in parameters if "schema" in parameter]
    sent += [field["items"] for field in sent if "items" in field]
    for field in sent:
        if "string" in (field.get("type"), *_listed(field.get("type"))) and not {"enum", "pattern"} & field.keys():
            field["pattern"] = r"^[^\x00]*$"


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _add_media(operation: dict[str, Any], declared: Declared) -> None:
    """The media types besides JSON that an operation takes and gives."""
    for media in declared.takes:
        body = operation.setdefault("requestBody", {"required": True, "content": {}})
        body["content"].setdefault(media, {"schema": TAKEN_OBJECT} if media.endswith("+json") else _shape(media))
    if len(declared.gives) > 1 or declared.gives[0] != JSON:
        content = operation["responses"][str(declared.status)].setdefault("content", {})
        for media in declared.gives:
            content.setdefault(media, _shape(media))


def _shape(media: str) -> dict[str, Any]:
    """What is known of a body that has no schema of its own."""
    return {"schema": {"type": "object" if media == JSON or media.endswith("+json") else "string"}}


def _add_examples(operation: dict[str, Any], shown: dict[str, Any]) -> None:
    for status, entry in sorted(shown.items()):
        answer = operation["responses"].get(status) or operation["responses"].setdefault(
            status, {"description": HTTPStatus(int(status)).phrase, "content": {JSON: {}}}
        )
        content = answer.get("content", {}).get(JSON)
        if content is not None and entry["answer"] is not None:
            content["example"] = entry["answer"]
        taken = operation.get("requestBody", {}).get("content", {}).get(JSON)
        if taken is not None and entry["request"] is not None:
            taken.setdefault("examples", {})[f"for {status}"] = {"value": entry["request"]}
