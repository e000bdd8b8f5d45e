"""The articles of a case as a list."""

from stemmata.ledger import Ledger, MonthCount
from tests.ledger.invented import item, made, rich


def test_articles_are_listed_by_date_and_narrowed_by_outlet_and_month(tmp_path):
    with Ledger.open(made(tmp_path / "case", map(item, range(6)))) as ledger:
        every = ledger.headings(limit=10)
        assert [heading.published for heading in every] == sorted(h.published or "" for h in every)
        assert ledger.headings(limit=2, offset=2) == every[2:4]
        courier = ledger.headings(outlet="Vellmar Courier", month="2031-02", limit=10)
        assert [heading.title for heading in courier] == ["Bridge 4 closed"]
        assert ledger.headings(outlet="", limit=10) == []


def test_headings_count_the_rows_of_the_current_reading(tmp_path):
    with Ledger.open(rich(tmp_path / "case")) as ledger:
        (first, *_) = ledger.headings(limit=1)
        assert first.attributions == 2
        assert ledger.headings_of([first.article, "art:none"]) == {first.article: first}


def test_months_count_every_article_once(tmp_path):
    with Ledger.open(made(tmp_path / "case", map(item, range(6)))) as ledger:
        counts = ledger.months()
        assert sum(count.articles for count in counts) == 6
        assert MonthCount("Vellmar Courier", "2031-01", 1) in counts
