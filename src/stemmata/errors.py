"""The error tree. A message says what happened, what was expected and what to do.

    StemmataError
    ├── UsageError         wrong use: an unknown option or value, nothing to read (exit status 2)
    ├── InputError         one item cannot be read; the pipeline turns it into a `Rejected` (exit status 1)
    ├── LedgerError        a case's database cannot be read or written (exit status 1)
    ├── WeightsError       the weights are missing, damaged or of another version (exit status 1)
    └── MissingExtraError  an optional part is not installed; names the install it needs

Must not import anything of Stemmata.
"""


class StemmataError(Exception):
    """Any error that Stemmata raises on purpose."""


class UsageError(StemmataError):
    """The caller asked for something that cannot be done."""


class InputError(StemmataError):
    """One item of the input cannot be read; the others can."""


class WeightsError(StemmataError):
    """The model's weights are missing, damaged or of another version."""


class MissingExtraError(StemmataError):
    """An optional part of Stemmata is needed and not installed."""


class LedgerError(StemmataError):
    """The case's database cannot be read or written; `damage` where its bytes are to blame."""

    def __init__(self, message: str, *, damage: bool = False) -> None:
        super().__init__(message)
        self.damage = damage
