"""Run with python -m benchmarks [NAME …]; `cases` and `copies` take minutes and run only by name."""

import sys
from importlib import import_module

QUICK = ("reading", "adding", "offsets")

for name in sys.argv[1:] or QUICK:
    for line in import_module(f"benchmarks.{name}").measure():
        print(line, flush=True)
