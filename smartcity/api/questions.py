"""Every question of `smartcity/queries/` under its name, with its parameters, as JSON and CSV."""

from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import Response

from smartcity import queries
from smartcity.api import forms, models, parameters
from smartcity.api.desk import Desk, Reading
from smartcity.api.parameters import Common, Formed
from smartcity.api.routes import JSON_OR_CSV, add
from smartcity.queries.visible import hidden
from smartcity.words import _

# Rows that are read and written at once.
BIT = 5_000
TAG = "questions"


def router(desk: Desk) -> APIRouter:
    """Return the addresses of the questions."""
    made = APIRouter(tags=[TAG])
    listed = models.answer({"questions": models.listed({"type": "object"})})
    add(made, "/questions", _list(desk), _("Semua kueri dengan kalimat dan isiannya"), answers=listed)
    for name in queries.NAMES:
        add(
            made,
            f"/questions/{name}",
            _question(desk, name),
            queries.sentence(name),
            asks=parameters.of_question(name, Formed),
            answers=models.of_question(),
            forms=JSON_OR_CSV,
        )
    return made


def _list(desk: Desk) -> Any:
    async def questions(request: Request) -> Response:
        parameters.read(request, Common)

        def make(reading: Reading) -> Iterator[str]:
            yield forms.dumps(
                {**reading.stand.head(), "questions": [described(name) for name in queries.NAMES]}
            )

        return await desk.answer(request, make, forms.JSON, TAG)

    return questions


def described(name: str) -> dict[str, Any]:
    """Return a question as the list tells it."""
    wanted = parameters.of_question(name, Formed).model_fields
    return {
        "name": name,
        "sentence": queries.sentence(name),
        "parameters": [
            {
                "name": each,
                "required": wanted[each].is_required(),
                "description": wanted[each].description,
            }
            for each in queries.parameters(name)
        ],
        "address": f"questions/{name}",
    }


def _question(desk: Desk, name: str) -> Any:
    asked_model = parameters.of_question(name, Formed)

    async def question(request: Request) -> Response:
        asked = parameters.read(request, asked_model)
        given = values(asked, name)
        form = forms.FORMS[getattr(asked, "format")]  # noqa: B009 (the model is made at run time)

        def make(reading: Reading) -> Iterator[str]:
            found = bits(reading, name, given)
            if form is forms.CSV:
                yield from forms.csv(found)
                return
            about = {"question": name, "sentence": queries.sentence(name), "parameters": given}
            yield from forms.json_rows({**reading.stand.head(), **about}, found)

        return await desk.answer(request, make, form, name, depends_on=str(given.get("today", "")))

    return question


def values(asked: BaseModel, name: str) -> dict[str, Any]:
    """Return the values of a question's parameters, the usual ones where nothing was said."""
    given = {each: getattr(asked, each) for each in queries.parameters(name)}
    return {
        each: queries.USUAL[each]() if value is None and each in queries.USUAL else value
        for each, value in given.items()
    }


def bits(reading: Reading, name: str, given: dict[str, Any]) -> forms.Bits:
    """Return the answer to a question, without what is not for who asks."""
    found = reading.snapshot.bits(queries.sql(name), given or None, rows=BIT)
    return found if reading.internal else forms.without(found, hidden(name))
