"""How all tests run: Hypothesis without a clock, the same examples in CI every time, and nothing skipped there."""

import os

import pytest
from hypothesis import settings

from tests.graph_fixtures import graph_url, neo4j_url, own_server

__all__ = ["graph_url", "neo4j_url", "own_server"]

IN_CI = os.environ.get("CI") == "true"
settings.register_profile("house", deadline=None, derandomize=IN_CI)
settings.load_profile("house")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run when a test was skipped in CI."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if IN_CI and reporter is not None and reporter.stats.get("skipped"):
        reporter.write_line("A test was skipped in CI; see the list above.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
