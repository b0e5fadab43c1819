"""What everyone needs of a page, keyboard and screen reader included: asked of the page as it stands in the browser."""

from pathlib import Path

from playwright.sync_api import Page

FAULTS, UNSEEN = ((Path(__file__).parent / name).read_text(encoding="utf-8") for name in ("faults.js", "unseen.js"))


def faults(page: Page) -> list[str]:
    """Fields without label, controls without name, heads without scope, pictures without words, and their like."""
    found: list[str] = page.evaluate(FAULTS)
    return found


def focus_faults(page: Page) -> list[str]:
    """What gets the focus by keyboard and does not show it; the first Tab must lead to the skip link.

    A page that puts the focus into its one field is left out of the last.
    """
    begun = page.evaluate("document.activeElement !== document.body")
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.className")
    found: list[str] = page.evaluate(UNSEEN)
    return [*([] if begun or first == "skip" else [f"the first Tab leads to {first}"]), *found]
