"""Trusted time: asked of an authority of our own, made with openssl and served on loopback."""

import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from stemmata.capture.timestamp import stamp, stamped_utc
from stemmata.errors import InputError, MissingExtraError

DATA = b"the digest of the last entry"

CONFIG = """
[tsa]
default_tsa = here
[here]
serial = serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
[req]
distinguished_name = name
prompt = no
[name]
CN = {name}
[root]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign
[leaf]
basicConstraints = critical,CA:false
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
"""


class Authority:
    """A time stamping authority with its own root certificate."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        for part in ("root", "leaf"):
            (folder / f"{part}.cnf").write_text(CONFIG.format(name=f"Ostra {part}"))
            self.openssl(
                *f"req -new -newkey rsa:2048 -nodes -config {part}.cnf".split(),
                *f"-keyout {part}.key -out {part}.csr".split(),
            )
        sign = "x509 -req -days 2 -extfile root.cnf"
        self.openssl(
            *f"{sign} -in root.csr -signkey root.key -extensions root -out root.pem".split()
        )
        self.openssl(
            *f"{sign} -in leaf.csr -CA root.pem -CAkey root.key -CAcreateserial".split(),
            *"-extensions leaf -out leaf.pem".split(),
        )
        (folder / "serial").write_text("01\n")
        self.roots = (folder / "root.pem").read_bytes()

    def openssl(self, *arguments: str) -> None:
        command = ["openssl", *arguments]
        subprocess.run(command, cwd=self.folder, check=True, capture_output=True, timeout=60)

    def answer(self, query: bytes) -> bytes:
        (self.folder / "query").write_bytes(query)
        self.openssl(
            *"ts -reply -config root.cnf -section here -queryfile query".split(),
            *"-signer leaf.pem -inkey leaf.key -out answer".split(),
        )
        return (self.folder / "answer").read_bytes()


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    pytest.importorskip("rfc3161_client")
    if not shutil.which("openssl"):
        pytest.skip("openssl is not installed")
    return Authority(tmp_path_factory.mktemp("tsa") / "one")


@pytest.fixture
def url(authority: Authority) -> Iterator[str]:
    class Server(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = self.rfile.read(int(self.headers["Content-Length"]))
            if self.path == "/replay":
                body = (authority.folder / "answer").read_bytes()
            else:
                body = b"nonsense" if self.path == "/nonsense" else authority.answer(query)
            self.send_response(503 if self.path == "/busy" else 200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Server)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_token_says_when_its_data_existed_and_only_for_them(
    authority: Authority, url: str
) -> None:
    token = stamp(DATA, url, allow_private=True)
    when = datetime.fromisoformat(stamped_utc(token, DATA, authority.roots))
    assert abs((datetime.now(UTC) - when).total_seconds()) < 60
    for wrong in (b"other data", DATA + b"\n"):
        with pytest.raises(InputError, match="does not hold"):
            stamped_utc(token, wrong, authority.roots)
    with pytest.raises(InputError):
        stamped_utc(token[:-20] + bytes(20), DATA, authority.roots)


def test_a_token_of_an_authority_that_is_not_trusted_does_not_hold(
    authority: Authority, url: str, tmp_path: Path
) -> None:
    token = stamp(DATA, url, allow_private=True)
    with pytest.raises(InputError, match="does not hold"):
        stamped_utc(token, DATA, Authority(tmp_path / "other").roots)
    with pytest.raises(InputError, match="does not hold"):
        stamped_utc(token, DATA, b"no certificate")


def test_what_is_no_answer_to_our_question_is_refused(url: str) -> None:
    stamp(DATA, url, allow_private=True)
    for path, what in (
        ("replay", "something else"),
        ("nonsense", "no time stamp"),
        ("busy", "503"),
    ):
        with pytest.raises(InputError, match=what):
            stamp(DATA, f"{url}/{path}", allow_private=True)
    with pytest.raises(InputError, match="no public address"):
        stamp(DATA, url)


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rfc3161_client", None)
    with pytest.raises(MissingExtraError, match=r"stemmata\[timestamp\]"):
        stamp(DATA, "https://time.example/")
