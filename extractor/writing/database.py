"""sqlite and duckdb: tables that grow from run to run, an article's rows replaced as a whole."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from extractor.errors import MissingExtraError, OutputError
from extractor.writing.block import Block
from extractor.writing.rows import Row
from extractor.writing.schema import BOOLEAN, CATEGORY, DATE, INTEGER, NUMBER, STRING, TABLES, Table

SQL_TYPES = {STRING: "TEXT", INTEGER: "BIGINT", NUMBER: "DOUBLE", BOOLEAN: "BOOLEAN", DATE: "DATE", CATEGORY: "TEXT"}
# Which block of which run an article or failure came from, so that a second run neither doubles nor reloads it.
_LOADED = "CREATE TABLE IF NOT EXISTS loaded (name TEXT NOT NULL, failed BOOLEAN NOT NULL, block TEXT NOT NULL, run TEXT NOT NULL)"
_CHUNK = 400


class Database:
    """What both databases share: their SQL is the same. ``run`` names the inputs, whose removed articles go on commit."""

    def __init__(self, path: Path, run: str) -> None:
        self.path, self._run = path, run
        self._blocks: set[str] = set()
        with self._told():
            self._db = self._connect()
            for table in TABLES.values():
                self._db.execute(_create(table))
            self._db.execute(_LOADED)
            self._db.execute("CREATE INDEX IF NOT EXISTS loaded_name ON loaded (name)")
            self._db.execute("CREATE INDEX IF NOT EXISTS loaded_block ON loaded (block)")

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """Errors of the database as OutputError."""
        try:
            yield
        except self._error() as error:
            reason = str(error).split("\n")[0]
            advice = "Close what has it open, or move that file away, and run again."
            raise OutputError(f"{self.path}: {reason}.", advice, code="E320") from error

    def _error(self) -> type[Exception]:
        raise NotImplementedError

    def _connect(self) -> Any:
        raise NotImplementedError

    def _insert(self, table: Table, rows: Sequence[Row]) -> None:
        raise NotImplementedError

    def add(self, block: Block) -> None:
        """Load a block in one transaction, unless it is there."""
        self._blocks.add(block.key)
        names = [(a["id"], False) for a in block.articles] + [(f["path"], True) for f in block.failures]
        if sorted(names) == sorted((n, bool(f)) for n, f in self._all("SELECT name, failed FROM loaded WHERE block = ?", [block.key])):
            return
        with self._told(), self._transaction():
            self._remove([n for n, failed in names if not failed], failed=False)
            self._remove([n for n, failed in names if failed], failed=True)
            for name, table in TABLES.items():
                if rows := block.rows(name):
                    self._insert(table, rows)
            self._db.executemany("INSERT INTO loaded VALUES (?, ?, ?, ?)", [(n, f, block.key, self._run) for n, f in names])

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN TRANSACTION")
        try:
            yield
        except BaseException:
            with contextlib.suppress(Exception):
                self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def _all(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        return list(self._db.execute(sql, list(parameters)).fetchall())

    def _remove(self, names: Sequence[str], *, failed: bool) -> None:
        for at in range(0, len(names), _CHUNK):
            chunk = list(names[at : at + _CHUNK])
            marks = ", ".join("?" * len(chunk))
            if not self._all(f"SELECT 1 FROM loaded WHERE failed = ? AND name IN ({marks}) LIMIT 1", [failed, *chunk]):
                continue
            for table in TABLES.values():
                if (table.name == "failures") == failed:
                    self._db.execute(f"DELETE FROM {table.name} WHERE {table.key[0]} IN ({marks})", chunk)
            self._db.execute(f"DELETE FROM loaded WHERE failed = ? AND name IN ({marks})", [failed, *chunk])

    def commit(self) -> None:
        """Take out what this run's inputs no longer hold, and index."""
        with self._told():
            gone = [b for (b,) in self._all("SELECT DISTINCT block FROM loaded WHERE run = ?", [self._run]) if b not in self._blocks]
            with self._transaction():
                for block in gone:
                    for failed in (False, True):
                        names = self._all("SELECT name FROM loaded WHERE block = ? AND failed = ?", [block, failed])
                        self._remove([n for (n,) in names], failed=failed)
            for table in TABLES.values():
                for column in (*table.key[:1], *table.indexed):
                    self._db.execute(f"CREATE INDEX IF NOT EXISTS {table.name}_{column} ON {table.name} ({column})")
            self._db.close()

    def abort(self) -> None:
        """Close; whole blocks stay and are not loaded again."""
        self._db.close()


def _create(table: Table) -> str:
    columns = ", ".join(f'"{c.name}" {SQL_TYPES[c.type]}{" NOT NULL" if c.required else ""}' for c in table.columns)
    return f"CREATE TABLE IF NOT EXISTS {table.name} ({columns})"


class Sqlite(Database):
    """``extractor.sqlite``."""

    def __init__(self, folder: Path, run: str) -> None:
        super().__init__(folder / "extractor.sqlite", run)

    def _error(self) -> type[Exception]:
        return sqlite3.Error

    def _connect(self) -> Any:
        return sqlite3.connect(self.path, isolation_level=None)

    def _insert(self, table: Table, rows: Sequence[Row]) -> None:
        marks = ", ".join("?" * len(table.columns))
        self._db.executemany(f"INSERT INTO {table.name} VALUES ({marks})", rows)


class DuckDb(Database):
    """``extractor.duckdb``."""

    def __init__(self, folder: Path, run: str) -> None:
        try:
            import duckdb  # noqa: F401
            import pyarrow  # noqa: F401 - rows go in as Arrow tables
        except ImportError as error:
            raise MissingExtraError.of("Writing duckdb", "tables") from error
        super().__init__(folder / "extractor.duckdb", run)

    def _error(self) -> type[Exception]:
        import duckdb

        error: type[Exception] = duckdb.Error
        return error

    def _connect(self) -> Any:
        import duckdb

        db = duckdb.connect(str(self.path))
        db.execute("SET memory_limit = '1GB'")
        db.execute("SET threads = 1")
        return db

    def _insert(self, table: Table, rows: Sequence[Row]) -> None:
        from extractor.writing.columns import arrow_table

        self._db.register("block", arrow_table(table, rows))
        try:
            self._db.execute(f"INSERT INTO {table.name} SELECT * FROM block")
        finally:
            with contextlib.suppress(Exception):
                self._db.unregister("block")
