"""Rules of the house that no linter knows."""

import re
from pathlib import Path

import pytest

from chaingraph.settings import Settings
from tools.house_numbers import measured

ROOT = Path(__file__).resolve().parents[2]
OUTSIDE = re.compile(
    r"""(?:src|href|action|url|fetch|import)\s*[=(]\s*['"]?(?:https?:)?//(?!127\.0\.0\.1|localhost|www\.w3\.org)"""
)
FACES = [
    path
    for folder in ("api", "visual")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in (".html", ".js", ".css", ".j2", ".svg") and "vendor" not in path.parts
]
SOURCES = [p for folder in ("chaingraph", "loaders", "api", "visual") for p in sorted((ROOT / folder).rglob("*.py"))]


@pytest.mark.parametrize("path", FACES, ids=lambda p: p.name)
def test_no_page_asks_the_outside_for_anything(path: Path) -> None:
    assert OUTSIDE.search(path.read_text(encoding="utf-8")) is None


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_file_says_its_one_idea_in_its_first_line(path: Path) -> None:
    first = path.read_text(encoding="utf-8").split("\n", 1)[0]
    assert first.startswith('"""')
    assert "this module" not in first.lower()


def test_every_setting_has_a_title_and_a_description_in_chinese() -> None:
    for name, title, value, description in Settings().described():
        assert title != name, name
        assert description, name
        assert value, name


def test_no_folder_is_a_warehouse() -> None:
    """At most twelve files stand beside an ``__init__``."""
    for folder in sorted({path.parent for path in SOURCES}):
        files = [path.name for path in folder.glob("*.py") if path.name != "__init__.py"]
        assert len(files) <= 12, f"{folder.relative_to(ROOT)}: {len(files)}"


def test_no_circle_of_rooms_and_a_short_way_down() -> None:
    found = dict(measured(ROOT))
    assert found["circles of files"] == found["circles of rooms"] == "0"
    assert int(found["depth in rooms"]) <= 12
