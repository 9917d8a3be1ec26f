"""Undoing a batch and restoring its version: offered, explained, done, and told."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from smartcity import access, changes, formats
from smartcity.access import Caller
from smartcity.store import Store
from smartcity.ui import address, data, history, history_confirm, history_words, writer
from smartcity.ui.text import plain
from smartcity.words import _, ngettext

MOST_NAMED = 20


@dataclass(frozen=True)
class Done:
    """What became of an action on a batch: the version that it published (None for none), the rows that stayed."""

    action: str
    batch: int
    version: int | None
    left: tuple[tuple[str, str], ...] = ()


def undo(store: Store, batch: int, caller: Caller, reason: str) -> Done:
    """Undo a batch."""
    before = store.current()
    version, left = changes.undo(store, batch, caller=caller, reason=reason)
    return Done("undo", batch, version if version > before else None, tuple(left))


def restore(store: Store, batch: int, version: int, caller: Caller, reason: str) -> Done:
    """Restore the version that a batch made."""
    before = store.current()
    now = changes.restore(store, version, caller=caller, reason=reason)
    return Done("restore", batch, now if now > before else None)


def outcome(batch: int) -> None:
    """Tell what was done last, on the page of the batch that it was done to."""
    done = history_confirm.done()
    if not isinstance(done, Done) or done.batch != batch:
        history_confirm.forget()
        return
    if done.version is None:
        st.info(_nothing(done), icon=":material/info:")
        return
    said = {
        "undo": _("Unggahan ini dibatalkan; datanya kini versi {version}."),
        "restore": _("Isi versi ini dipulihkan; datanya kini versi {version}."),
    }[done.action]
    st.success(said.format(version=formats.number(done.version)), icon=":material/check_circle:")
    if done.left:
        st.markdown(_left_line(len(done.left)))
        st.markdown(_named([(table, key, "") for table, key in done.left[:MOST_NAMED]], len(done.left)))
    st.page_link(
        history.PAGE,
        label=_("Lihat perubahannya"),
        icon=":material/history:",
        query_params=address.carried(batch=str(done.version)),
    )


def _nothing(done: Done) -> str:
    if done.action == "undo":
        return _("Tidak ada lagi yang dapat dibatalkan dari unggahan ini.")
    return _("Isi data sudah sama dengan versi ini; tidak ada yang diubah.")


def offer(batch: Mapping[str, Any]) -> None:
    """Offer what may be done to a batch, to those who may."""
    if not access.may(writer.caller(), access.WRITE):
        return
    restores = access.may(writer.caller(), access.RESTORE)
    number, version = int(batch["batch"]), int(batch["version"])
    undoing, restoring = f"undo {number}", f"restore {number}"
    if history_confirm.is_open(undoing):
        _ask_undo(batch, undoing)
    elif restores and history_confirm.is_open(restoring):
        _ask_restore(batch, restoring)
    else:
        with st.container(horizontal=True, key="batch_actions"):
            if _undoable(batch):
                history_confirm.button(undoing, _("Batalkan unggahan ini"), ":material/undo:")
            if restores and bool(batch["available"]) and version != data.version():
                history_confirm.button(restoring, _("Pulihkan versi ini"), ":material/restore:")
        _say_why_not(batch)


def _kept(number: int) -> pd.DataFrame:
    return data.ask("batch_kept", batch=number, limit=MOST_NAMED)


def _total(answer: pd.DataFrame) -> int:
    return int(answer["total"].iloc[0]) if len(answer) else 0


def _touched(number: int) -> int:
    return _total(data.ask("batch_changes", batch=number, limit=1, offset=0))


def _undoable(batch: Mapping[str, Any]) -> bool:
    number = int(batch["batch"])
    return batch["kind"] not in history.OWN_KINDS and _touched(number) > _total(_kept(number))


def _say_why_not(batch: Mapping[str, Any]) -> None:
    """Say what is not offered, and why."""
    if batch["kind"] in history.OWN_KINDS:
        st.caption(
            _("Data yang dibawa program tidak dapat dibatalkan; yang dapat dipulihkan adalah versinya.")
        )
    elif not _undoable(batch):
        st.caption(
            _("Tidak ada lagi yang dapat dibatalkan: semua barisnya sudah diubah oleh unggahan berikutnya.")
        )
    if int(batch["version"]) == data.version():
        st.caption(_("Ini versi data yang berlaku sekarang."))
    elif not batch["available"]:
        st.caption(_("Versi ini tidak disimpan lagi, sehingga tidak dapat dipulihkan."))


def _ask_undo(batch: Mapping[str, Any], action: str) -> None:
    number = int(batch["batch"])
    kept = _kept(number)
    with st.container(border=True, key="ask_undo"):
        st.subheader(_("Batalkan unggahan ini"), anchor=False)
        back = _touched(number) - _total(kept)
        text = ngettext(
            "{count} baris kembali seperti sebelum unggahan ini.",
            "{count} baris kembali seperti sebelum unggahan ini.",
            back,
        )
        st.markdown(text.format(count=formats.number(back)))
        if len(kept):
            st.markdown(_left_line(_total(kept)))
            rows = list(kept[["table_name", "row_key", "later"]].itertuples(index=False, name=None))
            st.markdown(_named(rows, _total(kept)))
        history_confirm.draw(action, _("Batalkan unggahan"), lambda: partial(undo, data.store(), number))


def _ask_restore(batch: Mapping[str, Any], action: str) -> None:
    number, version = int(batch["batch"]), int(batch["version"])
    later = int((history.batches()["batch"] > number).sum())
    with st.container(border=True, key="ask_restore"):
        st.subheader(_("Pulihkan versi ini"), anchor=False)
        text = ngettext(
            "Isi tabel data kembali seperti pada versi {version}, {moment}. {count} perubahan sesudahnya tidak "
            "berlaku lagi, tetapi tetap tercatat. Nama wilayah yang pernah dikonfirmasi tidak hilang.",
            "Isi tabel data kembali seperti pada versi {version}, {moment}. {count} perubahan sesudahnya tidak "
            "berlaku lagi, tetapi tetap tercatat. Nama wilayah yang pernah dikonfirmasi tidak hilang.",
            later,
        )
        told = {"version": formats.number(version), "moment": formats.moment(batch["made_at"])}
        st.markdown(plain(text.format(count=formats.number(later), **told)))
        history_confirm.draw(
            action, _("Pulihkan versi"), lambda: partial(restore, data.store(), number, version)
        )


def _left_line(count: int) -> str:
    text = ngettext(
        "{count} baris dibiarkan, karena sesudah itu diubah lagi:",
        "{count} baris dibiarkan, karena sesudah itu diubah lagi:",
        count,
    )
    return text.format(count=formats.number(count))


def _named(rows: list[tuple[str, str, str]], total: int) -> str:
    """Return rows as a list: each with its key and with the batches that touched it later."""
    lines = [_line(*row) for row in rows]
    if total > len(rows):
        rest = ngettext("dan {count} baris lain", "dan {count} baris lain", total - len(rows))
        lines.append(rest.format(count=formats.number(total - len(rows))))
    return "\n".join(f"- {line}" for line in lines)


def _line(table: str, key: str, later: str) -> str:
    row = plain(f"{history_words.table_name(table)}: {history_words.key_words(table, key)}")
    return _("{row} (unggahan {batches})").format(row=row, batches=later) if later else row
