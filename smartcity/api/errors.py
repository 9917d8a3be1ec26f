"""One shape for every error: what kind, what is wrong, where, what to do; in the language that was asked for."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import structlog
from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from smartcity.access import NotAllowed
from smartcity.api.forms import plain
from smartcity.attempts import Locked
from smartcity.errors import SmartcityError, new_number, without_paths
from smartcity.queries import QueryError
from smartcity.sessions import TokenRefused
from smartcity.store import Busy, TooSlow
from smartcity.words import N_, _, language

log = structlog.get_logger("smartcity.api")
# Seconds after which somebody who met a busy server may ask again.
AGAIN = 5


class Problem(BaseModel):
    """What is wrong."""

    code: str = Field(description=N_("Jenis kesalahan; tidak berubah menurut bahasa."))
    message: str = Field(description=N_("Apa yang salah."))
    where: str = Field(description=N_("Bagian permintaan yang salah; kosong bila seluruhnya."))
    what_to_do: str = Field(description=N_("Apa yang dapat dilakukan."))


class ErrorAnswer(BaseModel):
    """The answer to every request that could not be followed."""

    error: Problem


class ApiError(SmartcityError):
    """A request that cannot be followed, with its HTTP status."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        *,
        where: str = "",
        what_to_do: str,
        headers: Mapping[str, str] | None = None,
        report: Mapping[str, Any] | None = None,
    ) -> None:
        self.status, self.code, self.where, self.what_to_do = status, code, where, what_to_do
        self.headers, self.report = headers, report
        super().__init__(message)

    def answer(self) -> JSONResponse:
        """Return the answer; a report of a file stands beside the error."""
        return shape(
            self.status,
            self.code,
            str(self),
            where=self.where,
            what_to_do=self.what_to_do,
            headers=self.headers,
            report=self.report,
        )


class NoToken(ApiError):  # noqa: N818 (said by the person as a state, not as an error)
    """What only a personal token opens was asked for without one that holds."""

    def __init__(self, message: str = "") -> None:
        super().__init__(
            401,
            "no_token",
            message or _("Ini hanya terbuka dengan token pribadi."),
            where="header.Authorization",
            what_to_do=_("Buat token di halaman Akun, lalu kirim sebagai Authorization: Bearer."),
            headers={"WWW-Authenticate": "Bearer"},
        )


def not_found(message: str, where: str, what_to_do: str) -> ApiError:
    """Return the error for something that is not there."""
    return ApiError(404, "not_found", message, where=where, what_to_do=what_to_do)


def shape(
    status: int,
    code: str,
    message: str,
    *,
    where: str = "",
    what_to_do: str,
    headers: Mapping[str, str] | None = None,
    report: Mapping[str, Any] | None = None,
) -> JSONResponse:
    """Return an error as an answer; it is never stored."""
    error = {"code": code, "message": message, "where": where, "what_to_do": what_to_do}
    content = {"error": error, **({"report": plain(report)} if report else {})}
    kept = {"Cache-Control": "no-store", "Content-Language": language(), **(headers or {})}
    return JSONResponse(content, status_code=status, headers=kept)


def too_many(seconds: float) -> JSONResponse:
    """Answer an address that asked too often."""
    wait = max(1, math.ceil(seconds))
    return shape(
        429,
        "too_many_requests",
        _("Alamat ini sudah terlalu sering meminta."),
        what_to_do=_("Coba lagi setelah {seconds} detik.").format(seconds=wait),
        headers={"Retry-After": str(wait)},
    )


def too_large(megabytes: int) -> ApiError:
    """Return the error for a request whose content is too large; it is not read to its end."""
    return ApiError(
        413,
        "too_large",
        _("Isi permintaan terlalu besar."),
        where="body",
        what_to_do=_("Kirim paling banyak {count} MB.").format(count=megabytes),
        headers={"Connection": "close"},
    )


async def answer(request: Request, error: Exception) -> JSONResponse:
    """Answer any error; what nobody expected gets a number, by which the log tells the rest."""
    if isinstance(error, RequestValidationError):
        return _invalid(error.errors())
    if isinstance(error, HTTPException):
        return _http(error)
    if isinstance(error, ApiError):
        return error.answer()
    if isinstance(error, TokenRefused):
        return NoToken(str(error)).answer()
    if isinstance(error, Locked):
        return too_many(error.seconds)
    if isinstance(error, NotAllowed):
        return shape(
            403, "not_allowed", str(error), what_to_do=_("Minta pengelola memberi hak yang diperlukan.")
        )
    if isinstance(error, QueryError | duckdb.DataError):
        text = without_paths(str(error).splitlines()[0])
        return shape(422, "invalid", text, where="query", what_to_do=_("Perbaiki isian itu."))
    return _failed(request, error)


def _failed(request: Request, error: Exception) -> JSONResponse:
    """Answer what this server could not do, and log it."""
    number = new_number()
    if isinstance(error, TooSlow | Busy):
        log.warning("api_busy", path=request.url.path, number=number, error=str(error))
        code = "too_slow" if isinstance(error, TooSlow) else "busy"
        text, advice = str(error), _("Coba lagi sebentar lagi, atau persempit permintaannya.")
        return shape(503, code, text, what_to_do=advice, headers={"Retry-After": str(AGAIN)})
    advice = _("Bila terulang, sebutkan nomor {number} kepada pengelola.").format(number=number)
    if isinstance(error, SmartcityError):
        log.error("api_refused", path=request.url.path, number=number, error=str(error))
        return shape(503, "unavailable", without_paths(str(error)), what_to_do=advice)
    log.error("api_failed", path=request.url.path, number=number, exc_info=error)
    return shape(500, "failed", _("Terjadi kesalahan pada peladen."), what_to_do=advice)


def _http(error: HTTPException) -> JSONResponse:
    if error.status_code == 405:
        allowed = (error.headers or {}).get("Allow", "GET")
        text = _("Cara meminta ini tidak ada di alamat ini.")
        advice = _("Pakai {method}.").format(method=allowed)
        return shape(
            405, "method_not_allowed", text, where="method", what_to_do=advice, headers=error.headers
        )
    return shape(
        error.status_code,
        "not_found" if error.status_code == 404 else "invalid",
        _("Tidak ada apa-apa di alamat ini."),
        where="path",
        what_to_do=_("Lihat alamat yang ada di /api/v1/."),
        headers=error.headers,
    )


_REASONS = {
    "missing": N_("Isian ini wajib."),
    "extra_forbidden": N_("Isian ini tidak dikenal."),
    "string_pattern_mismatch": N_("Bentuk isian ini tidak sesuai."),
    "string_too_long": N_("Isian ini terlalu panjang."),
    "string_too_short": N_("Isian ini terlalu pendek."),
    "too_long": N_("Isian ini terlalu banyak."),
    "literal_error": N_("Isian ini bukan salah satu yang diperbolehkan."),
    "enum": N_("Isian ini bukan salah satu yang diperbolehkan."),
    "bool_parsing": N_("Isian ini harus true atau false."),
    "int_parsing": N_("Isian ini harus bilangan bulat."),
    "float_parsing": N_("Isian ini harus bilangan."),
    "finite_number": N_("Isian ini harus bilangan."),
    "greater_than_equal": N_("Isian ini terlalu kecil."),
    "less_than_equal": N_("Isian ini terlalu besar."),
}


def _invalid(found: Sequence[Any]) -> JSONResponse:
    """Answer parameters that cannot be used: the first of them, with what is allowed where that is known."""
    first = found[0]
    place = ".".join(str(part) for part in first["loc"])
    usual = N_("Isian ini tidak dapat dipakai.")
    said = _REASONS.get(first["type"], usual)
    reason = _(said)
    allowed = next((str(value) for value in first.get("ctx", {}).values() if not callable(value)), "")
    advice = (
        _("Yang diperbolehkan: {allowed}.").format(allowed=allowed)
        if allowed and first["type"] != "missing"
        else _("Lihat isian yang dikenal di /api/v1/docs.")
    )
    return shape(422, "invalid", reason, where=place, what_to_do=advice)


RESPONSES: dict[int | str, dict[str, Any]] = {
    "4XX": {"model": ErrorAnswer, "description": N_("Permintaan tidak dapat diikuti.")},
    422: {"model": ErrorAnswer, "description": N_("Isian tidak dapat dipakai.")},
    "5XX": {"model": ErrorAnswer, "description": N_("Peladen tidak dapat menjawab.")},
}
"""The errors that any address may answer with, for the description of the API."""
