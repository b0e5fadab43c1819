"""In CI nothing may be skipped: a test that would skip there fails the run."""

import os

import pytest


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run when a test was skipped in CI."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") == "true" and reporter is not None and reporter.stats.get("skipped"):
        reporter.write_line("A test was skipped in CI; see the list above.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
