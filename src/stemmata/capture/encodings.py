"""Bodies that a server compressed, in bounded memory."""

import zlib

from stemmata.capture.payload import looks_like_html, size_reason
from stemmata.errors import InputError

__all__ = ["decoded"]

AUTO_WINDOW, RAW_WINDOW = 47, -15  # zlib's codes: gzip or zlib by its header; deflate without one


def decoded(body: bytes, encoding: str, limit_bytes: int) -> bytes:
    """The body without its Content-Encoding; crawlers often keep the header of one they undid."""
    if not encoding or encoding == "identity" or looks_like_html(body):
        return body
    if encoding in ("gzip", "x-gzip", "deflate"):
        payload = _inflated(body, limit_bytes)
    elif encoding == "br":
        payload = _unbrotlied(body, limit_bytes)
    else:
        raise InputError(
            f"is encoded as {encoding!r}; expected gzip, deflate or br; crawl it without encoding"
        )
    if len(payload) > limit_bytes:
        raise InputError(size_reason(None, limit_bytes))
    return payload


def _inflated(body: bytes, limit_bytes: int) -> bytes:
    why = "it ends too early"
    for window in (AUTO_WINDOW, RAW_WINDOW):
        inflate = zlib.decompressobj(window)
        try:
            payload = inflate.decompress(body, limit_bytes + 1)
        except zlib.error as error:
            why = str(error)
            continue
        if inflate.eof or len(payload) > limit_bytes:
            return payload
    raise InputError(f"has a compressed body that cannot be read ({why}); fetch the page again")


def _unbrotlied(body: bytes, limit_bytes: int) -> bytes:
    try:
        import brotli
    except ImportError as error:
        raise InputError(
            "is compressed with br, which needs a further package: pip install 'stemmata[brotli]'"
        ) from error
    try:
        payload: bytes = brotli.Decompressor().process(body, output_buffer_limit=limit_bytes + 1)
    except brotli.error as error:
        raise InputError(f"has a br body that cannot be read ({error}); fetch it again") from error
    return payload
