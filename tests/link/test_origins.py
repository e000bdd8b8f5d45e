"""Where chains end, and how many origins a claim has."""

import random
from dataclasses import replace
from itertools import permutations

import pytest

from stemmata.link.networks import Name, Names, known_names
from stemmata.link.origins import Traced, origins_of
from stemmata.link.parties import Party
from stemmata.link.same_party import Parties
from stemmata.model import Copy, Occurrence, Passage, Reading, Span, Unread
from tests.link.newsroom import Draft, copy_of, occurrence

DEAD = "nine dockers were killed in Vessin"
OUTLETS = (
    Name("Coast Wire", "agency"),
    Name("Harbour Daily", "newspaper"),
    Name("Bay Herald", "newspaper"),
    Name("Quay Radio", "broadcaster", network="Quay Group"),
    Name("Quay Online", "site", network="Quay Group"),
    Name("Dockers Voice", "site", organ_of="Dockers Union", network="Dockers Union"),
    Name("Dockers Union", "body", network="Dockers Union"),
    Name("Harbour Watch", "monitor", aliases=("HWO",)),
)
NAMES = Names((*known_names(), *OUTLETS))


def trace(*found: Occurrence, readings: list[Reading], copies: tuple[Copy, ...] = ()) -> Traced:
    return origins_of(found, {r.article.id: r for r in readings}, copies, NAMES)


def traced(*drafts: Draft, copies: bool = False) -> Traced:
    """Trace the one claim DEAD through drafts that each state it once."""
    readings = [draft.reading() for draft in drafts]
    pairs = [copy_of(one, two, DEAD) for k, one in enumerate(readings) for two in readings[k + 1 :]]
    found = [occurrence(r, DEAD) for r in readings]
    return trace(*found, readings=readings, copies=tuple(pairs) if copies else ())


def names(result: Traced) -> list[str]:
    return sorted(origin.name for origin in result.origins)


def test_two_outlets_with_one_source_have_one_origin():
    result = traced(
        Draft("Bay Herald").said("Harbour Watch", DEAD),
        Draft("Harbour Daily").said("the Ardesh-based HWO", DEAD),
    )
    assert names(result) == ["Harbour Watch"]
    assert result.origins_range == (1, 1)


def test_two_sources_are_two_origins():
    result = traced(
        Draft("Bay Herald").said("Harbour Watch", DEAD),
        Draft("Harbour Daily").said("A source at Vessin Port Authority", DEAD, kind="anonymous"),
    )
    assert names(result) == ["Harbour Watch", "Vessin Port Authority"]


def test_sources_said_together_both_count():
    result = traced(Draft("Bay Herald").said("Harbour Watch and the Dockers Union", DEAD))
    assert names(result) == ["Dockers Union", "Harbour Watch"]


OLENA, PAVEL, HART = (Party(n, "named_person") for n in ("Olena Hart", "Pavel Hart", "Hart"))


def grouped(judged: dict[tuple[str, str], bool], *parties: Party) -> list[str]:
    found = Parties([("Bay Herald", parties)], NAMES, judged)
    return [origin.name for origin in found.origins_of("Bay Herald", parties)]


def test_names_that_people_part_stay_apart_though_a_third_is_like_both():
    apart = {("olenahart", "pavelhart"): False}
    for parties in permutations((OLENA, PAVEL, HART)):
        assert sorted(grouped({}, *parties))[1:] == []
        assert sorted(grouped(apart, *parties)) == ["Olena Hart", "Pavel Hart"]


def test_what_people_join_goes_before_names_that_are_alike():
    """Hart is like Olena Hart, whom people hold to be Dr Fenn and Dr Fenn not to be Hart."""
    fenn = Party("Dr Fenn", "named_person")
    judged = {("drfenn", "olenahart"): True, ("drfenn", "hart"): False}
    for parties in permutations((OLENA, fenn, HART)):
        assert sorted(grouped(judged, *parties)) == ["Hart", "Olena Hart"]


def test_someone_who_speaks_for_a_body_is_that_body():
    draft = Draft("Bay Herald").said("Harbour Watch director Orla Fenn", DEAD).named("Orla Fenn")
    assert names(traced(draft)) == ["Harbour Watch"]


def test_a_surname_leads_to_the_body_named_with_it():
    draft = Draft("Bay Herald").own("Port closed. Orla Fenn, head of Harbour Watch, spoke.")
    draft.named("Orla Fenn").said("Fenn", DEAD, kind="named_person").named("Fenn")
    assert names(traced(draft)) == ["Harbour Watch"]


def test_nameless_sources_are_pinned_to_the_outlet_and_do_not_multiply():
    draft = Draft("Bay Herald").said("a docker", DEAD, kind="unnamed_person")
    draft.said("two witnesses", "nine dockers died in Vessin", kind="unnamed_group")
    reading = draft.reading()
    found = [occurrence(reading, DEAD), occurrence(reading, "nine dockers died in Vessin")]
    result = trace(*found, readings=[reading])
    assert len(result.origins) == 1
    assert result.origins[0].name.endswith("(Bay Herald)")


def test_nameless_sources_of_two_outlets_are_two():
    result = traced(
        Draft("Bay Herald").said("a docker", DEAD, kind="unnamed_person"),
        Draft("Harbour Daily").said("a docker", DEAD, kind="unnamed_person"),
    )
    assert names(result) == ["docker (Bay Herald)", "docker (Harbour Daily)"]


def test_whom_a_nameless_source_told_vouches_for_it():
    draft = Draft("Bay Herald").said("a docker", DEAD, cue="told Coast Wire", kind="anonymous")
    assert names(traced(draft)) == ["docker (Coast Wire)"]


def test_a_monitor_is_the_one_that_the_article_names():
    draft = Draft("Bay Herald").said("a monitor", DEAD, kind="unnamed_group")
    draft.said("Harbour Watch", "the port was closed")
    assert names(traced(draft)) == ["Harbour Watch"]


def test_a_lead_without_source_has_the_one_given_further_down():
    draft = Draft("Bay Herald").own(f"In the port {DEAD}.")
    draft.said("Harbour Watch", "nine dockers were killed when a crane fell")
    result = traced(draft)
    assert names(result) == ["Harbour Watch"]
    assert [step.kind for step in result.occurrences[0].steps] == ["relay"]


def test_a_source_quoted_on_something_else_does_not_cover_a_figure():
    draft = Draft("Bay Herald").own(f"In the port {DEAD}.").said("Harbour Watch", "it is sad")
    result = traced(draft)
    assert names(result) == ["outlet itself: Bay Herald"]
    assert result.occurrences[0].steps[-1].kind == "own voice"


def test_own_voice_may_be_taken_over_and_leaves_the_count_open():
    result = traced(
        Draft("Bay Herald").said("Harbour Watch", DEAD),
        Draft("Harbour Daily").own(f"In Vessin port {DEAD}."),
    )
    assert len(result.origins) == 2
    assert result.origins_range == (1, 2)


def test_a_text_credited_to_an_agency_is_the_agencys():
    draft = Draft("Bay Herald").own("VESSIN (Coast Wire) - Today").own(f"{DEAD}.")
    result = traced(draft)
    assert names(result) == ["Coast Wire"]
    assert result.occurrences[0].steps[0].kind == "credit"


def test_a_copy_without_source_has_the_source_of_its_original():
    first = Draft("Bay Herald", "2031-05-02").said("Harbour Watch", DEAD)
    second = Draft("Harbour Daily", "2031-05-03").own(f"{DEAD}.")
    result = traced(first, second, copies=True)
    assert names(result) == ["Harbour Watch"]
    copy = next(o for o in result.occurrences if o.copied_from)
    assert copy.steps[0].kind == "copy"
    assert copy.copied_from == copy.steps[0].to == first.reading().article.id


def test_a_copy_with_another_number_is_no_copy_of_the_claim():
    first = Draft("Bay Herald", "2031-05-02").said("Harbour Watch", "seven men died at Vessin port")
    second = Draft("Harbour Daily", "2031-05-03").own("nine men died at Vessin port")
    one, two = first.reading(), second.reading()
    other = copy_of(one, one, "seven men died at Vessin port")
    there = occurrence(two, "nine men died at Vessin port").passage
    result = trace(
        occurrence(two, "nine men died at Vessin port"),
        readings=[one, two],
        copies=(Copy(other.a, there, (), 0.8),),
    )
    assert names(result) == ["outlet itself: Harbour Daily"]


def test_an_outlet_quoted_by_name_is_followed_to_what_it_had_it_from():
    result = traced(
        Draft("Bay Herald").said("Harbour Watch", DEAD),
        Draft("Harbour Daily").said("Bay Herald", DEAD, cue="reported"),
    )
    assert names(result) == ["Harbour Watch"]
    assert not result.circular


def test_an_outlet_quoted_by_name_and_its_own_voice_are_one():
    result = traced(
        Draft("Bay Herald").own(f"{DEAD}."),
        Draft("Harbour Daily").said("Bay Herald", DEAD, cue="reported"),
    )
    assert len(result.origins) == 1
    assert not result.circular


def test_outlets_that_rest_on_each_other_are_a_circle_with_one_origin():
    result = traced(
        Draft("Bay Herald", "2031-05-02").said("Harbour Daily", DEAD, cue="reported"),
        Draft("Harbour Daily", "2031-05-03").said("Bay Herald", DEAD, cue="reported"),
    )
    assert names(result) == ["Bay Herald"]
    assert result.circular
    assert result.origins[0].circular
    assert all(o.circular for o in result.occurrences)


def test_who_quotes_a_circle_is_not_circular_for_it():
    circle = (
        Draft("Bay Herald", "2031-05-02").said("Harbour Daily", DEAD, cue="reported"),
        Draft("Harbour Daily", "2031-05-03").said("Bay Herald", DEAD, cue="reported"),
    )
    outside = Draft("Quay Radio", "2031-05-04").said("Harbour Daily", DEAD, cue="reported")
    assert names(traced(*circle, outside)) == ["Bay Herald"]


def test_who_passes_on_an_outlet_that_rests_on_its_network_is_not_circular():
    result = traced(
        Draft("Quay Online", "2031-05-02").said("Quay Radio", DEAD, cue="reported"),
        Draft("Bay Herald", "2031-05-04").said("Quay Online", DEAD, cue="reported"),
    )
    assert [o.circular for o in result.occurrences] == [True, False]


def test_an_outlet_that_quotes_itself_runs_in_a_circle():
    result = traced(Draft("Bay Herald").said("Bay Herald correspondent", DEAD))
    assert names(result) == ["Bay Herald"]
    assert result.circular


def test_an_outlet_on_its_own_earlier_word_runs_in_a_circle():
    result = traced(
        Draft("Bay Herald", "2031-05-02").own(f"{DEAD}."),
        Draft("Bay Herald", "2031-05-04").said("the Bay Herald", DEAD, cue="reported earlier"),
    )
    assert len(result.origins) == 1
    assert result.circular


def test_what_an_outlet_cites_later_is_not_what_its_earlier_word_rests_on():
    result = traced(
        Draft("Bay Herald", "2031-05-02").said("the Bay Herald", DEAD, cue="reported"),
        Draft("Coast Wire", "2031-05-03").said("the Bay Herald", DEAD, cue="reported"),
        Draft("Bay Herald", "2031-05-04").own("Again:").said("Quay Radio", DEAD, cue="reported"),
    )
    ends = {origin.id: origin.name for origin in result.origins}
    by_day = [[ends[i] for i in o.origins] for o in result.occurrences]
    assert (by_day[0], by_day[2]) == (["Bay Herald"], ["Quay Radio"])


def test_outlets_of_one_network_are_one_origin():
    house = Draft("Quay Radio").own(f"{DEAD}."), Draft("Quay Online").own(f"{DEAD}, in the rain.")
    assert len(names(traced(*house))) == 1
    assert len(names(traced(house[0], Draft("Bay Herald").own(f"{DEAD}.")))) == 2


def test_an_outlets_own_work_is_its_own_and_no_circle():
    result = traced(Draft("Bay Herald").said("we", DEAD, cue="have counted", kind="outlet"))
    assert names(result) == ["Bay Herald"]
    assert not result.circular
    assert traced(Draft("Bay Herald").said("the Bay Herald", DEAD, kind="outlet")).circular


@pytest.mark.parametrize(
    "source",
    ["A contract seen by the Bay Herald", "A clerk who spoke to the Bay Herald", "he"],
)
def test_what_an_outlet_saw_or_heard_is_no_circle(source: str):
    assert not traced(Draft("Bay Herald").said(source, DEAD, kind="document")).circular


def test_what_somebody_told_the_outlet_is_no_circle():
    long = "a man who sells ropes and lamps and paint and nets and has seen the port from his shop"
    told = Draft("Bay Herald").own(f"{DEAD} {long} all his life told The Bay Herald on Monday.")
    assert not traced(told).circular


def test_a_named_person_is_no_outlet_though_the_outlet_is_named_beside():
    said = Draft("Bay Herald").said(
        "Bay Herald harbour master Orla Fenn", DEAD, kind="named_person"
    )
    assert not traced(said).circular


def test_its_own_reporter_at_work_is_no_circle():
    assert not traced(Draft("Bay Herald").own(f"A Bay Herald reporter saw that {DEAD}.")).circular


def test_an_outlet_that_quotes_its_own_network_runs_in_a_circle():
    assert traced(Draft("Quay Online").said("Quay Radio", DEAD)).circular
    assert not traced(Draft("Bay Herald").said("Quay Radio", DEAD)).circular


def test_another_source_of_the_same_outlet_breaks_the_circle():
    draft = Draft("Bay Herald").said("Bay Herald correspondent", DEAD)
    draft.said("Harbour Watch", "nine dockers were killed at the port of Vessin")
    result = traced(draft)
    assert names(result) == ["Harbour Watch"]
    assert not result.circular
    assert not any(o.circular for o in result.occurrences)


def test_an_organ_speaks_in_the_name_of_its_body():
    result = traced(Draft("Dockers Voice").own(f"{DEAD}."))
    assert names(result) == ["Dockers Union"]
    assert result.circular


def test_a_denial_has_no_origin():
    reading = Draft("Bay Herald").said("Harbour Watch", DEAD).reading()
    result = trace(occurrence(reading, DEAD, "denies"), readings=[reading])
    assert result.origins == ()
    assert result.occurrences[0].origins == ()
    assert result.origins_range == (0, 0)


def test_undated_articles_come_last_and_give_no_first_seen():
    dated = Draft("Bay Herald", "2031-05-02").said("Harbour Watch", DEAD)
    undated = Draft("Harbour Daily").said("the Dockers Union", DEAD)
    assert traced(dated, undated).first_seen == "2031-05-02"
    assert traced(undated).first_seen is None


def test_the_order_of_occurrences_makes_no_difference():
    drafts = [
        Draft("Bay Herald", "2031-05-02").said("Harbour Daily", DEAD, cue="reported"),
        Draft("Harbour Daily", "2031-05-03").said("Bay Herald", DEAD, cue="reported"),
        Draft("Quay Radio").own(f"{DEAD}."),
        Draft("Dockers Voice", "2031-05-03").said("a docker", DEAD, kind="unnamed_person"),
    ]
    expected = traced(*drafts, copies=True)
    for seed in range(6):
        random.Random(seed).shuffle(drafts)
        result = traced(*drafts, copies=True)
        assert result.origins == expected.origins
        assert result.circular == expected.circular


def test_every_step_shows_words_of_an_article():
    draft = Draft("Bay Herald").said("Harbour Watch", DEAD)
    reading = draft.reading()
    step = trace(occurrence(reading, DEAD), readings=[reading]).occurrences[0].steps[0]
    assert step.evidence is not None
    assert reading.article.quote((step.evidence.span,)) == ("Harbour Watch said",)


def test_an_outlet_that_quotes_somebody_passes_on_his_word():
    result = traced(
        Draft("Bay Herald").said("Coast Wire and the Dockers Union", DEAD, cue="quoted")
    )
    assert names(result) == ["Dockers Union"]


def test_a_copy_that_names_its_original_makes_no_circle():
    first = Draft("Harbour Daily", "2031-03-04").own(f"On Monday {DEAD} and the port was shut.")
    again = Draft("Bay Herald", "2031-03-05").said("Harbour Daily", f"{DEAD} and the port was shut")
    one, two = first.reading(), again.reading()
    shared = f"{DEAD} and the port was shut"
    copy = copy_of(one, two, shared, original="a")
    result = trace(
        occurrence(one, shared, "asserts"),
        occurrence(two, shared),
        readings=[one, two],
        copies=(copy,),
    )
    assert not result.circular
    assert {o.copied_from for o in result.occurrences} == {None, one.article.id}


def test_a_sentence_says_whose_word_it_is_though_nobody_is_its_source():
    result = traced(Draft("Bay Herald").own(f"As Coast Wire has reported, {DEAD}."))
    assert names(result) == ["Coast Wire"]
    circle = traced(Draft("Coast Wire").own(f"As Coast Wire has reported, {DEAD}."))
    assert circle.circular


def test_a_copy_is_of_the_article_that_it_credits_before_that_of_another():
    drafts = (
        Draft("Harbour Daily", "2031-03-03").said("the union", DEAD),
        Draft("Coast Wire", "2031-03-04").said("the union", DEAD),
        Draft("Bay Herald", "2031-03-05").said("Coast Wire", DEAD),
    )
    result = traced(*drafts, copies=True)
    by_day = {o.passage.article: o.copied_from for o in result.occurrences}
    wire, herald = (d.reading().article.id for d in drafts[1:])
    assert by_day[herald] == wire


def test_who_told_an_outlet_something_is_its_source():
    nameless = Draft("Bay Herald").own(
        f"On Monday {DEAD}, an official who was not allowed to speak told Coast Wire."
    )
    assert names(traced(nameless)) == ["official who was not allowed to speak (Coast Wire)"]
    named = Draft("Coast Wire").own(f"On Monday {DEAD}, the Dockers Union told Coast Wire.")
    result = traced(named)
    assert names(result) == ["Dockers Union"]
    assert not result.circular


def test_a_source_that_ends_amid_a_known_name_is_the_whole_name():
    draft = Draft("Bay Herald").said("Quay", DEAD, cue="Radio said")
    assert names(traced(draft)) == ["Quay Radio"]


def test_a_body_that_closes_a_sentence_without_its_comma_is_the_source():
    draft = Draft("Bay Herald").own(f"On Monday {DEAD} the monitor Harbour Watch said Tuesday.")
    assert names(traced(draft)) == ["Harbour Watch"]
    amid = Draft("Bay Herald").own(f"On Monday {DEAD} while Harbour Watch said it would come.")
    assert names(traced(amid)) == ["outlet itself: Bay Herald"]


def test_nameless_words_of_an_outlets_correspondent_are_the_outlets():
    reading = Draft("Coast Wire").said("Coast Wire's correspondent", DEAD).reading()
    (said,) = reading.attributions
    unread = (*reading.unread, Unread(said.source[0], "other"))
    reading = replace(reading, attributions=(replace(said, source=()),), unread=unread)
    result = trace(occurrence(reading, DEAD), readings=[reading])
    assert names(result) == ["Coast Wire"]
    assert result.circular


def test_outlets_without_a_name_are_called_by_what_they_print_and_are_never_one():
    told = f"{DEAD}, fishermen of the old harbour were told"
    found = names(traced(Draft(None).own(told), Draft(None).own("Again:").own(told)))
    assert [name.rpartition(",")[0] for name in found] == [
        "outlet itself: unnamed outlet, “Again: nine dockers were killed in Vessin, …”",
        "outlet itself: unnamed outlet, “nine dockers were killed in Vessin, fishermen …”",
    ]


def test_who_quotes_an_agency_whose_text_another_prints_runs_in_no_circle():
    quoting = Draft("Quay Radio", "2031-05-02").said("Coast Wire", DEAD, cue="reported")
    printing = Draft("Bay Herald", "2031-05-02").own("VESSIN (Coast Wire) - Today").own(f"{DEAD}.")
    result = traced(quoting, printing, copies=True)
    assert names(result) == ["Coast Wire"]
    assert not result.circular


def test_a_bare_word_is_followed_from_copy_to_copy():
    drafts = [Draft(o, f"2031-05-0{k}") for k, o in enumerate(("Bay Herald", "Quay Radio", "X"), 1)]
    one, two, three = (draft.own(f"{DEAD}.").reading() for draft in drafts)
    result = trace(
        *(occurrence(r, DEAD, "asserts") for r in (one, two, three)),
        readings=[one, two, three],
        copies=(copy_of(one, two, DEAD), copy_of(two, three, DEAD)),
    )
    assert names(result) == ["outlet itself: Bay Herald"]
    last = result.occurrences[-1]
    assert (last.copied_from, last.steps[0].to) == (two.article.id, two.article.id)


def test_nameless_sources_are_not_those_of_a_later_copy():
    first = Draft("Bay Herald", "2031-05-02").said("several towns", DEAD, kind="anonymous")
    later = Draft("Quay Radio", "2031-05-09").said("the Dockers Union and several towns", DEAD)
    result = traced(first, later, copies=True)
    assert names(result) == ["Dockers Union", "towns (Bay Herald)"]


def test_whom_an_agency_heard_it_says_so_of_each_copy():
    story = f"{DEAD} while the crane was moved to the western quay in the storm"
    wire = Draft("Harbour Daily", "2031-05-02").own("VESSIN (Coast Wire) - Today").own(story)
    told = Draft("Bay Herald", "2031-05-03").own(story[len(DEAD) + 1 :]).said("a clerk", DEAD)
    again = Draft("Quay Radio", "2031-05-04").own(f"{DEAD}.")
    one, two, three = wire.reading(), told.reading(), again.reading()
    result = trace(
        occurrence(two, DEAD),
        occurrence(three, DEAD, "asserts"),
        readings=[one, two, three],
        copies=(copy_of(one, two, story[len(DEAD) + 1 :]), copy_of(two, three, DEAD)),
    )
    assert names(result) == ["clerk (Coast Wire)"]
    assert {o.steps[-1].to for o in result.occurrences} == {"Coast Wire"}


def test_what_a_body_has_from_people_without_a_name_is_its_word():
    fell = "the old pier fell into the sea"
    reading = Draft("Bay Herald").said("Harbour Watch", f"a clerk suspected that {fell}").reading()
    (said,), text = reading.attributions, reading.article.text
    who, how, what = (
        (Span(text.index(words), text.index(words) + len(words)),)
        for words in ("a clerk", "suspected", fell)
    )
    inner = replace(said, id="att:inner", source=who, cue=how, content=what, within=said.id)
    inner = replace(inner, source_kind="anonymous")
    nested = replace(reading, attributions=(said, inner))
    found = replace(occurrence(reading, fell), attribution=inner.id)
    assert names(trace(found, readings=[nested])) == ["Harbour Watch"]
    denied = replace(nested, attributions=(replace(said, polarity="denied"), inner))
    assert names(trace(found, readings=[denied])) == ["clerk (Bay Herald)"]


def test_a_monitor_of_the_lead_is_the_one_that_the_article_names_next():
    draft = Draft("Bay Herald").said("a monitoring group", DEAD, kind="anonymous")
    draft.said("Harbour Watch", "the crane had fallen").said("the Amnesty", "it was old")
    assert names(traced(draft)) == ["Harbour Watch"]


def test_a_crowd_at_a_place_is_not_the_one_body_of_its_trade():
    draft = Draft("Bay Herald").said("medical workers in the port", DEAD, kind="unnamed_group")
    draft.said("the Vessin Hospital", "the wards were full")
    assert names(traced(draft)) == ["medical workers in the port (Bay Herald)"]


@pytest.mark.parametrize(
    ("source", "origin"),
    [
        ("the war monitor", "Harbour Watch"),
        ("the global weapons watchdog", "global weapons watchdog (Bay Herald)"),
    ],
)
def test_a_watchdog_of_another_field_is_not_the_monitor(source: str, origin: str):
    draft = Draft("Bay Herald").said(source, DEAD, kind="anonymous")
    draft.said("Harbour Watch", "the crane had fallen")
    assert names(traced(draft)) == [origin]


def test_what_is_taken_for_known_is_had_from_whoever_tells_it():
    draft = Draft("Bay Herald").said(
        "the Dockers Union", f"the raid in which {DEAD}", cue="mourned"
    )
    assert names(traced(draft)) == ["outlet itself: Bay Herald"]
    draft.said("Harbour Watch", "nine dockers were killed at the port")
    assert names(traced(draft)) == ["Harbour Watch"]


def test_a_lead_with_a_rounder_figure_has_the_source_of_the_finer_one():
    lead = "more than 30 dockers were killed in Vessin"
    draft = (
        Draft("Bay Herald").own(f"{lead}.").said("Harbour Watch", "at least 31 dockers were killed")
    )
    reading = draft.reading()
    assert names(trace(occurrence(reading, lead, "asserts"), readings=[reading])) == [
        "Harbour Watch"
    ]
    late = (
        Draft("Bay Herald").said("Harbour Watch", "at least 31 dockers were killed").own(f"{lead}.")
    )
    reading = late.reading()
    assert names(trace(occurrence(reading, lead, "asserts"), readings=[reading])) == [
        "outlet itself: Bay Herald"
    ]


def test_a_closing_line_that_names_the_outlet_is_no_circle():
    signed = Draft("Bay Herald").said("Bay Herald and agencies", DEAD, cue="Source", kind="outlet")
    assert not traced(signed).circular
    assert traced(Draft("Bay Herald").said("Bay Herald", DEAD, kind="outlet")).circular


def test_an_outlet_that_only_heard_it_is_not_its_source():
    told = Draft("Bay Herald").own("The hall was full.")
    told.said("Bay Herald", f"{DEAD} a clerk told", cue=".", after="")
    assert not traced(told).circular
    assert traced(Draft("Bay Herald").said("Bay Herald", DEAD, cue=".", after="")).circular


def test_an_article_without_an_outlet_is_of_the_one_that_its_head_names():
    head = "Nine dockers dead\nQuay Online Investigations Desk\nToday"
    assert names(traced(Draft(None).own(f"{head} {DEAD}."))) == ["outlet itself: Quay Online"]
    assert traced(Draft(None).own(f"{head} it rained.").said("Quay Radio", DEAD)).circular


def test_an_outlet_confirmed_by_what_another_had_from_it_runs_in_a_circle():
    told = Draft("Bay Herald", "2031-03-04").own(
        f"On Monday {DEAD}, an official who was not allowed to speak told Harbour Daily."
    )
    confirmed = Draft("Harbour Daily", "2031-03-05").said("Bay Herald", DEAD, cue="reported")
    assert traced(told, confirmed).circular
    elsewhere = Draft("Quay Radio", "2031-03-05").said("Bay Herald", DEAD, cue="reported")
    assert not traced(told, elsewhere).circular


def test_whom_an_outlet_cites_is_a_source_of_that_outlet():
    who = "an official who gave no name"
    outer = Draft("Bay Herald", "2031-05-03").said("Coast Wire", DEAD)
    outer._add("citing")
    cited = outer._add(who)
    reading = outer.reading()
    (said,) = reading.attributions
    inner = replace(said, id="att:inner", source=(cited,), source_kind="anonymous", within=said.id)
    unread = tuple(u for u in reading.unread if not cited.overlaps(u.span))
    reading = replace(reading, attributions=(said, inner), unread=unread)
    wire = Draft("Coast Wire", "2031-05-02").said("a source", DEAD, kind="anonymous").reading()
    given = replace(occurrence(reading, DEAD), attribution=inner.id)
    result = trace(given, occurrence(wire, DEAD), readings=[reading, wire])
    assert len(result.origins) == 1


def test_a_copy_with_another_number_leads_nowhere():
    words = "fishermen of Vessin brought in {} strangers with their nets"
    ours = Draft("Bay Herald", "2031-05-02").own(words.format("162")).reading()
    other = (
        Draft("Quay Radio", "2031-05-01").said("the Dockers Union", words.format("45")).reading()
    )
    copy = Copy(
        Passage(ours.article.id, Span(0, len(words) + 1)),
        Passage(other.article.id, Span(0, len(words))),
        (),
        1.0,
        "b",
    )
    found = occurrence(ours, words.format("162"), "asserts")
    assert names(trace(found, readings=[ours, other], copies=(copy,))) == [
        "outlet itself: Bay Herald"
    ]


def test_like_words_of_other_days_lead_nowhere_unless_the_claim_knows_them():
    ours = Draft("Bay Herald", "2031-05-02").own(f"{DEAD}.").reading()
    long_ago = Draft("Quay Radio", "2031-01-02").said("the Dockers Union", DEAD).reading()
    copies = (copy_of(ours, long_ago, DEAD, "b"),)
    alone = trace(occurrence(ours, DEAD, "asserts"), readings=[ours, long_ago], copies=copies)
    assert names(alone) == ["outlet itself: Bay Herald"]
    both = (occurrence(ours, DEAD, "asserts"), occurrence(long_ago, DEAD))
    assert names(trace(*both, readings=[ours, long_ago], copies=copies)) == ["Dockers Union"]


def test_a_copied_lead_has_it_from_whom_its_article_gives():
    lead, told = "nine men of Vessin never came home", f"On Monday {DEAD}"
    first = Draft("Bay Herald", "2031-05-02").own(f"{lead}.").said("the Dockers Union", told)
    later = Draft("Quay Radio", "2031-05-03").own(f"{lead}.")
    one, two = first.reading(), later.reading()
    found = occurrence(one, told), occurrence(two, lead, "asserts")
    result = trace(*found, readings=[one, two], copies=(copy_of(one, two, lead, "a"),))
    assert names(result) == ["Dockers Union"]


def test_an_original_is_not_credited_to_its_copyist():
    first = Draft("Bay Herald", "2031-05-02").own(f"{DEAD}.")
    copied = Draft("Harbour Daily", "2031-05-03").own(f"{DEAD}.")
    again = Draft("Quay Radio", "2031-05-04").own("VESSIN (Harbour Daily) - Today").own(f"{DEAD}.")
    assert names(traced(first, copied, again, copies=True)) == ["outlet itself: Bay Herald"]


def test_a_text_credited_to_an_outlet_on_its_own_word_runs_in_no_circle():
    itself = Draft("Coast Wire", "2031-05-02").said("Coast Wire", DEAD)
    credited = Draft("Bay Herald", "2031-05-03").own("VESSIN (Coast Wire) - Today")
    result = traced(itself, credited.said("Coast Wire", DEAD))
    assert [o.circular for o in result.occurrences] == [True, False]


def test_an_outlet_on_its_own_word_runs_in_a_circle_though_others_are_credited_to_it():
    first = Draft("Coast Wire", "2031-05-02").own(f"{DEAD}.")
    credited = Draft("Bay Herald", "2031-05-02").own("VESSIN (Coast Wire) - Today").own(f"{DEAD}.")
    later = Draft("Coast Wire", "2031-05-04").said("Coast Wire's correspondent", DEAD)
    assert traced(first, credited, later).circular


def test_an_outlet_of_one_word_is_known_as_a_source_or_a_credit():
    known = NAMES.with_outlets(["Undertow"])
    quoting = Draft("Bay Herald", "2031-05-03").said("Undertow", DEAD)
    printing = Draft("Quay Radio", "2031-05-04").own("VESSIN (Undertow) - Today").own(f"{DEAD}.")
    itself = Draft("Undertow", "2031-05-02").said("the Dockers Union", DEAD)
    readings = [draft.reading() for draft in (quoting, printing, itself)]
    by_id = {r.article.id: r for r in readings}
    result = origins_of([occurrence(r, DEAD) for r in readings], by_id, (), known)
    assert names(result) == ["Dockers Union"]
    assert known.inside("the undertow off the pier; Undertow bathers") == []


def test_a_short_sentence_is_a_copy_in_an_article_that_was_copied():
    short, long = "{} of the dockers sang", "the crane was moved to the western quay in the storm"
    first = Draft("Bay Herald", "2031-05-02").said("the Dockers Union", short.format("40"))
    later = Draft("Quay Radio", "2031-05-02").own(f"{short.format('Forty')}.").own(long)
    other = Draft("Harbour Daily", "2031-05-02").own("40 of the others sang along.").own(long)
    one, two, three = first.own(long).reading(), later.reading(), other.reading()
    found = (
        occurrence(one, short.format("40")),
        occurrence(two, short.format("Forty"), "asserts"),
        occurrence(three, "40 of the others sang along", "asserts"),
    )
    readings, copies = [one, two, three], (copy_of(one, two, long, "a"), copy_of(one, three, long))
    result = trace(*found, readings=readings, copies=copies)
    copied = {o.passage.article: o.copied_from for o in result.occurrences}
    assert copied == {one.article.id: None, two.article.id: one.article.id, three.article.id: None}
    alone = trace(*found, readings=readings)
    assert {o.copied_from for o in alone.occurrences} == {None}


def test_of_two_texts_of_one_day_the_original_is_whose_outlet_others_name():
    drafts = [Draft(o, "2031-05-02").own(f"{DEAD}.") for o in ("Harbour Daily", "Bay Herald")]
    for named in ("Harbour Daily", "Bay Herald"):
        third = Draft("Quay Radio", "2031-05-03").said(named, DEAD, cue="reported")
        assert names(traced(*drafts, third, copies=True)) == [named]


def test_an_outlets_name_is_no_person_though_it_reads_like_one():
    first = Draft("Quay Online", "2031-05-02").own(f"{DEAD}.")
    sister = Draft("Quay Radio", "2031-05-04").said("Quay Online", DEAD, kind="named_person")
    assert traced(first, sister).circular


def test_texts_credited_to_an_outlet_give_its_circle_no_name():
    credited = Draft("Bay Herald", "2031-05-02").own("VESSIN (Coast Wire) - Today").own(f"{DEAD}.")
    itself = Draft("Coast Wire", "2031-05-02").said("Coast Wire", DEAD)
    assert names(traced(credited, itself)) == ["Coast Wire"]


def test_a_report_by_an_outlet_of_one_word_is_the_outlets():
    known = NAMES.with_outlets(["Undertow"])
    reading = Draft("Bay Herald").said("a report by Undertow", DEAD, kind="document").reading()
    result = origins_of([occurrence(reading, DEAD)], {reading.article.id: reading}, (), known)
    assert names(result) == ["Undertow"]


@pytest.mark.parametrize(
    ("phrase", "named", "kind"),
    [
        ("Orla Fenn of the Harbour Staff", "Harbour Staff", "person"),
        ("Orla Fenn of the Rights Monitor", "Rights Monitor", "person"),
        ("Sons of the Western Quay", "Sons of the Western Quay (Bay Herald)", "organization"),
    ],
)
def test_a_person_of_a_body_speaks_for_it(phrase: str, named: str, kind):
    draft = Draft("Bay Herald").said(phrase, DEAD, kind="anonymous")
    assert names(traced(draft.named("Orla Fenn", kind) if kind == "person" else draft)) == [named]


def test_a_group_presented_at_an_articles_head_is_the_body_named_right_after():
    draft = Draft("Bay Herald").said(
        "An independent group that counts the dead of the harbour", DEAD, kind="unnamed_group"
    )
    draft.said("The Vessin Harm Network", "its members had met each family")
    assert names(traced(draft)) == ["Vessin Harm Network"]


def test_who_counted_is_whose_word_an_outlets_own_sentence_is():
    own = "The Vessin Harm Network has recorded 43 deaths"
    reading = Draft("Bay Herald").own(own).reading()
    found = trace(occurrence(reading, "43 deaths"), readings=[reading])
    assert names(found) == ["Vessin Harm Network"]


def test_which_is_the_body_that_it_stands_behind():
    sentence = f"The mayor named the list of the Vessin Harm Network, which says {DEAD}"
    reading = Draft("Bay Herald").said("Orla Fenn", "a list was read out").own(sentence).reading()
    which, says, dead = (
        Span(at, at + len(words))
        for words in ("which", "says", DEAD)
        for at in [reading.article.text.index(words)]
    )
    told = replace(
        reading.attributions[1], voice="source", source=(which,), cue=(says,), content=(dead,),
        manner="indirect", source_kind="unnamed_group",
    )  # fmt: skip
    frame = Unread(Span(reading.article.text.index("The mayor"), which.start - 1), "frame")
    read = (reading.attributions[0], told)
    reading = replace(reading, attributions=read, unread=(*reading.unread, frame))
    assert names(trace(occurrence(reading, DEAD), readings=[reading])) == ["Vessin Harm Network"]


def test_what_somebody_plans_is_the_word_of_who_tells_it():
    reading = Draft("Bay Herald").said("a clerk", "Orlund plans to shut the quay").reading()
    start = reading.article.text.index("Orlund")
    plan = replace(
        reading.attributions[0],
        id="att:plan",
        source=(Span(start, start + 6),),
        cue=(Span(start + 7, start + 12),),
        content=(Span(start + 13, start + 29),),
        attitude="intention",
        within=reading.attributions[0].id,
    )
    reading = replace(reading, attributions=(*reading.attributions, plan))
    found = trace(occurrence(reading, "to shut the quay"), readings=[reading])
    assert names(found) == ["clerk (Bay Herald)"]
