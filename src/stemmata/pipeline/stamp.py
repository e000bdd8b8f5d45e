"""Stamp: have an authority sign when a case's log of custody was as it is, and check what was signed.

The token is over the digest of one entry, and with it over all entries before. It is kept in the log
itself, in the entry of the stamping, so that it is chained, checked and exported like everything there.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from stemmata.capture.timestamp import said_utc, stamped_utc
from stemmata.capture.timestamp import stamp as ask_for_token
from stemmata.errors import InputError
from stemmata.ledger import Ledger, LogEntry

__all__ = ["STAMPED", "Stamped", "check_stamp", "stamp"]

STAMPED = "stamped"
"""The act of the log whose entries hold a token."""


class Stamped(NamedTuple):
    """What was stamped: an entry of the log with its digest, by whom, and when, as the token says."""

    entry: int
    digest: str
    authority: str
    at_utc: str


def stamp(
    folder: Path, authority: str, *, now: Callable[[], str], allow_private: bool = False
) -> Stamped:
    """Have an authority stamp the log of custody as it stands, and keep the token in it.

    Args:
        folder: The case.
        authority: The web address of a time stamping authority (RFC 3161). It learns a digest only.
        now: The clock; tests set it.
        allow_private: Whether the address may lie in a private network.

    Raises:
        UsageError: The folder is no case, or another process is writing to it.
        InputError: The authority gives no token, or one for something else.
        MissingExtraError: The extra `timestamp` is not installed.
    """
    with Ledger.open(folder, write=True) as ledger:
        entry = ledger.entry()
        if entry is None:
            raise InputError(f'{folder}: its log is empty; see "stemmata verify"')
        token = ask_for_token(entry.digested, authority, allow_private=allow_private)
        at_utc = said_utc(token, entry.digest)
        detail = {
            "entry": entry.seq,
            "digest": entry.digest,
            "authority": authority,
            "token": b64encode(token).decode(),
        }
        with ledger.transaction():
            ledger.note(STAMPED, "log", detail, at_utc=now())
    return Stamped(entry.seq, entry.digest, authority, at_utc)


def check_stamp(ledger: Ledger, stamping: LogEntry, roots: bytes | None) -> Stamped:
    """What the token in an entry of the log says, and that it says it of the log as it is.

    Args:
        ledger: The case's.
        stamping: An entry with the act STAMPED.
        roots: The certificates of the authorities that are trusted (PEM); without them the signature is
            not checked.

    Raises:
        InputError: The token does not hold, or the entry that it is over was changed.
        MissingExtraError: The extra `timestamp` is not installed.
    """
    try:
        detail = json.loads(stamping.detail)
        digest, authority = detail["digest"], detail["authority"]
        token = b64decode(detail["token"], validate=True)
        entry = ledger.entry(int(detail["entry"]))
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"the time stamp cannot be read ({error!r})") from error
    if entry is None or entry.digest != digest:
        raise InputError(
            f"log entry {detail['entry']} has the digest {entry and entry.digest}; "
            f"expected {digest}, which was stamped"
        )
    at_utc = said_utc(token, digest)
    if roots is not None:
        at_utc = stamped_utc(token, entry.digested, roots)
    return Stamped(entry.seq, digest, authority, at_utc)
