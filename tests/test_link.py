"""Linking a case: the same whenever it is done, and what people judged holds."""

import random
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from stemmata.errors import InputError, UsageError
from stemmata.ids import id_of
from stemmata.ledger import Anchor, Ledger, words_of
from stemmata.ledger.anchors import place_of
from stemmata.model import Claim, Reading, Span
from stemmata.pipeline.judge import judge, judged, withdraw
from stemmata.pipeline.link import OUTLETS, link
from stemmata.pipeline.standing import Standing
from tests.adding import PlainReader
from tests.linking import NOON, READINGS, SHELLED, WordEmbedder, kept, linked, report


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = kept(tmp_path / "case")
    linked(folder)
    return folder


def claims(case: Path) -> list[Claim]:
    with Ledger.open(case) as ledger:
        return list(ledger.claims())


def claim_with(case: Path, words: str) -> Claim:
    return next(claim for claim in claims(case) if words in claim.text)


def derived(case: Path) -> list[tuple[object, ...]]:
    """All rows that linking makes."""
    with closing(sqlite3.connect(case / "ledger.db")) as db:
        return [
            row
            for table in ("claim", "occurrence", "origin", "link", "copy", "actor", "redirect")
            for row in db.execute(f"SELECT * FROM {table} ORDER BY 1, 2")
        ]


def mismatches(case: Path) -> list[str]:
    with Ledger.open(case) as ledger:
        return [found.record for found in ledger.check()]


def judged_by(case: Path, verdict: str, a: list[str], b: list[str]) -> str:
    who = {"who": "Ida Voss", "why": "read both", "now": lambda: NOON}
    return judge(case, verdict, a, b, **who).id  # type: ignore[arg-type]


def standings(case: Path) -> list[Standing]:
    return judged(case)


def test_claims_carry_their_origins_and_contradictions(case: Path) -> None:
    one, other = claim_with(case, "27 dockers"), claim_with(case, "31 dockers")
    assert len(one.occurrences) == 2
    assert {o.name for o in one.origins} >= {"Harbour Watch Network"}
    assert one.contradicts == (other.id,)
    assert claims(case)[0] == one


def test_linking_again_changes_nothing(case: Path) -> None:
    before = derived(case)
    linked(case)
    assert derived(case) == before
    assert mismatches(case) == []


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_adding_makes_no_difference(case: Path, tmp_path: Path, seed: int) -> None:
    shuffled = list(READINGS)
    random.Random(seed).shuffle(shuffled)
    other = kept(tmp_path / "other", shuffled)
    linked(other)
    assert derived(other) == derived(case)


def test_an_article_elsewhere_changes_no_other_claim(case: Path) -> None:
    before = {claim.id: claim for claim in claims(case)}
    kept(case, [report("Moor Times", "the Lyre Club", "a violin of 1712 was found in an attic")])
    linked(case)
    after = {claim.id: claim for claim in claims(case)}
    assert before.items() < after.items()


def test_added_articles_make_claims_stale_and_judgements_then_wait_too(case: Path) -> None:
    def stale() -> bool:
        with Ledger.open(case) as ledger:
            linking = ledger.linking()
        assert linking is not None
        return linking.stale

    assert not stale()
    kept(case, [report("Moor Times", "the Lyre Club", "a violin of 1712 was found in an attic")])
    assert stale()
    linked(case)
    assert not stale()
    judged_by(case, "different", [claims(case)[0].occurrences[0].id], [])
    assert not stale()
    kept(case, [report("Quay Radio", "the Lyre Club", "a drum of 1690 was found in a cellar")])
    judged_by(case, "same", [claims(case)[0].id], [claims(case)[1].id])
    assert stale()


def test_vectors_are_made_once(tmp_path: Path) -> None:
    folder, embedder = kept(tmp_path / "case"), WordEmbedder()
    first = linked(folder, embedder)
    assert first.embedded == embedder.asked > 0
    assert linked(folder, embedder).embedded == 0
    assert embedder.asked == first.embedded


def test_vectors_made_during_add_are_those_that_linking_asks_for(tmp_path: Path) -> None:
    from stemmata.pipeline.add import Kept, add

    page, embedder = tmp_path / "note.txt", WordEmbedder()
    page.write_text("The dam at Orvel held, the water board said on Monday.")
    outcomes = add(
        tmp_path / "case", [str(page)], PlainReader(), now=lambda: NOON, embedder=lambda: embedder
    )
    (outcome,) = outcomes
    assert isinstance(outcome, Kept)
    assert outcome.texts == embedder.asked > 0
    assert linked(tmp_path / "case", embedder).embedded == 0


def test_an_old_id_leads_to_the_claim_that_has_its_passages(case: Path) -> None:
    old = claim_with(case, "27 dockers")
    earlier = report("Pier News", "the Vessin Hospital", SHELLED, "2031-03-03")
    kept(case, [earlier])
    linked(case)
    new = claim_with(case, "27 dockers")
    assert new.id != old.id
    linked(case)
    with Ledger.open(case) as ledger:
        assert ledger.claim(old.id) == new
        assert ledger.claim("clm:none") is None


def test_a_person_can_part_what_was_joined_and_take_it_back(case: Path) -> None:
    together = claim_with(case, "27 dockers")
    parting = judged_by(case, "different", [together.occurrences[0].id], [])
    linked(case)
    assert all(len(claim.occurrences) == 1 for claim in claims(case))
    withdraw(case, parting, who="Ida Voss", why="misread", now=lambda: NOON)
    linked(case)
    assert claim_with(case, "27 dockers") == together
    assert [one.state for one in standings(case)] == ["withdrawn", "in force"]


def test_a_person_can_join_whole_claims(case: Path) -> None:
    a, b = claim_with(case, "27 dockers"), claim_with(case, "cheese")
    judged_by(case, "same", [a.id], [b.id])
    linked(case)
    with Ledger.open(case) as ledger:
        joined = ledger.claim(a.id)
        assert joined is not None
        assert len(joined.occurrences) == 3
        assert ledger.claim(b.id) == joined


def test_a_newer_judgement_retires_an_older_one_and_both_are_kept(case: Path) -> None:
    a, b = (o.id for o in claim_with(case, "27 dockers").occurrences)
    judged_by(case, "different", [a], [b])
    judged_by(case, "same", [b], [a])
    linked(case)
    assert [one.state for one in standings(case)] == ["retired", "in force"]
    assert len(claim_with(case, "27 dockers").occurrences) == 2


def shifted(reading: Reading, words: int) -> Reading:
    """The same article read by others: without the first words of its content."""
    row = reading.attributions[0]
    (content,) = row.content
    start = content.start
    for _ in range(words):
        start = reading.article.text.index(" ", start) + 1
    moved = replace(row, id=id_of("att", "again", row.id), content=(Span(start, content.end),))
    text = reading.article.text[content.start : start]
    left = tuple(
        replace(reading.unread[0], span=Span(content.start + i, content.start + i + 1))
        for i, c in enumerate(text)
        if not c.isspace()
    )
    return replace(
        reading, weights="others", attributions=(moved,), unread=(*left, *reading.unread)
    )


def test_judgements_survive_another_reading(case: Path) -> None:
    judged_by(case, "different", [claim_with(case, "27 dockers").occurrences[0].id], [])
    kept(case, [shifted(READINGS[0], 2)])
    linked(case)
    (one,) = standings(case)
    assert one.state == "in force"
    assert one.lost == ()
    assert all(len(claim.occurrences) == 1 for claim in claims(case))


def test_a_judgement_whose_passage_is_read_no_longer_is_listed(case: Path) -> None:
    judged_by(case, "different", [claim_with(case, "27 dockers").occurrences[0].id], [])
    kept(case, [shifted(READINGS[0], 12)])
    made = linked(case)
    (one,) = made.lost
    assert one.state == "lost"
    assert [words_of(anchor) for anchor in one.lost] == [SHELLED]


def test_in_a_text_cleaned_anew_the_words_are_found_by_what_stands_around_them() -> None:
    old = "The mayor said so. The port was hit. The baker said so. The port was hit. Nobody slept."
    second = Span(56, 73)
    words, before, after = old[second.start : second.end], old[40:56], old[73:]
    anchor = Anchor("art:1", second, words, before, after, "occ:1")
    assert place_of(anchor, old) == second
    assert place_of(anchor, "Share this. " + old) == Span(68, 85)
    assert place_of(anchor, "The port was hit. " + old[:35]) is not None
    assert place_of(anchor, "The port was spared.") is None


def test_what_cannot_be_judged_is_said(case: Path) -> None:
    claim = claim_with(case, "cheese")
    with pytest.raises(UsageError, match="no claim or occurrence"):
        judged_by(case, "same", ["clm:none"], [claim.id])
    with pytest.raises(UsageError, match="nothing to judge"):
        judged_by(case, "different", [claim.occurrences[0].id], [])
    with pytest.raises(UsageError, match="no judgement"):
        withdraw(case, "jdg:none", who="x", why="y", now=lambda: NOON)


def tampered(case: Path, sql: str) -> list[str]:
    with closing(sqlite3.connect(case / "ledger.db")) as db:
        (trigger,) = db.execute("SELECT sql FROM sqlite_schema WHERE name = 'judgement_is_kept'")
        db.execute("DROP TRIGGER judgement_is_kept")
        db.execute(sql)
        db.execute(*trigger)
        db.commit()
    return mismatches(case)


@pytest.mark.parametrize("column", ["id", "verdict", "a", "b", "who", "why", "withdraws"])
def test_a_changed_judgement_is_found(case: Path, column: str) -> None:
    judged_by(case, "different", [claim_with(case, "27 dockers").occurrences[0].id], [])
    assert mismatches(case) == []
    (record,) = tampered(case, f"UPDATE judgement SET {column} = '[]'")
    assert record.startswith("judgement of log entry")


def test_changed_claims_are_found_and_harmless(case: Path) -> None:
    assert tampered(case, "UPDATE origin SET name = 'the mayor'") == ["claims"]
    linked(case)
    assert mismatches(case) == []


def test_the_ledger_keeps_judgements(case: Path) -> None:
    judged_by(case, "different", [claim_with(case, "27 dockers").occurrences[0].id], [])
    with closing(sqlite3.connect(case / "ledger.db")) as db:
        for sql in ("DELETE FROM judgement", "UPDATE judgement SET why = ''"):
            with pytest.raises(sqlite3.IntegrityError, match="only appends"):
                db.execute(sql)


def test_outlets_of_the_case_are_known(case: Path) -> None:
    own = '{"name": "Bay Herald", "kind": "newspaper", "aliases": ["Harbour Watch Network"]}'
    (case / OUTLETS).write_text(own)
    linked(case)
    assert claim_with(case, "27 dockers").circular
    (case / OUTLETS).write_text("no row")
    with pytest.raises(InputError, match="not JSON"):
        linked(case)


def test_a_judgement_goes_by_the_outlets_that_were_linked_with(case: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.jsonl"
    row = '{"name": "Bay Herald", "kind": "newspaper", "aliases": ["%s"]}'
    own.write_text(row % "Harbour Watch Network")
    link(case, WordEmbedder, now=lambda: NOON, outlets=own)
    assert claim_with(case, "27 dockers").circular
    own.write_text(row % "another")
    (case / OUTLETS).write_text(row % "another")
    a, b = (o.id for o in claim_with(case, "27 dockers").occurrences[:2])
    judged_by(case, "same", [a], [b])
    assert claim_with(case, "27 dockers").circular
    with Ledger.open(case) as ledger:
        linking = ledger.linking()
        assert linking is not None and not linking.stale
    (case / "index" / OUTLETS).unlink()
    judged_by(case, "different", [a], [b])
    with Ledger.open(case) as ledger:
        linking = ledger.linking()
        assert linking is not None and linking.stale


def found(case: Path, **asked: object) -> list[str]:
    with Ledger.open(case) as ledger:
        listed = [c.text.split()[-1] for c in ledger.claims(**asked)]  # type: ignore[arg-type]
        assert ledger.count_claims(**asked) == len(listed)  # type: ignore[arg-type]
    return listed


def test_claims_are_filtered(case: Path) -> None:
    assert len(found(case)) == 3
    assert found(case, text='fair "of Ardesh"') == ["planned"]
    assert found(case, text='"Ardesh of"') == []
    assert found(case, text='"') == []
    assert found(case, outlet="Hill Post") == ["planned"]
    assert found(case, entity="fenn council") == ["planned"]
    assert len(found(case, entity="Vessin")) == 2
    assert len(found(case, min_origins=2)) == 1
    assert found(case, circular=True) == []
    assert len(found(case, since="2031-03-04", until="2031-03-04")) == 3
    assert found(case, since="2031-03-05") == found(case, until="2031-03-03") == []


def test_pages_of_claims_join_up(case: Path) -> None:
    whole = claims(case)
    with Ledger.open(case) as ledger:
        pages = [list(ledger.claims(limit=1, offset=n)) for n in range(4)]
    assert [claim for page in pages for claim in page] == whole


def test_an_article_knows_its_claims_and_copies(case: Path) -> None:
    copying = "x y " + SHELLED
    kept(case, [report("Pier News", "Harbour Watch Network", copying, "2031-03-05")])
    linked(case)
    first = READINGS[0].article.id
    with Ledger.open(case) as ledger:
        (claim,) = ledger.claims_of(first)
        assert first in {o.passage.article for o in claim.occurrences}
        assert ledger.copies_of(first)
        assert {link.kind for link in ledger.links_of(claim)} == {"same", "contradicts"}


def test_a_case_that_is_not_linked_has_no_claims(tmp_path: Path) -> None:
    with Ledger.open(kept(tmp_path / "case")) as ledger:
        assert ledger.linking() is None
        assert list(ledger.claims()) == []
        assert ledger.find_claims("dockers") == []
