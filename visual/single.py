"""The panorama and the ecosystem as one HTML file each: opened from disk, with details on click, asking nothing."""

import json
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup as Html

from chaingraph.findings.firm.ecosystem import Ecosystem, EcosystemEdge, EcosystemNode
from chaingraph.findings.place.gap import Coverage
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.snapshot import Snapshot
from chaingraph.pinyin import keys
from chaingraph.settings import Settings
from chaingraph.units import percent, wan
from visual.ecosystem import column_name, ecosystem_svg
from visual.kit.svg import plain
from visual.panorama.cards import badges
from visual.panorama.overlay import NOTHING_OVER, Overlay
from visual.panorama.panorama import panorama_svg

MOST_FIRMS = 40
SCRIPT_ENDS = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CardText:
    """What one card says when it is clicked: facts as (label, text), lists as (title, rows of (text, card or "")).

    ``found_by`` are its names, full pinyin and initials, a line each.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    lists: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    found_by: str


def panorama_html(
    coverage: Coverage, graph: ChainGraph, snapshot: Snapshot, *, rules: Settings, over: Overlay = NOTHING_OVER
) -> str:
    """The panorama with status, reason, firms, suppliers and buyers of every segment behind its card."""
    sheets: dict[str, CardText] = {
        state.segment.key: _segment(coverage, graph, snapshot, state.index, over) for state in coverage.states
    }
    title = f"{coverage.chain}产业链全景图 · {coverage.place.label}"
    hint = "点环节看判定依据、本地企业与上下游；再点一次或按 Esc 取消"
    return _page(title, hint, panorama_svg(coverage, graph, rules=rules, over=over), sheets)


def ecosystem_html(ecosystem: Ecosystem, snapshot: Snapshot) -> str:
    """The ecosystem with the firm and the basis of every link behind its card."""
    sheets = {node.id: _node(ecosystem, node, snapshot) for node in ecosystem.nodes}
    title = f"{ecosystem.enterprise} · 上下游生态"
    hint = "点企业看它的情况与每条关系的依据；再点一次或按 Esc 取消"
    return _page(title, hint, ecosystem_svg(ecosystem), sheets)


def _segment(coverage: Coverage, graph: ChainGraph, snapshot: Snapshot, number: int, over: Overlay) -> CardText:
    state = coverage.states[number]
    names = tuple((snapshot.enterprises[firm].name, "") for firm in state.local[:MOST_FIRMS])
    suppliers = tuple(graph.index[edge.input] for edge in graph.suppliers(number))
    buyers = tuple(graph.index[edge.output] for edge in graph.buyers(number))
    return CardText(
        title=state.segment.name,
        facts=(
            ("状态", f"{over.letter(state)} · {over.name(state)}"),
            ("位置", " / ".join(filter(None, (state.stage.value, state.segment.branch)))),
            ("判定依据", state.why),
            ("标记", "、".join(name for name, _ in badges(state))),
            ("本地 / 名录", f"{len(state.local)} / {state.known} 家"),
            ("本地配套率", percent(state.local_supply_rate)),
            ("释义", state.segment.definition or ""),
            ("卡点说明", state.segment.chokepoint_note or ""),
        ),
        lists=(
            (f"本地企业（{len(state.local)}）", names),
            (f"上游供给环节（{len(suppliers)}）", tuple(_named(coverage, n) for n in suppliers)),
            (f"下游去向环节（{len(buyers)}）", tuple(_named(coverage, n) for n in buyers)),
        ),
        found_by="\n".join(keys(word) for word in (state.segment.name, *state.segment.aliases[:6])),
    )


def _named(coverage: Coverage, number: int) -> tuple[str, str]:
    state = coverage.states[number]
    return f"{state.status.letter} {state.segment.name}", state.segment.key


def _node(ecosystem: Ecosystem, node: EcosystemNode, snapshot: Snapshot) -> CardText:
    names = {each.id: each.name for each in ecosystem.nodes}
    links = [edge for edge in ecosystem.edges if node.id in (edge.source, edge.target)]
    rows = tuple(
        (
            f"{'供给' if edge.source == node.id else '来自'}“{names[other]}”：{_basis(edge)}",
            other,
        )
        for edge in links
        for other in (edge.target if edge.source == node.id else edge.source,)
        if other in names
    )
    firm = snapshot.enterprises[node.firm] if node.firm is not None else None
    return CardText(
        title=node.name,
        facts=(
            ("层级", column_name(node.tier)),
            ("环节", node.segment or ""),
            ("位置", node.nearness.value if firm else "本地没有企业供给，待招引"),
            ("所在地", firm.region if firm else ""),
            ("规模", wan(node.size_yuan) if node.size_yuan is not None else ""),
            ("来源", firm.evidence.caption if firm else ""),
        ),
        lists=((f"关系（{len(rows)}）", rows),),
        found_by="\n".join(keys(word) for word in dict.fromkeys((node.name, node.segment or node.name))),
    )


def _basis(edge: EcosystemEdge) -> str:
    return f"有来源，{edge.basis}" if edge.observed else edge.basis


def _page(title: str, hint: str, svg: str, sheets: dict[str, CardText]) -> str:
    folder = files(__package__).joinpath("templates")
    script, style = (folder.joinpath(name).read_text(encoding="utf-8") for name in ("single.js", "single.css"))
    template = Environment(autoescape=True, undefined=StrictUndefined).from_string(
        folder.joinpath("single.html").read_text(encoding="utf-8")
    )
    digest = b64encode(sha256(script.encode()).digest()).decode()
    return template.render(
        title=plain(title),
        hint=hint,
        svg=Html(svg),  # noqa: S704
        script=Html(script),  # noqa: S704
        style=Html(style),  # noqa: S704
        digest=digest,
        model=Html(_json({key: _carried(sheet) for key, sheet in sheets.items()})),  # noqa: S704
    )


def _carried(sheet: CardText) -> dict[str, Any]:
    return {
        "title": plain(sheet.title),
        "facts": [[label, plain(text)] for label, text in sheet.facts if text],
        "lists": [[title, [[plain(text), card] for text, card in rows]] for title, rows in sheet.lists if rows],
        "keys": "\n".join(plain(line) for line in sheet.found_by.split("\n")),
    }


def _json(model: dict[str, Any]) -> str:
    """JSON that no HTML parser can leave early."""
    text = json.dumps(model, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return "".join(SCRIPT_ENDS.get(character, character) for character in text)
