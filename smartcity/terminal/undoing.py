"""`smartcity undo`: what it did and what it left, as JSON or for a person."""

import json
from typing import TYPE_CHECKING

from smartcity.caller import Caller
from smartcity.terminal import output
from smartcity.words import _

if TYPE_CHECKING:
    from smartcity.store import Store


def undo(store: "Store", batch: int, *, caller: Caller, reason: str, as_json: bool) -> None:
    """Undo a batch and show what became of it."""
    from smartcity import changes

    before = store.current()
    why = reason or _("Membatalkan unggahan {batch}").format(batch=batch)
    version, left = changes.undo(store, batch, caller=caller, reason=why)
    published = version if version > before else None
    if as_json:
        rows = [{"table": table, "row_key": json.loads(key)} for table, key in left]
        output.show_json({"version": published, "undone": batch, "left": rows})
        return
    if left:
        output.show(_("Baris yang kemudian diubah lagi, dan karena itu dibiarkan:"))
        output.show_table((_("Tabel"), _("Kunci baris")), left)
    if published:
        text = _("Unggahan {batch} dibatalkan dengan versi {version}.")
        output.show(text.format(batch=batch, version=published))
    else:
        output.show(_("Tidak ada lagi yang dapat dibatalkan dari unggahan {batch}.").format(batch=batch))
