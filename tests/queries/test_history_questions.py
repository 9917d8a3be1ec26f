"""Questions about batches: what each touched, and what later ones touched again."""

import pytest

from tests.queries.database import Database, plain

FIRST, SECOND, THIRD = '["p1"]', '["p2"]', '["16.01","opd"]'


@pytest.fixture
def changed(database: Database) -> Database:
    """Return a database with three batches, of which the later two touch rows of the first again."""
    database.add(
        "change",
        "batch table_name row_key before after",
        (2, "pilot", SECOND, '{"title":"A"}', '{"title":"B"}'),
        (2, "pilot", FIRST, None, None),
        (2, "agency", THIRD, '{"name":"Dinas"}', None),
        (3, "pilot", SECOND, '{"title":"B"}', '{"title":"C"}'),
        (4, "pilot", SECOND, '{"title":"C"}', None),
        (4, "pilot", '["p4"]', None, None),
        (1, "pilot", FIRST, '{"title":"Z"}', None),
    )
    return database


def test_changes_of_a_batch_with_what_came_later(changed: Database) -> None:
    assert plain(changed.ask("batch_changes", batch=2, limit=10, offset=0)) == [
        ("agency", THIRD, '{"name":"Dinas"}', None, "", 3),
        ("pilot", FIRST, None, None, "", 3),
        ("pilot", SECOND, '{"title":"A"}', '{"title":"B"}', "3, 4", 3),
    ]


def test_changes_come_page_by_page(changed: Database) -> None:
    pages = [changed.rows("batch_changes", "row_key total", batch=2, limit=2, offset=at) for at in (0, 2, 4)]
    assert pages == [[(THIRD, 3), (FIRST, 3)], [(SECOND, 3)], []]


def test_rows_that_an_undo_leaves(changed: Database) -> None:
    assert plain(changed.ask("batch_kept", batch=2, limit=10)) == [("pilot", SECOND, "3, 4", 1)]
    assert plain(changed.ask("batch_kept", batch=1, limit=10)) == [("pilot", FIRST, "2", 1)]
    assert plain(changed.ask("batch_kept", batch=4, limit=10)) == []
    assert changed.rows("batch_kept", "total", batch=2, limit=0) == []
