import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemmata.extract.draft import KINDS, Draft, KindScores
from stemmata.extract.furniture import furniture
from stemmata.extract.sentences import sentences, trimmed
from stemmata.extract.voice import Partition, is_told, outside, partition
from stemmata.model import Article, Attribution, Reading, Span

CLAIM = "The army shelled the village of Lim on Monday and killed 14 people."


def unknown(_: Span) -> KindScores | None:
    return None


def draft(text: str, source: str = "", cue: str = "", content: str = "") -> Draft:
    def spans(words: str) -> tuple[Span, ...]:
        return (Span(text.index(words), text.index(words) + len(words)),) if words else ()

    return Draft(spans(source), spans(cue), spans(content), 0.9)


def fixtures(article: Article) -> tuple[Span, ...]:
    return furniture(article, sentences(article.text))


def read(text: str, *drafts: Draft) -> tuple[list[str], list[tuple[str, str]]]:
    article = Article("art:x", "cap:x", text)
    parted = partition(article, drafts, unknown, fixtures(article))
    check(article, drafts, parted)
    claims = [" … ".join(article.quote(content)) for content, _ in parted.outlet]
    return claims, [(text[u.span.start : u.span.end], u.reason) for u in parted.unread]


def check(article: Article, drafts: tuple[Draft, ...], parted: Partition) -> None:
    """A Reading refuses what is unaccounted for, overlapping or badly cut."""
    rows = [
        Attribution(f"att:{i}", "source", d.source, d.cue, d.content, "indirect")
        for i, d in enumerate(drafts)
    ]
    rows += [
        Attribution(f"own:{i}", "outlet", (), (), content, "outlet", score=score)
        for i, (content, score) in enumerate(parted.outlet)
    ]
    Reading("x.txt", article, "w", "e", tuple(rows), unread=parted.unread)
    sourced = {i for d in drafts for s in d.content for i in range(*s)}
    own = {i for content, _ in parted.outlet for s in content for i in range(*s)}
    assert not own & sourced
    assert not {i for u in parted.unread for i in range(*u.span)} & sourced


def test_a_sentence_without_a_source_is_the_outlets_claim() -> None:
    assert read(f"{CLAIM} Who gave the order?") == ([CLAIM], [("Who gave the order?", "question")])


def test_what_is_left_of_a_sourced_sentence_is_frame() -> None:
    text = "Speaking in Lim on Monday, the minister said that the war was over."
    told = draft(text, "the minister", "said", "that the war was over")
    assert read(text, told) == (
        [],
        [("Speaking in Lim on Monday,", "frame"), (".", "frame")],
    )


def test_an_apposition_to_the_speaker_is_frame() -> None:
    text = "Orlo Tavish, who has chaired the council of Lim since 2020, said the war was over."
    told = draft(text, "Orlo Tavish", "said", "the war was over")
    assert read(text, told)[0] == []


def test_a_dateline_is_not_said() -> None:
    text = "LIM — The war is over, Orlo Tavish said."
    article = Article("art:x", "cap:x", text)
    told = draft(text, "Orlo Tavish", "said", "LIM — The war is over")
    (kept,) = outside(fixtures(article), [told])
    assert [text[slice(*span)].strip() for span in kept.content] == ["The war is over"]


def test_who_was_told_and_when_is_frame() -> None:
    text = "“The war is over,” Orlo Tavish told reporters as he went into the council of Lim."
    told = draft(text, "Orlo Tavish", "told", "“The war is over,”")
    assert read(text, told)[0] == []


def test_where_the_words_were_spoken_is_frame() -> None:
    text = (
        "“The war is over,” Orlo Tavish said in an interview with the Mirror published on Sunday."
    )
    told = draft(text, "Orlo Tavish", "said", "“The war is over,”")
    assert read(text, told)[0] == []


def test_an_act_around_reported_words_is_the_outlets_claim() -> None:
    text = "The arrest of the mayor in Lim comes a day after the ministry said the war was over."
    told = draft(text, "the ministry", "said", "the war was over")
    claims, unread = read(text, told)
    assert claims == ["The arrest of the mayor in Lim comes a day after"]
    assert unread == [(".", "frame")]


def test_a_clause_joined_to_a_quotation_is_the_outlets_claim() -> None:
    text = "The mayor said the war was over, and the army left the town of Lim on Monday."
    told = draft(text, "The mayor", "said", "the war was over")
    assert read(text, told)[0] == ["and the army left the town of Lim on Monday."]


def test_scraps_before_the_outlets_own_clause_are_frame() -> None:
    text = "Although the stated aim of the tour was peace on the border, the army moved two brigades north."
    nominal = draft(text, cue="stated aim of the tour", content="peace on the border")
    own = "the army moved two brigades north."
    assert read(text, nominal) == (
        [own],
        [("Although the", "frame"), ("was", "frame"), (",", "frame")],
    )


def test_what_breaks_off_before_a_speakers_words_is_frame() -> None:
    text = (
        "The charge that his country armed the guard of the valley was, Lim added, “a fairy tale”."
    )
    said = draft(text, source="Lim", cue="added", content="“a fairy tale”")
    claims, unread = read(text, said)
    assert claims == []
    assert unread[0] == ("The charge that his country armed the guard of the valley was,", "frame")


def test_a_short_quoted_phrase_does_not_take_the_sentence_away() -> None:
    text = (
        "The army fired on the crowd in Lim, which the minister called a mistake, and killed ten."
    )
    told = draft(text, "the minister", "called", "a mistake")
    claims, _ = read(text, told)
    assert claims == ["The army fired on the crowd in Lim, which … and killed ten."]


def test_a_quotation_without_a_source_is_not_the_outlets_claim() -> None:
    quoted = "“The army shelled the village on Monday and killed 14 people.”"
    assert read(f"{CLAIM}\n{quoted}") == ([CLAIM], [(quoted, "other")])


def test_a_dateline_is_furniture_and_the_rest_of_its_sentence_is_read() -> None:
    assert read(f"LIM (Ardesh News) — {CLAIM}") == (
        [CLAIM],
        [("LIM (Ardesh News) —", "furniture")],
    )


def test_drafts_in_furniture_are_left_out() -> None:
    text = f"Mayor said it was over\n{CLAIM}\nRead more: Mayor says the bridge fell"
    inside = draft(text, "Mayor", "said", "it was over")
    teaser = draft(text, "", "says", "the bridge fell")
    article = Article("art:x", "cap:x", text)
    assert outside(fixtures(article), [inside, teaser]) == [inside]


def test_a_signature_is_nobodys_source() -> None:
    text = f"It is over, he added.\n{CLAIM}\n— Marla Dovic"
    signed = draft(text, "Marla Dovic", "added", "It is over")
    (left,) = outside(fixtures(Article("art:x", "cap:x", text)), [signed])
    assert (left.source, left.cue, left.content) == ((), signed.cue, signed.content)


def test_the_pieces_of_a_draft_that_lie_in_a_teaser_are_cut_off() -> None:
    text = f"Mayor said it was over\n{CLAIM}\nRead more: It fell"
    both = draft(text, "Mayor", "said", "it was over")
    teaser = draft(text, "Mayor", "said", "It fell").content
    reaching = replace(both, content=(*both.content, *teaser))
    assert outside(fixtures(Article("art:x", "cap:x", text)), [reaching]) == [both]


def test_a_row_of_stars_is_frame() -> None:
    assert read(f"{CLAIM}\n* * *\n{CLAIM}") == ([CLAIM, CLAIM], [("* * *", "frame")])


def test_a_headline_in_its_place_is_read_like_a_sentence() -> None:
    claims, _ = read(f"Ardesh and Lim: The Makers of the War!\n\n{CLAIM}")
    assert claims == ["Ardesh and Lim: The Makers of the War!", CLAIM]


def test_the_models_view_of_a_sentence_counts() -> None:
    text = "The army holds the bridge."
    article = Article("art:x", "cap:x", text)
    opinion = tuple(0.94 if kind == "opinion" else 0.01 for kind in KINDS)
    parted = partition(article, [], lambda _: opinion, fixtures(article))
    assert [u.reason for u in parted.unread] == ["opinion"]
    assert not parted.outlet


def test_a_nested_draft_changes_nothing() -> None:
    text = "The agency said that the monitor said that the war was over."
    outer = draft(text, "The agency", "said", "that the monitor said that the war was over")
    inner = Draft((Span(21, 32),), (Span(33, 37),), (Span(38, 59),), 0.9, within=0)
    assert read(text, outer, inner) == read(text, outer)


@pytest.mark.parametrize(
    ("source", "cue", "content", "told"),
    [
        ("The mayor", "said", "that the war was over", True),
        ("The mayor", "believes", "that the war is over", True),
        ("The mayor", "urged", "the council to end the war", True),
        ("The council", "voted for", "an end to the war in the north", False),
        ("The mayor", "knows", "that the war is over", False),
        ("The mayor", "wants", "“to end this war before it ends us”", True),
        ("We", "believe", "that the war is over", False),
        ("Nearly eight of 10 voters", "say", "that the war is over", False),
        ("63 percent", "said", "the war was over", False),
        ("Ten voters", "said", "the war was over", True),
        ("The Mirror", "said", "the war was over", False),
    ],
)
def test_only_words_and_beliefs_of_someone_else_are_told(
    source: str, cue: str, content: str, told: bool
) -> None:
    text = f"{source} {cue} {content}."
    article = Article("art:x", "cap:x", text, outlet="the mirror")
    assert is_told(article, draft(text, source, cue, content)) == told


def test_what_a_quoted_speaker_says_of_himself_is_told() -> None:
    text = "“We believe that the war is over.”"
    article = Article("art:x", "cap:x", text)
    assert is_told(article, draft(text, "We", "believe", "that the war is over"))


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b", "...", "”"])
def test_next_to_nothing_is_accounted_for(text: str) -> None:
    assert read(text)[0] == []


def test_a_long_text_takes_linear_time() -> None:
    began = time.process_time()
    read(f"{CLAIM} " * 2_000)
    read("word " * 50_000)
    assert time.process_time() - began < 5


words = st.sampled_from(
    [
        "the army",
        "said",
        "“",
        "”",
        '"',
        ".",
        ",",
        " ",
        "\n",
        "?",
        "LIM —",
        "shelled Lim",
        "must",
        "By Marla Dovic",
    ]
)


@given(st.one_of(st.text(), st.lists(words).map(" ".join)), st.data())
def test_every_code_point_is_accounted_for_whatever_the_drafts(
    text: str, data: st.DataObject
) -> None:
    place = st.integers(0, len(text))
    cuts = sorted(data.draw(st.sets(place, max_size=8)))
    pieces = [trimmed(text, *pair) for pair in zip(cuts[::2], cuts[1::2], strict=False)]
    drafts = [Draft((), (), (piece,), 0.5) for piece in pieces if piece is not None]
    read(text, *drafts)
