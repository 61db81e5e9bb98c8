"""Which tables and columns a remote original has, and how each table is walked through."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from domain.errors import SyncFailed
from repositories.replicas.contract import Table, quoted
from repositories.replicas.sources.remote.packed import RemoteTable
from repositories.replicas.sources.remote.wire import Answer, Refusal, Statement

TABLES = Statement(
    "SELECT t.name, t.wr, c.name, c.pk FROM pragma_table_list AS t JOIN pragma_table_info(t.name) AS c "
    "WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY t.name, c.cid"
)
_ROWID_NAMES = ("rowid", "_rowid_", "oid")


@dataclass(frozen=True)
class RemoteSchema:
    """The tables of a remote: columns as they are spelled there, by lower-case table name."""

    columns: Mapping[str, list[str]]
    spelling: Mapping[str, str]
    keys: Mapping[str, tuple[str, ...]]
    without_rowid: frozenset[str]

    def wanted(self, table: Table) -> RemoteTable:
        """The remote's part of a table of the contract."""
        name = table.name.lower()
        have = {column.lower() for column in self.columns[name]}
        rowid = next((alias for alias in _ROWID_NAMES if alias not in have), None)
        columns = tuple(spelled for _, spelled in table.present(self.columns[name]))
        return RemoteTable(self.spelling[name], columns, None if name in self.without_rowid else rowid, self.keys[name])

    def sizes(self, tables: Iterable[Table]) -> Statement:
        """Rows and highest row id of each table."""
        present = [self.wanted(table) for table in tables if table.name.lower() in self.columns]
        parts = [
            f"SELECT {number}, count(*), {f'max({table.rowid})' if table.rowid else '0'} FROM {quoted(table.name)}"  # noqa: S608
            for number, table in enumerate(present)
        ]
        return Statement(" UNION ALL ".join(parts))

    def holds_rows(self, tables: Sequence[Table]) -> Statement:
        """Whether any of the tables holds a row."""
        present = [quoted(self.spelling[table.name.lower()]) for table in tables if table.name.lower() in self.columns]
        parts = [f"EXISTS (SELECT 1 FROM {name})" for name in present]  # noqa: S608 - quoted above
        return Statement(f"SELECT {' OR '.join(parts) or '0'}")


def read_schema(host: str, result: Answer | Refusal) -> RemoteSchema:
    """What `TABLES` gave.

    Raises:
        SyncFailed: the server refused, or holds no tables.
    """
    if isinstance(result, Refusal):
        raise SyncFailed(f"{host} does not tell its tables: {result.message}.")
    if not result.rows:
        raise SyncFailed(f"{host} is empty: it holds no tables.")
    columns: dict[str, list[str]] = {}
    spelling: dict[str, str] = {}
    keys: dict[str, list[tuple[int, str]]] = {}
    without_rowid = set()
    for table, wr, column, pk in result.rows:
        name = str(table).lower()
        spelling[name] = str(table)
        columns.setdefault(name, []).append(str(column))
        if pk:
            keys.setdefault(name, []).append((int(str(pk)), str(column)))
        if wr:
            without_rowid.add(name)
    ordered = {name: tuple(column for _, column in sorted(keys.get(name, []))) for name in columns}
    return RemoteSchema(columns, spelling, ordered, frozenset(without_rowid))
