"""`/docs`: the OpenAPI document as one plain page, which needs no script and nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from nhipcau.server.rendering import render

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """A row of a table: `type` is words, `shape` the name of the schema that the words mention, if any."""

    name: str
    type: str
    required: bool
    description: str
    shape: str | None


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one address."""

    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[Field, ...]
    body: Field | None
    responses: tuple[tuple[str, str, str | None], ...]


@router.get("/docs")
def reference_page(request: Request) -> HTMLResponse:
    """Every address, its parameters, and the shapes that go in and out."""
    document = request.app.openapi()
    return render(
        request,
        "reference.html",
        title=document["info"]["title"],
        version=document["info"]["version"],
        operations=list(operations(document)),
        shapes={name: list(fields(schema)) for name, schema in document["components"]["schemas"].items()},
    )


def operations(document: Schema) -> Iterator[Operation]:
    """The operations of an OpenAPI document, in its order."""
    for path, methods in document["paths"].items():
        for method, it in methods.items():
            content = it.get("requestBody", {}).get("content", {}).get("application/json")
            yield Operation(
                method.upper(),
                path,
                it.get("summary", ""),
                it.get("description", ""),
                tuple(_parameter(parameter) for parameter in it.get("parameters", ())),
                _field("body", content["schema"], required=True) if content else None,
                tuple(_response(status, response) for status, response in it["responses"].items()),
            )


def fields(schema: Schema) -> Iterator[Field]:
    """The fields of an object schema."""
    for name, it in schema.get("properties", {}).items():
        yield _field(name, it, required=name in schema.get("required", ()))


def type_of(schema: Schema) -> str:
    """A schema's type in words: "string or null", "list of Sentence"."""
    if "$ref" in schema:
        return _shape_name(schema)
    if "const" in schema:
        return f'"{schema["const"]}"'
    if "enum" in schema:
        return " or ".join(f'"{value}"' for value in schema["enum"])
    if "anyOf" in schema:
        return " or ".join(type_of(option) for option in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {type_of(schema.get('items', {}))}"
    return str(schema.get("type", "anything"))


def _parameter(parameter: Schema) -> Field:
    described = parameter["schema"] | {"description": parameter.get("description", "")}
    return _field(parameter["name"], described, required=parameter.get("required", False))


def _field(name: str, schema: Schema, *, required: bool) -> Field:
    limits = [
        f"{words} {schema[key]}"
        for key, words in (
            ("minLength", "characters at least"),
            ("maxLength", "characters at most"),
            ("minimum", "at least"),
            ("maximum", "at most"),
            ("maxItems", "entries at most"),
        )
        if key in schema
    ]
    parts = [schema.get("description", ""), f"({', '.join(limits)})" if limits else ""]
    return Field(name, type_of(schema), required, " ".join(filter(None, parts)), _mentioned(schema))


def _response(status: str, response: Schema) -> tuple[str, str, str | None]:
    schemas = [content.get("schema", {}) for content in response.get("content", {}).values()]
    return status, response["description"], next(filter(None, map(_mentioned, schemas)), None)


def _mentioned(schema: Schema) -> str | None:
    """The name of the shape that `schema` is, holds or may be."""
    if "$ref" in schema:
        return _shape_name(schema)
    inner = [*schema.get("anyOf", ()), *([schema["items"]] if "items" in schema else [])]
    return next(filter(None, map(_mentioned, inner)), None)


def _shape_name(schema: Schema) -> str:
    return str(schema["$ref"]).rsplit("/", 1)[-1]
