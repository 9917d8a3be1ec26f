"""One address of the API with its description."""

from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from smartcity.api import models, parameters

Endpoint = Callable[..., Coroutine[Any, Any, Response]]
JSON_ONLY = ("application/json",)
JSON_OR_CSV = ("application/json", "text/csv")


def add(
    router: APIRouter,
    path: str,
    endpoint: Endpoint,
    summary: str,
    *,
    asks: type[BaseModel] = parameters.Common,
    answers: models.Schema,
    forms: Sequence[str] = JSON_ONLY,
    description: str | None = None,
) -> None:
    """Add an address: what it gives, what it may be asked with, and the shape of its answer."""
    router.add_api_route(
        path,
        endpoint,
        operation_id=operation_name(path),
        summary=summary,
        description=description,
        response_class=Response,
        openapi_extra=parameters.described(asks),
        responses=models.content(answers, forms),
    )


def operation_name(path: str) -> str:
    """Return the name of an address in the description."""
    return path.strip("/").translate(str.maketrans("/", "_", "{}")) or "index"
