"""The document itself: valid OpenAPI 3.1, one shape a name, a sentence for each operation, problems for all."""

import json
from collections.abc import Iterator
from enum import Enum
from typing import Annotated, get_args

import pytest
import schemathesis
from django.contrib.staticfiles import finders
from django.test import Client
from ninja import Schema
from pydantic import WithJsonSchema

from tests.api.document import DOCUMENT

OPERATIONS = [
    (f"{method.upper()} {path}", told)
    for path, methods in DOCUMENT["paths"].items()
    for method, told in methods.items()
]


def test_the_document_is_valid_openapi() -> None:
    assert DOCUMENT["openapi"].startswith("3.1")
    schemathesis.openapi.from_dict(DOCUMENT).validate()


def shapes(above: type[Schema]) -> Iterator[type[Schema]]:
    """All shapes that our modules describe."""
    for one in above.__subclasses__():
        yield from shapes(one)
        if one.__module__.startswith("concord."):
            yield one


def test_each_name_means_one_shape() -> None:
    names = [one.__name__ for one in set(shapes(Schema))]
    ours = {name for name in names if name in DOCUMENT["components"]["schemas"]}
    assert len(ours) > 70
    assert [name for name in sorted(ours) if names.count(name) > 1] == []


def choices(annotation: object) -> Iterator[type[Enum]]:
    """The enumerations in what a field may hold that are not spelled out there."""
    if any(isinstance(one, WithJsonSchema) for one in getattr(annotation, "__metadata__", ())):
        return
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        yield annotation
    for part in get_args(annotation):
        yield from choices(part)


def test_each_name_means_one_enumeration() -> None:
    found = {
        one
        for shape in set(shapes(Schema))
        for field in shape.model_fields.values()
        for one in choices(Annotated[field.annotation, *(field.metadata or [None])])
    }
    names = [one.__name__ for one in found]
    assert len(names) > 5
    assert [name for name in sorted(names) if names.count(name) > 1] == []


def test_each_operation_says_what_it_does_under_a_name_of_its_own() -> None:
    assert len(OPERATIONS) > 95
    assert [name for name, told in OPERATIONS if not told["summary"].endswith(".")] == []
    names = [told["operationId"] for _name, told in OPERATIONS]
    assert [name for name in names if names.count(name) > 1] == []


@pytest.mark.parametrize(("name", "told"), OPERATIONS, ids=lambda given: given if isinstance(given, str) else "")
def test_each_operation_names_its_problems(name: str, told: dict[str, object]) -> None:
    answers = told["responses"]
    assert {"400", "429", "500", "503"} <= set(answers)
    if "security" in told:
        assert {"401", "403", "404"} <= set(answers)
    if "requestBody" in told:
        assert {"413", "415", "422"} <= set(answers)
    if name.startswith("POST"):
        assert "409" in answers
        assert [one["name"] for one in told["parameters"] if one["in"] == "header"] == ["Idempotency-Key"]
    for status, answer in answers.items():
        if int(status) >= 400:
            assert list(answer["content"]) == ["application/problem+json"]


@pytest.mark.django_db
def test_the_document_and_its_page_are_served() -> None:
    served = json.loads(Client().get("/api/openapi.json").content)
    assert served["paths"].keys() == DOCUMENT["paths"].keys()
    page = Client().get("/api/docs").content.decode()
    assert "<script>" not in page
    assert finders.find("ninja/swagger-ui-bundle.js")
