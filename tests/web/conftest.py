"""One case for all tests of the workbench; nothing in it is changed by asking. Forms get a copy."""

import shutil

import pytest
from starlette.testclient import TestClient

from stemmata.ledger import Ledger
from stemmata.web.app import create_app
from tests.web.village import village


@pytest.fixture(scope="session")
def case(tmp_path_factory):
    return village(tmp_path_factory.mktemp("web") / "sluice")


@pytest.fixture(scope="session")
def client(case):
    app = create_app(case)
    with TestClient(app, base_url="http://127.0.0.1:8484") as client:
        yield client


@pytest.fixture
def own_case(case, tmp_path):
    """A copy that a test may change."""
    return shutil.copytree(case, tmp_path / "own")


@pytest.fixture(scope="session")
def exhibits(case):
    with Ledger.open(case) as ledger:
        return list(ledger.exhibits())


@pytest.fixture(scope="session")
def by_outlet(exhibits):
    """The first article of each outlet."""
    return {e.reading.article.outlet: e for e in reversed(exhibits)}
