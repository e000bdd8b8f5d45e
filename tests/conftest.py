"""Settings of all tests."""

from hypothesis import settings

# A deadline measures the machine's load, not the code; tests that care about time say how much.
settings.register_profile("stemmata", deadline=None)
settings.load_profile("stemmata")
