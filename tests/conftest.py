"""Settings of all tests."""

import os

import pytest
from hypothesis import settings

# A deadline measures the machine's load, not the code; tests that care about time say how much.
settings.register_profile("stemmata", deadline=None)
settings.load_profile("stemmata")


@pytest.fixture(autouse=True)
def _no_test_steps_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """`add` steps back for good, and would take all later tests of this process with it."""
    monkeypatch.setattr(os, "setpriority", lambda *_: None)
