"""A case is stamped by an authority of the user's choice, and verify checks what was signed."""

import json
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from stemmata.cli import main
from stemmata.ledger import Ledger
from stemmata.pipeline.stamp import STAMPED
from tests.adding import added
from tests.authority import Authority, made, served


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return made(tmp_path_factory.mktemp("tsa"))


@pytest.fixture
def case(tmp_path: Path, authority: Authority) -> Path:
    """A case that was stamped, and then went on."""
    (tmp_path / "page.txt").write_text("The dam at Orvel held, the water board said on Monday.")
    added(tmp_path / "case", tmp_path / "page.txt")
    with served(authority) as url:
        said = run("stamp", tmp_path / "case", url, "--allow-private")
    assert "the log up to entry 5" in said
    (tmp_path / "more.txt").write_text("The bridge at Orvel is closed, the mayor said.")
    added(tmp_path / "case", tmp_path / "more.txt")
    return tmp_path / "case"


def run(*args: str | Path, status: int = 0) -> str:
    result = CliRunner().invoke(main, [str(arg) for arg in args])
    assert result.exit_code == status, result.output
    return result.output


def test_without_certificates_verify_says_that_no_signature_was_checked(case: Path) -> None:
    said = run("verify", case)
    assert "over the log up to entry 5" in said and "signature not checked" in said


def test_with_the_authoritys_certificate_the_signature_is_checked(
    case: Path, authority: Authority, tmp_path: Path
) -> None:
    assert "signature checked" in run("verify", case, "--roots", authority.folder / "root.pem")
    other = made(tmp_path)
    said = run("verify", case, "--roots", other.folder / "root.pem", status=1)
    assert "log entry 6: the time stamp does not hold" in said


def test_a_file_without_certificates_is_wrong_use_and_no_fault_of_the_case(
    case: Path, authority: Authority, tmp_path: Path
) -> None:
    (tmp_path / "empty.pem").write_text("")
    for roots in (authority.folder / "leaf.key", tmp_path / "empty.pem"):
        said = run("verify", case, "--roots", roots, status=2)
        assert "holds no certificate" in said and "captured" not in said


def test_what_is_wrong_with_an_authority_is_said_with_its_address(case: Path) -> None:
    for address in ("nonsense", "http://127.0.0.1:9/tsa"):
        assert f"{address}: " in run("stamp", case, address, status=1)


def test_openssl_alone_can_check_the_token_that_a_bundle_holds(
    case: Path, authority: Authority, tmp_path: Path
) -> None:
    run("export", case, "--format", "bundle", "--output", tmp_path / "bundle.zip")
    zipfile.ZipFile(tmp_path / "bundle.zip").extractall(tmp_path / "bundle")
    command = [sys.executable, "-I", "verify.py"]
    done = subprocess.run(
        command, cwd=tmp_path / "bundle", capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stdout
    asked = next(line.strip() for line in done.stdout.splitlines() if "openssl ts" in line)
    root = str(authority.folder / "root.pem")
    subprocess.run(
        asked.replace("ROOT.pem", root).split(),
        cwd=tmp_path / "bundle",
        check=True,
        capture_output=True,
        timeout=60,
    )


def test_a_log_that_was_written_anew_no_longer_fits_its_stamp(case: Path) -> None:
    with Ledger.open(case) as ledger:
        (stamping,) = ledger.entries(STAMPED)
    detail = json.loads(stamping.detail) | {"digest": "0" * 64}
    with closing(sqlite3.connect(case / "ledger.db")) as database:
        database.execute("DROP TRIGGER log_is_kept")
        database.execute("UPDATE log SET detail = ? WHERE act = 'stamped'", (json.dumps(detail),))
        database.commit()
    assert "expected 0000" in run("verify", case, status=1)


@pytest.mark.parametrize(
    "detail", ["{}", "[]", '{"digest": 1, "authority": 1, "token": "%", "entry": 1}']
)
def test_a_stamp_that_cannot_be_read_is_a_mismatch(case: Path, detail: str) -> None:
    with Ledger.open(case, write=True) as ledger, ledger.transaction():
        ledger.note(STAMPED, "log", json.loads(detail), at_utc="2031-05-04T12:00:00Z")
    assert "cannot be read" in run("verify", case, status=1)


def test_an_authority_in_a_private_network_has_to_be_allowed(
    case: Path, authority: Authority
) -> None:
    with served(authority) as url:
        assert "no public address" in run("stamp", case, url, status=1)
    assert "is no case" in run("stamp", case.parent / "nothing", "http://time.example", status=2)
