"""Which data a command works on: the folder that was named, or the one of the settings."""

from pathlib import Path
from typing import TYPE_CHECKING

from smartcity.settings import settings
from smartcity.terminal import output
from smartcity.words import _

if TYPE_CHECKING:
    from smartcity.regions import Matcher
    from smartcity.store import Store


def store_of(data: Path | None) -> "Store":
    """Return the store of a folder, or of the settings' folder where none was named."""
    from smartcity.store import Store

    options = settings()
    return Store(
        data or options.data,
        memory_limit=options.memory_limit,
        threads=options.threads,
        keep_versions=options.keep_versions,
    )


def ensure(store: "Store") -> None:
    """Make sure that a store has what the program brings, and say so because it may take seconds.

    Where a newer release changed the data it says where those from before are kept.
    """
    from smartcity.store import NoVersion

    output.note(_("Menyiapkan data di {folder} …").format(folder=store.folder))
    try:
        before = store.current()
    except NoVersion:
        before = None
    after = store.ensure()
    if before is not None and after != before:
        with store.read(before) as snapshot:
            text = _("Data sebelum rilis ini tetap disimpan sebagai versi {version}: {path}")
            output.note(text.format(version=before, path=snapshot.path))


def filled(data: Path | None) -> "Store":
    """Return the store, with its first version built if there is none yet; say it if what it has is generated."""
    from smartcity import demo
    from smartcity.store import NoVersion

    store = store_of(data)
    try:
        with store.read() as snapshot:
            if snapshot.is_demo:
                output.note(" · ".join(demo.label()))
    except NoVersion:
        ensure(store)
    return store


def with_demo(data: Path | None) -> Path:
    """Return the folder of demonstration data, the usual one unless another was named; made if there are none."""
    from smartcity import demo

    folder = _demo_folder(data)
    demo.ready(folder)
    return folder


def build_demo(data: Path | None, assessments: int | None) -> tuple[Path, int, int]:
    """Make demonstration data anew; return their folder, version and number of assessments."""
    from smartcity import demo

    folder, count = _demo_folder(data), assessments or demo.ASSESSMENTS
    return folder, demo.build(folder, assessments=count), count


def _demo_folder(data: Path | None) -> Path:
    from smartcity import demo

    folder = (data or demo.FOLDER).absolute()
    output.note(_("Menyiapkan data contoh di {folder} …").format(folder=folder))
    return folder


def matcher(data: Path | None) -> "Matcher":
    """Return the matcher of the current version's regions and aliases, or of those that come with the program."""
    from smartcity.regions import Matcher, bundled_matcher
    from smartcity.store import NoVersion

    try:
        with store_of(data).read() as snapshot:
            return Matcher(
                snapshot.frame("select * from region"), snapshot.frame("select * from region_alias")
            )
    except NoVersion:
        return bundled_matcher()


def existing(data: Path | None) -> Path:
    """Return a data folder that is there; raises AccountError, for a command must not make one by a slip."""
    from smartcity.accounts import AccountError

    folder = data or settings().data
    if not folder.is_dir():
        text = _("Folder data {folder} belum ada; jalankan `smartcity serve` sekali, atau sebutkan --data.")
        raise AccountError(text.format(folder=folder))
    return folder
