"""The command that serves a case."""

import re

import pytest
import uvicorn
from click.testing import CliRunner
from starlette.testclient import TestClient

from stemmata.cli.serve import serve


@pytest.fixture
def served(monkeypatch):
    """What would have been served, and where."""
    found: dict[str, object] = {}
    monkeypatch.setattr(uvicorn, "run", lambda app, **where: found.update(where, app=app))
    return found


def test_by_default_only_this_machine_can_ask_and_needs_no_secret(case, served):
    done = CliRunner().invoke(serve, [str(case)])
    assert done.exit_code == 0
    assert "http://127.0.0.1:8484/ shows" in done.output
    assert served["host"] == "127.0.0.1"
    with TestClient(served["app"], base_url="http://localhost:8484") as client:
        assert client.get("/").status_code == 200


def test_another_host_gets_an_address_with_a_secret_that_is_new_each_time(case, served):
    paths = set()
    for _ in range(2):
        done = CliRunner().invoke(serve, [str(case), "--host", "0.0.0.0", "--port", "9000"])
        (path,) = re.findall(r"http://0\.0\.0\.0:9000(/[\w-]{32,}/) shows", done.output)
        with TestClient(served["app"], base_url="http://192.0.2.7:9000") as client:
            assert client.get(path).status_code == 200
            assert client.get("/").status_code == 404
        paths.add(path)
    assert len(paths) == 2


def test_what_is_no_case_is_said_before_anything_is_served(tmp_path, served):
    done = CliRunner().invoke(serve, [str(tmp_path)])
    assert done.exit_code == 2
    assert "is no case" in done.output
    assert served == {}
