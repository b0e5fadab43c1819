"""The library's document says what the library says."""

from pathlib import Path

from chaingraph.export.chain_document import chain_document
from chaingraph.ids import ChainId, SegmentKey
from chaingraph.library.card import read_card
from chaingraph.library.reader import library, shared_homes

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "chains.md"
CARD = {
    "chain": "试验",
    "definition": "只作试验|的链",
    "compiled_on": "2026-11-23",
    "sources": [{"id": "S1", "title": "《目录》", "publisher": "某局", "year": 2020}],
    "branches": [{"name": "甲", "stage": "上游"}, {"name": "乙", "stage": "下游"}],
    "segments": [
        {"name": "铜", "branch": "甲", "codes": ["C3211"]},
        {"name": "胶", "branch": "甲"},
        {
            "name": "铜箔", "branch": "乙", "aliases": [*"abcde"], "locality": "宜本地", "critical": True,
            "chokepoint": {"holder": "某国某社", "note": "高端", "source": "S1"},
            "inputs": [
                {"from": "铜", "share": [0.5, 0.7], "source": "S1", "note": "厚一点"},
                {"from": "胶", "group": "胶粘", "capital": True},
            ],
        },
    ],
}  # fmt: skip


def test_a_chain_is_written_with_its_figures() -> None:
    text = chain_document([read_card(CARD, "t.yaml")], {ChainId("试验"): {SegmentKey("胶"): ChainId("化工")}})
    assert "| 试验 | 3 | 1 | 2 | 1 | 1 |" in text
    assert "只作试验\\|的链" in text
    assert "3 segments (upstream 2, downstream 1) in 2 branches, 2 inputs, 2 tiers. Compiled on 2026-11-23." in text
    assert "- S1: 某局，《目录》，2020" in text
    assert "| 甲 | 铜 | 0 |  | C3211 |  |  |  | 82 % |  |" in text
    assert "| 甲 | 胶 → 化工 | 0 |" in text
    wanted = (
        "| 乙 | 铜箔 | 1 | a、b、c、d |  | 宜本地 | yes | 某国某社 |  | 胶 (or: 胶粘, capital)；铜 50–70 % “厚一点” |"
    )
    assert wanted in text


def test_the_document_in_the_repository_is_what_the_command_makes() -> None:
    cards = library()
    made = chain_document(cards, {card.chain.name: shared_homes(card.chain.name) for card in cards})
    same = DOCUMENT.is_file() and DOCUMENT.read_text(encoding="utf-8") == made
    assert same, "docs/chains.md is not what the library says now; write it anew with: chaingraph chains docs"
