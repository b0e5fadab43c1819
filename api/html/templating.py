"""The template environment: autoescape on, a few words for money and shares, addresses of static files by content."""

from datetime import datetime, timedelta, timezone
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from api.address.urls import part, query_text
from api.html.navigation import PAIR_PAGES, menu
from api.html.said import brought, origin, person, row_of
from chaingraph.analysis.reports.leads import lead_id
from chaingraph.export.sheets.park.parks import amount
from chaingraph.graph.veil import is_veiled
from chaingraph.model.live import standing
from chaingraph.units import chance, percent, wan

HERE = Path(__file__).parents[1]
STATIC = HERE / "static"


@lru_cache(maxsize=1)
def templates() -> Environment:
    """The environment, made once."""
    environment = Environment(
        loader=PackageLoader("api", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(wan=wan, percent=percent, chance=chance, part=part, points=points, moment=moment)
    environment.filters.update(lead_id=lead_id, money=money, standing=standing, score=score, figure=amount)
    environment.filters.update(brought=brought, origin=origin, person=person, row_of=row_of)
    environment.tests.update(veiled=is_veiled)
    environment.globals.update(static=static_url, query_text=query_text, menu=menu(), pair_pages=PAIR_PAGES)
    return environment


@lru_cache(maxsize=64)
def static_url(name: str) -> str:
    """The address of a static file, changing with its content so that browsers may keep it."""
    digest = blake2b((STATIC / name).read_bytes(), digest_size=4).hexdigest()
    return f"/static/{name}?v={digest}"


def points(part_of_one: float) -> str:
    """A score of one as points of a hundred.

    >>> points(0.7349)
    '73.5'
    """
    return f"{part_of_one * 100:.1f}"


def score(part_of_one: float) -> str:
    """A score of one as whole points of a hundred: no more exact than it is.

    >>> score(0.7349)
    '73'
    """
    return f"{part_of_one * 100:.0f}"


def money(yuan: float | None) -> str:
    """Money for a cell: nothing is a plain 0, which "0.0 万元" is not.

    >>> money(0.0), money(45_000), money(None)
    ('0', '4.5 万元', '—')
    """
    return "0" if yuan == 0 else wan(yuan)


def moment(at: str) -> str:
    """An ISO 8601 moment in UTC as officers write it, in Chinese standard time.

    >>> moment("2026-11-01T23:30:00+00:00")
    '2026-11-02 07:30'
    """
    try:
        parsed = datetime.fromisoformat(at)
    except ValueError:
        return at
    return parsed.astimezone(timezone(timedelta(hours=8))).strftime("%Y-%m-%d %H:%M") if parsed.tzinfo else at
