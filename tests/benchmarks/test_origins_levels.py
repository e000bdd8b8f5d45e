"""How far words drift apart, which circles only a table shows, and passages grouped as is true."""

import pytest

from benchmarks.origins.given import grouped
from benchmarks.origins.levels import LEVELS, level_of, value_words
from benchmarks.origins.record import Claim, Occurrence
from benchmarks.origins.scores import as_predictions, score
from benchmarks.origins.tradition import tradition
from benchmarks.origins.truth import family
from benchmarks.origins.world import outlets
from tests.link.newsroom import Draft

CLAIMS = [c for n in range(80) for c in family(tradition(n, 13)).claims]
NINE = value_words("9", 9)


@pytest.mark.parametrize(
    ("wordings", "level"),
    [
        ({1: ["Nine men drowned", "nine men drowned"]}, "copied"),
        ({1: ["nine men drowned", "9 men drowned"]}, "edited"),
        ({1: ["nine men drowned"], 2: ["the sea drowned 9 sailors"]}, "reworded"),
        ({1: ["nine men drowned"], 2: ["9 widows wept"]}, "retold"),
        ({1: ["nine men drowned"], 2: ["the men were 9"], 3: ["9 widows wept"]}, "retold"),
    ],
)
def test_a_level_says_what_words_have_in_common_beside_the_number(wordings, level):
    assert level_of(wordings, NINE) == level


def test_traditions_have_claims_of_every_level():
    assert {c.level for c in CLAIMS} == set(LEVELS)


def test_circles_by_network_rest_on_another_outlet_and_the_others_do_not_need_a_table():
    network = {o.name: o.network for o in outlets()}
    by_network = [c for c in CLAIMS if c.by_network]
    assert by_network and all(c.circular for c in by_network)
    for claim in by_network:
        within = [network[o.outlet] for o in claim.supporting if network[o.outlet]]
        assert len(within) > len(set(within))
    assert any(c.circular and not c.by_network for c in CLAIMS)


def test_what_is_counted_apart_falls_with_its_own_claims_only():
    rows = as_predictions(CLAIMS)
    truth = score(CLAIMS, rows)
    assert set(truth.by_level.values()) == {1.0}
    assert truth.circles_by_name == truth.circles_by_network == 1.0
    retold = {c.id for c in CLAIMS if c.level == "retold"}
    wrong = [{**r, "n_origins": r["n_origins"] + (r["id"] in retold)} for r in rows]
    assert score(CLAIMS, wrong).by_level == {**truth.by_level, "retold": 0.0}
    by_network = {c.id for c in CLAIMS if c.by_network}
    missed = score(
        CLAIMS, [{**r, "circular": r["circular"] and r["id"] not in by_network} for r in rows]
    )
    assert (missed.circles_by_name, missed.circles_by_network) == (1.0, 0.0)


def test_passages_that_were_read_go_to_the_claim_that_they_overlap_most():
    draft = Draft("Bay Herald").own("Nine dockers drowned.").own("The pier was shut for a week.")
    reading = draft.reading()
    spans = [(0, 20), (22, 50)]
    claims = [
        Claim(f"c{k}", "", (_passage(reading.path, *span),), 1, 1, circular=False)
        for k, span in enumerate(spans)
    ]
    groups = grouped(claims, [reading])
    assert [len(group) for group in groups] == [1, 1]
    assert grouped(claims[:1], [reading]) == groups[:1]


def _passage(article: str, start: int, end: int) -> Occurrence:
    return Occurrence(article, start, end, "asserts", "Bay Herald", None, "", "")
