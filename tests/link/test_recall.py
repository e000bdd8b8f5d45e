"""What linking recalls is what it would work out anew, whatever was added in whichever order."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.linking import family, vectors
from stemmata.link.claims import Linked, link
from stemmata.link.copies import find_copies
from stemmata.link.networks import Name, Names, known_names
from stemmata.link.recall import Recall, digest
from stemmata.link.same import WEIGHTS
from stemmata.model import Copy, Reading
from tests.link.newsroom import Draft
from tests.linking import READINGS as REPORTS
from tests.linking import report

READINGS = tuple(reading for number in range(2) for reading in family(number))
ELSEWHERE = report("Moor Times", "the Lyre Club", "a violin of 1712 was found in an attic")


class Kept(dict[bytes, bytes]):
    """A memory that counts what is put into it."""

    puts = 0

    def put(self, key: bytes, value: bytes, /) -> None:
        self.puts += 1
        self[key] = value

    def new(self) -> int:
        """How much was worked out since this was last asked."""
        new, self.puts = self.puts, 0
        return new


def linked(
    readings: Sequence[Reading], memory: Kept | None = None, names: tuple[Name, ...] = ()
) -> tuple[list[Copy], Linked]:
    recall = Recall(memory, "words")
    known = Names((*known_names(), *names))
    copies = find_copies((r.article for r in readings), names=known, recall=recall)
    return copies, link(readings, embed=vectors, copies=copies, names=known, recall=recall)


@settings(max_examples=6, deadline=None)
@given(st.permutations(READINGS), st.sets(st.integers(1, len(READINGS) - 1), max_size=2))
def test_after_any_additions_in_any_order_all_is_as_if_linked_at_once(
    order: Sequence[Reading], cuts: set[int]
) -> None:
    memory = Kept()
    for end in (*sorted(cuts), len(order)):
        assert linked(order[:end], memory) == linked(order[:end])


@settings(max_examples=3, deadline=None)
@given(st.permutations(READINGS), st.integers(1, len(READINGS) - 1))
def test_articles_taken_away_again_leave_nothing_behind(order: Sequence[Reading], end: int) -> None:
    memory = Kept()
    linked(order, memory)
    assert linked(order[:end], memory) == linked(order[:end])


def test_who_shares_text_with_the_original_of_a_copy_may_tell_to_whom_a_source_spoke() -> None:
    told, rest = (
        "a dockers' foreman told Harbour News that 14 barges burned at the long pier of Vessin on Monday",
        "The tide was the lowest in living memory and ferries to the outer islands stayed in port",
    )
    copy = Draft("Pier Times", "2031-05-03").own(f"{told}.").reading()
    original = Draft("Harbour News", "2031-05-02", text=f"{told}. {rest}. ").reading()
    wire = Draft("Moor Post", "2031-05-02").own(f"(BayWire) {rest}.").reading()
    names = (Name("Harbour News", "site"), Name("BayWire", "agency"))
    memory = Kept()
    before, after = [copy, original], [copy, original, wire]
    known = linked(before, memory, names)
    anew = linked(after, None, names)
    assert {c.origins for c in known[1].claims} != {c.origins for c in anew[1].claims}
    assert linked(after, memory, names) == anew


def test_linking_again_works_nothing_out() -> None:
    memory = Kept()
    linked(READINGS, memory)
    assert memory.new() > 0
    linked(READINGS[::-1], memory)
    assert memory.new() == 0


def test_an_article_on_something_else_costs_no_more_where_there_are_more_articles() -> None:
    costs = []
    for families in (1, 4):
        memory = Kept()
        before = [reading for number in range(families) for reading in family(number)]
        linked(before, memory)
        memory.new()
        linked([*before, ELSEWHERE], memory)
        costs.append(memory.new())
    assert costs[0] == costs[1] > 0


def test_another_reading_of_an_article_counts() -> None:
    memory = Kept()
    linked(READINGS, memory)
    readings = (*(replace(reading, mentions=()) for reading in READINGS[:3]), *READINGS[3:])
    assert linked(readings, memory) == linked(readings) != linked(READINGS)


def test_another_day_of_an_article_counts() -> None:
    memory = Kept()
    linked(READINGS, memory)
    first = READINGS[0]
    later = replace(first, article=replace(first.article, published="2031-05-06"))
    readings = (later, *READINGS[1:])
    assert linked(readings, memory) == linked(readings) != linked(READINGS)


def test_another_table_of_names_counts() -> None:
    memory = Kept()
    before = linked(REPORTS, memory)
    names = (Name("Harbour Watch Network", "monitor", aliases=("Vessin Hospital",)),)
    assert linked(REPORTS, memory, names) == linked(REPORTS, names=names) != before


def test_other_weights_count() -> None:
    memory = Kept()
    recall = Recall(memory, "words")
    before, other = (
        (
            link(READINGS, embed=vectors, weights=weights, recall=recall),
            link(READINGS, embed=vectors, weights=weights),
        )
        for weights in (WEIGHTS, WEIGHTS._replace(bias=-14.0))
    )
    assert before[0] == before[1] != other[0] == other[1]


def test_what_is_kept_depends_on_what_all_of_it_rests_on() -> None:
    memory = Kept()
    for about in ("words", "other words"):
        assert Recall(memory, about)(str, lambda: ("x",), lambda about=about: about) == about  # type: ignore[misc]
    assert len(memory) == 2


def test_without_a_memory_nothing_is_asked_for_its_key() -> None:
    def asked() -> tuple[object, ...]:
        raise AssertionError

    assert Recall()(int, asked, lambda: 3) == 3


def test_lone_surrogates_are_kept_apart() -> None:
    texts = ["a \ud800", "a \udfff", "a \ufffd", r"a \ud800"]
    assert len({digest(text) for text in texts}) == len(texts)


def test_what_holds_a_lone_surrogate_is_worked_out_each_time() -> None:
    recall = Recall(Kept())
    for text in ("\ud800", "\udfff"):
        assert recall(str, lambda text=text: (text,), lambda text=text: text) == text  # type: ignore[misc]
