"""Artificial traditions: invented news of which it is known who had it from whom. See README.md."""
