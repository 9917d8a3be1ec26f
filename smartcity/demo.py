"""Demonstration data: every table filled with generated rows, in a folder of their own.

The same seed and number of assessments give the same rows. They are written set by set by the statements in
`smartcity/queries/demo/`, past the log of changes, and checked and published like all data. A folder with such
data stays one: no published facts ever come into it.
"""

from pathlib import Path

from smartcity.draft import Draft
from smartcity.errors import SmartcityError
from smartcity.release import Bundle, adopt, bundle, create_views
from smartcity.settings import DATA, settings
from smartcity.store import NoVersion, Store
from smartcity.words import N_, _

FOLDER = DATA / "demo"
"""Where `smartcity serve --demo` keeps its data; not under version control."""

ASSESSMENTS = 200_000
"""Enough for every government, indicator and year, and for the agencies of some of them."""

SEED = 2022

KIND = "demo"
"""Kind of the batch that marks a folder as a demonstration."""

_STATEMENTS = Path(__file__).resolve().parent / "queries" / "demo"
# What is named as a table (before the dot) ends with writing it; the others prepare what later ones read.
_ORDER = (
    "random",
    "government",
    "reached",
    "participation",
    "score",
    "agency",
    "weight",
    "assessment",
    "assessment.agency",
    "pilot",
    "award",
    "event",
    "event_session",
    "attendance",
    "published_figure",
    "headline_exception",
)
_OWN_FILES = {"current", "lock", "prepare", "versions"}


class DemoError(SmartcityError):
    """Demonstration data cannot be put where something else is."""


MARK = N_("DATA CONTOH")
"""What stands on everything that is made from demonstration data."""


def label() -> tuple[str, str]:
    """Return what stands on everything that is made from demonstration data: the mark, and what it means."""
    return _(MARK), _("Semua isinya dibuat untuk peragaan, bukan fakta.")


def build(folder: Path, *, assessments: int = ASSESSMENTS, seed: int = SEED) -> int:
    """Fill a folder with demonstration data in place of older ones; return the version.

    Raises DemoError where the folder holds anything else.
    """
    store = _store(folder)
    _refuse_other_data(store)

    def change(draft: Draft) -> None:
        _refuse_other_data(store)  # nobody else writes any more
        brought = bundle()
        adopt(draft.connection, draft.contract)
        create_views(draft.connection, brought.views)
        _bring_reference(draft, brought)
        _generate(draft, assessments, seed)

    try:
        return store.build(change, kind=KIND, made_by="smartcity", reason=N_("Data contoh"))
    finally:
        store.close()


def ready(folder: Path) -> int:
    """Return the version of a folder's demonstration data, made first where there are none of this program's."""
    store = _store(folder)
    try:
        with store.read() as snapshot:
            # A later release brings its tables and views into them, but generates nothing.
            generated = snapshot.rows(
                "select arg_max(release, batch) from batch where kind = $kind", {"kind": KIND}
            )
            if generated == [(bundle().digest(),)]:
                return snapshot.version
    except NoVersion:
        pass
    finally:
        store.close()
    return build(folder)


def _store(folder: Path) -> Store:
    options = settings()
    return Store(folder, memory_limit=options.memory_limit, threads=options.threads)


def _refuse_other_data(store: Store) -> None:
    try:
        with store.read() as snapshot:
            is_other = not snapshot.is_demo
    except NoVersion:
        there = {path.name for path in store.folder.iterdir()} if store.folder.is_dir() else set()
        is_other = bool(there - _OWN_FILES)
    if is_other:
        text = _("{folder} berisi data lain; sebutkan folder kosong untuk data contoh.")
        raise DemoError(text.format(folder=store.folder))


def _bring_reference(draft: Draft, brought: Bundle) -> None:
    """Write regions, programs, frameworks and their like as they come with the program."""
    for table in brought.bundled():
        if table.group == "reference":
            with draft.brought(table.name, brought.rows(table)) as columns:
                draft.merge(table.name, "from brought", columns)


def _generate(draft: Draft, assessments: int, seed: int) -> None:
    numbers = {"seed": seed, "assessments": assessments}
    for name, number in numbers.items():
        draft.connection.execute(f"set variable demo_{name} = $number", {"number": number})
    for name in _ORDER:
        result = draft.connection.execute((_STATEMENTS / f"{name}.sql").read_text("utf-8"))
        if name.split(".")[0] in draft.contract.tables:
            draft.count_added(int(result.fetchall()[0][0]))
