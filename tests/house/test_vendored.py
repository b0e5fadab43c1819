"""Files of others are the ones that the lists name, byte for byte."""

import hashlib
import re
from importlib.resources import files
from pathlib import Path

import pytest

from visual.explorer.page import VIS_NETWORK

ROOT = Path(__file__).resolve().parents[2]
LISTS = [ROOT / "api/static/vendor/MANIFEST.md", ROOT / "tests/browser/vendor/MANIFEST.md"]
ROW = re.compile(r"^\| (\S+) \|.*\| `([0-9a-f]{64})` \|$", re.MULTILINE)
SHIPPED_BY_PYVIS = "1f20f0736f32cb9bedf8f6383b25cfea2f839e1abe80d6e8040b4d5bea378c69"
"""vis-network 9.1.2 in pyvis 0.3.2."""


@pytest.mark.parametrize("listed", LISTS, ids=lambda path: path.parts[-4])
def test_every_vendored_file_is_listed_and_has_the_hash_of_the_list(listed: Path) -> None:
    text = listed.read_text(encoding="utf-8")
    hashes = dict(ROW.findall(text))
    assert hashes
    for name, expected in hashes.items():
        assert hashlib.sha256((listed.parent / name).read_bytes()).hexdigest() == expected, name
    for path in listed.parent.iterdir():
        assert path == listed or path.name in text, path.name
        assert path.suffix != ".js" or path.name in hashes, path.name


def test_vis_network_is_the_one_that_was_looked_at() -> None:
    content = files("pyvis").joinpath(VIS_NETWORK).read_bytes()
    assert hashlib.sha256(content).hexdigest() == SHIPPED_BY_PYVIS
