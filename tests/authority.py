"""A time stamping authority of our own, made with openssl and served on loopback."""

import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

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


def made(folder: Path) -> Authority:
    """An authority with keys of its own; the test is skipped where there can be none."""
    pytest.importorskip("rfc3161_client")
    if not shutil.which("openssl"):
        pytest.skip("openssl is not installed")
    return Authority(folder / "authority")


@contextmanager
def served(authority: Authority) -> Iterator[str]:
    """Its address; what is asked for under /replay, /nonsense and /busy is no answer to the question."""

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
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
