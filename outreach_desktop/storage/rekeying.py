"""The database of the next generation: every page under another key, every restricted text sealed anew."""

import hashlib
from collections.abc import Callable, Iterator, Mapping

from ..domain.progress import Progress
from ..domain.sealing import SealedPlace, Sealer
from .database import Database, Row

_AT_ONCE = 200
Each = Callable[[str, Row, str], bytes]


def sealed_columns(db: Database) -> dict[str, list[str]]:
    """Return the columns with restricted texts by table: the BLOBs of tables that hold records.

    Read from the database itself, so that no kind of record can be forgotten.
    """
    sql = """
        SELECT t.name AS "table", c.name AS "column"
          FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c
         WHERE t.type = 'table' AND c.type = 'BLOB'
           AND 2 = (SELECT count(*) FROM pragma_table_info(t.name) WHERE name IN ('uid', 'version'))
         ORDER BY 1, 2
    """
    found: dict[str, list[str]] = {}
    for row in db.rows(sql):
        found.setdefault(row["table"], []).append(row["column"])
    return found


def seal_anew(db: Database, old: Sealer, progress: Progress) -> bytes:
    """Open every restricted text with the `old` sealer and seal it with that of `db`.

    Returns a hash over all of them as they were and as they are, for the log. Raises `SealDamaged`.
    """
    hashed = hashlib.sha256()

    def renew(table: str, row: Row, name: str) -> bytes:
        place = SealedPlace(table, row["uid"], name, row["version"])
        sealed = db.sealer.seal(old.open(bytes(row[name]), place), place)
        hashed.update(hashlib.sha256(bytes(row[name])).digest() + hashlib.sha256(sealed).digest())
        return sealed

    for table, names, rows in _batches(db, progress):
        settings = ", ".join(f"{name} = :{name}" for name in names)
        changed: list[Mapping[str, object]] = [
            {"id": row["id"]} | {name: renew(table, row, name) for name in names} for row in rows
        ]
        db.execute_many(f"UPDATE {table} SET {settings} WHERE id = :id", changed)
    return hashed.digest()


def open_all(db: Database, progress: Progress) -> None:
    """Open every restricted text; raises `SealDamaged`."""
    for table, names, rows in _batches(db, progress):
        for row in rows:
            for name in names:
                db.sealer.open(bytes(row[name]), SealedPlace(table, row["uid"], name, row["version"]))


def _batches(db: Database, progress: Progress) -> Iterator[tuple[str, list[str], list[Row]]]:
    columns = sealed_columns(db)
    ids = {table: db.ids(f"SELECT id FROM {table} ORDER BY id") for table in columns}
    total, done = sum(map(len, ids.values())), 0
    for table, names in columns.items():
        for first in range(0, len(ids[table]), _AT_ONCE):
            wanted = ids[table][first : first + _AT_ONCE]
            sql = f"SELECT id, uid, version, {', '.join(names)} FROM {table} WHERE id BETWEEN :first AND :last"
            progress(done, total)
            yield table, names, db.rows(sql, first=wanted[0], last=wanted[-1])
            done += len(wanted)
    progress(total, total)


def sealed_digest(db: Database, columns: Mapping[str, list[str]]) -> bytes:
    """Return a hash over all sealed texts of these columns with what they are bound to, without opening any."""
    hashed = hashlib.sha256()
    for table, names in columns.items():
        for row in db.each(f"SELECT uid, version, {', '.join(names)} FROM {table} ORDER BY uid"):
            bound = f"{table} {row['uid']} {row['version']}".encode()
            hashed.update(b"".join(hashlib.sha256(part).digest() for part in (bound, *(bytes(row[n]) for n in names))))
    return hashed.digest()


def row_counts(db: Database) -> Mapping[str, int]:
    """Return how many rows each table has that holds rows of its own."""
    sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 AND name NOT LIKE 'sqlite_%'"
    return {row["name"]: db.value(f'SELECT count(*) FROM "{row["name"]}"') for row in db.rows(sql)}


# What is made anew from other tables, or changes by itself while a vault is brought up to date.
_MADE_ANEW = {"person_summary", "tally", "tallied", "counting", "month_persons", "backup", "backup_work"}


def kept_counts(db: Database) -> Mapping[str, int]:
    """Return how many rows each table has whose rows nobody may lose; a new kind of table is among them."""
    return {name: count for name, count in row_counts(db).items() if name not in _MADE_ANEW and "_text_" not in name}
