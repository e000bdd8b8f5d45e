"""Ids name what a thing is."""

from hypothesis import given
from hypothesis import strategies as st

from stemmata.ids import digest_of, id_of


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_other_fields_make_another_id(a: list[str], b: list[str]) -> None:
    assert (id_of("art", *a) == id_of("art", *b)) == (a == b)


def test_fields_do_not_run_into_each_other() -> None:
    assert id_of("art", "ab", "c") != id_of("art", "a", "bc")


def test_lone_surrogates_have_an_id() -> None:
    assert id_of("art", "\ud800") != id_of("art", "\ud801")


def test_the_digest_is_sha_256() -> None:
    assert digest_of(b"abc").startswith("ba7816bf8f01cfea")
