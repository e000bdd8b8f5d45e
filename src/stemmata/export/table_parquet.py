"""One attribution a row as Parquet, typed: words and spans are lists, scores are numbers."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from stemmata.export.cells import printable
from stemmata.export.columns import COLUMNS, Column
from stemmata.export.evidence import Evidence
from stemmata.export.rows import Row, rows_of

if TYPE_CHECKING:
    from pyarrow import DataType

__all__ = ["write"]

ROWS_AT_ONCE = 20_000  # a row group: some tens of megabytes, what Parquet readers work best with

TABLE_COLUMNS = (
    *COLUMNS,
    Column(
        "content_utf8",
        "ranges",
        lambda row: row.content.utf8,
        "pieces in bytes of the article's text as UTF-8, which is how Arrow keeps it",
    ),
    Column("text", "text", lambda row: row.exhibit.reading.article.text, "the article's text"),
)


def write(case: Evidence, out: BinaryIO) -> None:
    """Write the table; each column's meaning stands in its metadata."""
    import pyarrow as pa
    from pyarrow import parquet

    types = _types()
    schema = pa.schema(
        [pa.field(c.name, types[c.kind], metadata={"about": c.about}) for c in TABLE_COLUMNS],
        metadata={"case": case.name, "generator": case.generator, "exported": case.exported_utc},
    )
    rows = (row for exhibit in case.exhibits() for row in rows_of(exhibit))
    with parquet.ParquetWriter(out, schema, compression="zstd") as table:
        for some in iter(lambda: list(islice(rows, ROWS_AT_ONCE)), []):
            arrays = [
                pa.array([_value(column, row) for row in some], types[column.kind])
                for column in TABLE_COLUMNS
            ]
            table.write_batch(pa.record_batch(arrays, schema=schema))


def _types() -> "dict[str, DataType]":
    import pyarrow as pa

    whole = pa.int64()
    return {
        "text": pa.string(),
        "number": whole,
        "score": pa.float64(),
        "words": pa.list_(pa.string()),
        "ranges": pa.list_(pa.struct([("start", whole), ("end", whole)])),
    }


def _value(column: Column, row: Row) -> Any:
    return _typed(column.get(row)) if row.attribution else _of_article(column, row)


def _of_article(column: Column, row: Row) -> Any:
    """Null and not an empty list where there is no attribution at all."""
    return _typed(column.get(row)) if column.kind in ("text", "number") else None


def _typed(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, tuple):
        return list(_pieces(value))
    return value


def _pieces(pieces: tuple[Any, ...]) -> Iterator[Any]:
    for piece in pieces:
        yield printable(piece) if isinstance(piece, str) else {"start": piece[0], "end": piece[1]}
