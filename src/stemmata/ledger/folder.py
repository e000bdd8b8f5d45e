"""The case as a folder: what lies in it, how it is made, and who may write to it."""

import fcntl
import glob
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from stemmata.errors import LedgerError, UsageError
from stemmata.ledger.custody import append_entry
from stemmata.ledger.database import Database

__all__ = ["DATABASE", "INDEX", "create", "is_case", "locked"]

DATABASE, ARCHIVE, INDEX, LOCK = "ledger.db", "archive", "index", "writer.lock"


def is_case(folder: Path) -> bool:
    """Whether the folder looks like a case; opening it tells whether it is a sound one."""
    return (folder / DATABASE).is_file()


def create(folder: Path, *, at_utc: str) -> None:
    """Make an empty case: beside its place first, and moved there when it is sound.

    Raises:
        UsageError: Something is there already, or the folder cannot be made.
    """
    if is_case(folder):
        raise UsageError(f"{folder} is a case already; add to it, or choose another name")
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise UsageError(f"{folder} exists and is no case; choose another name")
    folder = folder.absolute()
    making = folder.with_name(f".{folder.name}.making-{os.getpid()}")
    try:
        _clear_left_behind(folder)
        for name in (ARCHIVE, INDEX):
            (making / name).mkdir(parents=True)
        Database.create(making / DATABASE)
        database = Database(making / DATABASE, write=True)
        try:
            append_entry(database, None, "created", "case", {}, at_utc=at_utc)
        finally:
            database.close()
        making.rename(folder)
    except OSError as error:
        raise UsageError(
            f"{folder}: the case cannot be made ({error.strerror}); choose another place"
        ) from error
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _clear_left_behind(folder: Path) -> None:
    """Remove what a process that was killed had begun to make here."""
    for left in folder.parent.glob(f".{glob.escape(folder.name)}.making-*"):
        pid = left.name.rpartition("-")[2]
        if not (pid.isdecimal() and _runs(int(pid))) or int(pid) == os.getpid():
            shutil.rmtree(left, ignore_errors=True)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)  # signal 0 only asks
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Be the one writer of a case. The lock ends with the process, however that ends.

    Raises:
        UsageError: Another process is writing.
        LedgerError: The folder cannot be written to.
    """
    path = folder / LOCK
    try:
        lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as error:
        raise LedgerError(
            f"{folder} cannot be written to ({error.strerror}); copy the case to where you may write"
        ) from error
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            writer = os.pread(lock, 20, 0).decode("ascii", "replace") or "unknown"
            raise UsageError(
                f"{folder}: another process (pid {writer}) is writing to this case; "
                "wait until it has ended and run this again"
            ) from error
        os.ftruncate(lock, 0)
        os.pwrite(lock, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(lock)
