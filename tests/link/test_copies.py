"""Copies between invented articles: what is found, what is not, and which way it went."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemmata.link.copies import PHRASE, QUOTATION, CopyIndex, find_copies
from stemmata.model import Article, Copy, Span

LEAD = (
    "Three fishing boats sank off the harbour of Port Velmar on Tuesday night after a sudden storm "
    "tore them from their moorings."
)
MIDDLE = (
    "Rescue crews pulled eleven sailors from the water before dawn, and two more were still missing "
    "at noon, the coast guard of Velmar said."
)
DETAIL = (
    "The harbour master had warned owners on Monday to move their vessels into the inner basin, "
    "but most berths there were closed for repairs."
)
END = (
    "Insurers estimated the damage at 4,200,000 crowns and asked the ministry to open the northern "
    "quay earlier than planned."
)
REPORT = f"{LEAD} {MIDDLE} {DETAIL} {END}"
OTHER = (
    "The opera house in Karsund reopens in spring with a new roof, a smaller orchestra pit and a "
    "programme that its director calls the boldest since the war."
)


def article(
    name: str, text: str, outlet: str | None = None, published: str | None = None
) -> Article:
    return Article(id=name, capture=name, text=text, outlet=outlet, published=published)


def words(item: Article, copy: Copy) -> str:
    passage = copy.a if copy.a.article == item.id else copy.b
    return item.text[passage.span.start : passage.span.end]


def one_copy(a: str | Article, b: str | Article) -> tuple[Article, Article, Copy]:
    first = a if isinstance(a, Article) else article("a", a)
    second = b if isinstance(b, Article) else article("b", b)
    (copy,) = find_copies([first, second])
    return first, second, copy


def test_identical_texts_are_one_copy_without_changes():
    a, b, copy = one_copy(REPORT, REPORT)
    assert words(a, copy) == words(b, copy) == REPORT.rstrip(".")
    assert (copy.changes, copy.score, copy.original) == ((), 1.0, None)


def test_a_cut_copy_comes_from_the_longer_text():
    _a, b, copy = one_copy(REPORT, f"{LEAD} {MIDDLE}")
    assert words(b, copy) == f"{LEAD} {MIDDLE}".rstrip(".")
    assert (copy.original, copy.why) == ("a", ("inclusion",))


def test_a_new_headline_does_not_hide_a_copy():
    a, _b, copy = one_copy(
        f"Storm night\n\n{REPORT}", f"Boats lost, two sailors missing\n\n{REPORT}"
    )
    assert words(a, copy) == REPORT.rstrip(".")


def test_reordered_sentences_are_several_passages():
    a, b = article("a", f"{LEAD} {MIDDLE} {DETAIL}"), article("b", f"{DETAIL} {LEAD} {MIDDLE}")
    found = find_copies([a, b])
    assert {words(a, c) for c in found} == {f"{LEAD} {MIDDLE}".rstrip("."), DETAIL.rstrip(".")}


def test_edited_words_and_numbers_are_changes_on_both_sides():
    edited = MIDDLE.replace("eleven sailors", "nine of the sailors").replace("at noon, ", "")
    a, b, copy = one_copy(MIDDLE, edited)
    changes = [(a.text[slice(*c.a)], b.text[slice(*c.b)]) for c in copy.changes]
    assert changes == [("eleven", "nine of the"), ("at noon", "")]


def test_words_put_in_have_an_empty_span_on_the_other_side():
    _a, b, copy = one_copy(LEAD, LEAD.replace("after a sudden", "after a sudden and violent"))
    (change,) = copy.changes
    assert change.a == Span(LEAD.index(" storm"), LEAD.index(" storm"))
    assert b.text[slice(*change.b)] == "and violent"


def test_an_edit_every_few_words_is_still_a_copy():
    edited = (
        "Rescue crews pulled nine sailors from the sea before dawn and two more are still missing at "
        "midday the coast guard of Velmar said"
    )
    _a, _b, copy = one_copy(MIDDLE, edited)
    assert copy.score > 0.8
    assert len(copy.changes) == 4


def test_a_text_merged_from_two_is_a_copy_of_both():
    merged = article("m", f"{LEAD} {OTHER}")
    found = find_copies([article("a", REPORT), merged, article("o", OTHER)])
    assert {(c.a.article, c.b.article) for c in found} == {("a", "m"), ("m", "o")}


def test_a_sentence_quoted_in_part_is_found():
    text = f"{OTHER} Asked again, it wrote that two more were still missing at noon, the rest safe."
    _a, b, copy = one_copy(MIDDLE, text.replace("that two", "that before dawn, and two"))
    assert words(b, copy) == "before dawn, and two more were still missing at noon, the"


@pytest.mark.parametrize(("size", "found"), [(7, 0), (8, 1)])
def test_a_passage_has_at_least_eight_words(size: int, found: int):
    run = " ".join(LEAD.split()[:size])
    assert (
        len(find_copies([article("a", f"{OTHER} {run}"), article("b", f"{run} {DETAIL}")])) == found
    )


def test_looks_make_no_difference():
    damaged = "the mayor s office said it s closed 4200000 crowns were spent in velmar"
    printed = "The MAYOR’s office said: “It’s closed” — 4,200,000 crowns were spent in Vélmar."
    _a, b, copy = one_copy(damaged.replace("mayor s", "mayors").replace("it s", "its"), printed)
    assert copy.score == 1.0
    assert words(b, copy) == printed.rstrip(".")


@pytest.mark.parametrize(
    "text",
    [
        "Три рыбацкие лодки затонули у порта Вельмар во вторник ночью после внезапной бури",
        "غرقت ثلاثة قوارب صيد قبالة ميناء فيلمار مساء الثلاثاء بعد عاصفة مفاجئة في البحر",
        "星期二晚上三艘渔船在维尔马港外沉没",
        "मंगलवार रात वेलमार बंदरगाह के पास अचानक आए तूफान में तीन नावें डूब गईं",
        "เรือประมงสามลำจมนอกท่าเรือเวลมาร์",
    ],
)
def test_any_script_is_compared(text: str):
    a, b, copy = one_copy(text, f"{OTHER} {text}")
    assert words(a, copy) == text == words(b, copy)


def test_empty_and_short_articles_have_no_copies():
    assert find_copies([]) == []
    assert find_copies([article("a", ""), article("b", ""), article("c", "Two words")]) == []


def test_an_article_is_never_a_copy_of_itself():
    a = article("a", f"{LEAD} {LEAD}")
    assert find_copies([a, a]) == []


def test_texts_that_repeat_themselves_do_not_take_forever():
    found = find_copies([article("a", "again " * 2000), article("b", "again " * 2000)])
    assert found


def test_boilerplate_of_an_outlet_is_no_copy():
    stories = [f"{text} {END}" for text in (LEAD, MIDDLE, DETAIL, OTHER)]
    dates = ["2021-01-04", "2021-02-04", "2021-03-04", "2021-04-04", "2021-05-04"]
    texts = [*stories, f"The ferry to Karsund stops running in the first week of May. {END}"]
    own = [
        article(f"a{i}", text, "Velmar Post", day)
        for i, (text, day) in enumerate(zip(texts, dates, strict=True))
    ]
    assert find_copies(own) == []
    assert len(find_copies(own[:4])) == 6


def test_boilerplate_of_an_outlet_found_at_another_is_marked():
    starts = (LEAD, MIDDLE, DETAIL, OTHER, f"The ferry to Karsund is late. {LEAD[60:]}")
    own = [
        article(f"a{i}", f"{start} {END}", "Velmar Post", f"2021-0{i + 1}-04")
        for i, start in enumerate(starts)
    ]
    elsewhere = article("b", f"{END} {MIDDLE}", "Karsund Bote", "2021-08-05")
    found = [copy for copy in find_copies([*own, elsewhere]) if copy.b.article == "b"]
    marked = [copy for copy in found if copy.why == (PHRASE,)]
    assert [words(elsewhere, copy) for copy in marked] == [END.rstrip(".")] * 5
    assert all(copy.original is None for copy in marked)
    (copied,) = (copy for copy in found if copy not in marked)
    assert (words(elsewhere, copied), copied.original) == (MIDDLE.rstrip("."), "a")


def test_boilerplate_inside_a_copied_passage_does_not_part_it():
    starts = (LEAD, MIDDLE, DETAIL, OTHER, "The ferry to Karsund stops running in May.")
    own = [
        article(f"a{i}", f"{start} {END} {i}", "Velmar Post", f"2021-0{i + 1}-04")
        for i, start in enumerate(starts)
    ]
    elsewhere = article("b", f"{LEAD} {END}", "Karsund Bote", "2021-01-05")
    whole = [c for c in find_copies([*own, elsewhere]) if c.a.article == "a0"]
    assert [(words(elsewhere, c), c.why) for c in whole] == [
        (f"{LEAD} {END}".rstrip("."), ("date",))
    ]


def test_updates_of_one_story_are_copies():
    own = [article(f"a{i}", REPORT, "Velmar Post", "2021-01-04") for i in range(6)]
    assert len(find_copies(own)) == 15


def test_a_turn_of_phrase_is_marked():
    phrase = "the Velmar Harbour Watch for Safety and Rights said"
    own = ["Gulls nest", "Rain falls", "Ships wait", "Cranes stop", "Nets tear", "Tides turn"]
    own += ["Masts break", "Bells ring", "Ropes snap", "Sails burn", "Buoys drift"]
    texts = [f"{start}, {phrase}. {start} {i} {start}" for i, start in enumerate(own)]
    items = [
        article(f"a{i:02}", t, f"Outlet {i}", f"2021-{i + 1:02}-04") for i, t in enumerate(texts)
    ]
    items[-1] = replace(items[-1], published="2022-06-01")
    found = find_copies(items)
    assert {(c.original, c.why) for c in found} == {(None, (PHRASE,))}


@pytest.mark.parametrize("outlet", ["Velmar Post", None])
def test_a_run_that_everybody_has_is_found_in_all_pairs(outlet: str | None):
    run = "the harbour watch of the three northern bays said"
    texts = [f"{'abcdefgh'[i % 8]}{i} {run} {i}x{i}" for i in range(100)]
    items = [article(f"a{i:02}", text, outlet) for i, text in enumerate(texts)]
    assert len(find_copies(items)) == (0 if outlet else 100 * 99 / 2)


def test_beyond_the_most_pairs_each_text_is_compared_with_the_earliest(monkeypatch):
    monkeypatch.setattr("stemmata.link.copies.candidates.MOST_PAIRS", 50)
    monkeypatch.setattr("stemmata.link.copies.candidates.MOST_PAIRS_EACH", 2)
    items = [article(f"a{i:02}", LEAD, None, f"2021-01-01T{i:02}") for i in range(60)]
    pairs = {(c.a.article, c.b.article) for c in find_copies(items)}
    assert {("a00", item.id) for item in items[1:]} <= pairs
    assert len(pairs) < 200


def test_the_earlier_article_is_the_original():
    a = article("a", REPORT, published="2021-01-05")
    b = article("b", REPORT, published="2021-01-04")
    _, _, copy = one_copy(a, b)
    assert (copy.original, copy.why) == ("b", ("date",))


def test_the_day_that_an_article_prints_is_its_day():
    a = article("a", f"Published 4 January 2021 {REPORT}", published="2021-01-06T09:00")
    b = article("b", REPORT, published="2021-01-05")
    _, _, copy = one_copy(a, b)
    assert (copy.original, copy.why) == ("a", ("date",))


def test_a_day_and_an_hour_of_that_day_are_no_order():
    a, b = (
        article("a", REPORT, published="2021-01-05T08:00"),
        article("b", REPORT, published="2021-01-05"),
    )
    assert one_copy(a, b)[2].original is None


def test_a_text_that_credits_the_agency_is_the_copy():
    agency = article("a", REPORT, outlet="Reuters", published="2021-01-05")
    paper = article("b", f"{REPORT} - REUTERS", outlet="Velmar Post", published="2021-01-05")
    assert (one_copy(agency, paper)[2].original, one_copy(agency, paper)[2].why) == (
        "a",
        ("credit",),
    )


def test_two_texts_that_credit_one_agency_have_it_from_there():
    a = article("a", f"PORT VELMAR (AFP) - {REPORT}", outlet="Velmar Post", published="2021-01-05")
    b = article("b", f"{REPORT} (AFP)", outlet="Karsund Bote", published="2021-01-07")
    assert (one_copy(a, b)[2].original, one_copy(a, b)[2].why) == (None, ("credit",))


def test_without_a_credit_a_text_comes_from_the_one_that_has_it():
    a = article("a", REPORT, outlet="Velmar Post", published="2021-01-07")
    b = article("b", f"{REPORT} (AFP)", outlet="Karsund Bote", published="2021-01-05")
    assert (one_copy(a, b)[2].original, one_copy(a, b)[2].why) == ("b", ("credit", "date"))


def test_words_left_out_on_one_side_alone_tell_the_copy():
    cut = REPORT.replace(" after a sudden storm", "").replace(" before dawn", "")
    assert (one_copy(REPORT, cut)[2].original, one_copy(REPORT, cut)[2].why) == ("a", ("revision",))


def test_a_quotation_alone_is_marked_as_such():
    words_said = '"We told every owner twice that the outer moorings would not hold in a storm"'
    a = article("a", f"{OTHER} {words_said}, the harbour master said.", published="2021-01-04")
    b = article("b", f"At a hearing: {words_said}. Nobody disagreed.", published="2021-01-05")
    copy = one_copy(a, b)[2]
    assert (copy.original, copy.why) == (None, (QUOTATION,))


SENTENCES = st.sampled_from((LEAD, MIDDLE, DETAIL, END, OTHER, "Short one.", "موجز قصير.", ""))
DATES = st.sampled_from((None, "2021-01-04", "2021-01-05", "2021-03-01", "2021-06-01"))
COLLECTIONS = st.lists(
    st.builds(
        lambda parts, outlet, day: (" ".join(parts), outlet, day),
        st.lists(SENTENCES, max_size=4),
        st.sampled_from((None, "Velmar Post", "Karsund Bote")),
        DATES,
    ),
    max_size=9,
)


@settings(max_examples=40, deadline=None)
@given(COLLECTIONS, st.randoms(use_true_random=False))
def test_the_order_of_adding_makes_no_difference(drawn, rng):
    items = [article(f"a{i}", *fields) for i, fields in enumerate(drawn)]
    shuffled = rng.sample(items, len(items))
    index = CopyIndex()
    for item in shuffled:
        index.add([item])
        index.copies()
    assert index.copies() == find_copies(items)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300), st.sampled_from((LEAD, MIDDLE)))
def test_every_span_lies_in_its_text(before, after, shared):
    items = [article("a", f"{before} {shared} {after}"), article("b", f"{after} {shared} {before}")]
    found = find_copies(items)
    assert found
    for copy in found:
        for item, passage in zip(items, (copy.a, copy.b), strict=True):
            item.check((passage.span,), "passage")
        for change in copy.changes:
            assert copy.a.span.start <= change.a.start <= change.a.end <= copy.a.span.end
            assert copy.b.span.start <= change.b.start <= change.b.end <= copy.b.span.end


def test_adding_articles_compares_only_new_pairs(monkeypatch):
    index = CopyIndex()
    index.add([article("a", REPORT), article("b", REPORT)])
    index.copies()
    compared = []
    compare = index._compare

    def counting(a, b):
        compared.append((a, b))
        return compare(a, b)

    monkeypatch.setattr(index, "_compare", counting)
    index.add([article("c", REPORT)])
    assert len(index.copies()) == 3
    assert len(compared) == 2
