"""Every change of the data by a person: allowed, inside their limits, and on record before it is published."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from smartcity import access, audit, limits
from smartcity.audit import Audit
from smartcity.caller import Caller
from smartcity.draft import Draft
from smartcity.store import Store, Witness
from smartcity.undo import Left


@contextmanager
def witnessed(
    folder: Path, caller: Caller, action: str, *, may: str = access.WRITE, table: str = "", **detail: Any
) -> Iterator[Witness]:
    """Give the witness of one change, and ask before the change is prepared whether it is allowed at all.

    Where the change is not published after all, that is on record, too. Raises NotAllowed, audit.Unwritable.
    """
    access.require(caller, may, table=table)
    begun: list[str] = []

    def witness(draft: Draft) -> None:
        account = access.account(caller)  # before the right, for without the session it has ended, too
        access.require(caller, may, table=table)
        if account and account.is_limited:
            limits.must_hold(draft, account)
        Audit(folder).write(caller, action, str(draft.batch), table=table, **detail)
        begun.append(str(draft.batch))

    try:
        yield witness
    except Exception as error:
        for batch in begun:
            Audit(folder).write_failure(caller, action, batch, error)
        raise


def undo(store: Store, batch: int, *, caller: Caller, reason: str) -> tuple[int, Left]:
    """Undo a batch as somebody; see Store.undo. Raises NotAllowed, audit.Unwritable."""
    with witnessed(store.folder, caller, audit.UNDO, undone=batch, reason=reason) as witness:
        return store.undo(batch, made_by=caller.name, reason=reason, witness=witness)


def restore(store: Store, version: int, *, caller: Caller, reason: str) -> int:
    """Restore a version as somebody; see Store.restore. Raises NotAllowed, audit.Unwritable."""
    told: dict[str, Any] = {"restored": version, "reason": reason}
    with witnessed(store.folder, caller, audit.RESTORE, may=access.RESTORE, **told) as witness:
        return store.restore(version, made_by=caller.name, reason=reason, witness=witness)
