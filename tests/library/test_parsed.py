"""The compiled form of the chain files says what the files say."""

from importlib.resources import files

import pytest
import yaml

from chaingraph.library.parsed import COMPILED, compiled, digest_of, parsed, tree_of
from chaingraph.library.reader import library_compiled

TEXT = """chain: 试验
compiled_on: 2026-11-25
segments:
  - {name: 铜, codes: [C3211], share: [0.1, 0.25], critical: true}
"""


@pytest.mark.slow
def test_the_compiled_file_is_what_the_command_makes() -> None:
    held = (files("chaingraph.library") / COMPILED).read_text(encoding="utf-8")
    assert held == library_compiled(), "write it anew with: chaingraph chains compile"


def test_a_compiled_tree_is_the_tree_of_the_yaml_with_dates_as_text() -> None:
    digest, _, line = compiled([TEXT]).partition(" ")
    assert digest == digest_of(TEXT)
    assert tree_of(TEXT, {digest: line}) == {**yaml.safe_load(TEXT), "compiled_on": "2026-11-25"}


def test_a_text_the_compiled_file_does_not_know_is_read_as_yaml() -> None:
    assert parsed(TEXT + "# changed\n") == yaml.safe_load(TEXT)
