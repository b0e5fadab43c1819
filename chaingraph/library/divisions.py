"""Industries of GB/T 4754 in figures: what they buy as material, what a head turns over, and what says so."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from chaingraph.model.provenance import Confidence

DIVISION = 3
"""Letter and digits of a division: the widest code listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DivisionFigures:
    """One division of GB/T 4754, or a group or class of it that differs from the rest.

    Attributes
    ----------
    material_ratio
        Material bought per unit of revenue, 0 to 1; an estimate.
    cost_ratio
        Operating cost per unit of operating revenue (营业成本 ÷ 营业收入), low and high; empty where no yearbook
        gives it.
    revenue_per_head_wan
        Revenue a year and head in 万元 (营业收入 ÷ 平均用工人数), low and high; empty where no yearbook gives it.
    """

    division: str
    name: str
    material_ratio: float
    cost_ratio: tuple[float, ...]
    revenue_per_head_wan: tuple[float, ...]
    basis: str
    confidence: Confidence


@cache
def division_figures() -> dict[str, DivisionFigures]:
    """Code (letter and two to four digits) -> its figures, as ``divisions.csv`` lists them.

    >>> division_figures()["C38"].material_ratio
    0.7
    """
    text = (files(__package__) / "divisions.csv").read_text(encoding="utf-8")
    return {row["division"]: _figures(row) for row in csv.DictReader(text.splitlines())}


def division_of(code: str) -> DivisionFigures | None:
    """The figures of the narrowest listed industry a code lies in; ``None`` for codes without letter or not listed.

    >>> division_of("C3841").name, division_of("C3861").name
    ('电池制造', '电气机械和器材制造业')
    """
    listed = division_figures()
    return next((listed[code[:size]] for size in range(len(code), DIVISION - 1, -1) if code[:size] in listed), None)


def _figures(row: dict[str, str]) -> DivisionFigures:
    return DivisionFigures(
        division=row["division"],
        name=row["name"],
        material_ratio=float(row["material_ratio"]),
        cost_ratio=tuple(map(float, row["cost_ratio"].split("–"))) if row["cost_ratio"] else (),
        revenue_per_head_wan=tuple(map(float, row["per_head_wan"].split("–"))) if row["per_head_wan"] else (),
        basis=row["basis"],
        confidence=Confidence(row["confidence"]),
    )
