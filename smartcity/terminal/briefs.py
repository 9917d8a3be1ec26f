"""`smartcity brief`: one region, one province or all provinces as slides, document or workbook."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from smartcity.errors import SmartcityError
from smartcity.export.briefing import files
from smartcity.export.briefing.model import Briefing
from smartcity.terminal import output
from smartcity.terminal.results import usable_target, write_whole
from smartcity.terminal.usage import UseError
from smartcity.words import _

if TYPE_CHECKING:
    from smartcity.export.briefing.reading import Reader
    from smartcity.store import Snapshot, Store

NATION = "00"


@dataclass(frozen=True)
class Asked:
    """What was asked for: exactly one of region, province and all; how it is written, and whose view it links to."""

    region: str | None
    province: str | None
    all_provinces: bool
    form: str
    slides: bool
    out: Path
    root: str
    place: str = ""
    date: str = ""
    logo: bytes = b""

    @property
    def written_as(self) -> files.Form:
        """Return the form of the file."""
        forms: dict[str, files.Form] = {"pptx": "pptx", "xlsx": "xlsx"}
        return forms.get(self.form, "slides" if self.slides else "report")


@dataclass(frozen=True)
class Task:
    """One file to write."""

    code: str
    name: str
    target: Path


def brief(store: "Store", asked: Asked) -> dict[Task, str]:
    """Write the files; return each with why it could not be written ('' where it was). One does not stop the others."""
    _check(asked)
    with store.read() as snapshot:
        return {task: _reason(snapshot, asked, task) for task in _with_progress(_tasks(snapshot, asked))}


def _check(asked: Asked) -> None:
    chosen = [asked.region is not None, asked.province is not None, asked.all_provinces]
    if sum(chosen) != 1:
        raise UseError(_("Sebutkan satu dari --region, --province, atau --all-provinces."))
    if asked.slides and asked.form != "pdf":
        raise UseError(_("--slides hanya untuk --format pdf."))
    if asked.all_provinces and not asked.out.is_dir():
        raise UseError(
            _("Folder {folder} tidak ada; buat dahulu foldernya.").format(folder=asked.out.resolve())
        )
    if not asked.all_provinces:
        usable_target(asked.out)


def _tasks(snapshot: "Snapshot", asked: Asked) -> list[Task]:
    """Return the files to write; raise UseError for a region that does not exist."""
    from smartcity import queries

    if asked.all_provinces:
        names = queries.run(snapshot, "region_names", parent=NATION).sort_values("code")
        form, is_demo = asked.written_as, snapshot.is_demo
        return [
            Task(str(code), str(name), asked.out / files.name(str(code), form, is_demo=is_demo))
            for code, name in zip(names["code"], names["name"], strict=True)
        ]
    code = str(asked.region if asked.region is not None else asked.province)
    found = queries.run(snapshot, "region", code=code)
    if found.empty:
        raise UseError(_("Tidak ada wilayah berkode {code}.").format(code=code))
    if asked.province is not None and found["level"].iloc[0] != "provinsi":
        raise UseError(_("{code} bukan kode provinsi; pakai --region.").format(code=code))
    return [Task(code, str(found["name"].iloc[0]), asked.out)]


def _with_progress(tasks: Sequence[Task]) -> Iterator[Task]:
    """Give the tasks one by one, and show on a screen how far they are."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True)
    with Progress(*columns, TimeElapsedColumn(), console=console, disable=not console.is_terminal) as shown:
        bar = shown.add_task("", total=len(tasks))
        for task in tasks:
            shown.update(bar, description=output.cell(task.name))
            yield task
            shown.advance(bar)


def _reason(snapshot: "Snapshot", asked: Asked, task: Task) -> str:
    """Write one file; return why that failed, or ''."""
    try:
        _write(snapshot, asked, task)
    except (SmartcityError, OSError) as error:
        return str(error)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return ""


def _write(snapshot: "Snapshot", asked: Asked, task: Task) -> None:
    """Make one briefing and write its file; what it was made of is let go before the next."""
    from smartcity.export.briefing.reading import Reader

    reader = Reader(snapshot, root=asked.root)
    content = files.written(_briefing(reader, asked, task.code), asked.written_as)
    write_whole(usable_target(task.target), content)


def _briefing(reader: "Reader", asked: Asked, code: str) -> Briefing:
    """Return what is told: of the nation and a province everything, of another region its profile."""
    from smartcity.export.briefing import making

    if asked.region is not None and code != NATION:
        return making.profiles(reader, [code])
    scope = making.usual_scope(reader, code)
    cover = making.cover_of(reader, scope, place=asked.place, date=asked.date, logo=asked.logo)
    profiles = () if code == NATION else tuple(making.regions_of(reader, code))
    return making.briefing(reader, scope, profiles=profiles, cover=cover)


def root(url: str | None) -> str:
    """Return where links lead: the address that was named, the first host of the settings, else this computer."""
    from smartcity import serve

    if url:
        if not url.startswith(("http://", "https://")):
            raise UseError(_("--url harus dimulai dengan http:// atau https://."))
        return url.rstrip("/") + "/"
    host = next(iter(serve.allowed_hosts()), "")
    return (
        f"https://{host}{serve.base()}/"
        if host and host not in serve.THIS_COMPUTER
        else f"{serve.address(serve.HOST, serve.PORT)}/"
    )


def read_logo(path: Path) -> bytes:
    """Return a logo; raise UseError for a file that is no picture."""
    from smartcity.export.briefing.logos import LogoError, checked

    try:
        return checked(path.read_bytes())
    except LogoError as error:
        raise UseError(f"{path}: {error}") from error
