"""The OpenAPI description of the API: bodies by pydantic, documents and tables by their own definitions."""

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import models_json_schema

from stancekit import __version__
from stancekit.document.records import Document
from stancekit.document.serialization import DOCUMENT_FORMAT
from stancekit.document.tables import COLUMNS, Column
from stancekit.labels import STANCE
from stancekit.serve.limits import MIB, Limits
from stancekit.serve.messages import AnalyzeRequest, HealthMessage, ProblemMessage, ScoreRequest
from stancekit.serve.problems import MEANINGS, STATUS, ProblemType

REF = "#/components/schemas/{model}"
EVERYWHERE: tuple[ProblemType, ...] = ("forbidden_host",)
POSTED: tuple[ProblemType, ...] = (
    "invalid_request",
    "unusable_input",
    "forbidden_origin",
    "unsupported_media_type",
    "too_large",
    "slow_request",
    "busy",
    "timeout",
    "internal",
)
SCALARS: Mapping[str, Mapping[str, Any]] = {
    "string": {"type": "string"},
    "int64": {"type": "integer"},
    "double": {"type": "number"},
    "bool": {"type": "boolean"},
    "list<string>": {"type": "array", "items": {"type": "string"}},
}
WARNINGS = {"type": "array", "items": {"type": "string"}, "description": "warnings about the input, a sentence each"}
FORM = {
    "type": "object",
    "properties": {
        "text": {"type": "string", "description": "a pasted article"},
        "title": {"type": "string", "description": "its headline"},
        "file": {"type": "string", "format": "binary", "description": "an article or a table, instead of a text"},
        "actors": {"type": "string", "description": "names of actors to look for, one on each line"},
        "by": {"type": "string", "description": "the column of a table with the group of an article"},
        "over": {"type": "string", "description": "the column with its date"},
        "save": {"type": "string", "description": "if it is there, the report comes as an attachment"},
    },
}


def openapi(limits: Limits) -> dict[str, Any]:
    """Return the description.

    Args:
        limits: the limits of a request, which the description states.
    """
    _, bodies = models_json_schema(
        [(form, "validation") for form in (AnalyzeRequest, ScoreRequest, ProblemMessage, HealthMessage)],
        ref_template=REF,
    )
    return {
        "openapi": "3.1.0",
        "info": {"title": "stancekit", "version": __version__, "description": _description(limits)},
        "paths": {
            "/analyze": {"post": _posted("Analyze an article.", "AnalyzeRequest", "AnalyzeAnswer")},
            "/score": {"post": _posted("Score several articles into flat tables.", "ScoreRequest", "ScoreAnswer")},
            "/report": {"post": _report()},
            "/health": {"get": _operation("Say which model answers.", _json("HealthMessage"), EVERYWHERE)},
        },
        "components": {"schemas": {**bodies["$defs"], **_answers()}},
    }


def _description(limits: Limits) -> str:
    return (
        "Opinion, reported fact and stance in news articles in English. "
        f"A body has at most {limits.body_bytes / MIB:g} MiB, a text {limits.characters:,} characters, "
        f"a request {limits.articles:,} articles and {limits.actors:,} actors; "
        f"an answer takes at most {limits.seconds:g} seconds."
    )


def _posted(summary: str, body: str, answer: str) -> dict[str, Any]:
    request = {"required": True, "content": _json(body)}
    return {"requestBody": request, **_operation(summary, _json(answer), (*EVERYWHERE, *POSTED))}


def _report() -> dict[str, Any]:
    page = {"text/html": {"schema": {"type": "string"}}}
    return {
        "requestBody": {"required": True, "content": {"multipart/form-data": {"schema": FORM}}},
        **_operation(
            "Return the report on an article, or on the comparison of the articles of a table, as a page.",
            page,
            (*EVERYWHERE, *POSTED, "missing_package"),
        ),
    }


def _operation(summary: str, content: Mapping[str, Any], problems: tuple[ProblemType, ...]) -> dict[str, Any]:
    responses: dict[str, Any] = {"200": {"description": "the answer", "content": content}}
    for type in sorted(problems, key=STATUS.__getitem__):
        responses[str(STATUS[type])] = {"description": f"{type}: {MEANINGS[type]}", "content": _json("ProblemMessage")}
    return {"summary": summary, "responses": responses}


def _json(name: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": REF.format(model=name)}}}


def _answers() -> dict[str, Any]:
    """Return the schemas of the answers to `/analyze` and `/score`."""
    tables = {level: {"type": "array", "items": _row(columns)} for level, columns in COLUMNS.items()}
    error = {
        "type": "object",
        "properties": {
            "index": {"type": "integer", "description": "of the article in the request"},
            "id": {"type": ["string", "null"]},
            "reason": {"type": "string"},
        },
        "required": ["index", "id", "reason"],
    }
    document = _document()
    return {
        **document.pop("$defs"),
        "Document": document,
        "AnalyzeAnswer": _object({"document": {"$ref": REF.format(model="Document")}, "warnings": WARNINGS}),
        "ScoreAnswer": _object(
            {
                "tables": {"type": "object", "properties": tables, "additionalProperties": False},
                "errors": {"type": "array", "items": error, "description": "articles that could not be scored"},
                "warnings": WARNINGS,
            }
        ),
    }


def _document() -> dict[str, Any]:
    """Return the schema of `Document.to_dict()`, where it departs from the fields of the records."""
    schema = TypeAdapter(Document).json_schema(ref_template=REF)
    records = schema["$defs"]
    records["ActorSummary"]["properties"]["mentions"] = {
        "type": "array",
        "items": {"type": "integer"},
        "description": "indices of its mentions, in the order of the text",
    }
    stance = records["Stance"]
    stance["properties"] |= {"score": {"type": "number"}, "label": {"enum": list(STANCE)}}
    stance["required"] += ["score", "label"]
    portrayal = records["Portrayal"]
    portrayal["properties"] |= {"score": {"type": "number"}, "probability": {"type": "number"}}
    portrayal["required"] += ["score", "probability"]
    schema["properties"] = {"format": {"const": DOCUMENT_FORMAT}, **schema["properties"]}
    schema["required"] = list(schema["properties"])
    for record in (schema, *records.values()):
        if record.get("type") == "object":
            record["additionalProperties"] = False
            record.pop("description", None)  # a docstring of Python, in reStructuredText
    return schema


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _row(columns: tuple[Column, ...]) -> dict[str, Any]:
    return _object({column.name: _cell(column) for column in columns})


def _cell(column: Column) -> dict[str, Any]:
    scalar = SCALARS[column.type]
    kind = [scalar["type"], "null"] if column.nullable else scalar["type"]
    return {**scalar, "type": kind, "description": column.meaning}
