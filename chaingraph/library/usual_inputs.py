"""What kinds of things are usually made of, by the last word of their names: general knowledge, written by hand."""

from functools import cache
from importlib.resources import files


@cache
def usual_inputs() -> dict[str, tuple[str, ...]]:
    """Ending of a product's name -> its usual inputs, the most usual first, as ``usual_inputs.txt`` lists them.

    >>> usual_inputs()["光缆"][0]
    '光纤'
    """
    text = (files(__package__) / "usual_inputs.txt").read_text(encoding="utf-8")
    lines = (line.split("：") for line in text.splitlines() if line)
    return {ending: tuple(names.split()) for ending, names in lines}
