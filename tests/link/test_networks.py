"""Who goes by which names."""

import json

import pytest

from stemmata.errors import InputError
from stemmata.link.networks import Name, Names, known_names

COAST = Name("Coast Wire", "agency", aliases=("CW",), domains=("coastwire.example",))
QUAY = Name("Quay Radio", "broadcaster", network="Quay Group")
ONLINE = Name("Quay Online", "site", network="Quay Group")
NAMES = Names((COAST, QUAY, ONLINE))


@pytest.mark.parametrize(
    "name",
    ["Coast Wire", "the coast wire", "CW", "coastwire.example", "https://en.coastwire.example/a"],
)
def test_a_name_an_abbreviation_and_a_domain_lead_to_one_row(name):
    assert NAMES.named(name) == COAST


def test_an_unknown_name_leads_nowhere():
    assert NAMES.named("Bay Herald") is None
    assert NAMES.named(None) is None


def test_names_inside_a_phrase_are_found_with_their_places():
    phrase = "CW and Quay Radio reported"
    found = [(row.name, phrase[start:end]) for row, start, end in NAMES.inside(phrase)]
    assert found == [("Coast Wire", "CW"), ("Quay Radio", "Quay Radio")]


def test_a_lost_possessive_mark_does_not_hide_a_name():
    assert [row.name for row, *_ in NAMES.inside("CWs correspondent")] == ["Coast Wire"]


def test_a_common_word_is_no_abbreviation():
    assert known_names().inside("who said it is time") == []


def test_numbers_are_no_names():
    names = Names((Name("7+7", "broadcaster", aliases=("24",), domains=("7plus7.example",)),))
    assert names.inside("77 boats and 24 crews, 7+7 said") == []
    assert names.named("77") is None
    assert names.named("7+7") is names.named("7plus7.example") is not None


def test_letters_of_another_alphabet_do_not_match_all_others():
    names = Names((Name("Quay Radio", "broadcaster", aliases=("Причал",)),))
    assert names.inside("Гавань закрыта") == []
    assert names.named("Гавань") is None
    assert names.named("причал") is not None
    assert not names.own("Гавань", "Маяк")


def test_the_beginning_of_a_longer_name_is_not_the_name():
    names = Names((Name("The Pilot", "newspaper"),))
    assert names.inside("The Pilot Union said") == []
    assert names.inside("a Pilot said") == []
    assert len(names.inside("The Pilot said")) == 1


def test_one_network_is_its_own():
    assert NAMES.own("Quay Online", "Quay Radio")
    assert NAMES.own("Bay Herald", "the Bay Herald")
    assert not NAMES.own("Coast Wire", "Quay Radio")
    assert not NAMES.own(None, "Quay Radio")


def test_a_file_adds_rows_and_replaces_those_of_the_same_name(tmp_path):
    file = tmp_path / "outlets.jsonl"
    rows = [
        {"name": "Bay Herald", "kind": "newspaper", "aliases": ["BH"]},
        {"name": "Quay Radio", "kind": "broadcaster", "network": "Bay Group"},
    ]
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    names = NAMES.with_file(file)
    assert names.named("BH") == Name("Bay Herald", "newspaper", aliases=("BH",))
    assert not names.own("Quay Online", "Quay Radio")
    assert NAMES.own("Quay Online", "Quay Radio")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Bay Herald", "not JSON"),
        ('{"name": "Bay Herald"}', "is no row"),
        ('{"name": "Bay Herald", "kind": "newspaper", "motto": "x"}', "is no row"),
        ('{"name": "Bay Herald", "kind": "gazette"}', "'gazette'"),
        ('{"name": "Selma", "kind": "agency", "given_name": "yes"}', "given_name is 'yes'"),
    ],
)
def test_a_line_that_is_no_row_is_named(tmp_path, line, told):
    file = tmp_path / "outlets.jsonl"
    file.write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=told) as error:
        NAMES.with_file(file)
    assert "outlets.jsonl:2" in str(error.value)


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(InputError, match="missing"):
        NAMES.with_file(tmp_path / "missing.jsonl")


def test_each_shipped_row_is_found_by_each_of_its_names():
    shipped = known_names()
    for row in shipped:
        for name in (row.name, *row.domains):
            found = shipped.named(name)
            assert found is not None, name
            assert found.name == row.name or found.kind != row.kind, name


def test_each_shipped_organ_speaks_for_a_known_body():
    shipped = known_names()
    for row in shipped:
        assert not row.organ_of or shipped.named(row.organ_of) is not None, row.name


def test_outlets_of_a_case_are_known_by_name_where_two_words_make_it():
    names = known_names().with_outlets(["Tidewater Courier", "Tide"])
    found = [row.name for row, *_ in names.inside("Tide and Tidewater Courier reported it")]
    assert found == ["Tidewater Courier"]
    row = names.named("Tidewater Courier")
    assert row is not None and row.is_outlet


def test_a_given_name_before_a_surname_is_no_agency(tmp_path):
    file = tmp_path / "outlets.jsonl"
    row = {"name": "Selma", "kind": "agency", "given_name": True}
    file.write_text(json.dumps(row), encoding="utf-8")
    own = NAMES.with_file(file)
    assert not own.inside("Selma Orrin of the harbour office")
    assert [found.name for found, *_ in own.inside("officials told Selma on Monday")] == ["Selma"]
    assert not known_names().inside("Petra Vellen of the harbour office")
    assert [row.name for row, *_ in known_names().inside("officials told Petra on Monday")] == [
        "Petra"
    ]
