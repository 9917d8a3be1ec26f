"""`smartcity account …` and `smartcity audit`: who may sign in, and who did what."""

import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from smartcity import audit
from smartcity.audit import Asked, Audit
from smartcity.caller import at_terminal
from smartcity.settings import settings
from smartcity.terminal import output, stores, tokens
from smartcity.terminal.options import Data, Json, Language
from smartcity.terminal.usage import Command, Commands, UseError
from smartcity.words import N_, _

if TYPE_CHECKING:
    from smartcity.accounts import Account, Accounts

commands = typer.Typer(cls=Commands, help=N_("Akun untuk masuk ke halaman."), rich_markup_mode=None)

Name = Annotated[str, typer.Argument(metavar="NAME", help=N_("Nama akun."))]
Role = Annotated[str, typer.Option("--role", metavar="reader|analyst|administrator", help=N_("Peran akun."))]
Provinces = Annotated[
    list[str] | None,
    typer.Option("--province", metavar="CODE", help=N_("Hanya provinsi ini (boleh diulang).")),
]
Tables = Annotated[
    list[str] | None, typer.Option("--table", metavar="T", help=N_("Hanya tabel ini (boleh diulang)."))
]
FromInput = Annotated[
    bool, typer.Option("--password-stdin", help=N_("Baca kata sandi dari masukan baku, satu baris."))
]
Generated = Annotated[bool, typer.Option("--generate", help=N_("Buat kata sandi acak dan tampilkan sekali."))]


@commands.command("add", cls=Command, help=N_("Buat akun; kata sandi ditanyakan tanpa ditampilkan."))
def add(
    name: Name,
    role: Role,
    province: Provinces = None,
    table: Tables = None,
    password_stdin: FromInput = False,
    generate: Generated = False,
    data: Data = None,
    _language: Language = None,
) -> None:
    """Make an account."""
    held = _accounts(data)
    password = _password(from_input=password_stdin, generate=generate)
    made = held.add(name, role, password, by=at_terminal(), provinces=province or (), tables=table or ())
    output.show(_("Akun {name} dibuat.").format(name=made.name))
    _show_generated(password, generate)


@commands.command("list", cls=Command, help=N_("Tampilkan semua akun."))
def list_(as_json: Json = False, data: Data = None, _language: Language = None) -> None:
    """Show all accounts."""
    found = _accounts(data).all()
    if as_json:
        output.show_json({"rows": [_record(account) for account in found]})
    elif found:
        _show(found)
    else:
        output.note(_("Belum ada akun."))


@commands.command("change", cls=Command, help=N_("Ubah peran atau batas akun; tanpa batas berarti semua."))
def change(
    name: Name,
    role: Role,
    province: Provinces = None,
    table: Tables = None,
    data: Data = None,
    _language: Language = None,
) -> None:
    """Give an account another role or other limits."""
    _accounts(data).change(name, role, by=at_terminal(), provinces=province or (), tables=table or ())
    output.show(_("Akun {name} diubah.").format(name=name))


@commands.command("disable", cls=Command, help=N_("Nonaktifkan akun; semua sesinya berakhir."))
def disable(name: Name, data: Data = None, _language: Language = None) -> None:
    """Let an account in no more."""
    _accounts(data).disable(name, by=at_terminal())
    output.show(_("Akun {name} dinonaktifkan; semua sesinya berakhir.").format(name=name))


@commands.command("enable", cls=Command, help=N_("Aktifkan kembali akun yang dinonaktifkan."))
def enable(name: Name, data: Data = None, _language: Language = None) -> None:
    """Let an account in again."""
    _accounts(data).enable(name, by=at_terminal())
    output.show(_("Akun {name} aktif lagi.").format(name=name))


@commands.command("reset", cls=Command, help=N_("Setel ulang kata sandi; semua sesi akun itu berakhir."))
def reset(
    name: Name,
    password_stdin: FromInput = False,
    generate: Generated = False,
    data: Data = None,
    _language: Language = None,
) -> None:
    """Give an account another password."""
    held = _accounts(data)
    password = _password(from_input=password_stdin, generate=generate)
    held.reset(name, password, by=at_terminal())
    output.show(_("Kata sandi akun {name} disetel ulang; semua sesinya berakhir.").format(name=name))
    _show_generated(password, generate)


def show_audit(
    who: Annotated[str, typer.Option("--who", metavar="NAME", help=N_("Hanya orang ini."))] = "",
    action: Annotated[
        str, typer.Option("--action", metavar="|".join(audit.ACTIONS), help=N_("Hanya tindakan ini."))
    ] = "",
    since: Annotated[str, typer.Option("--since", metavar="YYYY-MM-DD", help=N_("Sejak tanggal ini."))] = "",
    until: Annotated[str, typer.Option("--until", metavar="YYYY-MM-DD", help=N_("Sampai tanggal ini."))] = "",
    most: Annotated[
        int, typer.Option("--most", metavar="N", min=1, help=N_("Paling banyak baris."))
    ] = audit.MOST,
    as_json: Json = False,
    data: Data = None,
    _language: Language = None,
) -> None:
    """Show the audit, the newest line first."""
    if action and action not in audit.ACTIONS:
        text = _("Tindakan {action} tidak dikenal; yang ada: {known}.")
        raise UseError(text.format(action=action, known=", ".join(audit.ACTIONS)))
    asked = Asked(who=who, action=action, since=audit.day(since), until=audit.day(until), most=most)
    lines = Audit(data or settings().data).lines(asked)
    if as_json:
        output.show_json({"rows": [audit.record(line) for line in lines]})
    elif lines:
        output.show_table(audit.headings(), [audit.in_words(line) for line in lines])
    else:
        output.note(_("Tidak ada baris."))


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    commands.add_typer(tokens.commands, name="token")
    app.add_typer(commands, name="account")
    said = N_("Tampilkan catatan audit: siapa, kapan, dari mana, apa.")
    app.command("audit", cls=Command, help=said)(show_audit)


def _accounts(data: Path | None) -> "Accounts":
    from smartcity.accounts import Accounts

    return Accounts(stores.existing(data))


def _password(*, from_input: bool, generate: bool) -> str:
    """Return the password: made, from standard input, or asked twice without showing it. Never from an argument."""
    from smartcity.accounts import new_password

    if from_input and generate:
        raise UseError(_("Pilih salah satu: --password-stdin atau --generate."))
    if generate:
        return new_password()
    if from_input:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise UseError(_("Tidak ada terminal untuk bertanya; pakai --password-stdin atau --generate."))
    first = getpass.getpass(_("Kata sandi") + ": ")
    if first != getpass.getpass(_("Sekali lagi") + ": "):
        raise UseError(_("Kedua kata sandi tidak sama; tidak ada yang diubah."))
    return first


def _show_generated(password: str, generate: bool) -> None:
    if generate:
        output.show(_("Kata sandi: {password}").format(password=password))
        output.note(_("Sampaikan dengan aman; kata sandi ini tidak dapat ditampilkan lagi."))


def _record(account: "Account") -> dict[str, Any]:
    return {
        "name": account.name,
        "role": account.role,
        "provinces": account.provinces,
        "tables": account.tables,
        "made_by": account.made_by,
        "made_at": account.made_at,
        "disabled_at": account.disabled_at,
    }


def _show(found: "list[Account]") -> None:
    from smartcity import formats
    from smartcity.accounts import ROLES

    headings = (_("Akun"), _("Peran"), _("Provinsi"), _("Tabel"), _("Keadaan"))
    rows = [
        (
            account.name,
            _(ROLES[account.role]),
            ", ".join(account.provinces) or formats.MISSING,
            ", ".join(account.tables) or formats.MISSING,
            _("nonaktif") if account.disabled_at else _("aktif"),
        )
        for account in found
    ]
    output.show_table(headings, rows)
