"""Facts laid beside what the database holds: the rows as they would be, what is wrong with them, what would change.

All of it is SQL over one database in memory to which the version is attached as `current`. What it shows:

final     each fact as it would stand after the upload: fact, line, part, refused, is_new, differs, is_copy and all
          columns of the table; a blank cell leaves what is there, "-" erases it
problem   everything that is wrong, a row each (`problem_rows.SCHEMA`)
outcome   each line of the file with what becomes of it: rejected, added, changed, unchanged

The facts stay where they are, in Arrow; only rows that the database has already are laid beside them.
"""

import json
from collections.abc import Iterator, Sequence

import duckdb
import pyarrow as pa  # type: ignore[import-untyped]

from smartcity.accounts import Account
from smartcity.checks import ERROR, integrity_checks
from smartcity.contract import Contract, Field, Table, literal, quoted
from smartcity.contract_checks import Rule, row_rules
from smartcity.draft import listed, same
from smartcity.intake import permitted, repeated
from smartcity.intake.parts import Part
from smartcity.intake.problem_rows import problem_rows, some
from smartcity.intake.problems import WARNINGS
from smartcity.intake.sheet import LINE, Sheet, cell_column
from smartcity.intake.staging import Staged
from smartcity.words import language

DEFAULTS = {"confidence": "official", "scope_code": "00"}
"""What a new row has where the upload says nothing: the upload itself is the source; a figure counts the nation."""

CODES = {"required": "value_required", "filled": "value_required", "reference": "reference_unknown"}
"""Kind of a rule of the contract that is about rows -> code of the problem.

What the contract asks of single cells (form, allowed values, range) was checked when they were read.
"""

CHECK_CODES = {
    "score_range": "value_out_of_range",
    "edition_outside_framework": "value_not_allowed",
    "event_order": "value_out_of_range",
    "pilot_order": "value_out_of_range",
    "stage_order": "stage_out_of_order",
}
"""Integrity check over more than one column or row -> code of the problem."""

WHOLE = ("stage_order",)
"""Checks that look at other rows of the table, too."""


class Comparison:
    """The facts of one file beside one version of the database."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        sheet: Sheet,
        staged: Staged,
        table: Table,
        contract: Contract,
        account: Account | None = None,
    ) -> None:
        self.connection = connection
        self._sheet = sheet
        self._parts, self._constants = staged.parts, staged.constants
        self._corrected = staged.corrected
        self._table = table
        self._bits = {field.name: 1 << bit for bit, field in enumerate(table.fields)}
        self._facts = staged.facts.num_rows
        connection.register("facts", staged.facts)
        connection.register("cell_problem", staged.problems)
        self._lay_out(contract)
        self._settle_repeated()
        self._check_rules()
        self._check_rows()
        if account:
            region = self._mask([table.region_column]) if table.region_column else 0
            self._add(permitted.refused(connection, table, account, region))
        self._conclude()

    def _lay_out(self, contract: Contract) -> None:
        for name in contract.tables:
            if name != self._table.name:
                self.connection.execute(f"create view {quoted(name)} as from current.main.{quoted(name)}")
        self.connection.execute("create table problem as select distinct * from cell_problem")
        repeated.prepare(self.connection)
        self.connection.execute("create table dropped (fact bigint)")
        self.connection.execute(f"create table there as select f.fact as of_fact, t.* from {self._pairs()}")
        self.connection.execute(f"create temp view final as {self._final_sql()}")
        if any(key.table == self._table.name for key in self._table.foreign_keys):
            self._lay_out_itself()
        for number, part in enumerate(self._parts):
            self._drop_nothing(number, part)

    def _lay_out_itself(self) -> None:
        """Show the table as it would stand: its rows may refer to others of the same file."""
        table = self._table
        own, columns = quoted(table.name), listed(table.columns)
        self.connection.execute(
            f"create view {own} as select {columns} from final where refused = 0"
            f" union all select {columns} from current.main.{own}"
        )

    def _pairs(self) -> str:
        """Return the join of facts with the rows that the database has of them, the fewer ones on the right."""
        now = f"current.main.{quoted(self._table.name)}"
        stored = self.connection.execute(f"select count(*) from {now}").fetchall()[0][0]
        sides = (f"{now} as t", "facts as f") if stored > self._facts else ("facts as f", f"{now} as t")
        return f"{sides[0]} join {sides[1]} on {same(self._table.key, 'f', 't')}"

    def _final_sql(self) -> str:
        """Return the query for the facts as they would stand."""
        table = self._table
        key = [f"f.{quoted(name)} as {quoted(name)}" for name in table.key]
        rest = [field for field in table.fields if field.name not in table.key]
        values = [f"{self._value(field)} as {quoted(field.name)}" for field in rest]
        differs = [f"t.{quoted(field.name)} is distinct from {self._value(field)}" for field in rest]
        any_differs = f"t.of_fact is not null and ({' or '.join(differs) or 'false'}) as differs"
        return (
            f"select f.fact, f.line, f.part, f.refused, t.of_fact is null as is_new, {any_differs},"
            f" copy.fact is not null as is_copy, {', '.join([*key, *values])} from facts as f"
            " left join there as t on t.of_fact = f.fact left join copy on copy.fact = f.fact"
            " where not exists (from dropped where dropped.fact = f.fact)"
        )

    def _drop_nothing(self, number: int, part: Part) -> None:
        """Drop what a wide column would only erase where there is nothing: people write "-" for no value."""
        own = [name for name in part.own if name in self._table.columns]
        if own and "stage" not in part.sets:
            empty = " and ".join(f"{quoted(name)} is null" for name in own)
            known = f"refused & {self._mask(own)} = 0"
            self.connection.execute(
                f"insert into dropped select fact from final where part = {number} and is_new and {known} and {empty}"
            )

    def _value(self, field: Field) -> str:
        then = f"t.{quoted(field.name)}"
        kept = f"coalesce({_given(field)}, {then})"
        if field.name in DEFAULTS:
            kept = f"coalesce({kept}, case when t.of_fact is null then {literal(DEFAULTS[field.name])} end)"
        return f"case when f.erased & {self._bits[field.name]} > 0 then null else {kept} end"

    def _mask(self, columns: Sequence[str]) -> int:
        return sum(self._bits[name] for name in columns)

    def _settle_repeated(self) -> None:
        """Refuse facts that give one key several contents."""
        readable = f"refused & {self._mask(self._table.key)} = 0"
        self._add(
            (fact, self._table.key[0], "key_duplicate", "key_repeated", {"others": some(lines)})
            for fact, lines in repeated.find(self.connection, self._table, readable)
        )

    def _check_rules(self) -> None:
        """Ask what the contract asks of each row; what a refused cell would have said is not known."""
        rules = list(self._rules())
        relation = f"final as {quoted(self._table.name)}"
        counts = [f"count(*) filter (where {rule.condition})" for rule in rules if not rule.target]
        simple = iter(self.connection.execute(f"select {', '.join(counts)} from {relation}").fetchall()[0])
        for rule in rules:
            if not rule.target and not next(simple):
                continue
            known = f"refused & {self._mask(rule.columns)} = 0"
            found = self.connection.execute(
                f"select fact from {relation} where {known} and ({rule.condition}) order by fact"
            ).fetchall()
            details = {"field": "+".join(rule.columns), "target": rule.target}
            self._add((fact, rule.columns[-1], CODES[rule.kind], rule.kind, details) for (fact,) in found)

    def _rules(self) -> Iterator[Rule]:
        yield from (rule for rule in row_rules(self._table) if rule.kind in CODES)
        for field in self._table.fields:
            if field.upload_required and not field.required:
                empty = f"coalesce(cast({quoted(field.name)} as varchar), '') = ''"
                yield Rule("required", (field.name,), f"is_new and {empty}")

    def _check_rows(self) -> None:
        """Ask what takes more than one column or row."""
        for check in integrity_checks():
            if check.table == self._table.name and (check.severity == ERROR or check.name in CHECK_CODES):
                self._check_integrity(check.name, check.sql)
        if "updated_on" in self._table.columns:
            self._check_older()
        if "stage" in self._table.key and "class" in self._table.columns:
            self._check_class()

    def _check_integrity(self, name: str, sql: str) -> None:
        table, columns = self._table, listed(self._table.columns)
        contested = "select fact from repeated where contents > 1"
        rows = f"select {columns} from final where refused = 0 and not is_copy and fact not in ({contested})"
        if name in WHOLE:
            now = f"current.main.{quoted(table.name)}"
            rows += f" union all select {columns} from {now} as n anti join final as f on {same(table.key, 'n', 'f')}"
        self.connection.execute(
            f"create or replace temp table offending as"
            f" with {quoted(table.name)} as not materialized ({rows})"
            f" select row_key, column_name, value from ({sql})"
        )
        if self.connection.execute("select count(*) from offending").fetchall() == [(0,)]:
            return
        found = self.connection.execute(
            f"select fact, column_name, value from final as f join offending on {table.row_key_sql('f')} = row_key"
            " order by all"
        ).fetchall()
        code = CHECK_CODES.get(name, "value_not_allowed")
        self._add(
            (fact, field, code, "integrity", {"check": name, "found": value}) for fact, field, value in found
        )

    def _check_older(self) -> None:
        """Refuse rows that are older than what is stored: an old copy would undo newer reports."""
        table = self._table
        now = f"current.main.{quoted(table.name)}"
        found = self.connection.execute(
            f"select f.fact, t.updated_on from {now} as t join final as f on {same(table.key, 'f', 't')}"
            " where f.differs and left(f.updated_on, length(t.updated_on)) < left(t.updated_on, length(f.updated_on))"
            " order by f.fact"
        ).fetchall()
        self._add(
            (fact, "updated_on", "changed_meanwhile", "older", {"stored": then}) for fact, then in found
        )

    def _check_class(self) -> None:
        group = [name for name in self._table.key if name != "stage"]
        found = self.connection.execute(
            f"with mixed as (select {listed(group)}, string_agg(distinct class, '; ' order by class) as classes"
            f" from final where class <> '' group by all having count(distinct class) > 1)"
            f" select fact, classes from final as f join mixed as m on {same(group, 'f', 'm')}"
            " where class <> '' order by fact"
        ).fetchall()
        self._add(
            (fact, "class", "value_not_allowed", "class_differs", {"classes": said}) for fact, said in found
        )

    def _add(self, found: Iterator[tuple[int, str, str, str, dict[str, str]]]) -> None:
        """Write problems of facts down, each with the column and the cell as the person wrote them."""
        given = list(found)
        if not given:
            return
        lines = self._lines([fact for fact, *_rest in given])
        rows = []
        for fact, name, code, rule, details in given:
            line, part = lines[fact]
            place = self._parts[part].places.get(name, -1)
            header = self._sheet.headers[place] if place >= 0 else self._table.field(name).title(language())
            told_once = self._parts[part].sets.get(name) or self._constants.get(name, "")
            value = self._text(line, place) if place >= 0 else told_once
            told = json.dumps({"table": self._table.name, "field": name, **details})
            rows.append((line, place, name, header, value, code, rule, told, "[]"))
        self.add_rows(problem_rows(dict.fromkeys(rows)))

    def add_rows(self, rows: pa.Table) -> None:
        """Write problems down that are rows already."""
        self.connection.register("more", rows)
        self.connection.execute("insert into problem from more")
        self.connection.unregister("more")

    def _lines(self, facts: Sequence[int]) -> dict[int, tuple[int, int]]:
        self.connection.register("wanted", pa.table({"fact": pa.array(facts, pa.int64())}))
        found = self.connection.execute(
            "select fact, line, part from final semi join wanted using (fact)"
        ).fetchall()
        self.connection.unregister("wanted")
        return {fact: (line, part) for fact, line, part in found}

    def _text(self, line: int, place: int) -> str:
        if (line, place) in self._corrected:
            return self._corrected[line, place]
        if not hasattr(self, "_index"):
            self._index = {each: row for row, each in enumerate(self._sheet.rows[LINE].to_pylist())}
        return str(self._sheet.rows[cell_column(place)][self._index[line]].as_py())

    def _conclude(self) -> None:
        """Say for every line what becomes of it; a line with something wrong is rejected whole."""
        wrong = f"code not in ({', '.join(map(literal, WARNINGS))})"
        self.connection.execute(f"create table bad_line as select distinct line from problem where {wrong}")
        repeated.choose_copies(self.connection)
        status = (
            "case when line in (from bad_line) then 'rejected' when not any_new then 'unchanged'"
            " when all_new then 'added' else 'changed' end as status"
        )
        if not any(part.own for part in self._parts):  # each line is one fact
            facts = (
                "select line, not is_copy and (is_new or differs) as any_new, is_new as all_new from final"
            )
            self.connection.execute(f"create temp view outcome as select line, {status} from ({facts})")
            return
        self.connection.register("line", self._sheet.rows.select([LINE]))
        self.connection.execute(
            "create temp table written as select line, bool_and(is_new) as all_new,"
            " bool_or(is_new or differs) as any_new from final where not is_copy group by line"
        )
        facts = "select line, coalesce(any_new, false) as any_new, all_new from line left join written using (line)"
        self.connection.execute(f"create temp view outcome as select line, {status} from ({facts})")


def _given(field: Field) -> str:
    """Return what the file says of a column that is no part of the key; an empty text says nothing."""
    column = f"f.{quoted(field.name)}"
    return f"nullif({column}, '')" if field.sql_type == "varchar" else column
