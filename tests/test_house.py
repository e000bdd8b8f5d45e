"""The house rules that no linter knows: what may be committed, what an import costs, what is documented."""

import inspect
import json
import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

import stemmata
from tests.distributions import base_install

CHECKOUT = Path(__file__).resolve().parents[1]
MODULES = sorted((CHECKOUT / "src").rglob("*.py"))
LOCKS = sorted([*CHECKOUT.glob("requirements/*.txt"), *CHECKOUT.glob("training/*.txt")])

MOST_DISTRIBUTIONS = 56
"""The closest neighbours bring 57 and 139."""

HEAVY = set(
    "click jinja2 lxml msgspec numpy onnxruntime rich starlette tokenizers trafilatura uvicorn".split()
)

# Written in pieces, or this file would break its own rule.
REGISTRIES = "|".join(
    re.escape(".".join(parts))
    for parts in (
        ("pypi", "org"),
        ("files", "pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("download", "pytorch", "org"),
        ("huggingface", "co"),
    )
)
MACHINE_PATH = r"/(?:work/(?:main|scratch|shared)|root|home/\w+)/|/opt/\w+/"
FORBIDDEN = re.compile(f"{REGISTRIES}|{MACHINE_PATH}")


def _committed() -> list[Path]:
    """Files that git knows or would add."""
    if not shutil.which("git") or not (CHECKOUT / ".git").exists():
        pytest.skip("not a git checkout")
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=CHECKOUT, check=True, capture_output=True).stdout
    paths = (CHECKOUT / os.fsdecode(name) for name in names.split(b"\0") if name)
    return [path for path in paths if path.is_file()]


def test_no_committed_file_names_a_registry_or_a_path_of_one_machine() -> None:
    found = [
        f"{path.relative_to(CHECKOUT)}: {match[0]}"
        for path in _committed()
        if path.suffix != ".onnx"
        for match in FORBIDDEN.finditer(path.read_text("utf-8", errors="replace"))
    ]
    assert found == []


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_lock_gives_exact_versions_and_no_address(path: Path) -> None:
    lines = [line for line in path.read_text("utf-8").splitlines() if line and line[0] != "#"]
    pins = [line for line in lines if not line.startswith(" ")]
    assert lines
    assert [line for line in lines if re.search(r"://|^\s*-[^-]|--(?!hash=sha256:)", line)] == []
    assert [pin for pin in pins if not re.match(r"[\w.-]+==[\w.]+( ;| \\|$)", pin)] == []


def test_what_users_and_checkers_install_is_locked_with_digests() -> None:
    for name in ("base.txt", "dev.txt"):
        blocks = re.split(r"\n(?=\w)", (CHECKOUT / "requirements" / name).read_text("utf-8"))
        assert [block for block in blocks if "--hash=sha256:" not in block] == []


def test_base_install_stays_small() -> None:
    names = base_install()
    assert len(names) <= MOST_DISTRIBUTIONS, f"{len(names)} distributions: {', '.join(names)}"


def test_importing_stemmata_loads_nothing_heavy() -> None:
    code = "import json, sys, stemmata; print(json.dumps(sorted(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    loaded = {name.partition(".")[0] for name in json.loads(run.stdout)}
    assert loaded & HEAVY == set()
    assert "stemmata" in loaded


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(CHECKOUT / "src")))
def test_module_says_what_it_is_for(path: Path) -> None:
    assert re.match(r'r?"""\S', path.read_text("utf-8")), f"{path} begins without a docstring"


def test_front_door_is_sorted_documented_and_complete() -> None:
    assert stemmata.__all__ == sorted(stemmata.__all__)
    assert [n for n in stemmata.__all__ if not inspect.getdoc(getattr(stemmata, n))] == []
    assert set(stemmata.__all__) <= set(dir(stemmata))


def test_command_is_installed() -> None:
    (command,) = entry_points(group="console_scripts", name="stemmata")
    assert command.value == "stemmata.cli:main"


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_documents_name_only_targets_that_exist(name: str) -> None:
    makefile = (CHECKOUT / "Makefile").read_text("utf-8")
    named = set(re.findall(r"\bmake ([a-z-]+)", (CHECKOUT / name).read_text("utf-8")))
    assert named
    assert named <= set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_documents_link_only_to_what_exists(name: str) -> None:
    text = (CHECKOUT / name).read_text("utf-8")
    links = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", text)
    assert [link for link in links if not (CHECKOUT / link).exists()] == []


def test_contributing_names_only_files_that_exist() -> None:
    rows = re.findall(r"^\|.*\|$", (CHECKOUT / "CONTRIBUTING.md").read_text("utf-8"), re.MULTILINE)
    paths = [path for row in rows for path in re.findall(r"`([\w./-]+/[\w./-]*)`", row)]
    assert paths
    assert [path for path in paths if not (CHECKOUT / path).exists()] == []
