"""Claims in one line each say what their passages say."""

from pathlib import Path

import pytest

from stemmata.ledger import Ledger
from stemmata.model import Claim
from tests.ledger.invented import CLAIMS, LINKED, NOON, rich


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = rich(tmp_path / "case")
    with Ledger.open(folder, write=True) as ledger, ledger.transaction():
        ledger.keep_linked(LINKED, at_utc=NOON)
    return folder


def counted(claim: Claim, outlets: dict[str, str | None]) -> tuple[object, ...]:
    articles = {o.passage.article for o in claim.occurrences}
    named = {outlets[article] for article in articles} - {None}
    denials = sum(o.stance == "denies" for o in claim.occurrences)
    seen = (len(claim.contradicts), claim.circular, claim.first_seen)
    return (
        *(claim.id, claim.text, len(articles), len(named)),
        *(len(claim.origins), claim.origins_range, denials, *seen),
    )


def test_a_line_says_what_the_whole_claim_says(case: Path) -> None:
    with Ledger.open(case) as ledger:
        titles = ledger.titles({o.passage.article for c in CLAIMS for o in c.occurrences})
        outlets = {title.article: title.outlet for title in titles.values()}
        lines = [
            (
                *(line.id, line.text, line.articles, line.outlets, line.origins),
                *(line.origins_range, line.denials, line.contradicts),
                *(line.circular, line.first_seen),
            )
            for line in ledger.claim_lines()
        ]
        assert lines == [counted(claim, outlets) for claim in CLAIMS]
        assert [line.id for line in ledger.lines_of([CLAIMS[1].id, "clm:none"])] == [CLAIMS[1].id]


def test_lines_come_a_page_at_a_time_and_narrowed(case: Path) -> None:
    with Ledger.open(case) as ledger:
        assert [line.id for line in ledger.claim_lines(limit=1, offset=1)] == [CLAIMS[1].id]
        assert [line.id for line in ledger.claim_lines(circular=True)] == [
            claim.id for claim in CLAIMS if claim.circular
        ]
        against = [claim.id for claim in CLAIMS if claim.contradicts]
        assert [line.id for line in ledger.claim_lines(contradicted=True)] == against
        assert ledger.count_claims(contradicted=True) == len(against)
