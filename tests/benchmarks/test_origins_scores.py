"""The scorer: the truth earns everything, each kind of damage costs what it should."""

from copy import deepcopy

from benchmarks.origins.scores import as_predictions, score
from benchmarks.origins.tradition import tradition
from benchmarks.origins.truth import family

CLAIMS = [c for n in range(60) for c in family(tradition(n, 11)).claims]
TRUTH = as_predictions(CLAIMS)
SHARES = (
    "occurrences_found claims_found origins_exact one many macro direction copies_precision "
    "circles_recall circles_precision contradictions_f1"
).split()


def damaged(change):
    rows = deepcopy(TRUTH)
    for row in rows:
        change(row)
    return score(CLAIMS, rows)


def below_one(scores):
    return {name for name in SHARES if getattr(scores, name) < 1}


def test_the_truth_scores_one_everywhere():
    assert below_one(score(CLAIMS, TRUTH)) == set()


def test_nothing_scores_zero_everywhere():
    assert {getattr(score(CLAIMS, []), name) for name in SHARES} == {0.0}


def test_names_of_rows_and_other_ids_and_order_do_not_matter():
    rows = deepcopy(TRUTH)[::-1]
    for row in rows:
        row["id"] = f"other {row['id']}"
        row["contradicts"] = [f"other {c}" for c in row["contradicts"]]
        for o in row["occurrences"]:
            o["article"] = f"a/file.jsonl#{o['article']}"
            o["copied_from"] = o["copied_from"] and f"a/file.jsonl#{o['copied_from']}"
    assert below_one(score(CLAIMS, rows)) == set()


def test_a_few_letters_more_or_less_do_not_matter():
    def shift(row):
        for o in row["occurrences"]:
            o["start"], o["end"] = max(0, o["start"] - 3), o["end"] + 5

    assert below_one(damaged(shift)) == set()


def test_wrong_numbers_cost_origins_only():
    scores = damaged(lambda row: row.update(n_origins=row["n_origins"] + 1))
    assert below_one(scores) == {"origins_exact", "one", "many", "macro"}
    assert scores.origins_exact == 0


def test_turned_copies_cost_direction_only():
    def turn(row):
        for o in row["occurrences"]:
            o["copied_from"] = o["copied_from"] and "t99999.00"

    scores = damaged(turn)
    assert below_one(scores) == {"direction", "copies_precision"}
    assert scores.direction == 0


def test_copies_that_are_none_cost_precision_only():
    def invent(row):
        for o in row["occurrences"]:
            o["copied_from"] = o["copied_from"] or "t99999.00"

    assert below_one(damaged(invent)) == {"copies_precision"}


def test_missed_and_invented_circles_cost_recall_and_precision():
    assert below_one(damaged(lambda r: r.update(circular=False))) == {
        "circles_recall",
        "circles_precision",
    }
    assert below_one(damaged(lambda r: r.update(circular=True))) == {"circles_precision"}


def test_missed_contradictions_cost_contradictions_only():
    assert below_one(damaged(lambda r: r.update(contradicts=[]))) == {"contradictions_f1"}


def test_claims_run_together_are_not_found_twice():
    one = {**TRUTH[0], "occurrences": [o for row in TRUTH for o in row["occurrences"]]}
    scores = score(CLAIMS, [one])
    assert scores.occurrences_found == 1
    assert scores.claims_found < 0.02


def test_passages_elsewhere_are_not_found():
    def away(row):
        for o in row["occurrences"]:
            o["start"], o["end"] = o["start"] + 10_000, o["end"] + 10_000

    assert damaged(away).claims_found == 0
