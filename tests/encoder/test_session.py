"""Sums of int8 products are exact on this processor, whatever it is."""

from pathlib import Path

import numpy as np
import pytest

from stemmata.encoder import session
from stemmata.encoder.weights import find_weights


@pytest.fixture(autouse=True)
def fresh() -> None:
    session.has_vnni.cache_clear()


@pytest.mark.skipif(not session.has_vnni(), reason="without VNNI there is but one kind of sum")
def test_scores_are_those_of_wider_registers(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = find_weights().graph
    ids = np.random.default_rng(5).integers(1000, 20_000, (1, 200))
    window = {"ids": ids, "shapes": ids % 6, "layouts": ids % 8}
    here = session.open_session(graph, threads=1).run(None, window)
    monkeypatch.setattr(session, "has_vnni", lambda: False)
    wider = session.open_session(graph, threads=1).run(None, window)
    assert all(np.array_equal(a, b) for a, b in zip(here, wider, strict=True))


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("flags\t\t: fpu avx2 avx512_vnni\n", True),
        ("flags\t\t: fpu avx_vnni avx2\n", True),
        ("flags\t\t: fpu avx2 avx512f\n", False),
        ("model name\t: Xeon without avx512_vnni_\n", False),
    ],
)
def test_vnni_is_read_off_the_processors_flags(
    told: str, expected: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cpuinfo").write_text(told)
    monkeypatch.setattr(session, "PROCESSOR", tmp_path / "cpuinfo")
    assert session.has_vnni() is expected


def test_a_system_that_does_not_tell_gets_wider_registers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "PROCESSOR", tmp_path / "absent")
    assert session.has_vnni() is False
