"""Whatever is typed, search answers, and its spans are the words found."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemmata.ledger import Ledger
from tests.ledger.invented import TEXT, item, made


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    odd = [
        item(5, TEXT + " \0 Zürich \ud800 \U0010ffff harbour"),
        item(6, TEXT + " harbour AND market"),
    ]
    folder = made(tmp_path_factory.mktemp("search") / "case", [*map(item, range(4)), *odd])
    with Ledger.open(folder) as opened:
        yield opened


def found(ledger: Ledger, query: str, limit: int = 9) -> list[tuple[str, ...]]:
    """The words of each hit, sliced from the article as it came."""
    articles = [(ledger.exhibit(hit.article), hit) for hit in ledger.search(query, limit=limit)]
    return [exhibit.reading.article.quote(hit.spans) for exhibit, hit in articles if exhibit]


def test_spans_are_the_words_found(ledger: Ledger) -> None:
    hits = found(ledger, "bridge")
    assert len(hits) == 6
    assert set(hits) == {("Bridge", "bridge")}


def test_every_word_must_be_there(ledger: Ledger) -> None:
    assert found(ledger, "unsafe market") == [("unsafe", "market")]
    assert found(ledger, "unsafe nowhere") == []


def test_a_quoted_phrase_is_found_as_one(ledger: Ledger) -> None:
    assert found(ledger, '"bridge 3 is unsafe"') == [("bridge 3 is unsafe",)]
    assert found(ledger, '"unsafe bridge"') == []


def test_operators_are_words(ledger: Ledger) -> None:
    assert found(ledger, "harbour AND market") == [("harbour", "AND", "market")]
    assert found(ledger, "harbour OR bridge") == []
    assert found(ledger, "text:bridge*") == []


def test_accents_do_not_hide_a_word_and_odd_characters_do_not_move_it(ledger: Ledger) -> None:
    assert found(ledger, "zurich harbour") == [("Zürich", "harbour")]


def test_no_more_than_the_limit_come(ledger: Ledger) -> None:
    assert len(found(ledger, "bridge", limit=2)) == 2


def test_hits_say_what_was_found(ledger: Ledger) -> None:
    (hit,) = ledger.search("market", limit=9)
    assert (hit.outlet, hit.published, hit.title) == (
        "Vellmar Courier",
        "2031-01-02",
        "Bridge 6 closed",
    )


@given(st.text(st.characters(exclude_categories=())) | st.text('"*^:-+(){}ANDORNEAR \0\ud800é'))
@settings(max_examples=300, deadline=None)
def test_no_query_is_an_error(ledger: Ledger, query: str) -> None:
    assert isinstance(ledger.search(query, limit=3), list)


@pytest.mark.parametrize("query", ["", " ", '"', '""', "-", '" - "', "(", "AND", "^", "\0"])
def test_a_query_without_a_word_finds_nothing(ledger: Ledger, query: str) -> None:
    assert all(hit.spans for hit in ledger.search(query, limit=3))


@pytest.mark.parametrize("table", ["article", "claim"])
def test_datasette_finds_the_full_text_index_of_a_table_by_itself(
    ledger: Ledger, table: str
) -> None:
    # As Datasette 0.65 looks for it (datasette.utils.detect_fts), joining by rowid.
    sql = "SELECT name FROM sqlite_schema WHERE rootpage = 0 AND sql LIKE ?"
    pattern = f'%VIRTUAL TABLE%USING FTS%content="{table}"%'
    assert ledger._database.one(sql, (pattern,)) == (f"{table}_fts",)
    found = f"""
        SELECT count(*) FROM {table} WHERE rowid IN
        (SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH 'harbour')"""
    assert ledger._database.one(found) == (2 if table == "article" else 0,)
