"""The generator of artificial traditions: its articles, its operations, and its truth."""

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks.origins.baselines import BASELINES
from benchmarks.origins.newsroom import (
    Draft,
    credited_inline,
    cut,
    lightly_edited,
    merged,
    moved,
    reordered,
    rewritten,
    unattributed,
)
from benchmarks.origins.rates import OPERATIONS
from benchmarks.origins.record import Family
from benchmarks.origins.scores import as_predictions, score
from benchmarks.origins.seeds import kinds, spin
from benchmarks.origins.statements import ANONYMOUS, Clause, Statement, filler, wrote
from benchmarks.origins.story import ALIKE, Story
from benchmarks.origins.tradition import Tradition, tradition
from benchmarks.origins.truth import family
from benchmarks.origins.wording import alike, edited, flipped, spelt
from benchmarks.origins.world import OUTLETS_FILE, outlets

FAMILIES = [family(tradition(n, 7)) for n in range(120)]
CLAIMS = [c for f in FAMILIES for c in f.claims]
TEXTS = {str(a["id"]): str(a["text"]) for f in FAMILIES for a in f.articles}
OCCURRENCES = {(c.id, o.article): o for c in CLAIMS for o in c.occurrences}


# Articles


def test_every_passage_is_where_it_says():
    for claim in CLAIMS:
        assert any(
            TEXTS[o.article][o.start : o.end].lower() == claim.text.lower()
            for o in claim.occurrences
        )
        for o in claim.occurrences:
            for start, end in ((o.start, o.end), *o.repeats):
                words = TEXTS[o.article][start:end]
                assert words and words == words.strip() and "\n" not in words


def test_copied_passages_are_alike_and_others_are_not():
    for claim in CLAIMS:
        words = {
            o.article: TEXTS[o.article][o.start : o.end]
            for o in claim.occurrences
            if not o.repeats and sum(p.article == o.article for p in claim.occurrences) == 1
        }
        for o in claim.occurrences:
            if o.article in words and o.copied_from in words:
                assert alike(words[o.article], words[str(o.copied_from)]) >= ALIKE


def test_the_same_seed_gives_the_same_articles_and_another_seed_others():
    assert family(tradition(3, 7)) == FAMILIES[3]
    assert family(tradition(3, 8)) != FAMILIES[3]


def test_articles_are_rows_of_the_input_format():
    keys = {"id", "url", "outlet", "title", "published", "text"}
    assert all(set(row) == keys for f in FAMILIES for row in f.articles)
    assert len(TEXTS) == sum(len(f.articles) for f in FAMILIES)


def test_families_have_a_constant_size():
    sizes = [len(f.articles) for f in FAMILIES]
    assert min(sizes) >= 2
    assert max(sizes) <= 13
    assert 5 < sum(sizes) / len(sizes) < 9


def test_every_operation_occurs():
    done = {d.operations[0] for n in range(120) for d in tradition(n, 7).drafts}
    assert done == {"first report", *OPERATIONS}


def test_all_outlets_of_articles_are_in_the_table():
    named = {json.loads(line)["name"] for line in OUTLETS_FILE.read_text().splitlines()}
    assert {str(a["outlet"]) for f in FAMILIES for a in f.articles} <= named
    assert {"agency", "newspaper", "broadcaster", "site"} == {o.kind for o in outlets()}


def test_every_wording_can_be_filled_in():
    rng = random.Random(1)
    for kind in kinds():
        assert len(kind.facts) == 3
        for _ in range(5):
            story = Story(kind, rng)
            for claim in range(len(kind.facts)):
                clause = story.worded(claim)
                assert clause is not None
                assert not set("{}[]|") & set(clause.words)
                if story.claims[claim].number is None:
                    assert story.claims[claim].value.format_map(story.slots) in clause.words


# Truth


def test_copies_have_the_origin_of_what_they_copy():
    compared = 0
    for claim in CLAIMS:
        for o in claim.occurrences:
            parent = OCCURRENCES.get((claim.id, str(o.copied_from)))
            alone = sum(p.article in (o.article, o.copied_from) for p in claim.occurrences) == 2
            if parent and alone and "denies" not in (o.stance, parent.stance):
                assert o.origin == parent.origin
                assert o.hidden_origin == parent.hidden_origin
                compared += 1
    assert compared > 200


def test_the_number_of_origins_counts_those_of_supporting_passages():
    for claim in CLAIMS:
        assert claim.n_origins == len({o.origin for o in claim.supporting})
        assert all((o.origin is None) == (o.stance == "denies") for o in claim.occurrences)


def test_hidden_credit_makes_more_origins_visible_than_there_are():
    assert all(c.n_origins_hidden <= c.n_origins for c in CLAIMS)
    assert any(c.n_origins_hidden < c.n_origins for c in CLAIMS)


def test_contradictions_are_mutual():
    by_id = {c.id: c for c in CLAIMS}
    pairs = {(c.id, other) for c in CLAIMS for other in c.contradicts if other in by_id}
    assert pairs
    assert pairs == {(b, a) for a, b in pairs}


def test_a_visible_direction_never_goes_against_the_dates_without_a_credit():
    dates = {str(a["id"]): a["published"] for f in FAMILIES for a in f.articles}
    for o in (o for c in CLAIMS for o in c.occurrences if o.direction == "date"):
        assert str(dates[str(o.copied_from)]) < str(o.published)


def story_of(kind: str = "landslide") -> Story:
    return Story(next(k for k in kinds() if k.name == kind), random.Random(5))


def told(*drafts: tuple[str, int, tuple[Statement, ...]]) -> Family:
    """A family of articles by those outlets, on those days."""
    by_name = {o.name: o for o in outlets()}
    made = [Draft(by_name[name], day, "News", said, ("test",)) for name, day, said in drafts]
    return family(Tradition(1, story_of(), tuple(made)))


def said(words: str, **how: Any) -> Statement:
    copied, taken = how.pop("copied", None), how.pop("taken", None)
    wording = how.pop("wording", hash(words))
    clause = Clause(0, words, wording, copied, taken)
    return wrote((clause,), random.Random(1), **how)


def test_an_own_voice_a_copy_and_a_relay_have_one_origin():
    found = told(
        ("Lowmoor Times", 0, (said("a slope fell", wording=1),)),
        ("Quillon Mail", 1, (said("a slope fell", wording=1, copied=0),)),
        ("Undertow", 1, (said("earth came down", taken=0, via="Lowmoor Times"),)),
    ).claims[0]
    assert {o.origin for o in found.occurrences} == {"Lowmoor Times"}
    assert [o.direction for o in found.occurrences] == [None, "date", None]
    assert not found.circular


def test_uncredited_takeover_in_other_words_counts_for_readers_and_not_in_truth():
    found = told(
        ("Lowmoor Times", 0, (said("a slope fell"),)),
        ("Undertow", 1, (said("earth came down", taken=0),)),
    ).claims[0]
    assert (found.n_origins, found.n_origins_hidden) == (2, 1)


def test_anonymous_sources_of_one_outlet_do_not_multiply():
    found = told(
        ("Lowmoor Times", 0, (said("a slope fell", source=ANONYMOUS, speaker="a source"),)),
        ("Lowmoor Times", 1, (said("earth came down", source=ANONYMOUS, speaker="an aide"),)),
        ("Undertow", 1, (said("mud slid", source=ANONYMOUS, speaker="an aide"),)),
    ).claims[0]
    assert {o.origin for o in found.occurrences} == {
        "anonymous (Lowmoor Times)",
        "anonymous (Undertow)",
    }


@pytest.mark.parametrize(
    ("first", "second", "circular"),
    [
        (("Lowmoor Times", None), ("Lowmoor Times", "Lowmoor Times"), True),
        (("Radio Corvane", None), ("Corvane Now", "Radio Corvane"), True),
        (("Undertow", "Quillon Mail"), ("Quillon Mail", "Undertow"), True),
        (("Radio Corvane", None), ("Undertow", "Radio Corvane"), False),
        (("Radio Corvane", None), ("Corvane Now", None), False),
    ],
)
def test_resting_on_oneself_or_on_each_other_is_a_circle(first, second, circular):
    found = told(
        (first[0], 0, (said("a slope fell", via=first[1]),)),
        (second[0], 1, (said("earth came down", via=second[1]),)),
    ).claims[0]
    assert found.circular is circular
    assert found.n_origins == (2 if second[1] is None else 1)


def test_an_earlier_word_that_had_a_source_makes_no_circle():
    source = {"source": "Rights Monitor", "speaker": "the monitor"}
    found = told(
        ("Lowmoor Times", 0, (said("a slope fell", **source),)),
        ("Lowmoor Times", 1, (said("earth came down", via="Lowmoor Times", own=True),)),
    ).claims[0]
    assert not found.circular
    assert found.n_origins == 1


def test_a_summary_without_source_has_the_source_given_further_down():
    named = said("earth came down", source="Rights Monitor", speaker="the monitor")
    found = told(("Lowmoor Times", 0, (said("a slope fell"), named))).claims[0]
    assert [o.origin for o in found.occurrences] == ["Rights Monitor"]
    assert len(found.occurrences[0].repeats) == 1


def test_a_denial_is_no_origin():
    denied = said("earth came down", source="Rights Monitor", speaker="the monitor", denied=True)
    found = told(("Lowmoor Times", 0, (said("a slope fell"),)), ("Undertow", 1, (denied,))).claims[
        0
    ]
    assert [o.stance for o in found.occurrences] == ["asserts", "denies"]
    assert found.n_origins == 1


# Operations

TEXT = (
    said(
        "a slope fell near the village, killing 31 people",
        source="Rights Monitor",
        speaker="the monitor",
    ),
    filler("Rain fell."),
    filler("Shops closed."),
    filler("The police came."),
    said("a wall gave way"),
)


def test_cut_keeps_the_beginning_and_a_claim():
    assert all(
        TEXT[: len(kept)] == kept for kept in (cut(TEXT, random.Random(n)) for n in range(9))
    )
    assert cut((filler("Rain."), TEXT[0], *TEXT[1:]), random.Random(1))[1] == TEXT[0]


def test_reordered_keeps_every_sentence_and_the_first_in_place():
    changed = [reordered(TEXT, random.Random(n)) for n in range(5)]
    assert all(sorted(map(hash, c)) == sorted(map(hash, TEXT)) and c[0] == TEXT[0] for c in changed)
    assert any(c != TEXT for c in changed)


def test_merging_states_no_claim_twice():
    other = (said("the hill came down"), filler("Snow fell."))
    both = merged(TEXT[:2], other, random.Random(1))
    assert set(both) == {*TEXT[:2], other[1]}


def test_light_edits_change_words_and_numbers_and_stay_copies():
    made = [
        lightly_edited(TEXT, story_of(), random.Random(n))[0].clauses[0].words for n in range(9)
    ]
    assert len(set(made)) > 1
    assert all(alike(words, TEXT[0].clauses[0].words) >= ALIKE for words in made)


def test_attribution_moves_goes_or_names_the_carrier_and_the_words_stay():
    words = TEXT[0].clauses[0].words
    shifted = {moved(TEXT[0], "Undertow", random.Random(n)).rendered()[0] for n in range(20)}
    assert len(shifted) > 3
    assert all(words in text or words.capitalize() in text for text in shifted)
    assert unattributed(TEXT[0]).rendered()[0] == f"{words.capitalize()}."
    credited = credited_inline(TEXT[0], "Undertow", random.Random(1))
    assert credited.via == "Undertow" and "Undertow" in credited.rendered()[0]


def test_a_rewrite_says_the_same_claims_in_unlike_words():
    story = story_of()
    clauses = [c for c in map(story.worded, range(3)) if c]
    base = Draft(outlets()[0], 0, "", tuple(wrote((c,), random.Random(1)) for c in clauses), ())
    new = [c for s in rewritten(base, 0, story, random.Random(2)) for c in s.clauses]
    assert {c.claim for c in new} == {0, 1, 2}
    assert all(alike(c.words, clauses[c.claim].words) < ALIKE and c.taken == 0 for c in new)


def test_two_claims_in_one_sentence_have_a_passage_each():
    both = Statement(
        "{s} said that {c}.", (Clause(0, "a fell", 1), Clause(1, "b rose", 2)), "X", "X"
    )
    text, spans = both.rendered()
    assert [text[start:end] for start, end in spans] == ["a fell", "b rose"]


@pytest.mark.parametrize(
    ("number", "words"),
    [(7, "seven"), (42, "forty-two"), (100, "one hundred"), (319, "three hundred and nineteen")],
)
def test_numbers_go_into_words_and_back(number, words):
    assert spelt(number) == words
    assert flipped(f"some {number} men", number) == f"some {words} men"
    assert flipped(f"some {words} men", number) == f"some {number} men"


def test_a_light_edit_swaps_whole_words_only():
    assert edited("killed nearby", random.Random(1), 1.0) == "slain nearby"


def test_choices_are_all_taken():
    assert {spin("a [b|c]", random.Random(n)) for n in range(9)} == {"a b", "a c"}


# Command


def test_the_command_writes_articles_truth_and_outlets_and_scores_predictions(tmp_path: Path):
    rows = as_predictions(c for n in range(4) for c in family(tradition(n, 7)).claims)
    predicted = tmp_path / "perfect.jsonl"
    predicted.write_text("".join(json.dumps(row) + "\n" for row in rows))
    words = [
        "--families",
        "4",
        "--seed",
        "7",
        "--write",
        tmp_path / "out",
        "--predictions",
        predicted,
    ]
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.origins", *map(str, words)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    line = next(x for x in done.stdout.splitlines() if x.startswith("perfect.jsonl"))
    assert line.split()[1] == "1.000"
    names = {"articles.jsonl", "outlets.jsonl", "truth.jsonl"}
    assert {p.name for p in (tmp_path / "out").iterdir()} == names


def test_the_baselines_fail():
    for name, baseline in BASELINES.items():
        scores = score(CLAIMS, baseline(FAMILIES))
        assert scores.macro <= 0.5, name
        assert scores.direction < 0.3, name
        assert scores.circles_recall == 0.0, name
