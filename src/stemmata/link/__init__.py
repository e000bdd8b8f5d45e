"""Readings to copies, claims and origins. Pure functions: no file, no network, no database."""
