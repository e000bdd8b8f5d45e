"""What people judge about contradictions, rows, passages, sources and actors, and what comes of it."""

from dataclasses import replace
from pathlib import Path

import pytest

from stemmata.errors import UsageError
from stemmata.ids import id_of
from stemmata.ledger import Ledger, words_of
from stemmata.model import Claim, Passage, Reading
from stemmata.pipeline.judge import (
    By,
    judge,
    judge_actors,
    judge_rows,
    judge_source,
    judge_span,
    judged,
    withdraw,
)
from tests.linking import NOON, READINGS, kept, linked
from tests.test_link import claim_with, claims, mismatches, shifted

BY = By(who="Ida Voss", why="read both", now=lambda: NOON)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = kept(tmp_path / "case")
    linked(folder)
    return folder


def pair(case: Path) -> tuple[Claim, Claim]:
    return claim_with(case, "27 dockers"), claim_with(case, "31 dockers")


def shown(case: Path, article: str) -> Reading:
    with Ledger.open(case) as ledger:
        (exhibit,) = ledger.exhibits(articles=[article])
    return exhibit.reading


def actor_names(case: Path) -> set[frozenset[str]]:
    with Ledger.open(case) as ledger:
        names = (ledger.entities_of_actor(a.id) for a in ledger.actors(by="named", limit=99))
        return {frozenset(e.name for _, e in found) for found in names}


def test_a_contradiction_is_rejected_and_confirmed_again(case: Path) -> None:
    one, other = pair(case)
    judge(case, "compatible", [one.id], [other.id], **BY)
    assert [c.contradicts for c in pair(case)] == [(), ()]
    judge(case, "contrary", [one.id], [other.id], **BY)
    assert [c.contradicts for c in pair(case)] == [(other.id,), (one.id,)]
    linked(case)
    assert [c.contradicts for c in pair(case)] == [(other.id,), (one.id,)]
    assert [one.state for one in judged(case)] == ["retired", "in force"]


def test_a_contradiction_that_the_machine_missed_is_added(case: Path) -> None:
    fair, dead = claim_with(case, "cheese"), claim_with(case, "31 dockers")
    judge(case, "contrary", [fair.id], [dead.id], **BY)
    assert dead.id in claim_with(case, "cheese").contradicts


def test_a_rejected_row_is_no_claim_and_its_words_are_accounted_for(case: Path) -> None:
    one, _ = pair(case)
    row = one.occurrences[0]
    made = judge_rows(case, "rejected", [row.attribution], **BY)
    assert len(claim_with(case, "27 dockers").occurrences) == 1
    reading = shown(case, row.passage.article)
    assert reading.attributions == ()
    assert "put right by people" in reading.extractor
    withdraw(case, made.id, **BY)
    assert claim_with(case, "27 dockers") == one
    assert shown(case, row.passage.article).attributions


def test_a_rejected_passage_leaves_its_row(case: Path) -> None:
    row = pair(case)[0].occurrences[0]
    judge_rows(case, "rejected", [row.id], **BY)
    assert row.id not in {o.id for claim in claims(case) for o in claim.occurrences}
    assert shown(case, row.passage.article).attributions


def test_what_stands_retires_what_was_put_right(case: Path) -> None:
    before = claims(case)
    row = pair(case)[0].occurrences[0]
    judge_rows(case, "rejected", [row.attribution], **BY)
    judge_rows(case, "stands", [row.attribution], **BY)
    assert claims(case) == before
    assert [one.state for one in judged(case)] == ["retired", "in force"]


def test_a_passage_gets_other_words_and_is_judged_again_by_them(case: Path) -> None:
    old = pair(case)[0].occurrences[0]
    words = "27 dockers were killed when shells hit the port of Vessin"
    judge_span(case, old.id, f"  {words} ", **BY)
    claim = claim_with(case, "27 dockers")
    (new,) = (o for o in claim.occurrences if o.passage.article == old.passage.article)
    text = shown(case, old.passage.article).article.text
    assert text[new.passage.span.start : new.passage.span.end] == words
    judge(case, "different", [new.id], [], **BY)
    assert all(len(c.occurrences) == 1 for c in claims(case))
    assert [one.state for one in judged(case)] == ["in force", "in force"]
    with Ledger.open(case) as ledger:
        assert ledger.claim_of(new.id) is not None


def test_a_row_gets_other_words(case: Path) -> None:
    found = pair(case)[0].occurrences
    row = next(o for o in found if o.passage.article == READINGS[0].article.id)
    words = "27 dockers were killed when shells hit the port of Vessin on Monday"
    judge_span(case, row.attribution, words, **BY)
    reading = shown(case, row.passage.article)
    assert reading.article.quote(reading.attributions[0].content) == (words,)


def test_origins_follow_another_source(case: Path) -> None:
    one, _ = pair(case)
    said = next(o for o in one.occurrences if o.passage.article == READINGS[0].article.id)
    judge_source(case, said.id, None, **BY)
    now = claim_with(case, "27 dockers")
    assert {o.name for o in now.origins} != {o.name for o in one.origins}
    (row,) = shown(case, said.passage.article).attributions
    assert (row.voice, row.source, row.manner) == ("outlet", (), "outlet")
    judge_source(case, said.id, "Harbour Watch Network", **BY)
    (row,) = shown(case, said.passage.article).attributions
    assert row.source_kind == "named_organization"
    assert {o.name for o in claim_with(case, "27 dockers").origins} == {o.name for o in one.origins}


def test_actors_are_merged_and_parted_by_id_and_by_name(case: Path) -> None:
    judge_actors(case, "same", "Harbour Watch Network", "the Vessin Hospital", **BY)
    linked(case)
    merged = frozenset({"Harbour Watch Network", "the Vessin Hospital"})
    assert merged in actor_names(case)
    with Ledger.open(case) as ledger:
        (actor,) = (a for a in ledger.actors(by="named", limit=99) if len(a.merges) == 1)
    assert actor.merges[0][2:] == (1.0, "judged")
    judge_actors(case, "different", actor.id, "the Vessin Hospital", **BY)
    linked(case)
    assert merged not in actor_names(case)
    assert [one.state for one in judged(case)] == ["retired", "in force"]


def test_one_name_of_two_is_parted_by_the_article_that_uses_it(tmp_path: Path) -> None:
    case = kept(tmp_path / "case", map(own_entities, READINGS))
    linked(case)
    with Ledger.open(case) as ledger:
        vessin = [e.id for _, e in ledger.entities(names={"Vessin"})]
    assert len(vessin) == 3
    judge_actors(case, "different", vessin[0], "Vessin", **BY)
    linked(case)
    with Ledger.open(case) as ledger:
        found = [a for a in ledger.actors(by="named", limit=99) if a.name == "Vessin"]
    assert sorted(a.articles for a in found) == [1, 2]


def own_entities(reading: Reading) -> Reading:
    """The reading with ids of entities that no other article has, as they are in a case."""
    new = {e.id: id_of("ent", reading.article.id, e.name) for e in reading.entities}
    return replace(
        reading,
        entities=tuple(replace(e, id=new[e.id]) for e in reading.entities),
        mentions=tuple(replace(m, entity=new.get(m.entity or "")) for m in reading.mentions),
        attributions=tuple(
            replace(a, source_entity=new.get(a.source_entity or "")) for a in reading.attributions
        ),
    )


def test_judgements_on_rows_survive_another_reading(case: Path) -> None:
    row = pair(case)[0].occurrences[0]
    index = next(i for i, r in enumerate(READINGS) if r.article.id == row.passage.article)
    judge_rows(case, "rejected", [row.attribution], **BY)
    kept(case, [shifted(READINGS[index], 2)])
    linked(case)
    assert judged(case)[0].state == "in force"
    assert len(claim_with(case, "27 dockers").occurrences) == 1


def test_names_that_are_read_no_longer_are_listed_as_lost(case: Path) -> None:
    judge_actors(case, "same", "Vessin", "Fenn Council", **BY)
    kept(case, [replace(READINGS[3], weights="others", mentions=(), entities=(), attributions=tuple(
        replace(row, source_entity=None) for row in READINGS[3].attributions
    ))])  # fmt: skip
    (one,) = judged(case)
    assert one.state == "lost"
    assert [words_of(name) for name in one.lost] == ["Fenn Council"]
    assert linked(case).lost == (one,)


def test_old_ids_of_claims_lead_on_after_a_judgement(case: Path) -> None:
    fair, dead = claim_with(case, "cheese"), claim_with(case, "31 dockers")
    judge(case, "same", [fair.id], [dead.id], **BY)
    with Ledger.open(case) as ledger:
        found = {ledger.claim(fair.id), ledger.claim(dead.id)}
    assert len(found) == 1
    assert None not in found


def test_the_order_of_unrelated_judgements_makes_no_difference(tmp_path: Path) -> None:
    made = []
    for name, order in (("one", (0, 1, 2)), ("two", (2, 0, 1))):
        folder = kept(tmp_path / name)
        linked(folder)
        first, second = pair(folder)
        fair = claim_with(folder, "cheese")
        acts = (
            lambda f=folder, c=first: judge(f, "different", [c.occurrences[0].id], [], **BY),
            lambda f=folder, c=second: judge_rows(f, "rejected", [c.occurrences[0].id], **BY),
            lambda f=folder, c=fair: judge_source(f, c.occurrences[0].id, None, **BY),
        )
        for at in order:
            acts[at]()
        made.append(claims(folder))
    assert made[0] == made[1]


def test_a_case_that_was_judged_is_sound(case: Path) -> None:
    judge_rows(case, "rejected", [pair(case)[0].occurrences[0].attribution], **BY)
    assert mismatches(case) == []
    linked(case)
    assert mismatches(case) == []


def test_what_cannot_be_judged_is_said(case: Path) -> None:
    one = pair(case)[0].occurrences[0]
    with pytest.raises(UsageError, match="does not stand in the article"):
        judge_span(case, one.id, "these words are not there", **BY)
    with pytest.raises(UsageError, match="already"):
        judge_span(case, one.id, words_at(case, one.passage), **BY)
    with pytest.raises(UsageError, match="no occurrence or row"):
        judge_rows(case, "rejected", ["occ:none"], **BY)
    with pytest.raises(UsageError, match="no actor, entity or name"):
        judge_actors(case, "same", "Nobody", "Vessin", **BY)
    with pytest.raises(UsageError, match="are the same"):
        judge_actors(case, "same", "Vessin", "Vessin", **BY)


def words_at(case: Path, passage: Passage) -> str:
    article, (start, end) = passage
    return shown(case, article).article.text[start:end]
