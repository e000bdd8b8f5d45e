"""Copies: passages that two articles share nearly word for word."""

from stemmata.link.copies.index import PHRASE, QUOTATION, CopyIndex, find_copies

__all__ = ["PHRASE", "QUOTATION", "CopyIndex", "find_copies"]
