"""The commands that work on a case keep their contract."""

import csv
import errno
import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from stemmata.capture.archive import Archive
from stemmata.cli import main
from stemmata.encoder.weights import EMBEDDER, GRAPH, MANIFEST, TOKENIZER, find_weights
from stemmata.errors import StemmataError
from stemmata.ledger import Ledger
from stemmata.model import Captured, Place
from tests.test_cli import EXAMPLES, PAGE

PAGES = [PAGE, str(EXAMPLES / "sennoth-herald-toll.html"), str(EXAMPLES / "quayside.html")]


def run(*args: str | Path, status: int = 0) -> tuple[str, str]:
    """Standard output and standard error of a command that must end with this status."""
    result = CliRunner().invoke(main, [str(arg) for arg in args])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == status, result.output
    return result.stdout, result.stderr


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "case"
    pages = [page for page in PAGES if Path(page).exists()]
    run("add", folder, *pages)
    return folder


def test_adding_again_says_that_all_is_known(case: Path) -> None:
    _, err = run("add", case, PAGE)
    assert "0 articles added" in err and "1 known already" in err


def test_a_reject_is_said_at_once_and_kept_for_later(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    _, err = run("add", folder, tmp_path / "a.pdf", PAGE, status=1)
    assert "a.pdf" in err and "1 article added" in err
    out, _ = run("status", "--json", folder)
    (rejected,) = json.loads(out)["rejected"]
    assert rejected["item"].endswith("a.pdf") and "PDF" in rejected["reason"]


def test_an_interrupted_check_is_no_finding(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("stemmata.pipeline.verify.verify", interrupted)
    out, err = run("verify", case, status=130)
    assert out == "" and err.startswith("Stopped before it was done")


def test_what_could_be_read_later_is_no_longer_listed_as_unreadable(tmp_path: Path) -> None:
    case, page, gone = tmp_path / "case", tmp_path / "a.txt", tmp_path / "b.txt"
    page.write_text("")
    run("add", case, page, gone, status=1)
    page.write_text("The mayor of Orvel said that the dam held.")
    run("add", case, page)
    out, _ = run("status", case)
    assert "1 ITEM COULD NOT BE READ" in out and "1 item more could be read later" in out
    assert "b.txt" in out and "a.txt" not in out
    out, _ = run("status", case, "--json")
    assert [r["read_since"] for r in json.loads(out)["rejected"]] == [True, False]


def test_each_reject_is_said_once_and_without_a_heading_of_its_own(tmp_path: Path) -> None:
    names = [f"{tmp_path / name}.pdf" for name in "abc"]
    for name in names:
        Path(name).write_bytes(b"%PDF-1.4")
    _, err = run("add", tmp_path / "case", *names, status=1)
    said = "".join(err.split())  # long names are broken into lines
    assert [said.count(f"Couldnotberead:{name}") for name in names] == [1, 1, 1]
    assert "ITEM" not in err and "3 rejected" in err


def test_what_is_wrong_with_the_weights_is_said_before_a_case_is_made(tmp_path: Path) -> None:
    for weights, why in ((tmp_path, "weights.json"), ("no_such_package", "neither an installed")):
        _, err = run("add", tmp_path / "case", PAGE, "--weights", weights, status=1)
        assert f"weights {getattr(weights, 'name', repr(weights))}: " in err
        assert why in err and "make setup" in err
    assert list(tmp_path.iterdir()) == []


def test_weights_without_an_embedder_make_no_case(tmp_path: Path) -> None:
    shipped = find_weights().folder
    weights = tmp_path / "weights"
    weights.mkdir()
    for file in (GRAPH, TOKENIZER, MANIFEST):
        shutil.copy(shipped / file, weights)
    _, err = run("add", tmp_path / "case", PAGE, "--weights", weights, status=1)
    assert EMBEDDER in err
    assert [path.name for path in tmp_path.iterdir()] == ["weights"]


def test_a_full_disk_is_said_after_what_was_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, appended = Archive.append, []

    def full(archive: Archive, item: Captured) -> Place:
        appended.append(item)
        if len(appended) > 1:
            raise StemmataError("archive: cannot be written to (No space left on device)")
        return kept(archive, item)

    monkeypatch.setattr(Archive, "append", full)
    monkeypatch.setattr("stemmata.pipeline.add.COMMIT_ITEMS", 1)
    _, err = run("add", tmp_path / "case", *PAGES[:2], status=1)
    first, last = err.index("1 article added"), err.index("No space left")
    assert first < last
    monkeypatch.undo()
    run("verify", tmp_path / "case")


def test_status_counts_outlets_months_and_what_was_not_read(case: Path) -> None:
    out, _ = run("status", case)
    assert "Ostrel Wire" in out and "2023-03" in out and "page furniture" in out
    counts = json.loads(run("status", "--json", case)[0])
    assert counts["articles"] == sum(counts["outlets"].values()) == counts["captures"]


def test_verify_says_unaltered_since_capture_and_never_authentic(case: Path) -> None:
    out, _ = run("verify", case)
    assert "Unaltered since capture" in out and "uthentic" not in out


def test_verify_names_a_changed_byte_of_the_archive(case: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed"
    shutil.copytree(case, changed)
    warc = changed / "archive" / "000001.warc.gz"
    payload = bytearray(warc.read_bytes())
    payload[len(payload) // 2] ^= 1
    warc.write_bytes(payload)
    out, err = run("verify", changed, status=1)
    assert "000001.warc.gz" in err and "not everything is as it was captured" in out


def test_an_export_never_replaces_what_is_no_file(case: Path, tmp_path: Path) -> None:
    pipe, beside = tmp_path / "pipe", tmp_path / "file" / "out.csv"
    os.mkfifo(pipe)
    beside.parent.write_text("a file, and no folder")
    for target in (pipe, tmp_path, "", beside):
        _, err = run("export", case, "--format", "csv", "--output", target, status=2)
        assert "name a file" in err or "cannot be written" in err
    assert pipe.is_fifo()


@pytest.mark.parametrize("inside", ["ledger.db", "archive/000001.warc.gz", "index/new.csv", "new"])
def test_nothing_is_written_into_a_case(case: Path, tmp_path: Path, inside: str) -> None:
    there = shutil.copytree(case, tmp_path / "case")
    (tmp_path / "way").symlink_to(there)
    for target in (there / inside, tmp_path / "way" / inside):
        for name in ("csv", "bundle"):
            _, err = run("export", case, "--format", name, "--output", target, status=2)
            assert "inside the case" in err
        assert "inside the case" in run("read", PAGE, "--report", target, status=2)[1]
    run("verify", there)
    assert not (there / "new").exists()


def test_a_dossier_of_rows_that_are_not_there_is_wrong_use(case: Path, tmp_path: Path) -> None:
    with Ledger.open(case) as ledger:
        row = next(a.id for e in ledger.exhibits() for a in e.reading.attributions)
    _, err = run("export", case, "--format", "html", "--choose", row, "--choose", "att:x", status=2)
    assert "att:x" in err and row not in err
    out, _ = run("export", case, "--format", "html", "--choose", row)
    assert "</html>" in out
    _, err = run("export", case, "--format", "csv", "--choose", row, status=2)
    assert "docx, html" in err


def test_a_failing_export_says_why_where_nothing_can_be_removed_either(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr("os.unlink", read_only)
    monkeypatch.setattr("os.replace", read_only)
    _, err = run("export", case, "--format", "csv", "--output", tmp_path / "o.csv", status=2)
    assert "cannot be written (Read-only file system)" in err


def test_fewer_threads_than_none_are_wrong_use(tmp_path: Path) -> None:
    assert "threads is -3" in run("add", tmp_path / "case", PAGE, "--threads", "-3", status=2)[1]


def test_status_of_an_empty_case_has_no_empty_tables(tmp_path: Path) -> None:
    run("add", tmp_path / "case", tmp_path / "nothing.html", status=1)
    assert "outlet" not in run("status", tmp_path / "case")[0]


def test_search_shows_the_words_in_context(case: Path) -> None:
    assert "[" in run("search", case, "explosion")[0]
    assert run("search", case, "no-such-word-anywhere")[0] == ""
    (first, *_) = run("search", "--json", case, "explosion")[0].splitlines()
    assert json.loads(first)["article"].startswith("art:")


def test_diff_without_changes_says_so(case: Path) -> None:
    assert "No page of the case" in run("diff", case)[1]


def test_diff_shows_what_an_outlet_changed(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    for killed in ("twelve", "nine"):
        page.write_text(f"The flood killed {killed} people in Orvel, the mayor said on Monday.")
        run("add", tmp_path / "case", page)
    out, _ = run("diff", tmp_path / "case")
    assert "[twelve]" in out and "[nine]" in out
    (row,) = run("diff", "--json", tmp_path / "case", page)[0].splitlines()
    assert len(json.loads(row)["edits"]) == 1


def test_jsonl_on_standard_output_is_the_article_contract(case: Path) -> None:
    rows = [json.loads(line) for line in run("export", case, "--format", "jsonl")[0].splitlines()]
    assert {row["schema"] for row in rows} == {"stemmata/article/1"}


def test_an_export_is_entered_into_the_log_and_the_case_still_verifies(
    case: Path, tmp_path: Path
) -> None:
    target = tmp_path / "rows.csv"
    run("export", case, "--format", "csv", "--output", target)
    with target.open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) > 3
    run("verify", case)


@pytest.mark.parametrize("slash", ["", "/"])
def test_a_bundle_without_zip_in_its_name_is_a_folder_that_checks_itself(
    case: Path, tmp_path: Path, slash: str
) -> None:
    run("export", case, "--format", "bundle", "--output", f"{tmp_path}/given{slash}")
    given = tmp_path / "given"
    checked = subprocess.run(
        [sys.executable, "-I", "verify.py"], cwd=given, capture_output=True, text=True, check=True
    )
    assert "unaltered since capture" in checked.stdout
    run("export", case, "--format", "bundle", "--output", tmp_path / "given.zip")
    with zipfile.ZipFile(tmp_path / "given.zip") as packed:
        assert set(packed.namelist()) == {path.name for path in given.iterdir()}
    with Ledger.open(case) as ledger:
        details = [json.loads(entry.detail) for entry in ledger.log() if entry.act == "exported"]
    manifest = hashlib.sha256((given / "manifest.json").read_bytes()).hexdigest()
    assert manifest in [detail["digest"] for detail in details]
    _, err = run("export", case, "--format", "bundle", "--output", given, status=2)
    assert "no empty folder" in err
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_an_unknown_format_and_a_folder_that_is_no_case_are_wrong_use(
    case: Path, tmp_path: Path
) -> None:
    assert "expected one of" in run("export", case, "--format", "nope", status=2)[1]
    for command in ("status", "verify", "diff"):
        assert "is no case" in run(command, tmp_path, status=2)[1]


def test_an_address_is_not_fetched_unasked(tmp_path: Path) -> None:
    _, err = run("add", tmp_path / "case", "https://outlet.example/a", status=1)
    assert "--fetch" in err
