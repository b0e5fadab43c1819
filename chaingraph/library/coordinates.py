"""Where cities lie, to a tenth of a degree, from the region table beside this file."""

import csv
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def _seats() -> dict[tuple[str, str], tuple[float, float]]:
    with (files(__package__) / "regions.csv").open(encoding="utf-8") as lines:
        return {
            (row["province"], row["city"]): (float(row["lon"]), float(row["lat"]))
            for row in csv.DictReader(lines)
            if row["lon"]
        }


def coordinates(province: str | None, city: str | None) -> tuple[float, float] | None:
    """Longitude and latitude of a city's seat, or of the province's capital when no city is given; None if unknown."""
    return _seats().get((province or "", city or ""))
