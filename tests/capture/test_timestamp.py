"""Trusted time: asked of an authority of our own, see tests/authority.py."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from stemmata.capture.timestamp import said_utc, stamp, stamped_utc
from stemmata.errors import InputError, MissingExtraError, UsageError
from stemmata.ids import digest_of
from tests.authority import Authority, made, served

DATA = b"the digest of the last entry"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return made(tmp_path_factory.mktemp("tsa"))


@pytest.fixture
def url(authority: Authority) -> Iterator[str]:
    with served(authority) as address:
        yield address


def test_a_token_says_when_its_data_existed_and_only_for_them(
    authority: Authority, url: str
) -> None:
    token = stamp(DATA, url, allow_private=True)
    when = datetime.fromisoformat(stamped_utc(token, DATA, authority.roots))
    assert abs((datetime.now(UTC) - when).total_seconds()) < 60
    for wrong in (b"other data", DATA + b"\n"):
        with pytest.raises(InputError, match="does not hold"):
            stamped_utc(token, wrong, authority.roots)
    with pytest.raises(InputError):
        stamped_utc(token[:-20] + bytes(20), DATA, authority.roots)


def test_a_token_can_be_read_without_checking_who_signed_it(authority: Authority, url: str) -> None:
    token = stamp(DATA, url, allow_private=True)
    assert said_utc(token, digest_of(DATA)) == stamped_utc(token, DATA, authority.roots)
    with pytest.raises(InputError, match=r"over .* expected one over"):
        said_utc(token, digest_of(b"other data"))
    with pytest.raises(InputError, match="not readable"):
        said_utc(b"nonsense", digest_of(DATA))


def test_a_token_of_an_authority_that_is_not_trusted_does_not_hold(
    authority: Authority, url: str, tmp_path: Path
) -> None:
    token = stamp(DATA, url, allow_private=True)
    with pytest.raises(InputError, match="does not hold"):
        stamped_utc(token, DATA, Authority(tmp_path / "other").roots)
    with pytest.raises(UsageError, match="holds no certificate"):
        stamped_utc(token, DATA, b"no certificate")


def test_what_is_no_answer_to_our_question_is_refused(url: str) -> None:
    stamp(DATA, url, allow_private=True)
    for path, what in (
        ("replay", "something else"),
        ("nonsense", "no time stamp"),
        ("busy", "503"),
    ):
        with pytest.raises(InputError, match=what):
            stamp(DATA, f"{url}/{path}", allow_private=True)
    with pytest.raises(InputError, match="no public address"):
        stamp(DATA, url)


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rfc3161_client", None)
    with pytest.raises(MissingExtraError, match=r"stemmata\[timestamp\]"):
        stamp(DATA, "https://time.example/")
