"""Licences of all that an installation of chaingraph brings along, and those that it may not.

python -m tools.licences build/licences.csv
"""

import csv
import re
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

FORBIDDEN = re.compile(r"\b(?:AGPL|SSPL|BUSL|Affero)|(?<!L)(?<!Lesser )\bGPL|GNU General Public", re.IGNORECASE)
READ_BY_EYE = {"resvg_py": "MIT"}
"""Packages whose metadata name no licence: what the licence text they carry is."""
OR = re.compile(r"\s+OR\s+")


def brought(name: str = "chaingraph") -> dict[str, Distribution]:
    """The distribution and all it needs to run, extras of ours left out, by name."""
    found: dict[str, Distribution] = {}
    waiting = [(name, "")]
    while waiting:
        wanted, extra = waiting.pop()
        try:
            one = distribution(wanted)
        except PackageNotFoundError:
            continue
        fresh = wanted.lower().replace("_", "-") not in found
        found[wanted.lower().replace("_", "-")] = one
        if fresh or extra:
            waiting += [need for need in _needs(one, extra) if need[0].lower().replace("_", "-") not in found]
    return dict(sorted(found.items()))


def _needs(one: Distribution, extra: str) -> Iterator[tuple[str, str]]:
    for text in one.requires or ():
        need = Requirement(text)
        if need.marker is None or need.marker.evaluate({"extra": extra}):
            yield from ((need.name, each) for each in sorted(need.extras) or [""])


def licence_of(one: Distribution) -> str:
    """What a distribution says its licence is: its expression, its short text, or its classifiers."""
    told = one.metadata
    short = (told["License"] or "").split("\n", 1)[0].strip()
    classified = [line.rsplit(" :: ", 1)[-1] for line in told.get_all("Classifier") or () if "License" in line]
    return told["License-Expression"] or "; ".join(classified) or short or READ_BY_EYE.get(told["Name"], "")


def is_forbidden(licence: str) -> bool:
    """Whether no choice that a licence leaves is one we may ship.

    >>> is_forbidden("GPL-3.0-only"), is_forbidden("MIT OR GPL-3.0-only"), is_forbidden("LGPL-2.1-or-later")
    (True, False, False)
    """
    return all(FORBIDDEN.search(choice) for choice in OR.split(licence))


def main() -> None:
    """Write the list; end with 1 when a licence is unknown or forbidden."""
    rows = [(name, one.version, licence_of(one)) for name, one in brought().items()]
    with Path(sys.argv[1]).open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([("package", "version", "licence"), *rows])
    wrong = [f"{name} {licence or 'unknown'}" for name, _, licence in rows if not licence or is_forbidden(licence)]
    sys.exit("\n".join(wrong) or None)


if __name__ == "__main__":
    main()
