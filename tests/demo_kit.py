"""What the tests of demonstration data compare."""

from pathlib import Path
from typing import Any

from smartcity.release import bundle
from smartcity.store import Store

REFERENCE = [table.name for table in bundle().bundled() if table.group == "reference"]
FACTS = [table.name for table in bundle().bundled() if table.group == "facts"]


def content(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return all rows of all data tables."""
    store = Store(folder)
    with store.read() as snapshot:
        found = {name: snapshot.rows(f"from {name} order by all") for name in [*REFERENCE, *FACTS]}
    store.close()
    return found
