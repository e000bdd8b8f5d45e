import pytest

from stemmata.link.blame import accused, are_one, are_others


@pytest.mark.parametrize(
    "words",
    [
        "Norwegian jets pounded the harbour",
        "the raid was likely carried out by Norwegian planes",
        "blamed the attack on the Norwegian navy",
        "blamed Norway for the attack on the harbour",
        "accused Norwegian agents of the bombing",
        "Norway was behind the attack",
        "Norway bears primary responsibility for the blast",
        "an attack believed to be by Norwegian forces",
        "Norwegian shelling killed nine",
    ],
)
def test_one_party_is_accused_in_many_wordings(words):
    assert accused(words) == {"Norway"}


def test_who_is_only_named_is_not_accused():
    assert accused("Norwegian officials visited the harbour after the fire") == frozenset()


def test_the_place_in_a_dateline_is_not_accused():
    assert accused("OSLO Air strikes hit the harbour") == frozenset()


def test_the_government_may_be_that_of_a_named_country():
    regime, norway = (
        accused("the regime carried out the attack"),
        accused("Norwegian jets struck it"),
    )
    assert are_one(regime, norway)
    assert not are_others(regime, norway)


def test_two_countries_are_others_and_so_are_a_state_and_rebels():
    norway, chile = accused("Norwegian jets struck it"), accused("Chilean jets struck it")
    rebels = accused("rebel fighters attacked it")
    assert are_others(norway, chile)
    assert are_others(norway, rebels)
    assert not are_one(norway, chile)


def test_a_country_may_be_part_of_a_coalition():
    coalition, norway = accused("coalition aircraft struck it"), accused("Norwegian jets struck it")
    assert not are_others(coalition, norway)
    assert not are_one(coalition, norway)


def test_nobody_accused_is_neither_one_nor_other():
    nobody: frozenset[str] = frozenset()
    norway = accused("Norwegian jets struck it")
    assert not are_one(nobody, norway)
    assert not are_others(nobody, norway)
