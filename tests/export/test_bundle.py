"""The bundle: a WACZ that passes the official validator, and a program that finds what was altered."""

import ast
import gzip
import hashlib
import inspect
import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from stemmata.errors import InputError, UsageError
from stemmata.export import verify
from stemmata.export.bundle import write_folder
from stemmata.export.evidence import Evidence
from tests.export.conftest import evidence_of, exported

VALIDATOR = shutil.which("wacz")
Claims = dict[str, Any]
NAMES = {"case.wacz", "claims.jsonl", "log.jsonl", "verify.py", "manifest.json", "README.txt"}


def unpacked(case: Evidence, folder: Path) -> Path:
    zipfile.ZipFile(io.BytesIO(exported("bundle", case))).extractall(folder)
    return folder


def run(folder: Path, *arguments: str, python: str = sys.executable) -> tuple[int, str]:
    """The program as a stranger runs it: no packages, no environment of ours."""
    command = [python, "-I", "-S", "verify.py", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60)
    assert done.stderr == ""
    return done.returncode, done.stdout


def checked(folder: Path) -> list[verify.Mismatch]:
    return list(verify.Check(folder).run())


def resealed(folder: Path) -> None:
    """What a forger does too: the manifest made to agree with the files."""
    manifest = json.loads((folder / "manifest.json").read_text())
    for name in manifest["sha256"]:
        manifest["sha256"][name] = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest))


def with_claims(folder: Path, change: Callable[[Claims], None]) -> None:
    lines = [json.loads(line) for line in (folder / "claims.jsonl").read_text().splitlines()]
    change(lines[0])
    (folder / "claims.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    resealed(folder)


@pytest.fixture
def folder(real_case: Evidence, tmp_path: Path) -> Path:
    return unpacked(real_case, tmp_path / "bundle")


def test_bundle_holds_what_its_readme_says(folder: Path) -> None:
    assert {path.name for path in folder.iterdir()} == NAMES
    readme = (folder / "README.txt").read_text()
    assert "python verify.py" in readme and "unaltered since capture" in readme
    assert "authentic" not in readme


def test_sound_bundle_is_unaltered_since_capture(folder: Path) -> None:
    status, said = run(folder)
    assert status == 0, said
    assert "unaltered since capture: 3 articles" in said
    assert "not mapped" not in said


def test_the_zip_file_itself_can_be_named(real_case: Evidence, folder: Path) -> None:
    whole = folder / "whole.zip"
    whole.write_bytes(exported("bundle", real_case))
    status, said = run(folder, "whole.zip")
    assert status == 0 and "3 articles" in said


def test_a_bundle_as_a_folder_has_the_same_files_and_checks_itself(
    real_case: Evidence, folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    write_folder(real_case, other)

    def content(of: Path) -> dict[str, bytes]:
        return {str(p.relative_to(of)): p.read_bytes() for p in of.rglob("*") if p.is_file()}

    assert content(other) == content(folder)
    assert run(other) == run(folder)
    (other / "claims.jsonl").write_bytes(b"")
    assert run(other)[0] == 1


def test_a_flipped_byte_of_the_zip_file_is_a_mismatch_or_no_bundle(
    real_case: Evidence, folder: Path
) -> None:
    whole, sound = folder / "whole.zip", exported("bundle", real_case)
    ends = set()
    for at in range(0, len(sound), max(1, len(sound) // 150)):
        flipped = bytearray(sound)
        flipped[at] ^= 0x15
        whole.write_bytes(flipped)
        ends.add(verify.main([str(whole)]))  # 0: a field that says nothing of the content
    whole.write_bytes(b"no ZIP file")
    assert 1 in ends and ends <= {0, 1, 2} and verify.main([str(whole)]) == 2


@pytest.mark.parametrize("kept_bytes", [None, 300, -40])
def test_a_damaged_archive_makes_no_bundle(real_case: Evidence, kept_bytes: int | None) -> None:
    assert real_case.archive is not None
    warc = real_case.archive / "000001.warc.gz"
    sound = warc.read_bytes()
    warc.unlink()
    if kept_bytes:
        warc.write_bytes(sound[:kept_bytes])
    with pytest.raises(InputError, match="stemmata verify"):
        exported("bundle", real_case)


@pytest.mark.skipif(
    "STEMMATA_OLD_PYTHON" not in os.environ, reason="STEMMATA_OLD_PYTHON names none"
)
def test_sound_bundle_passes_on_an_old_python(folder: Path) -> None:
    status, said = run(folder, python=os.environ["STEMMATA_OLD_PYTHON"])
    assert status == 0, said


def test_the_program_is_python_3_8_and_needs_no_package() -> None:
    tree = ast.parse(inspect.getsource(verify), feature_version=(3, 8))
    names = {a.name for node in ast.walk(tree) if isinstance(node, ast.Import) for a in node.names}
    names |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert names <= sys.stdlib_module_names


def test_no_bundle_is_wrong_use(folder: Path) -> None:
    (folder / "case.wacz").unlink()
    assert run(folder)[0] == 2
    assert run(folder, "nowhere.zip")[0] == 2


def test_empty_case_is_sound(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    case = replace(evidence_of(), archive=tmp_path / "archive")
    assert run(unpacked(case, tmp_path / "bundle"))[0] == 0


def test_case_without_archive_gives_no_bundle() -> None:
    with pytest.raises(UsageError, match="captured bytes"):
        exported("bundle", evidence_of())


@pytest.mark.skipif(VALIDATOR is None, reason="needs the official validator: pip install wacz")
def test_archive_passes_the_official_validator(folder: Path) -> None:
    command = [str(VALIDATOR), "validate", "-f", str(folder / "case.wacz")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "the passed WACZ is valid" in done.stdout


def test_warc_files_are_copied_byte_for_byte_as_far_as_they_are_committed(
    real_case: Evidence, tmp_path: Path
) -> None:
    assert real_case.archive is not None
    warc = real_case.archive / "000001.warc.gz"
    committed = warc.read_bytes()
    with open(warc, "ab") as file:
        file.write(b"\x1f\x8b what an interrupted run left")
    wacz = zipfile.ZipFile(unpacked(real_case, tmp_path / "b") / "case.wacz")
    assert wacz.read("archive/000001.warc.gz") == committed
    assert wacz.getinfo("archive/000001.warc.gz").compress_type == zipfile.ZIP_STORED
    assert run(tmp_path / "b")[0] == 0


def test_index_leads_to_every_record(folder: Path) -> None:
    wacz = zipfile.ZipFile(folder / "case.wacz")
    lines = gzip.decompress(wacz.read("indexes/index.cdx.gz")).decode().splitlines()
    assert lines == sorted(lines) and len(lines) == 3
    assert lines[0].startswith("example,delta)/bridge 20310504080000 {")
    warc = wacz.read("archive/000001.warc.gz")
    for line in lines:
        entry = json.loads(line.split(" ", 2)[2])
        member = warc[int(entry["offset"]) :][: int(entry["length"])]
        (record,) = ArchiveIterator(io.BytesIO(member))
        assert record.rec_headers["WARC-Target-URI"] == entry["url"]


def test_no_place_of_this_machine_is_in_a_bundle(folder: Path, tmp_path: Path) -> None:
    assert not [p for p in folder.iterdir() if str(tmp_path).encode() in p.read_bytes()]


def _text(claims: Claims) -> None:
    claims["article"]["text"] = claims["article"]["text"].replace("cracks", "bombs!")


def _span(claims: Claims) -> None:
    claims["attributions"][0]["content"][0][1] += 1


def _words(claims: Claims) -> None:
    claims["attributions"][0]["words"]["content"][0] += " not"


def _bytes(claims: Claims) -> None:
    claims["attributions"][0]["bytes"]["content"][0][0] += 1


def _outlet(claims: Claims) -> None:
    claims["article"]["outlet"] = "Lowland Courier"


def _digest(claims: Claims) -> None:
    claims["capture"]["payload_sha256"] = "0" * 64


def _offsets(claims: Claims) -> None:
    runs = claims["offsets"]["runs"]
    run = next(run for run in runs if run[4] and run[1] - run[0] > 5)
    run[2], run[3] = run[2] + 1, run[3] + 1


def _place(claims: Claims) -> None:
    claims["place"]["offset"] += 1


@pytest.mark.parametrize(
    "change", [_text, _span, _words, _bytes, _outlet, _digest, _offsets, _place]
)
def test_forged_claim_is_found_though_the_manifest_agrees(
    change: Callable[[Claims], None], folder: Path
) -> None:
    with_claims(folder, change)
    status, said = run(folder)
    assert status == 1
    assert "MISMATCH" in said and "unaltered since capture" not in said


def test_forged_text_with_new_ids_is_found_by_its_bytes(folder: Path) -> None:
    def forge(claims: Claims) -> None:
        _text(claims)
        article = claims["article"]
        article["id"] = verify.id_of(
            "art", claims["capture"]["id"], article["text"], article["outlet"]
        )
        for a in claims["attributions"]:
            spans = [a[role] for role in verify.ROLES]
            a["id"] = verify.id_of("att", article["id"], a["voice"], *spans)
            for role in verify.ROLES:
                a["words"][role] = [article["text"][s:e] for s, e in a[role]]

    with_claims(folder, forge)
    said = [found.what for found in checked(folder)]
    assert any("the text" in what and "bombs!" in what for what in said)
    assert any("custody log does not know it" in what for what in said)


def test_every_flipped_byte_of_the_archive_is_found(folder: Path) -> None:
    wacz = folder / "case.wacz"
    sound = wacz.read_bytes()
    start = sound.index(b"\x1f\x8b")
    size = zipfile.ZipFile(wacz).getinfo("archive/000001.warc.gz").file_size
    for at in range(start, start + size, max(1, size // 40)):
        flipped = bytearray(sound)
        flipped[at] ^= 0x10
        wacz.write_bytes(flipped)
        status = verify.check_folder(folder)
        assert status == 1, at


def test_changed_log_entry_is_found(folder: Path) -> None:
    log = folder / "log.jsonl"
    lines = log.read_text().splitlines()
    entry = json.loads(lines[1]) | {"at_utc": "2030-01-01T00:00:00Z"}
    log.write_text("\n".join([lines[0], json.dumps(entry), *lines[2:]]) + "\n")
    resealed(folder)
    assert any("does not have the digest" in found.what for found in checked(folder))


def test_cut_log_is_found(folder: Path) -> None:
    log = folder / "log.jsonl"
    log.write_text("".join(log.read_text().splitlines(keepends=True)[:-1]))
    resealed(folder)
    assert any("does not end with" in found.what for found in checked(folder))


def test_a_changed_readme_is_found_since_it_says_how_the_log_ends(folder: Path) -> None:
    readme = folder / "README.txt"
    readme.write_text(readme.read_text().replace("begins with", "ends with"))
    assert [found.where for found in checked(folder)] == ["README.txt"]


def test_missing_file_is_found(folder: Path) -> None:
    (folder / "README.txt").unlink()
    assert {f.where for f in checked(folder)} == {"README.txt"}
