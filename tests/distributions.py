"""What `pip install stemmata` brings along on this machine, by the lock: python -m tests.distributions"""

from pathlib import Path

from packaging.requirements import Requirement

CHECKOUT = Path(__file__).resolve().parents[1]
OWN = ("stemmata", "stemmata-en")


def base_install() -> list[str]:
    """The names of all distributions of the base install, our own two included."""
    lines = (CHECKOUT / "requirements" / "base.txt").read_text("utf-8").splitlines()
    locked = [Requirement(line.rstrip(" \\")) for line in lines if line[:1].isalnum()]
    return sorted([*OWN, *(r.name for r in locked if r.marker is None or r.marker.evaluate())])


if __name__ == "__main__":
    names = base_install()
    print(f"{len(names)} distributions: {', '.join(names)}")
