"""Codes and names of the national industry classification GB/T 4754-2017, from the table beside this file."""

import csv
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType


@lru_cache(maxsize=1)
def industry_names() -> Mapping[str, str]:
    """Names by code, sorted by code: sections (C), divisions (C38), groups (C384) and classes (C3841).

    >>> industry_names()["C38"]
    '电气机械和器材制造业'
    """
    with (files(__package__) / "gbt4754.csv").open(encoding="utf-8") as lines:
        return MappingProxyType({row["code"]: row["name"] for row in csv.DictReader(lines)})


@lru_cache(maxsize=1)
def _classes_by_name() -> Mapping[str, str]:
    """Codes of classes (four digits) by their name."""
    return {name: code for code, name in industry_names().items() if len(code) == 5}


def class_code(name: str) -> str | None:
    """The class of this name; None if no class is named so.

    >>> class_code("锂离子电池制造"), class_code("电池")
    ('C3841', None)
    """
    return _classes_by_name().get(name)


@lru_cache(maxsize=1)
def _lettered() -> Mapping[str, str]:
    """Codes with their section letter by the same code without it."""
    return {code[1:]: code for code in industry_names() if len(code) > 1}


def _known(code: str | None) -> str | None:
    """The code as the table writes it; None if the table lacks it."""
    text = (code or "").strip().upper()
    text = _lettered().get(text, text)
    return text if text in industry_names() else None


def industry_name(code: str | None) -> str | None:
    """The name of a code with or without its section letter; None if the classification lacks it. O(1).

    >>> industry_name("C3841"), industry_name("3841"), industry_name("c384")
    ('锂离子电池制造', '锂离子电池制造', '电池制造')
    >>> industry_name("A3841"), industry_name("38419"), industry_name(None)
    (None, None, None)
    """
    known = _known(code)
    return None if known is None else industry_names()[known]


def parents(code: str) -> tuple[str, ...]:
    """Section, division and group above a code, as far as there are any; empty for a section or an unknown code. O(1).

    >>> parents("3841")
    ('C', 'C38', 'C384')
    >>> parents("C38"), parents("C"), parents("3840")
    (('C',), (), ())
    """
    known = _known(code) or ""
    return tuple(known[:size] for size in (1, 3, 4) if size < len(known))
