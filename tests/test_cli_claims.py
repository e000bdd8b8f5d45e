"""`link`, `claims`, `trace`, `judge` and the Python API on a case, from end to end."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import stemmata
from stemmata.cli import main
from tests.link.newsroom import Draft
from tests.linking import READINGS, SHELLED, kept, linked, report


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = kept(
        tmp_path / "case",
        [*READINGS, report("Pier News", "Harbour Watch Network", SHELLED, "2031-03-05")],
    )
    linked(folder)
    return folder


def run(*args: object, status: int = 0) -> tuple[str, str]:
    result = CliRunner().invoke(main, [str(arg) for arg in args])
    assert result.exit_code == status, result.output
    return result.stdout, result.stderr


def rows(case: Path, *options: str) -> list[dict[str, Any]]:
    out, _ = run("claims", case, "--json", *options)
    return [json.loads(line) for line in out.splitlines()]


def test_json_keeps_its_contract(case: Path) -> None:
    first, *others = rows(case)
    assert set(first) == {
        *("id", "text", "occurrences", "n_origins", "origins_range", "origins"),
        *("first_seen", "contradicts", "circular"),
    }
    assert first["n_origins"] == len(first["origins"]) == 2
    assert first["first_seen"] == "2031-03-04"
    assert first["circular"] is False
    assert first["contradicts"] == [row["id"] for row in others if "31" in str(row["text"])]
    assert first["origins_range"] == [2, 2]
    occurrences = first["occurrences"]
    assert {frozenset(o) for o in occurrences} == {
        frozenset(
            "article article_id attribution start end stance outlet published origin "
            "copied_from copied_from_id circular".split()
        )
    }
    assert {o["article"] for o in occurrences} == {
        *("row of Bay Herald", "row of Coast Wire", "row of Pier News")
    }
    assert {o["origin"] for o in occurrences} == set(first["origins"])
    (copied,) = {o["copied_from"] for o in occurrences if o["outlet"] == "Pier News"}
    assert copied in {"row of Bay Herald", "row of Coast Wire"}
    whole = {r.article.outlet: r.article.text for r in READINGS}
    words = [whole[o["outlet"]][o["start"] : o["end"]] for o in occurrences if o["outlet"] in whole]
    assert all("27 dockers" in passage for passage in words)


def test_claims_are_listed_most_carried_first(case: Path) -> None:
    out, _ = run("claims", case)
    assert out.index("27 dockers") < out.index("31 dockers") < out.index("cheese")
    assert "3 occurrences in 3 outlets" in out
    assert "Harbour Watch Network" in out[out.index("2 origins: ") :].splitlines()[0]
    out, err = run("claims", case, "--limit", "1")
    assert "cheese" not in out
    assert "1 of 3 claims" in err


def test_filters_narrow_the_list(case: Path) -> None:
    assert [r["n_origins"] for r in rows(case, "--min-origins", "2")] == [2]
    assert len(rows(case, "--outlet", "Hill Post")) == 1
    assert len(rows(case, "--entity", "Vessin")) == 2
    assert len(rows(case, "--since", "2031-03-05")) == 1
    assert rows(case, "--circular") == []
    assert "is no day" in run("claims", case, "--since", "monday", status=2)[1]
    _, err = run("claims", case, "--text", "unicorns")
    assert "No claim fits" in err


def test_trace_shows_who_had_it_from_whom(case: Path) -> None:
    out, _ = run("trace", case, "27", "dockers")
    assert out.index("2031-03-04 · Bay Herald") < out.index("↳ 2031-03-05 · Pier News")
    assert "copy of" in out
    assert "relays Harbour Watch Network" in out
    (old,) = [str(r["id"]) for r in rows(case, "--min-origins", "2")]
    assert run("trace", case, old)[0] == out


def test_trace_tells_copies_from_the_same_words_and_shows_printed_days(tmp_path: Path) -> None:
    later = (
        Draft("Pier News", "2031-03-02").own("Published 9 March 2031").said("Dockers Aid", SHELLED)
    )
    first = Draft("Bay Herald", "2031-03-04").own(f"{SHELLED}.")
    linked(kept(tmp_path / "case", [later.reading(), first.reading()]))
    out, _ = run("trace", tmp_path / "case", "27 dockers")
    assert out.index("2031-03-04 · Bay Herald") < out.index("2031-03-09 · Pier News")
    assert "the same words in Pier News" in out
    assert "copy of Bay Herald" in out


def test_trace_hangs_a_copy_on_the_passage_that_has_its_source(tmp_path: Path) -> None:
    both = Draft("Bay Herald", "2031-03-04").said("the Dockers Union", SHELLED)
    both.own("It rained.").said("Harbour Watch Network", f"On Tuesday {SHELLED} in the rain")
    copied = Draft("Pier News", "2031-03-05").own("It rained.")
    copied.said("Harbour Watch Network", f"On Tuesday {SHELLED} in the rain")
    linked(kept(tmp_path / "case", [both.reading(), copied.reading()]))
    out, _ = run("trace", tmp_path / "case", "27 dockers")
    assert out.index("relays Harbour Watch") < out.index("↳ 2031-03-05 · Pier News")
    assert out.index("relays Dockers Union") < out.index("relays Harbour Watch")


def test_denials_are_counted_and_an_outlets_words_are_said_once(tmp_path: Path) -> None:
    said = Draft("Bay Herald", "2031-03-04").own(f"{SHELLED}.")
    denied = Draft("Pier News", "2031-03-05").said("the army", SHELLED).reading()
    (row,) = denied.attributions
    denied = replace(denied, attributions=(replace(row, polarity="denied"),))
    linked(kept(tmp_path / "case", [said.reading(), denied]))
    out, _ = run("trace", tmp_path / "case", "27 dockers")
    assert "1 of them denies it" in out
    linked(kept(tmp_path / "other", [said.reading()]))
    assert "in the own voice of Bay Herald\n" in run("trace", tmp_path / "other", "27 dockers")[0]


def test_trace_writes_a_page_that_needs_no_other_file(case: Path, tmp_path: Path) -> None:
    page = tmp_path / "claim.html"
    run("trace", case, "27 dockers", "--report", page)
    html = page.read_text("utf-8")
    assert "<svg" in html
    assert "copy of <bdi>Bay Herald, 2031-03-04</bdi>" in html
    assert "Quay Radio" not in html  # who holds another figure has a claim of its own
    assert "31 dockers" in html
    assert "<script" not in html
    assert "http" not in html.replace("http-equiv", "").replace("http://www.w3.org/2000/svg", "")


def test_trace_of_words_that_several_claims_have_lists_them(case: Path) -> None:
    out, err = run("trace", case, "dockers")
    assert "2 claims have 'dockers'" in err
    assert "27 dockers" in out
    assert "31 dockers" in out
    _, err = run("trace", case, "unicorns", status=2)
    assert "no claim has 'unicorns'" in err


def test_an_old_id_is_said_to_be_another_now(case: Path) -> None:
    (old,) = [str(r["id"]) for r in rows(case, "--min-origins", "2")]
    kept(case, [report("Dawn Post", "the Vessin Hospital", SHELLED, "2031-03-03")])
    _, err = run("claims", case)
    assert "came after these claims" in err
    assert "came after these claims" in run("status", case)[1]
    linked(case)
    _, err = run("trace", case, old)
    assert f"{old} is clm:" in err


def test_a_judgement_is_kept_listed_and_withdrawn(case: Path) -> None:
    (claim,) = rows(case, "--min-origins", "2")
    with stemmata.Case(case) as opened:
        found = opened.claim(str(claim["id"]))
    assert found is not None
    one = found.occurrences[-1].id
    why = ("--who", "Ida Voss", "--why", "another port")
    out, err = run("judge", case, "split", one, *why)
    assert "next linking" not in err
    assert [len(r["occurrences"]) for r in rows(case)] == [2, 1, 1, 1]
    made = out.partition(": ")[0]
    listed, _ = run("judge", case, "--list")
    assert f"{made} · different · in force" in listed
    assert "Ida Voss" in listed
    assert "another port" in listed
    run("judge", case, "withdraw", made, *why)
    assert rows(case)[0]["id"] == claim["id"]
    assert "withdrawn" in run("judge", case, "--list")[0]


def test_a_judgement_needs_ids_and_a_reason(case: Path) -> None:
    assert "--why" in run("judge", case, "same", "clm:a", "clm:b", status=2)[1]
    assert "two claims" in run("judge", case, "same", "clm:a", "--why", "x", status=2)[1]
    assert "--outlet" in run("judge", case, "source", "occ:a", "--why", "x", status=2)[1]
    assert (
        "not to split"
        in run("judge", case, "split", "occ:a", "--outlet", "--why", "x", status=2)[1]
    )


def test_rows_and_actors_are_judged_on_the_command_line(case: Path) -> None:
    (claim,) = rows(case, "--min-origins", "2")
    with stemmata.Case(case) as opened:
        found = opened.claim(str(claim["id"]))
    assert found is not None
    one, why = found.occurrences[-1].id, ("--why", "read the page")
    run("judge", case, "reject", one, *why)
    assert len(rows(case)[0]["occurrences"]) == len(found.occurrences) - 1
    run("judge", case, "accept", one, *why)
    assert rows(case)[0]["id"] == claim["id"]
    assert "next linking" not in run("judge", case, "merge", "Fenn Council", "Vessin", *why)[1]


def test_a_case_that_is_not_linked_says_so(tmp_path: Path) -> None:
    folder = kept(tmp_path / "case")
    for command in (("claims", folder), ("status", folder)):
        assert "not linked yet" in run(*command)[1]


def test_the_python_api_returns_the_nouns(case: Path) -> None:
    with stemmata.Case(case) as opened:
        exhibits = list(opened.exhibits())
        assert opened.exhibit(exhibits[0].reading.article.id) == exhibits[0]
        first = next(opened.claims(min_origins=2))
        assert opened.claim(first.id) == first
        assert first in opened.claims_of(first.occurrences[0].passage.article)
        assert len(opened.search("dockers")) == 4
        assert opened.status().articles == 5
        copied = next(o for o in first.occurrences if o.copied_from)
        assert opened.copies_of(copied.passage.article)


def test_the_examples_are_added_linked_and_verified(tmp_path: Path) -> None:
    examples = Path(__file__).resolve().parent.parent / "examples" / "tamrick-market"
    case = tmp_path / "case"
    _, err = run("add", case, examples)
    assert "texts embedded" in err
    _, err = run("link", case)
    assert "no vector" not in err
    assert any(len({o["outlet"] for o in r["occurrences"]}) > 2 for r in rows(case))
    out, _ = run("verify", case)
    assert "Unaltered since capture" in out
