"""Nouns to file formats, one module each. Must not read anything back."""
