"""The command line keeps its contract."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from stemmata.cli import main
from stemmata.settings import options

EXAMPLES = Path(__file__).resolve().parent.parent / "examples" / "tamrick-market"
PAGE = str(EXAMPLES / "ostrel-wire-explosion.html")


def run(*args: str, stdin: bytes | None = None) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["read", *args], input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def test_json_is_one_object_a_line_in_input_order() -> None:
    pages = sorted(str(p) for p in EXAMPLES.glob("*.html"))[:3]
    status, out, _ = run("--json", *pages)
    rows = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert [row["path"] for row in rows] == pages
    assert {row["schema"] for row in rows} == {"stemmata/article/1"}


def test_standard_input_is_read() -> None:
    status, out, _ = run("--json", "-", stdin=b"The bridge is closed, Tarn said on Monday.")
    assert status == 0
    assert json.loads(out)["article"]["text"] == "The bridge is closed, Tarn said on Monday."


def test_a_missing_file_is_named_and_the_rest_is_read() -> None:
    status, out, err = run("--json", "nowhere.html", PAGE)
    assert status == 1
    assert json.loads(out)["path"] == PAGE
    assert "nowhere.html" in err


def test_nothing_to_read_is_wrong_use() -> None:
    assert run()[0] == 2


def test_missing_weights_are_one_clear_message() -> None:
    status, out, err = run("--json", "--weights", "no_such_weights", PAGE)
    assert (status, out) == (1, "")
    assert "no_such_weights" in err and "install" in err and "Traceback" not in err


def test_the_table_shows_who_said_what() -> None:
    status, out, _ = run(PAGE)
    assert status == 0
    assert "Ostrel Wire" in out


def test_a_report_is_written(tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    status, _, err = run(PAGE, "--report", str(target))
    assert status == 0
    assert str(target) in err
    assert "<script src" not in target.read_text("utf-8")


def test_a_report_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    status, _, err = run(PAGE, "--report", str(tmp_path / "no" / "report.html"))
    assert status == 2
    assert "cannot be written" in err


def test_every_setting_is_an_option() -> None:
    help_text = CliRunner().invoke(main, ["read", "--help"]).stdout
    for option in options():
        assert "--" + option.name.replace("_", "-") in help_text


def test_a_reader_that_stops_early_is_no_error() -> None:
    pages = " ".join(str(p) for p in sorted(EXAMPLES.glob("*.html")))
    command = f"{sys.executable} -m stemmata.cli read --json {pages} | head -c 10"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(
    not (Path(os.environ.get("STEMMATA_SHARED", "../shared")) / "contract").is_dir(),
    reason="the contract checker is not beside this checkout (STEMMATA_SHARED)",
)
def test_the_examples_pass_the_contract_check() -> None:
    checker = (
        Path(os.environ.get("STEMMATA_SHARED", "../shared")) / "contract" / "check_articles.py"
    )
    _, out, _ = run("--json", str(EXAMPLES))
    done = subprocess.run(
        [sys.executable, str(checker)], input=out, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
