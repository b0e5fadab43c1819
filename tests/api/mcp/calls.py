"""One good call of every reading tool in the small city."""

from typing import Any

from tests.api.world import CHAIN, PARK

PAIR: dict[str, Any] = {"place": PARK, "chain": CHAIN}
WHERE = f"/api/v1/places/{PARK}/chains/{CHAIN}"
BOTH = [PARK, "乙园"]
FIRM, OTHER = "本地电芯厂", "外地隔膜厂"
CALLS: dict[str, tuple[dict[str, Any], str, dict[str, Any]]] = {
    "places": ({}, "/api/v1/places", {}),
    "chains": ({"chain": CHAIN}, f"/api/v1/chains/{CHAIN}", {}),
    "panorama": (PAIR, f"{WHERE}/panorama", {}),
    "gaps": (PAIR, f"{WHERE}/gaps", {}),
    "targets": ({**PAIR, "segment": ["隔膜"]}, f"{WHERE}/targets", {"segment": "隔膜"}),
    "enterprise": ({"enterprise": FIRM}, f"/api/v1/enterprises/{FIRM}", {}),
    "ecosystem": ({"enterprise": FIRM, "tiers": 1}, f"/api/v1/enterprises/{FIRM}/ecosystem", {"tiers": 1}),
    "drill": ({"enterprise": FIRM}, f"/api/v1/enterprises/{FIRM}/drill", {}),
    "scenario": ({**PAIR, "land": [OTHER]}, f"{WHERE}/scenario", {"land": OTHER}),
    "portfolio": ({**PAIR, "top": 2}, f"{WHERE}/portfolio", {"top": 2}),
    "compare": (
        {"chain": CHAIN, "places": [PARK, "乙园"]},
        f"/api/v1/chains/{CHAIN}/compare",
        {"places": [PARK, "乙园"]},
    ),
    "paths": ({"supplier": OTHER, "buyer": FIRM}, "/api/v1/paths", {"supplier": OTHER, "buyer": FIRM}),
    "search": ({"q": "隔膜厂"}, "/api/v1/search", {"q": "隔膜厂"}),
    "worklist": ({"place": PARK}, f"/api/v1/places/{PARK}/worklist", {}),
    "explain": ({**PAIR, "segment": "电芯"}, f"{WHERE}/explain", {"segment": "电芯"}),
}
"""Arguments of the tool, and the route with the query that says the same."""
WRITES: dict[str, dict[str, Any]] = {
    "correction": {"enterprise": "本地小厂", "chain": CHAIN, "segment": "隔膜", "verdict": True},
    "lead": {"enterprise": OTHER, "place": PARK, "chain": CHAIN, "segment": "隔膜"},
}
