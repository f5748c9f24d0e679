"""The API keeps its word: whatever is sent, by whomever, is answered as its document says, and never with 500."""

import os
from collections.abc import Iterable
from itertools import cycle
from typing import Any

import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from concord.config.wsgi import application
from tests.api.document import DOCUMENT
from tests.api.world import World, rolled_back

EXAMPLES = int(os.environ.get("CONCORD_API_EXAMPLES", "3"))
"""Made-up requests for each operation; more of them by hand: CONCORD_API_EXAMPLES=200 pytest tests/api."""
ASKERS = ("stranger", "bo", "alice", "mei", "oscar", "party")
TURNS = cycle(ASKERS)
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    unsupported_method,
]

schema = schemathesis.openapi.from_dict(DOCUMENT)
schema.config.generation.update(with_security_parameters=False, deterministic=True, database="none")


def askers_of(case: schemathesis.Case) -> Iterable[str]:
    """Everyone sends what was made up; the thousands of systematic slips (a field left out, too long …) go in turn."""
    systematic = case.meta is not None and case.meta.phase.name.value == "coverage"
    return [next(TURNS)] if systematic else ASKERS


def led_to_real_ones(case: schemathesis.Case, world: World) -> None:
    """Every second made-up number becomes the number of a dispute that exists, so that deeds are reached."""
    disputes = [*world.disputes.values()]
    for name, value in (case.path_parameters or {}).items():
        if isinstance(value, int) and name == "pk" and value % 2:
            case.path_parameters[name] = disputes[value // 2 % len(disputes)]


@schema.parametrize()
@settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_every_operation_answers_as_its_document_says(case: schemathesis.Case, lasting_world: World) -> None:
    led_to_real_ones(case, lasting_world)
    for who in askers_of(case):
        sent: dict[str, Any] = {"headers": lasting_world.headers[who], "app": application}
        with rolled_back():
            case.validate_response(case.call(**sent), checks=CHECKS, transport_kwargs=sent)
