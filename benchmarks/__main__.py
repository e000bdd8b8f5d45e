"""Run with python -m benchmarks."""

from benchmarks.reading import measure

for line in measure():
    print(line, flush=True)
