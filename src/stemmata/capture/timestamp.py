"""Trusted time: an authority's signed word (RFC 3161) that something existed at a moment.

Off unless the user names an authority. Only a digest of the data leaves the machine.
"""

import re
from datetime import UTC, datetime
from typing import Any

from stemmata.capture.network import Timeouts, ask
from stemmata.capture.software import software
from stemmata.errors import InputError, MissingExtraError, UsageError

__all__ = ["certificates_in", "said_utc", "stamp", "stamped_utc"]

TOKEN_BYTES = 100_000  # most have 3 to 8 KB, certificates included
SAID = re.compile(
    rb"0[\x0b\x0d]\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01(?:\x05\x00)?\x04\x20(.{32})"
    rb"\x02.{1,40}?\x18.(\d{14})(?:\.\d+)?Z",
    re.DOTALL,
)
"""In a token (DER): SHA-256 and the digest, the serial number, and when (RFC 3161, 2.4.2)."""


def stamp(data: bytes, authority: str, *, allow_private: bool = False) -> bytes:
    """Ask an authority for a token over `data`; its answer as it came (DER).

    Args:
        data: What is to be dated, such as the digest of the custody log's last entry. Not sent.
        authority: The authority's web address.
        allow_private: Whether it may lie in a private network.

    Raises:
        InputError: The authority gives no token, or one for something else.
        MissingExtraError: The extra `timestamp` is not installed.
    """
    client = _client()
    builder = client.TimestampRequestBuilder().data(data)
    request = builder.hash_algorithm(client.HashAlgorithm.SHA256).cert_request(cert_request=True)
    asked = request.build()
    try:
        answer = ask(
            authority,
            headers={"User-Agent": software(), "Content-Type": "application/timestamp-query"},
            limit_bytes=TOKEN_BYTES,
            timeouts=Timeouts(),
            allow_private=allow_private,
            body=asked.as_bytes(),
        )
    except InputError as error:
        raise InputError(f"{authority}: {error}") from error
    if answer.status != 200:
        raise InputError(f"{authority}: answered with status {answer.status}; expected 200")
    info = _decoded(answer.body).tst_info
    if info.nonce != asked.nonce or info.message_imprint.message != asked.message_imprint.message:
        raise InputError(f"{authority}: answered with a token for something else; choose another")
    return answer.body


def stamped_utc(token: bytes, data: bytes, roots: bytes) -> str:
    """When an authority says that `data` existed, as ISO in UTC.

    Args:
        token: What `stamp` returned.
        data: What it was asked for.
        roots: The certificates of the authorities that are trusted (PEM).

    Raises:
        InputError: The token is not for this data, or no trusted authority signed it.
        UsageError, MissingExtraError: As `certificates_in`.
    """
    client, certificates = _client(), certificates_in(roots)
    response = _decoded(token)
    try:
        verifier = client.VerifierBuilder(roots=certificates).build()
        verifier.verify_message(response, data)
    except (ValueError, client.VerificationError) as error:
        raise InputError(
            f"the time stamp does not hold ({error}); expected one over the same data, signed by an "
            "authority whose root certificate is given"
        ) from error
    when = response.tst_info.gen_time.astimezone(UTC)
    return str(when.strftime("%Y-%m-%dT%H:%M:%SZ"))


def certificates_in(roots: bytes) -> list[Any]:
    """The certificates of the authorities that are trusted (PEM).

    Raises:
        UsageError: There is none, or one cannot be read.
        MissingExtraError: The extra `timestamp` is not installed.
    """
    _client()
    from cryptography.x509 import load_pem_x509_certificates

    try:
        return list(load_pem_x509_certificates(roots))
    except ValueError as error:
        raise UsageError(
            "the file of --roots holds no certificate that can be read; expected those of the authorities "
            "that you trust, as PEM"
        ) from error


def said_utc(token: bytes, digest: str) -> str:
    """When a token says that something of this SHA-256 existed (ISO, UTC); its signature is not checked.

    Raises:
        InputError: It is for something else, or no token.
    """
    found = SAID.search(token)
    if found is None or found[1].hex() != digest:
        over = f"over {found[1].hex()}" if found else "not readable"
        raise InputError(f"the time stamp is {over}; expected one over {digest}")
    return f"{datetime.strptime(found[2].decode(), '%Y%m%d%H%M%S').isoformat()}Z"  # noqa: DTZ007


def _decoded(token: bytes) -> Any:
    """The answer with its token."""
    try:
        response = _client().decode_timestamp_response(token)
        response.tst_info  # noqa: B018 (reading it is what fails where there is no token)
    except ValueError as error:
        raise InputError(f"no time stamp came ({error}); ask another authority") from error
    return response


def _client() -> Any:
    try:
        import rfc3161_client
    except ImportError as error:
        raise MissingExtraError(
            "time stamps need a further package: pip install 'stemmata[timestamp]'"
        ) from error
    return rfc3161_client
