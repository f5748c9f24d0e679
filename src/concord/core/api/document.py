"""The OpenAPI 3.1 document: what the framework writes, and the problems and headers that each operation may answer."""

import re
from http import HTTPStatus

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation as FrameworkOperation

from concord.core.api.problems import KINDS, MEDIA_TYPE, Problem, WrongField

READS, WRITES = {"get"}, {"post", "put", "patch", "delete"}
SCHEMAS = "#/components/schemas/"
HEADERS: dict[int, dict[str, object]] = {
    401: {"WWW-Authenticate": {"schema": {"type": "string"}, "description": "How to sign in."}},
    429: {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds to wait."}},
}
Operation = dict[str, object]


def _may_answer(method: str, operation: Operation) -> set[int]:
    """Which problems an operation may answer, by its method, its parameters, its sign-in and its body."""
    statuses = {400, 429, 500, 503}
    if operation.get("parameters") or operation.get("requestBody"):
        statuses |= {404, 409, 422}
    if operation.get("security"):
        statuses |= {401, 403, 404}
    if method in WRITES:
        statuses.add(409)
    if operation.get("requestBody"):
        statuses |= {413, 415}
    return statuses


def _described(status: int) -> dict[str, object]:
    titles = [kind.title for kind in KINDS.values() if kind.status == status]
    answer: dict[str, object] = {
        "description": " ".join(titles),
        "content": {MEDIA_TYPE: {"schema": {"$ref": f"{SCHEMAS}Problem"}}},
    }
    if status in HEADERS:
        answer["headers"] = HEADERS[status]
    return answer


def _completed(method: str, operation: Operation) -> None:
    """Add what the framework leaves out; take out lists of a parameter's examples, which OpenAPI 3.1 does not know."""
    answers, parameters = operation["responses"], operation["parameters"]
    assert isinstance(answers, dict)
    assert isinstance(parameters, list)
    for parameter in parameters:
        parameter.pop("examples", None)
    operation["summary"] = str(operation["description"]).partition("\n")[0]
    for status in sorted(_may_answer(method, operation)):
        answers.setdefault(HTTPStatus(status), _described(status))
    operation["responses"] = {str(int(status)): told for status, told in answers.items()}


class DescribedAPI(NinjaAPI):
    """An API whose document names, for each operation, every problem that it may answer."""

    def get_openapi_operation_id(self, operation: FrameworkOperation) -> str:
        """A name that tells method and path, and does not change when code moves: `post_disputes_pk_accept`."""
        path = re.sub(r"\{(?:\w+:)?(\w+)\}", r"\1", operation.path)
        return re.sub(r"\W+", "_", f"{operation.methods[0].lower()}{path}")

    def get_openapi_schema(self, **told: object) -> OpenAPISchema:
        """The whole document."""
        document = super().get_openapi_schema(**told)  # type: ignore[arg-type]
        for path in document["paths"].values():
            for method, operation in path.items():
                _completed(method, operation)
        for shape in (Problem, WrongField):
            written = shape.model_json_schema(ref_template=SCHEMAS + "{model}", mode="serialization")
            written.pop("$defs", None)
            document["components"]["schemas"][shape.__name__] = written
        document["info"]["license"] = {"name": "Apache-2.0", "identifier": "Apache-2.0"}
        return document
