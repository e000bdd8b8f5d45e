"""Weighing and grouping."""

from hypothesis import given
from hypothesis import strategies as st

from stemmata.link.propositions import Proposition, propositions
from stemmata.link.same import NEVER, Likeness, groups, weigh
from tests.link.newsroom import Draft

CLOSE = Likeness(passage=0.97, sentence=0.97, story=0.95, among=2.0)


def stated(words: str, outlet: str, published: str = "2031-03-04") -> Proposition:
    draft = Draft(outlet, published).said("residents", words)
    if "Vessin" in words:
        draft.named("Vessin", "place")
    return propositions(draft.reading())[0]


def test_two_numbers_for_one_quantity_are_never_the_same():
    p, q = stated("27 dockers were killed", "A"), stated("31 dockers were killed", "B")
    assert weigh(p, q, CLOSE) == NEVER


def test_a_negation_speaks_against_what_similarity_speaks_for():
    p = stated("the army shelled the port of Vessin", "A")
    q = stated("the army never shelled the port of Vessin", "B")
    again = stated("the army shelled the port of Vessin", "C")
    assert weigh(p, q, CLOSE) < weigh(p, again, CLOSE)


def test_another_day_speaks_against():
    p = stated("a shell hit the port of Vessin on Monday", "A")
    q = stated("a shell hit the port of Vessin on Thursday", "B")
    again = stated("a shell hit the port of Vessin on Monday", "C")
    assert weigh(p, q, CLOSE) < weigh(p, again, CLOSE)


def test_a_distinctive_number_speaks_for_what_is_called_otherwise():
    p = stated("the breakout left 119 cells of Vessin jail empty", "A")
    q = stated("police of Vessin were hunting 119 convicts", "B")
    other = stated("police of Vessin were hunting 8 convicts", "C")
    far = Likeness(passage=0.5, sentence=0.5, story=0.9, among=2.0)
    assert weigh(p, q, far) > weigh(p, other, far) + 1


def test_a_number_in_common_speaks_the_more_the_less_common_it_is():
    four = (
        stated("four cells of Vessin jail were empty", "A"),
        stated("police sought four men", "B"),
    )
    many = stated("527 cells of Vessin jail were empty", "A"), stated("police sought 527 men", "B")
    assert weigh(*four, CLOSE) < weigh(*many, CLOSE)


def test_the_nearest_of_many_passages_is_less_surely_the_same():
    p, q = stated("a shell hit the port", "A"), stated("the port was hit by a shell", "B")
    assert weigh(p, q, CLOSE._replace(among=4.0)) < weigh(p, q, CLOSE._replace(among=1.0))


def test_what_is_known_of_a_copy_counts_for_its_original():
    # 0 and 1 are copies; 2 is like 1 alone, since 0 stands amid other matters.
    odds = {(0, 1): 3.0, (0, 2): -3.0, (1, 2): 1.0}
    assert groups(3, odds) == [[0, 1], [2]]
    assert groups(3, odds, [(0, 1)]) == [[0, 1, 2]]


def test_copies_are_kept_from_what_gives_another_number_than_any_of_them():
    assert groups(3, {(0, 2): NEVER, (1, 2): 4.0}, [(0, 1)]) == [[0, 1], [2]]


def test_a_number_of_dead_is_not_one_of_wounded():
    p = stated("27 people were killed in Vessin", "A")
    q = stated("27 people were wounded in Vessin", "B")
    dead = stated("27 bodies were found in Vessin", "C")
    assert weigh(p, q, CLOSE) < weigh(p, dead, CLOSE)


def test_an_article_of_later_days_may_tell_of_the_same_day():
    p = stated("a shell hit the port of Vessin on Monday", "A", "2031-03-03")
    told = stated("a shell hit the port of Vessin", "B", "2031-03-05")
    assert not p.event.other_day(told.event)
    assert p.event.other_day(stated("a shell hit the port of Vessin", "C", "2031-03-19").event)


def test_a_chain_of_weak_links_draws_nothing_together():
    chain = {(i, i + 1): 0.5 for i in range(9)}
    assert max(map(len, groups(10, chain))) == 2


def test_what_is_alike_throughout_is_one_group():
    odds = {(i, j): 2.0 for i in range(5) for j in range(i + 1, 5)}
    assert groups(6, odds) == [[0, 1, 2, 3, 4], [5]]


def test_a_clash_keeps_two_apart_that_a_third_is_like():
    assert groups(3, {(0, 1): 3.0, (1, 2): 2.0, (0, 2): NEVER}) == [[0, 1], [2]]


pairs = st.dictionaries(
    st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda p: p[0] < p[1]),
    st.floats(-6, 6).map(lambda x: round(x, 3)),
)


@given(pairs, st.randoms(use_true_random=False))
def test_groups_do_not_depend_on_the_order_of_pairs(odds, random):
    shuffled = list(odds.items())
    random.shuffle(shuffled)
    found = groups(8, odds)
    assert groups(8, dict(shuffled)) == found
    assert sorted(i for group in found for i in group) == list(range(8))


@given(pairs)
def test_things_elsewhere_change_no_group(odds):
    more = odds | {(8, 9): 3.0, (9, 10): 1.0}
    assert [g for g in groups(11, more) if g[0] < 8] == groups(8, odds)


def test_words_for_one_thing_speak_for_two_passages_as_its_own_word_does():
    p = stated("a blast wrecked the mill in Vessin", "A")
    other = stated("an explosion destroyed the mill in Vessin", "B")
    unlike = stated("an auction emptied the mill in Vessin", "C")
    assert weigh(p, other, CLOSE) > weigh(p, unlike, CLOSE)


def test_who_says_it_speaks_for_two_passages():
    def told_by(who: str, outlet: str) -> Proposition:
        return propositions(Draft(outlet).said(who, "the bridge was mined").reading())[0]

    p, same = (
        told_by("the Marlow coast guard", "A"),
        told_by("a spokesman for the coast guard", "B"),
    )
    assert weigh(p, same, CLOSE) > weigh(p, told_by("two bakers", "C"), CLOSE)


def test_a_figure_tells_the_more_the_less_common_it_is():
    few = stated("8 dockers died", "A"), stated("there were 8 dead dockers", "B")
    many = stated("43 dockers died", "A"), stated("there were 43 dead dockers", "B")
    assert weigh(*few, CLOSE) < weigh(*many, CLOSE)


def test_a_part_in_common_makes_no_other_total_the_same():
    p = stated("27 people were killed, including 9 children", "A")
    q = stated("35 people were killed, including 9 children", "B")
    assert weigh(p, q, CLOSE) == NEVER


def test_who_is_counted_by_one_number_are_not_other_people():
    p = stated("more than 60 mercenaries were killed near Vessin", "A")
    civilians = stated("more than 60 civilians were killed near Vessin", "B")
    militants = stated("more than 60 militants were killed near Vessin", "C")
    assert weigh(p, civilians, CLOSE) < weigh(p, militants, CLOSE)


def test_several_nearly_the_same_join_where_a_lone_one_does_not():
    trio = {(0, 1): 3.0, (0, 2): 3.0, (1, 2): 3.0}
    near = -0.5
    assert groups(4, trio | {(0, 3): near, (1, 3): near, (2, 3): near}) == [[0, 1, 2, 3]]
    assert groups(2, {(0, 1): near}) == [[0], [1]]
