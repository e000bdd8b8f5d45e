"""Which passages cannot both hold."""

from stemmata.link.contradicts import contrary
from stemmata.link.propositions import Proposition, propositions
from stemmata.link.same import Likeness
from tests.link.newsroom import Draft

CLOSE = Likeness(passage=0.9, sentence=0.9, story=0.9, among=2.0)


def stated(words: str, outlet: str) -> Proposition:
    draft = Draft(outlet, "2031-03-04").said(f"a resident of {outlet}", words)
    return propositions(draft.reading())[0]


def test_a_passage_and_its_negation_are_contrary():
    p = stated("the army shelled the port of Vessin", "Bay Herald")
    found = contrary(p, stated("the army never shelled the port of Vessin", "Quay Radio"), CLOSE)
    assert found is not None and found.holds and found.why == "negated"


def test_a_negation_of_another_clause_is_not_contrary():
    p = stated("the Dockers kept the shells under the fish hall", "Bay Herald")
    q = stated(
        "shells of the Dockers blew up in the hall which the union never wanted", "Quay Radio"
    )
    assert p.negated != q.negated
    assert contrary(p, q, CLOSE) is None


def test_a_toll_and_the_parts_that_it_sums_up_are_not_contrary():
    p = stated("18 dockers were killed in the port of Vessin", "Bay Herald")
    parts = "11 dockers were killed by the crane and seven were killed by the fire in Vessin"
    assert contrary(p, stated(parts, "Quay Radio"), CLOSE) is None
    other = stated(parts.replace("seven", "eight"), "Quay Radio")
    assert contrary(p, other, CLOSE) is not None
