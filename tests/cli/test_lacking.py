"""A command whose optional dependency is missing says what to install, and the others go on."""

from click.testing import CliRunner

from chaingraph.cli.main import lacking


def test_a_command_without_its_dependency_is_refused_with_the_extra_to_install() -> None:
    answer = CliRunner().invoke(lacking("registry", "pyspark"), ["tag", "--registry", "x"])
    assert answer.exit_code == 1
    assert "chaingraph[spark]" in answer.output
