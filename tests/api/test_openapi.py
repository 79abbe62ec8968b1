"""The description, and that it describes what is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from flask.testing import FlaskClient

from api import openapi
from api.operations.description import described

ONE_DATABASE = True

METHODS = ("get", "post", "put", "patch", "delete")


def test_every_route_is_described_and_nothing_else(client: FlaskClient) -> None:
    rules = client.application.url_map.iter_rules()
    served = {
        (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), method.lower())
        for rule in rules
        for method in rule.methods or ()
        if rule.rule.startswith(("/v1", "/health")) and method.lower() in METHODS
    }
    paths = described(client.application)["paths"]
    assert {(path, method) for path, found in paths.items() for method in found if method in METHODS} == served


def test_every_operation_says_what_may_go_wrong(client: FlaskClient) -> None:
    description = client.get("/v1/openapi.json").get_json()
    assert description["openapi"] == "3.1.0"
    for path, operations in description["paths"].items():
        for method in set(METHODS) & operations.keys():
            answers = operations[method]["responses"]
            assert {"400", "406", "500"} <= answers.keys(), (path, method)
            assert operations[method]["summary"], (path, method)
            assert ("{" not in path) or "404" in answers, (path, method)
    for name, answer in description["components"]["responses"].items():
        assert list(answer["content"]) == ["application/problem+json"], name


def test_operation_ids_are_unique(client: FlaskClient) -> None:
    paths = described(client.application)["paths"].values()
    names = [found[method]["operationId"] for found in paths for method in set(METHODS) & found.keys()]
    assert len(set(names)) == len(names)


def test_every_reference_leads_somewhere(client: FlaskClient) -> None:
    description = client.get("/v1/openapi.json").get_json()
    references = set(re.findall(r'"\$ref": "#/([^"]+)"', client.get("/v1/openapi.json").text))
    assert references
    for reference in references:
        found = description
        for step in reference.split("/"):
            found = found[step]


def test_every_link_leads_to_an_operation_that_takes_its_parameters(client: FlaskClient) -> None:
    paths = described(client.application)["paths"]
    operations = {
        found[method]["operationId"]: (path, found[method])
        for path, found in paths.items()
        for method in set(METHODS) & found.keys()
    }
    links = [
        link
        for _, operation in operations.values()
        for answer in operation["responses"].values()
        for link in answer.get("links", {}).values()
    ]
    assert len(links) > 25
    for link in links:
        path, _ = operations[link["operationId"]]
        assert set(re.findall(r"{(\w+)}", path)) == link["parameters"].keys()


def test_writing_and_checking(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert openapi.main(["--check"]) == 1
    assert openapi.main([]) == 0
    assert openapi.main(["--check"]) == 0
    written = Path("openapi.yaml")
    assert "/v1/reconstruct" in yaml.safe_load(written.read_text(encoding="utf-8"))["paths"]
    written.write_text(written.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert openapi.main(["--check"]) == 1
    assert openapi.main(["--write"]) == 2
    assert capsys.readouterr().err.count("\n") == 3


def test_the_file_of_the_project_is_in_step() -> None:
    kept = Path(__file__).parents[2] / "openapi.yaml"
    assert kept.read_text(encoding="utf-8") == openapi.text()
