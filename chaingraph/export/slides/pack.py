"""产业链招商图谱报告 as slides."""

from chaingraph.export.slides.deck import Deck
from chaingraph.export.word.pack import gap_grid, target_grid, visit_grid
from chaingraph.findings.place.gap import SegmentStatus
from chaingraph.findings.report.pack import Pack


def pack_pptx(found: Pack, panorama: bytes, ecosystem: bytes | None) -> bytes:
    """One-page summary, panorama, gaps, targets, the leading firm, visits, method; pictures are PNG."""
    cover = found.coverage
    deck = Deck(found.title)
    deck.cover(found.title, f"数据截至 {cover.as_of or '（未注明）'}", "一链 · 一图 · 一表 · 一策")
    tiles = [(f"{len(cover.states)}", "环节"), (f"{cover.firms}", "家本地企业")]
    tiles += [(f"{cover.count(status)}", status.value) for status in SegmentStatus]
    points = (
        ("一链", found.chain_line),
        ("一图", found.gap_line),
        ("一表", found.target_line),
        ("一策", found.plan_line),
    )
    deck.tiles("一页看懂", tiles, points)
    deck.picture(
        f"{cover.chain}产业链全景", panorama, "强、潜、弱、疑、急、缺、免 各有字母与底纹，黑白打印可辨；图例见图下。"
    )
    if found.gaps:
        deck.table("最要紧的缺口：缺什么，为谁，谁能来", gap_grid(found))
    if found.targets:
        deck.table("目标企业", target_grid(found), "推荐值与顺序同系统“目标企业”页，口径见“说明”页")
    if found.anchor is not None and ecosystem is not None:
        deck.picture(f"龙头生态：{found.anchor.enterprise}", ecosystem, "实线有来源，虚线为按环节推断，须向企业核实。")
    if found.visits:
        deck.table("建议走访", visit_grid(found))
    deck.points("口径与来源", [("", line) for line in found.sources])
    return deck.content()
