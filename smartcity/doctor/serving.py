"""Who is served, and by whom."""

import http.client
import json
import re
from contextlib import closing
from typing import Any

from smartcity import serve
from smartcity.doctor.diagnosis import Diagnosis, Installation
from smartcity.store import StoreError
from smartcity.words import _

_HOST = re.compile(r"(\*\.)?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?\.?|[0-9A-Fa-f:]+")
_PATIENCE_SECONDS = 5.0


def hosts(installation: Installation) -> Diagnosis:
    """Are the names in the settings names, and not addresses with https:// or a port?"""
    names = [name.strip() for name in installation.options.hosts.split(",") if name.strip()]
    wrong = [name for name in names if not _HOST.fullmatch(name)]
    if wrong:
        text = _("SMARTCITY_HOSTS berisi {name}, yang bukan nama host.")
        fix = _("Tulis namanya saja, misalnya dasbor.contoh.go.id, tanpa https:// dan tanpa nomor port.")
        return Diagnosis("hosts", "wrong", text.format(name=wrong[0]), fix)
    if not names:
        return Diagnosis(
            "hosts", "ok", _("Semua nama host dilayani; di peladen kantor, isi SMARTCITY_HOSTS.")
        )
    return Diagnosis("hosts", "ok", _("Nama host yang dilayani: {names}.").format(names=", ".join(names)))


def server(installation: Installation) -> Diagnosis:
    """Is the port free, or does our server answer on it and show these data?"""
    host, port = serve.browser_host(installation.host), installation.port
    try:
        alive = _asked(host, port, "/healthz")
    except ConnectionRefusedError:
        return _free(installation.host, port)
    except (OSError, http.client.HTTPException):
        alive = (0, b"")
    if alive != (200, b"ok"):
        text = _("Port {port} dipakai program lain, atau peladen di sana tidak menjawab.")
        fix = _("Pakai port lain dengan --port, atau jalankan ulang peladennya.")
        return Diagnosis("server", "wrong", text.format(port=port), fix)
    status, content = _asked(host, port, "/readyz")
    return _answered(installation, dict(json.loads(content)), ready=status == 200)


def _free(host: str, port: int) -> Diagnosis:
    try:
        serve.check_address(host, port)
    except serve.AddressError as error:
        return Diagnosis("server", "wrong", str(error))
    return Diagnosis("server", "ok", _("Port {port} bebas; peladen tidak sedang berjalan.").format(port=port))


def _answered(installation: Installation, said: dict[str, Any], *, ready: bool) -> Diagnosis:
    if not ready:
        text = _("Peladen berjalan tetapi tidak dapat membaca data: {reason}")
        fix = _("Lihat lognya, misalnya `journalctl -u smartcity -o cat`.")
        return Diagnosis("server", "wrong", text.format(reason=said["reason"]), fix)
    try:
        current: int | None = installation.store.current()
    except StoreError:
        current = None
    values = {"port": installation.port, "version": said["version"], "folder": installation.folder}
    if current is not None and said["version"] != current:
        text = _("Peladen di port {port} menampilkan versi {version}, bukan versi sekarang dari {folder}.")
        fix = _("Samakan SMARTCITY_DATA, lalu jalankan ulang peladennya.")
        return Diagnosis("server", "warning", text.format(**values), fix)
    return Diagnosis(
        "server", "ok", _("Peladen menjawab di port {port} dengan versi {version}.").format(**values)
    )


def _asked(host: str, port: int, path: str) -> tuple[int, bytes]:
    with closing(http.client.HTTPConnection(host, port, timeout=_PATIENCE_SECONDS)) as connection:
        connection.request("GET", path, headers={"Host": "localhost"})
        answer = connection.getresponse()
        return answer.status, answer.read()
