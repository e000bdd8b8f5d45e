"""What linking made comes back as it was, and small things around it."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from stemmata.errors import UsageError
from stemmata.ledger import Ledger, key_of
from stemmata.ledger.vectors import packed, unpacked
from tests.ledger.invented import CLAIMS, LINKED, NOON, rich


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = rich(tmp_path / "case")
    with Ledger.open(folder, write=True) as ledger, ledger.transaction():
        ledger.keep_linked(LINKED, at_utc=NOON)
    return folder


def test_claims_come_back_as_they_were(case: Path) -> None:
    with Ledger.open(case) as ledger:
        assert tuple(ledger.claims()) == CLAIMS
        for claim in CLAIMS:
            assert ledger.claim(claim.id) == claim
            for occurrence in claim.occurrences:
                assert ledger.claim_of(occurrence.id) == claim
                assert ledger.claims_of(occurrence.passage.article) == [claim]


def test_links_and_copies_come_back_as_they_were(case: Path) -> None:
    with Ledger.open(case) as ledger:
        assert ledger.links_of(CLAIMS[0]) == LINKED.links
        assert ledger.copies_of(CLAIMS[0].occurrences[1].passage.article) == LINKED.copies
        assert ledger.copies_of(CLAIMS[1].occurrences[0].passage.article) == []


def test_linking_is_counted(case: Path) -> None:
    with Ledger.open(case) as ledger:
        linking = ledger.linking()
    assert linking is not None
    assert (linking.claims, linking.carried, linking.occurrences) == (2, 0, 3)
    assert (linking.circular, linking.contradicted, linking.copies) == (1, 2, 1)


def test_who_is_named_or_speaks_finds_a_claim(case: Path) -> None:
    with Ledger.open(case) as ledger:
        for name in ("brenn", "Odda Brenn", "act:1"):
            assert len(list(ledger.claims(entity=name))) == 2
        assert list(ledger.claims(entity="Odda")) == []


def test_nothing_is_kept_outside_a_transaction(case: Path) -> None:
    with Ledger.open(case, write=True) as ledger, pytest.raises(UsageError, match="transaction"):
        ledger.keep_judgement("same", who="Ida", why="x", at_utc=NOON)


@given(
    arrays(
        np.float32,
        st.integers(1, 384),
        elements=st.floats(-1, 1, width=32, allow_subnormal=False),
    )
)
def test_a_stored_vector_points_the_same_way(vector: np.ndarray) -> None:
    length = np.linalg.norm(vector)
    if length > 1e-3:
        assert unpacked(packed(vector)) @ (vector / length) > 0.999
    again = unpacked(packed(vector))
    assert np.isfinite(again).all()


def test_vectors_are_kept_by_text_and_by_what_made_them(case: Path) -> None:
    keys = [key_of("a", "one"), key_of("a", "two"), key_of("b", "one")]
    assert len(set(keys)) == 3
    vector = np.array([0.6, 0.8], np.float32)
    with Ledger.open(case, write=True) as ledger, ledger.transaction():
        ledger.keep_embeddings({keys[0]: vector}, at_utc=NOON)
        ledger.keep_embeddings({keys[0]: -vector}, at_utc=NOON)
        kept = ledger.embeddings(keys)
    assert list(kept) == keys[:1]
    assert kept[keys[0]] == pytest.approx(vector, abs=0.01)
