"""Which columns of tables and answers are open to everybody, which only to those who may see what is internal."""

from functools import cache

from smartcity.contract import Field, Table, load_contract

# The log holds every cell of a row, internal ones too.
CELLS = {"change": ("before", "after")}
# Columns of an answer that are called like open ones of other tables.
_OF_QUESTIONS = {"batch_changes": CELLS["change"], "pilot": ("note",), "row_changes": CELLS["change"]}


def visible(table: Table, *, internal: bool) -> list[Field]:
    """Return the columns of a table that a person may see."""
    hidden = CELLS.get(table.name, ())
    return [field for field in table.fields if internal or not (field.internal or field.name in hidden)]


def hidden(question: str) -> frozenset[str]:
    """Return the columns that an answer to a question has only for those who may see what is internal."""
    return _always() | frozenset(_OF_QUESTIONS.get(question, ()))


@cache
def _always() -> frozenset[str]:
    """Return the names of columns that are internal in every table that has them."""
    fields = [field for table in load_contract().tables.values() for field in table.fields]
    open_ = {field.name for field in fields if not field.internal}
    return frozenset(field.name for field in fields if field.internal) - open_
