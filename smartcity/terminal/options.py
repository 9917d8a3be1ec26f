"""The options that many commands share."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from smartcity.words import N_

Data = Annotated[
    Path | None,
    typer.Option("--data", metavar="DIR", help=N_("Folder data (bila tidak disebut: SMARTCITY_DATA).")),
]
Language = Annotated[
    Literal["id", "en"] | None, typer.Option("--lang", metavar="id|en", help=N_("Bahasa pesan."))
]
Json = Annotated[bool, typer.Option("--json", help=N_("Tulis satu nilai JSON."))]
