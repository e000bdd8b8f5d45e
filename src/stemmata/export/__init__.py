"""Nouns to file formats, one module each; `pipeline.export` has the table of them.

Must not read anything back: `verify` does, for those who are given a bundle, and is no part of the rest.
"""
