"""What tests of Sumber & mutu and Metode share: an emptied database, what a page says, SQL asked directly."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from smartcity.contract import load_contract
from smartcity.store import Draft, Store


def emptied(folder: Path) -> Path:
    """Make a folder whose fact tables hold nothing, and return it."""
    store = Store(folder)
    store.ensure()

    def clear(draft: Draft) -> None:
        for table in load_contract().tables.values():
            if table.group == "facts":
                keys = draft.connection.execute(f"select {', '.join(table.key)} from {table.name}").df()
                draft.delete(table.name, keys)

    store.publish(clear, kind="upload", made_by="uji", reason="kosong")
    store.close()
    return folder


def said(test: AppTest) -> str:
    """Return all that is said on a page."""
    kinds = (test.subheader, test.header, test.markdown, test.caption, test.info, test.code)
    return " ".join(each.value.replace("\\", "") for some in kinds for each in some)


def complaints(test: AppTest) -> list[object]:
    """Return what went wrong on a page."""
    return [*test.exception, *test.error, *test.warning]


def rows(folder: Path, sql: str) -> list[tuple[object, ...]]:
    """Ask the current version of a folder directly."""
    with Store(folder).read() as snapshot:
        return snapshot.rows(sql)
