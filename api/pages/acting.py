"""The settings that act on a page, with their titles and values, so that they are seen where they act."""

from collections.abc import Iterable

from chaingraph.settings import Settings

GAPS = (
    "strong_firms", "backbone_revenue_yuan", "weak_local_supply", "concentrated_hhi", "outflow_share", "lag_size",
    "demand_tiers", "default_cost_share", "importance_demand", "importance_critical",
    "importance_chokepoint", "importance_anchor", "importance_path", "filled_factor", "small_cost_share",
    "local_radius_km", "not_worth_factor",
)  # fmt: skip
"""What decides kinds, demand and severity of gaps."""

TARGETS = (
    "weight_fit", "weight_scale", "weight_ties", "weight_qualification", "weight_signal", "weight_reach",
    "conflict_factor", "signal_years", "near_km", "source_regions", "landing_yuan", "worth_most",
    "fit_relevance", "likely_firms", "relevance_firms",
)  # fmt: skip
"""What decides the score of a target and its worth."""

EXTEND = ("backoff_places", "complexity_places")
"""What decides how rare activities are related, and whether complexity is told."""

Shown = tuple[tuple[str, str, str], ...]


def acting(rules: Settings, names: Iterable[str]) -> Shown:
    """(title, value, description) of these settings, in the order given.

    >>> acting(Settings(), ["weak_local_supply"])
    (('薄弱线', '40 %', '本地配套率低于它判为薄弱'),)
    """
    known = {name: (title, value, words) for name, title, value, words in rules.described()}
    return tuple(known[name] for name in names)
