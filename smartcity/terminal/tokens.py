"""`smartcity account token …`: personal tokens of an account, by which programs ask for its person."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from smartcity.caller import at_terminal
from smartcity.terminal import output, stores
from smartcity.terminal.options import Data, Json, Language
from smartcity.terminal.usage import Command, Commands
from smartcity.words import N_, _

if TYPE_CHECKING:
    from smartcity.tokens import Token

commands = typer.Typer(
    cls=Commands, help=N_("Token pribadi, supaya program dapat mengunggah."), rich_markup_mode=None
)

Name = Annotated[str, typer.Argument(metavar="NAME", help=N_("Nama akun."))]
Called = Annotated[
    str, typer.Option("--name", metavar="TEXT", help=N_("Nama token, misalnya laptop kantor."))
]
Days = Annotated[
    int, typer.Option("--days", metavar="N", help=N_("Berapa hari token berlaku, paling lama 365."))
]


@commands.command("add", cls=Command, help=N_("Buat token; ditampilkan sekali di keluaran baku."))
def add(name: Name, called: Called, days: Days = 90, data: Data = None, _language: Language = None) -> None:
    """Make a token."""
    from smartcity.tokens import Tokens

    token = Tokens(stores.existing(data)).add(name, called, days, by=at_terminal())
    output.show(token)
    output.note(_("Simpan dengan aman; token ini tidak dapat ditampilkan lagi."))


@commands.command("list", cls=Command, help=N_("Tampilkan token satu akun."))
def list_(name: Name, as_json: Json = False, data: Data = None, _language: Language = None) -> None:
    """Show the tokens of an account."""
    from smartcity.tokens import Tokens

    found = Tokens(stores.existing(data)).of(name)
    if as_json:
        output.show_json({"rows": [_record(token) for token in found]})
    elif found:
        _show(found)
    else:
        output.note(_("Belum ada token."))


@commands.command("revoke", cls=Command, help=N_("Cabut token; berlaku seketika."))
def revoke(name: Name, called: Called, data: Data = None, _language: Language = None) -> None:
    """End a token."""
    from smartcity.tokens import Tokens

    Tokens(stores.existing(data)).revoke(name, called, by=at_terminal())
    output.show(_("Token {name} dicabut.").format(name=called))


def _record(token: "Token") -> dict[str, Any]:
    from smartcity.tokens import moment

    return {
        "name": token.name,
        "made_by": token.made_by,
        "made_at": moment(token.made_at),
        "expires_at": moment(token.expires_at),
        "used_at": moment(token.used_at),
        "revoked_at": moment(token.revoked_at),
    }


def _show(found: "list[Token]") -> None:
    from smartcity import formats
    from smartcity.tokens import moment, state

    headings = (_("Token"), _("Dibuat"), _("Berlaku sampai"), _("Terakhir dipakai"), _("Keadaan"))
    rows = [
        (
            token.name,
            *(
                formats.moment(moment(each)) if each else formats.MISSING
                for each in (token.made_at, token.expires_at, token.used_at)
            ),
            state(token),
        )
        for token in found
    ]
    output.show_table(headings, rows)
