"""The words of wrong use, of errors and of the help: one sentence each, in the language in use."""

import errno
import os
import re
from collections.abc import Sequence
from typing import Any

import typer
from pydantic import ValidationError
from typer.core import TyperCommand, TyperGroup

from smartcity.errors import SmartcityError
from smartcity.words import N_, _

NOT_AS_ASKED, UNUSABLE = 1, 2
"""Exit codes: the data is not as asked; wrong use or unreadable."""

_HEADINGS = {
    "Usage:": N_("Pemakaian:"),
    "Arguments:": N_("Isian:"),
    "Options:": N_("Pilihan:"),
    "Commands:": N_("Perintah:"),
    "Show this message and exit.": N_("Tampilkan bantuan ini."),
    "[OPTIONS]": N_("[PILIHAN]"),
    "COMMAND [ARGS]...": N_("PERINTAH [ISIAN]..."),
    "[required]": N_("[wajib]"),
    "[default: ": N_("[bawaan: "),
}
# Typer says these in English only; a text that is not among them is shown as it is.
_WRONG_USE = (
    (r"No such command '(?P<what>.*)'\.", N_("Perintah {what} tidak dikenal")),
    (r"Missing command\.", N_("Perintah belum ditulis")),
    (r"No such option: (?P<what>\S+)", N_("Pilihan {what} tidak dikenal")),
    (r"Missing \w+ '(?P<what>[^']*)'", N_("{what} belum diisi")),
    (r"Option '(?P<what>.*)' requires", N_("Pilihan {what} memerlukan isian")),
    (r"Option '(?P<what>.*)' does not take a value", N_("Pilihan {what} tidak memakai isian")),
    (r"Got unexpected extra argument\(s\) \((?P<what>.*)\)", N_("Isian berlebih: {what}")),
    (r"Invalid value for '(?P<what>[^']*)'", N_("Isian untuk {what} tidak dapat dipakai")),
)
_REASONS = {
    errno.ENOENT: N_("tidak ada"),
    errno.ENOTDIR: N_("bukan folder"),
    errno.EEXIST: N_("bukan folder"),
    errno.EISDIR: N_("adalah folder"),
    errno.EACCES: N_("tidak diizinkan"),
    errno.EPERM: N_("tidak diizinkan"),
    errno.EROFS: N_("hanya dapat dibaca"),
    errno.ENOSPC: N_("ruang penyimpanan penuh"),
}


class UseError(SmartcityError):
    """The command was given something that it cannot use."""


def in_words(error: Exception) -> tuple[str, int]:
    """Return one sentence about an error and the exit code that goes with it."""
    if isinstance(error, SmartcityError):
        from smartcity.store import CheckFailed

        return str(error), NOT_AS_ASKED if isinstance(error, CheckFailed) else UNUSABLE
    if isinstance(error, typer.TyperException):
        return wrong_use(error), UNUSABLE
    if isinstance(error, ValidationError):
        text = _("Pengaturan SMARTCITY_{name} tidak dapat dipakai: {value}.")
        first = error.errors()[0]
        return text.format(name=str(first["loc"][0]).upper(), value=first["input"]), UNUSABLE
    if isinstance(error, OSError) and error.filename:
        reason = _(_REASONS[error.errno]) if error.errno in _REASONS else error.strerror
        return _("{path} tidak dapat dipakai: {reason}.").format(path=error.filename, reason=reason), UNUSABLE
    text = _(
        "Terjadi kesalahan yang tidak terduga ({kind}); ulangi dengan SMARTCITY_DEBUG=1 untuk rinciannya."
    )
    return text.format(kind=type(error).__name__), UNUSABLE


def asked_language(arguments: Sequence[str]) -> str | None:
    """Return the language asked for, known before anything is read, so that errors of use are said in it, too."""
    for place, argument in enumerate(arguments):
        if argument == "--lang":
            return next(iter(arguments[place + 1 :]), None)
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
    return os.environ.get("SMARTCITY_LANGUAGE")


def wrong_use(error: typer.TyperException) -> str:
    """Return one sentence about a command that was written wrongly, with the command that helps."""
    said = " ".join(error.format_message().split())
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "smartcity"
    for pattern, text in _WRONG_USE:
        if found := re.search(pattern, said):
            said = _(text).format(**found.groupdict())
            break
    return _("{problem}; lihat `{command} --help`.").format(problem=said.rstrip("."), command=command)


class Command(TyperCommand):
    """A command whose help is said in the language in use."""

    def get_help(self, ctx: Any) -> str:
        """Return the help."""
        _translate(self)
        return _translated(super().get_help(ctx))


class Commands(TyperGroup):
    """All commands; help and their short descriptions are said in the language in use."""

    def get_help(self, ctx: Any) -> str:
        """Return the help."""
        for command in (self, *self.commands.values()):
            _translate(command)
        return _translated(super().get_help(ctx))


def _translate(command: Any) -> None:
    for described in (command, *command.params):
        if described.help:
            described.help = _(described.help)


def _translated(text: str) -> str:
    for english, ours in _HEADINGS.items():
        text = text.replace(english, _(ours))
    return text
