"""`python -m stemmata.cli`: the same as `stemmata`."""

from stemmata.cli import main

main()
