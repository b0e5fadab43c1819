"""docs/tables.md says what the loader reads."""

from tools.tables_page import PATH, page


def test_the_page_of_tables_is_made_from_the_tables() -> None:
    assert PATH.read_text(encoding="utf-8") == page()
