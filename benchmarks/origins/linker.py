"""Stemmata's claims about articles, by its command line as a user has it."""

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

__all__ = ["Linked", "linked", "read_rows"]


class Linked(NamedTuple):
    """The claims, and how long each command took."""

    claims: list[dict[str, Any]]
    seconds: dict[str, float]


def linked(articles: Path, case: Path, *, link_options: Sequence[str] = ()) -> Linked:
    """Adds the articles to a new case, links it, and asks for its claims."""
    seconds = {}
    printed = ""
    for command in (
        ["add", case, articles],
        ["link", case, *link_options],
        ["claims", case, "--json"],
    ):
        started = time.perf_counter()
        printed = _stemmata([str(word) for word in command])
        seconds[str(command[0])] = time.perf_counter() - started
    return Linked([json.loads(line) for line in printed.splitlines()], seconds)


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _stemmata(words: list[str]) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "stemmata.cli", *words],
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(
            f"stemmata {words[0]}: exit status {done.returncode}; expected 0. Its own message stands above."
        )
    return done.stdout
