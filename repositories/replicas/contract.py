"""What a table of the contract is, how raw values are normalised on the way in, and which tables an alias has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """A kind of value: its SQLite type, how a raw value `{v}` becomes it, and the words for a value that does not.

    `normalise` leaves a value that cannot be read in a shape that the STRICT target table refuses,
    except in lenient kinds, where it becomes NULL.
    """

    sql_type: str
    words: str
    normalise: str = "{v}"
    check: str = ""


_DAY = "substr({v}, 1, 10)"
_IS_A_DAY = f"date({_DAY}, '+0 days') = {_DAY}"  # which, unlike date() alone, moves 30 February
_WHOLE = "CAST(CAST({v} AS INTEGER) AS TEXT)"

INTEGER = Kind("INTEGER", "no whole number", "nullif({v}, '')")
REAL = Kind("REAL", "no number", "nullif({v}, '')", check="abs({c}) < 1e300")
TEXT = Kind("TEXT", "no text", "CASE WHEN typeof({v}) = 'blob' THEN {v} ELSE nullif(trim({v}), '') END")
FLAG = Kind("INTEGER", "neither 0 nor 1", "CASE lower({v}) WHEN 'true' THEN 1 WHEN 'false' THEN 0 ELSE {v} END", check="{c} IN (0, 1)")
MOMENT = Kind(
    "TEXT",
    "no date and time",
    f"CASE WHEN {{v}} IS NULL OR {{v}} = '' THEN NULL WHEN {_IS_A_DAY} THEN coalesce(datetime({{v}}), x'00') ELSE x'00' END",
)
LENIENT_INTEGER = Kind(
    "INTEGER",
    "no number",
    f"CASE WHEN {{v}} NOT GLOB '*[^0-9]*' AND {{v}} <> '' THEN CAST({{v}} AS INTEGER) "
    f"WHEN trim({{v}}) IN ({_WHOLE}, {_WHOLE} || '.0') THEN CAST({{v}} AS INTEGER) END",
)
LENIENT_DAY = Kind("TEXT", "no date", f"CASE WHEN {_IS_A_DAY} THEN {_DAY} END")


@dataclass(frozen=True)
class Column:
    """One column of the contract.

    `required`: a source without it is refused. `essential`: a row without a value in it is left out, and that is said.
    """

    name: str
    kind: Kind
    required: bool = True
    essential: bool = False

    def normalised(self, value: str) -> str:
        """The SQL expression that makes this column's value of the SQL expression `value`."""
        return self.kind.normalise.format(v=value)

    @property
    def ddl(self) -> str:
        """The column's definition in a STRICT table."""
        check = f' CONSTRAINT "{self.name}" CHECK ({self.kind.check.format(c=quoted(self.name))})' if self.kind.check else ""
        return f"{quoted(self.name)} {self.kind.sql_type}{' NOT NULL' if self.essential else ''}{check}"


@dataclass(frozen=True)
class Table:
    """One table of the contract; `key` is its primary key, and a table with two or more key columns has no rowid."""

    name: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    required: bool = True

    @property
    def ddl(self) -> str:
        """The statement that creates the table in a replica."""
        lines = [column.ddl for column in self.columns]
        if len(self.key) == 1:
            place = [column.name for column in self.columns].index(self.key[0])
            lines[place] += " PRIMARY KEY"
            return f"CREATE TABLE {quoted(self.name)} ({', '.join(lines)}) STRICT"
        key = ", ".join(quoted(name) for name in self.key)
        return f"CREATE TABLE {quoted(self.name)} ({', '.join(lines)}, PRIMARY KEY ({key})) WITHOUT ROWID, STRICT"

    def present(self, available: Sequence[str]) -> list[tuple[Column, str]]:
        """The columns that a source has, each with the source's own spelling of its name."""
        spelling = {name.lower(): name for name in available}
        return [(column, spelling[column.name.lower()]) for column in self.columns if column.name.lower() in spelling]

    def missing_columns(self, available: Sequence[str]) -> list[str]:
        """The required columns that a source with the columns `available` lacks."""
        have = {name.lower() for name in available}
        return [column.name for column in self.columns if column.required and column.name.lower() not in have]

    def copy_sql(self, available: Sequence[str], schema: str) -> str:
        """INSERT ... SELECT from the table of that name in an attached schema, whose columns are `available`.

        It normalises values, leaves out rows without an essential value, lets one of equal keys win, and inserts in the order
        in which a table without rowid is stored. Columns that are not available stay NULL.
        """
        pairs = [(column, quoted(name)) for column, name in self.present(available)]
        names = ", ".join(quoted(column.name) for column, _ in pairs)
        values = ", ".join(column.normalised(raw) for column, raw in pairs)
        kept = " AND ".join(f"{column.normalised(raw)} IS NOT NULL" for column, raw in pairs if column.essential) or "1"
        ordered = f" ORDER BY {', '.join(str(place) for place in range(1, len(self.key) + 1))}" if len(self.key) > 1 else ""
        into = f"INSERT OR REPLACE INTO main.{quoted(self.name)} ({names})"
        return f"{into} SELECT {values} FROM {schema}.{quoted(self.name)} WHERE {kept}{ordered}"  # noqa: S608 - quoted names


def quoted(name: str) -> str:
    """An identifier as SQL wants it, whatever it holds."""
    return '"' + name.replace('"', '""') + '"'


def missing_from(tables: Sequence[Table], available: Mapping[str, Sequence[str]]) -> str | None:
    """What the contract demands and a source lacks, as the end of a sentence; None when nothing is missing.

    `available`: the source's column names by lower-case table name.
    """
    for table in tables:
        columns = available.get(table.name.lower())
        if columns is None:
            if table.required:
                return f"table '{table.name}' is missing"
            continue
        missing = table.missing_columns(columns)
        if missing:
            return f"table '{table.name}' has no column {' and no column '.join(repr(name) for name in missing)}"
    return None
