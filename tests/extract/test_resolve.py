import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemmata.extract.draft import Draft, Named
from stemmata.extract.resolve import Resolution, resolve
from stemmata.model import Article, EntityType, Span

MARK = re.compile(r"\{(\w+):([^}]+)\}")


def read(
    marked: str, *rows: tuple[str, str, str], outlet: str | None = None
) -> tuple[str, Resolution]:
    """Resolve a text whose names are marked `{person:Olena Hart}`.

    Rows are (source, cue, content) of drafts in text order, each part in the text at or after the
    part that stands first in the row before; a source of pieces is joined by " … ".
    """
    text, named = "", []
    at = 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        kind: EntityType = match[1]  # type: ignore[assignment]
        named.append(Named(Span(len(text), len(text) + len(match[2])), kind, 0.9))
        text += match[2]
        at = match.end()
    text += marked[at:]
    low, drafts = 0, []
    for source, cue, content in rows:
        places = {part: text.index(part, low) for part in (source, cue, content) if part}
        spans = {part: (Span(i, i + len(part)),) for part, i in places.items()}
        drafts.append(Draft(spans.get(source, ()), spans.get(cue, ()), spans[content], 0.9))
        low = min(places.values()) + 1
    article = Article("art:1", "cap:1", text, outlet=outlet)
    return text, resolve(article, named, drafts)


def sources(
    marked: str, *rows: tuple[str, str, str], outlet: str | None = None
) -> list[tuple[str | None, str]]:
    """The name and the kind of each draft's source."""
    _, found = read(marked, *rows, outlet=outlet)
    names = {entity.id: entity.name for entity in found.entities}
    return [(names[entity] if entity else None, kind) for entity, kind in found.sources]


def names(marked: str) -> dict[str, tuple[str, ...]]:
    """The aliases of each entity by its name."""
    _, found = read(marked)
    return {entity.name: entity.aliases for entity in found.entities}


# Entities


def test_surname_title_and_possessive_join_the_full_name() -> None:
    marked = "{person:Anton Varga} spoke. {person:Mr Varga} left. {person:Varga's} aide stayed."
    assert names(marked) == {"Anton Varga": ("Varga",)}


def test_two_people_with_one_surname_are_kept_apart() -> None:
    marked = "{person:Anton Varga} met {person:Irina Varga}. {person:Mrs Varga} smiled."
    assert names(marked) == {"Anton Varga": (), "Irina Varga": ("Varga",)}


def test_ambiguous_surname_belongs_to_nobody() -> None:
    text, found = read("{person:Anton Varga} met {person:Pavel Varga}. {person:Varga} smiled.")
    last = found.mentions[-1]
    assert text[last.span.start : last.span.end] == "Varga"
    assert last.entity is None


def test_acronym_in_brackets_is_the_same_thing() -> None:
    marked = (
        "The {organization:Free Ardesh Front} ({organization:FAF}) met. {organization:FAF} left."
    )
    assert names(marked) == {"Free Ardesh Front": ("FAF",)}


def test_acronym_without_brackets_is_the_same_thing_in_damaged_text() -> None:
    marked = "the {organization:Ardesh Monitor for Human Rights} {organization:AMHR} said so"
    assert names(marked) == {"Ardesh Monitor for Human Rights": ("AMHR",)}


def test_short_name_joins_the_only_long_one() -> None:
    marked = "The {organization:Democratic Front} met. The {organization:Front} left."
    assert names(marked) == {"Democratic Front": ("Front",)}


def test_short_name_of_two_long_ones_stays_alone() -> None:
    marked = (
        "The {organization:Democratic Front} met the {organization:Patriotic Front}. "
        "The {organization:Front} left."
    )
    assert set(names(marked)) == {"Democratic Front", "Patriotic Front", "Front"}


def test_names_between_join_the_longest_before_the_shortest_does() -> None:
    marked = (
        "The {organization:Northern Observatory for River Rights} met. The "
        "{organization:Northern Observatory} left. The {organization:Observatory} stayed."
    )
    assert list(names(marked)) == ["Northern Observatory for River Rights"]


def test_report_of_a_body_is_not_the_body() -> None:
    marked = (
        "The {document:2016 report of the Farm Board} ({organization:FB}) is out, and the "
        "{organization:Farm Board} ({organization:FB}) is glad."
    )
    assert set(names(marked)) == {"2016 report of the Farm Board", "Farm Board"}


def test_hyphen_makes_no_other_person() -> None:
    marked = "{person:Reza Amir Vellan} spoke. {person:Amir-Vellan} left. {person:Vellan} stayed."
    assert list(names(marked)) == ["Reza Amir Vellan"]


def test_lost_possessive_of_a_person_makes_no_other_person() -> None:
    marked = "The {person:Varga} clan rules. {person:Anton Vargas} father was born there."
    assert list(names(marked)) == ["Anton Varga"]


def test_arabic_article_is_kept_and_makes_no_other_body() -> None:
    marked = "{organization:al Narim} fled. {organization:Al-Narim} returned."
    assert names(marked) == {"al Narim": ("Al-Narim",)}


def test_seat_is_no_part_of_a_name() -> None:
    marked = "The {organization:Norra-based Observatory} met."
    assert list(names(marked)) == ["Observatory"]


def test_body_whose_name_looks_like_a_possessive_of_a_place_is_not_the_place() -> None:
    marked = "{place:Varg} fell. {organization:Vargs} fighters left. {organization:Vargs} won."
    assert list(names(marked)) == ["Varg", "Vargs"]


def test_person_before_a_role_with_an_article_whose_comma_is_lost_is_the_source() -> None:
    row = ("Hamo al-Vellan the director of a hospital in Lim", "told", "45 died")
    marked = "{person:Hamo al-Vellan} the director of a hospital in {place:Lim} told 45 died."
    assert sources(marked, row) == [("Hamo al-Vellan", "named_person")]


def test_two_bodies_joined_with_an_article_are_two() -> None:
    row = ("the River Watch and the rescue service", "said", "nine fled")
    marked = "So the {organization:River Watch} and the rescue service said nine fled."
    _, found = read(marked, row)
    assert [entity.name for entity in found.entities] == ["River Watch"]


def test_ministry_without_a_name_before_it_is_no_person() -> None:
    row = ("Its Foreign Ministry", "hinted", "at rain")
    found = sources("Its Foreign Ministry hinted at rain.", row)
    assert found == [("Foreign Ministry", "named_organization")]


def test_noun_for_a_body_is_no_person() -> None:
    _, found = read("{person:Ministry} spokesman {person:Olen Hart} spoke.")
    assert [entity.name for entity in found.entities] == ["Olen Hart"]


def test_paper_called_by_a_noun_is_a_body_where_it_has_no_article() -> None:
    row = ("Guardian", "reported", "nine fled")
    assert sources("Guardian reported nine fled.", row) == [("Guardian", "named_organization")]


def test_official_of_a_body_is_the_spokesman_who_goes_on() -> None:
    rows = (
        ("Ministry spokesman Olen Hart", "said", "it rained"),
        ("the Mills Ministry official", "added", "it snowed"),
    )
    marked = (
        "The {organization:Mills Ministry} met. Ministry spokesman {person:Olen Hart} said it rained. "
        "But the Mills Ministry official added it snowed."
    )
    assert sources(marked, *rows)[1] == ("Olen Hart", "named_person")


def test_official_is_whoever_spoke_last_among_several_by_name() -> None:
    rows = (
        ("Olen Hart", "said", "it rained"),
        ("Pavel Vesmin", "said", "it snowed"),
        ("the official", "said", "it froze"),
    )
    marked = (
        "{person:Olen Hart} said it rained. {person:Pavel Vesmin} said it snowed. "
        "Later the official said it froze."
    )
    assert sources(marked, *rows)[2] == ("Pavel Vesmin", "named_person")


def test_people_before_a_role_name_nobody() -> None:
    _, found = read("The {person:Ardeshian Ambassador} left.")
    assert found.entities == ()


def test_branch_is_not_the_body_it_branches_from() -> None:
    marked = (
        "{organization:Green State of Norran Province} broke with the {organization:Green State}."
    )
    assert len(names(marked)) == 2


def test_places_that_share_a_word_stay_apart() -> None:
    assert len(names("{place:Ardesh} borders {place:South Ardesh}.")) == 2


def test_times_and_quantities_get_no_entity() -> None:
    _, found = read("On {time:Monday} {quantity:40 shells} fell.")
    assert [mention.entity for mention in found.mentions] == [None, None]
    assert found.entities == ()


def test_pronoun_marked_as_a_name_is_dropped() -> None:
    _, found = read("{person:He} left {place:Ardesh}.")
    assert [entity.name for entity in found.entities] == ["Ardesh"]


def test_noun_marked_as_a_name_is_a_mention_without_entity() -> None:
    text, found = read("The {organization:police chief} left.")
    assert [(text[m.span.start : m.span.end], m.entity) for m in found.mentions] == [
        ("police chief", None)
    ]


@pytest.mark.parametrize(
    ("marked", "description"),
    [
        ("{person:Olena Hart}, the prime minister of Ardesh, spoke.", "prime minister of Ardesh"),
        ("Ardesh Foreign Minister {person:Olena Hart} spoke.", "Ardesh Foreign Minister"),
        ("The ministry's spokesman, {person:Pavel Orn}, spoke.", "ministry's spokesman"),
        (
            "{person:Pavel Orn}, who heads the port authority, spoke.",
            "who heads the port authority",
        ),
        ("{person:Pavel Orn}, 42, a fisherman, spoke.", "fisherman"),
        (
            "Then Minister of Mills and Wells {person:Pavel Orn} spoke.",
            "Minister of Mills and Wells",
        ),
        ("{person:Pavel Orn}, {place:Ardesh} and the sea.", None),
    ],
)
def test_description_is_taken_from_the_words_around(marked: str, description: str | None) -> None:
    _, found = read(marked)
    assert found.entities[0].description == description


# Sources with names


def test_person_before_an_appositive_is_the_source() -> None:
    row = ("Olena Hart, a spokeswoman for the Ardesh Bank,", "said", "it was closed")
    marked = (
        "{person:Olena Hart}, a spokeswoman for the {organization:Ardesh Bank}, said it was closed."
    )
    assert sources(marked, row) == [("Olena Hart", "named_person")]


def test_person_behind_the_role_is_the_source() -> None:
    row = ("a spokeswoman for the Ardesh Bank, Olena Hart,", "said", "it was closed")
    marked = "So a spokeswoman for the {organization:Ardesh Bank}, {person:Olena Hart}, said it was closed."
    assert sources(marked, row) == [("Olena Hart", "named_person")]


def test_person_whose_comma_is_lost_is_the_source() -> None:
    row = ("Olena Hart Executive Director of the Ardesh Bank", "said", "it was closed")
    marked = "{person:Olena Hart} Executive Director of the {organization:Ardesh Bank} said it was closed."
    assert sources(marked, row) == [("Olena Hart", "named_person")]


def test_name_that_the_finder_missed_is_found_in_the_source() -> None:
    marked = "Olena Hart said it was closed."
    assert sources(marked, ("Olena Hart", "said", "it was closed")) == [
        ("Olena Hart", "named_person")
    ]


def test_place_speaks_as_its_government() -> None:
    marked = "{place:Ardesh} said it was closed."
    assert sources(marked, ("Ardesh", "said", "it was closed")) == [
        ("Ardesh", "named_organization")
    ]


def test_name_before_an_apposition_whose_comma_is_lost_is_the_source() -> None:
    row = ("The Observatory an anti-Varga group which counts the dead", "said", "nine fled")
    marked = (
        "The {organization:River Observatory} met. The Observatory an anti-{person:Varga} group "
        "which counts the dead said nine fled."
    )
    assert sources(marked, row) == [("River Observatory", "named_organization")]


def test_titled_person_before_a_body_is_the_source() -> None:
    row = ("Minister Varga and the Board of Trade", "believe", "tea sells")
    marked = "Minister {person:Varga} and the {organization:Board of Trade} believe tea sells."
    assert sources(marked, row) == [("Varga", "named_person")]


def test_month_in_a_source_is_no_name() -> None:
    marked = "So the {time:May 2016} report by Varga shows nine fled."
    _, found = read(marked, ("the May 2016 report by Varga", "shows", "nine fled"))
    assert "May 2016" not in [entity.name for entity in found.entities]


def test_acronym_that_looks_like_a_pronoun_is_a_name() -> None:
    marked = "{organization:WHO} said it was closed."
    assert sources(marked, ("WHO", "said", "it was closed")) == [("WHO", "named_organization")]


def test_ministry_of_a_country_is_a_body_of_its_own() -> None:
    marked = "The {group:Ardeshi} foreign ministry said it was closed."
    row = ("The Ardeshi foreign ministry", "said", "it was closed")
    assert sources(marked, row) == [("Ardeshi foreign ministry", "named_organization")]


def test_first_of_two_bodies_is_the_source() -> None:
    marked = "{place:Ardesh} and {place:Norran} said it was closed."
    row = ("Ardesh and Norran", "said", "it was closed")
    assert sources(marked, row) == [("Ardesh", "named_organization")]


# Sources without names


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("a spokesman", "unnamed_person"),
        ("A witness", "unnamed_person"),
        ("an Ardesh official", "unnamed_person"),
        ("residents", "unnamed_group"),
        ("Rescue workers operating in the valley", "unnamed_group"),
        ("Whoever is in charge", "unnamed_person"),
        ("officials in the ministry", "unnamed_group"),
        ("Many of the miners", "unnamed_group"),
        ("one of the miners", "unnamed_person"),
        ("a source", "anonymous"),
        ("sources in the ministry", "anonymous"),
        ("people familiar with the talks", "anonymous"),
        ("officials who asked not to be named", "anonymous"),
        ("the report", "document"),
        ("a leaked memo", "document"),
        ("polls", "document"),
        ("the ministry", "named_organization"),
        ("police", "named_organization"),
    ],
)
def test_kind_follows_the_head_of_the_source(source: str, kind: str) -> None:
    found = sources(f"{source} said the pass was closed.", (source, "said", "the pass was closed"))
    assert found[0][1] == kind


def test_official_speaking_on_condition_of_anonymity_is_anonymous() -> None:
    marked = "Officials said the pass was closed, speaking on condition of anonymity."
    assert sources(marked, ("Officials", "said", "the pass was closed")) == [(None, "anonymous")]


def test_spokesman_speaks_for_the_body_and_has_no_name() -> None:
    marked = "A spokesman for the {organization:Ardesh Bank} said it was closed."
    row = ("A spokesman for the Ardesh Bank", "said", "it was closed")
    assert sources(marked, row) == [("Ardesh Bank", "unnamed_person")]


def test_police_are_a_body_that_goes_by_its_noun() -> None:
    found = sources(
        "According to police, it was closed.", ("police", "According to", "it was closed")
    )
    assert found == [("police", "named_organization")]


def test_figures_told_apart_by_a_name_are_a_document() -> None:
    row = ("Census data", "According to", "it was closed")
    assert sources("According to Census data, it was closed.", row) == [("Census data", "document")]


def test_official_of_a_body_leads_to_it_and_has_no_name() -> None:
    marked = "An {organization:Ardesh Bank} official said it was closed."
    row = ("An Ardesh Bank official", "said", "it was closed")
    assert sources(marked, row) == [("Ardesh Bank", "unnamed_person")]


def test_group_is_called_by_its_words() -> None:
    marked = "Some border residents said it was closed."
    row = ("Some border residents", "said", "it was closed")
    assert sources(marked, row) == [("border residents", "unnamed_group")]


def test_document_is_called_by_the_words_that_tell_it_apart() -> None:
    marked = (
        "A 2021 report by the {organization:Ardesh Bank} said it was closed. The report added more."
    )
    rows = (
        ("A 2021 report by the Ardesh Bank", "said", "it was closed"),
        ("The report", "added", "more"),
    )
    name = "2021 report by the Ardesh Bank"
    assert sources(marked, *rows) == [(name, "document"), (name, "document")]


def test_figures_speak_for_the_body_that_gives_them() -> None:
    marked = "Ten died, according to figures from the {organization:Ardesh Bank}."
    row = ("figures from the Ardesh Bank", "according to", "Ten died")
    assert sources(marked, row) == [("Ardesh Bank", "named_organization")]


def test_passive_without_a_source_is_anonymous() -> None:
    marked = "{person:Olena Hart} said no. Ten people reportedly died."
    rows = (("Olena Hart", "said", "no"), ("", "reportedly", "Ten people"))
    assert sources(marked, *rows)[1] == (None, "anonymous")


# Sources that take up others


def test_he_is_the_man_who_spoke_before() -> None:
    marked = (
        '{person:Pavel Orn} met {person:Olena Hart}. {person:Orn} said no. "It rains," he said.'
    )
    rows = (("Orn", "said", "no"), ("he", "said", '"It rains,"'))
    assert sources(marked, *rows)[1] == ("Pavel Orn", "named_person")


def test_she_is_never_the_man_who_spoke_before() -> None:
    marked = '{person:Pavel Orn} said it was closed. "It rains," she said.'
    rows = (("Pavel Orn", "said", "it was closed"), ("she", "said", '"It rains,"'))
    assert sources(marked, *rows)[1] == (None, "unnamed_person")


def test_she_after_a_sentence_about_somebody_named_is_no_earlier_witness() -> None:
    marked = (
        'A witness said it was closed. {person:Olena Hart} came out at six. "It rains," she said.'
    )
    rows = (("A witness", "said", "it was closed"), ("she", "said", '"It rains,"'))
    assert sources(marked, *rows)[1] == ("Olena Hart", "named_person")


def test_she_after_an_unnamed_witness_is_nobody_else() -> None:
    marked = '{person:Olena Hart} left. A witness said it was closed. "It rains," she said.'
    rows = (("A witness", "said", "it was closed"), ("she", "said", '"It rains,"'))
    assert sources(marked, *rows)[1] == (None, "unnamed_person")


def test_he_is_not_the_one_whom_he_talks_about() -> None:
    marked = '{person:Pavel Orn} said no. "{person:Anton Varga} lied," he said.'
    rows = (("Pavel Orn", "said", "no"), ("he", "said", '"Anton Varga lied,"'))
    assert sources(marked, *rows)[1] == ("Pavel Orn", "named_person")


def test_pronoun_keeps_its_bearer_present() -> None:
    marked = "{person:Olena Hart} came late. She sat down. She wrote. She waited. She stood up. She said no."
    assert sources(marked, ("She", "said", "no")) == [("Olena Hart", "named_person")]


def test_minister_is_the_one_described_so() -> None:
    marked = (
        "{person:Olena Hart}, the defence minister, met {person:Pavel Orn}. "
        "{person:Orn} said no. The minister said yes."
    )
    rows = (("Orn", "said", "no"), ("The minister", "said", "yes"))
    assert sources(marked, *rows)[1] == ("Olena Hart", "named_person")


def test_minister_whom_nobody_introduced_is_nobody() -> None:
    marked = "{person:Pavel Orn} said no. The minister said yes."
    rows = (("Pavel Orn", "said", "no"), ("The minister", "said", "yes"))
    assert sources(marked, *rows)[1] == (None, "unnamed_person")


def test_group_is_the_body_that_spoke_before() -> None:
    marked = "{organization:Blue Dawn} said no. The group said yes."
    rows = (("Blue Dawn", "said", "no"), ("The group", "said", "yes"))
    assert sources(marked, *rows)[1] == ("Blue Dawn", "named_organization")


def test_who_is_the_person_named_before_it() -> None:
    marked = "It was {person:Olena Hart}, who said no."
    assert sources(marked, ("who", "said", "no")) == [("Olena Hart", "named_person")]


def test_quotation_without_a_source_goes_on_with_the_speaker() -> None:
    marked = '"It is closed," {person:Olena Hart} said. "It rains."'
    rows = (("Olena Hart", "said", '"It is closed,"'), ("", "", '"It rains."'))
    assert sources(marked, *rows)[1] == ("Olena Hart", "named_person")


# The outlet


@pytest.mark.parametrize(
    "source",
    ["documents disclosed by the Dawnpost", "the Dawnpost", "records obtained by the Dawnpost"],
)
def test_outlet_that_quotes_itself_is_the_outlet(source: str) -> None:
    marked = f"According to {source}, the pass was closed."
    row = (source, "According to", "the pass was closed")
    assert sources(marked, row, outlet="The Dawnpost") == [("Dawnpost", "outlet")]


def test_our_sources_are_the_outlet_that_the_article_comes_from() -> None:
    row = ("Our sources", "said", "the pass was closed")
    found = sources("Our sources said the pass was closed.", row, outlet="The Dawnpost")
    assert found == [("The Dawnpost", "outlet")]


def test_outlet_that_has_learned_something_names_itself() -> None:
    row = ("The Dawnpost", "has learned", "the pass was closed")
    marked = "The {organization:Dawnpost} has learned the pass was closed."
    assert sources(marked, row) == [("Dawnpost", "outlet")]


def test_person_who_told_the_outlet_is_not_the_outlet() -> None:
    marked = "{person:Olena Hart} told the {organization:Dawnpost} the pass was closed."
    row = ("Olena Hart", "told", "the pass was closed")
    assert sources(marked, row, outlet="Dawnpost") == [("Olena Hart", "named_person")]


# Any text


@given(st.text(max_size=200), st.data())
def test_any_text_gives_one_answer_for_each_draft_and_exact_mentions(
    text: str, data: st.DataObject
) -> None:
    text = f"A{text}b"
    spans = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 40)).map(
        lambda pair: Span(pair[0], min(len(text), pair[0] + pair[1]))
    )
    kinds = st.sampled_from(["person", "organization", "place", "time"])
    named = data.draw(st.lists(st.builds(Named, spans, kinds, st.just(0.5)), max_size=6))
    drafts = data.draw(
        st.lists(
            st.builds(
                Draft,
                st.lists(spans, max_size=1).map(tuple),
                st.lists(spans, max_size=1).map(tuple),
                spans.map(lambda span: (span,)),
                st.just(0.5),
            ),
            max_size=4,
        )
    )
    article = Article("art:1", "cap:1", text)
    found = resolve(article, named, drafts)
    ids = {entity.id for entity in found.entities}
    assert len(ids) == len(found.entities)
    assert len(found.sources) == len(drafts)
    assert all(entity is None or entity in ids for entity, _ in found.sources)
    for mention in found.mentions:
        article.check((mention.span,), "mention")
        assert mention.entity is None or mention.entity in ids


def test_long_text_without_a_full_stop_is_read_in_time() -> None:
    marked = "{person:Olena Hart} and " + "the minister of the Front and he said " * 12_000
    _, found = read(marked, ("he", "said", "the minister"))
    assert len(found.sources) == 1


def test_aliases_do_not_repeat_the_name_in_another_case() -> None:
    marked = "{organization:Blue Dawn} met. {organization:BLUE DAWN} left."
    assert names(marked) == {"Blue Dawn": ()}


def test_acronym_is_no_person() -> None:
    _, found = read("{person:AMHR} said so.")
    assert [entity.type for entity in found.entities] == ["organization"]


def test_acronym_does_not_join_a_name_that_holds_it() -> None:
    marked = "{organization:NF} gained. {organization:NF Force} lost."
    assert len(names(marked)) == 2


def test_government_named_after_a_person_is_no_person() -> None:
    marked = "{person:Anton Varga} left. The Varga government said no."
    row = ("The Varga government", "said", "no")
    assert sources(marked, row) == [("Varga government", "named_organization")]


def test_who_is_told_is_not_who_says_it() -> None:
    marked = "Field reporters have told the {organization:Dawnpost} that it burnt."
    assert sources(marked, ("the Dawnpost", "told", "that it burnt")) == [(None, "anonymous")]


def test_group_described_by_its_seat_is_the_body_that_spoke() -> None:
    marked = "{organization:Blue Dawn} said no. The {organization:Norran-based group} said yes."
    rows = (("Blue Dawn", "said", "no"), ("The Norran-based group", "said", "yes"))
    assert sources(marked, *rows)[1] == ("Blue Dawn", "named_organization")


def test_source_cut_inside_a_name_still_leads_to_it() -> None:
    marked = "{person:Olena Hart} said no."
    assert sources(marked, ("Hart", "said", "no")) == [("Olena Hart", "named_person")]


# Sources whose names are easily mistaken


def test_a_place_with_a_possessive_is_not_the_body_behind_it() -> None:
    marked = (
        "“It rose,” according to {place:Ardesh}’s {organization:Department of Labour} and "
        "{organization:Housing Board}."
    )
    source = "Ardesh’s Department of Labour and Housing Board"
    assert sources(marked, (source, "according to", "“It rose,”"))[0][0] != "Ardesh"


def test_a_name_that_was_split_before_an_initial_is_whole_again() -> None:
    marked = "Judge {person:Olena} {person:R. Hart III} said it fell."
    assert sources(marked, ("Judge Olena R. Hart III", "said", "it fell")) == [
        ("Olena R. Hart III", "named_person")
    ]


def test_a_lone_apostrophe_is_no_part_of_a_name() -> None:
    assert names("{organization:FAF’}s office is shut.") == {"FAF": ()}


def test_a_newspaper_called_like_a_person_is_a_name() -> None:
    marked = "It closed, the {organization:Guardian} reported."
    assert sources(marked, ("the Guardian", "reported", "It closed")) == [
        ("Guardian", "named_organization")
    ]


def test_nobody_who_spoke_is_not_whom_she_means() -> None:
    marked = "{person:Olena Hart} voted early. No one stopped her. “It was easy,” she said."
    rows = [("No one", "stopped", "her"), ("she", "said", "“It was easy,”")]
    assert sources(marked, *rows)[1] == ("Olena Hart", "named_person")


def test_they_means_the_person_who_has_just_spoken() -> None:
    marked = "{person:Kim Varro} said it closed. It will stay so, they said."
    rows = [("Kim Varro", "said", "it closed"), ("they", "said", "It will stay so")]
    assert sources(marked, *rows)[1] == ("Kim Varro", "named_person")


def test_they_does_not_mean_a_man_who_has_just_spoken() -> None:
    marked = "{person:Mr Anton Varga} said it closed. It will stay so, they said."
    rows = [("Mr Anton Varga", "said", "it closed"), ("they", "said", "It will stay so")]
    assert sources(marked, *rows)[1] == (None, "unnamed_group")


def test_a_spokesman_without_a_body_speaks_for_the_one_that_spoke_last() -> None:
    marked = "The {organization:Ardesh Bank} said it fell. The money is gone, a spokesman said."
    rows = [
        ("The Ardesh Bank", "said", "it fell"),
        ("a spokesman", "said", "The money is gone"),
    ]
    assert sources(marked, *rows)[1] == ("Ardesh Bank", "unnamed_person")


def test_a_role_at_a_body_is_the_person_described_by_both() -> None:
    marked = (
        "{person:Olena Hart}, director of the {organization:Norran Observatory}, came. "
        "It fell, the {organization:Observatory} director said."
    )
    assert sources(marked, ("the Observatory director", "said", "It fell")) == [
        ("Olena Hart", "named_person")
    ]


def test_a_description_may_go_on_with_a_participle() -> None:
    _, found = read("{person:Kim Varro}, a retired woman living in Ardesh, voted.")
    assert found.entities[0].description == "retired woman living in Ardesh"


def test_a_lost_apostrophe_makes_no_second_entity():
    text = "Tamrick burnt. Tamricks mayor said it was over."
    at = text.index("Tamricks")
    named = [Named(Span(0, 7), "place", 0.9), Named(Span(at, at + 8), "place", 0.9)]
    article = Article("art:a", "cap:a", text)
    entities = resolve(article, named, []).entities
    assert [(e.name, e.aliases) for e in entities] == [("Tamrick", ())]


def test_lawyer_whom_the_only_speaker_is_brought_in_as_is_the_speaker() -> None:
    rows = (
        ("A lawyer", "has called for", "mild laws"),
        ("Pavel Hart", "said", "laws kill"),
        ("The lawyer", "also said", "crimes differ"),
    )
    marked = (
        "A lawyer has called for mild laws. {person:Pavel Hart} said laws kill. "
        "The lawyer also said crimes differ."
    )
    assert sources(marked, *rows)[2] == ("Pavel Hart", "named_person")


def test_lawyer_who_speaks_beside_another_is_nobody_else() -> None:
    rows = (
        ("Pavel Hart", "said", "laws kill"),
        ("A lawyer", "disagreed", "laws heal"),
        ("The lawyer", "also said", "crimes differ"),
    )
    marked = (
        "{person:Pavel Hart} said laws kill. A lawyer disagreed: laws heal. "
        "The lawyer also said crimes differ."
    )
    assert sources(marked, *rows)[2] == (None, "unnamed_person")


def test_president_is_not_the_only_speaker() -> None:
    rows = (("Pavel Hart", "said", "laws kill"), ("The president", "said", "crimes differ"))
    marked = "{person:Pavel Hart} said laws kill. The president said crimes differ."
    assert sources(marked, *rows)[1] == (None, "unnamed_person")
