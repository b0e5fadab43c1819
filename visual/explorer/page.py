"""The explorer: a chain with its firms as one page, served by the app or opened from disk without any network."""

import json
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from typing import Any

import pyvis
from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup as Html
from pyvis.network import Network

from chaingraph.errors import ChaingraphError
from chaingraph.findings.place.gap import Coverage, SegmentStatus
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.snapshot import Snapshot
from chaingraph.settings import Settings, settings
from chaingraph.units import percent
from visual.explorer.model import Dot, Explorer, Tie, explorer_model
from visual.explorer.records import firm_records, segment_records
from visual.kit.look import INK, backbone_rule, status_rules
from visual.kit.svg import FONTS, plain

VIS_NETWORK = "lib/vis-9.1.2/vis-network.min.js"
SCRIPT_ENDS = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "interaction": {"hover": True, "tooltipDelay": 120, "dragNodes": False, "keyboard": False, "multiselect": False},
    "nodes": {"margin": {"top": 3, "bottom": 3, "left": 4, "right": 4}, "shadow": False, "labelHighlightBold": False},
    "edges": {"smooth": {"enabled": True, "type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.4}},
    "layout": {"improvedLayout": False},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplorerParts:
    """The explorer taken apart, for a page of the app: words above it, and its model as JSON safe inside a page.

    Put ``model`` into ``<script type="application/json" id="explorer-model">``, which a policy of
    ``script-src 'self'`` allows because it is never run; load the files of ``explorer_files`` from /static.
    """

    title: str
    subtitle: str
    footnotes: tuple[str, ...]
    model: str


def explorer_html(
    coverage: Coverage,
    graph: ChainGraph,
    snapshot: Snapshot,
    *,
    static: str | None = None,
    rules: Settings | None = None,
) -> str:
    """The explorer as one HTML file that asks nothing from outside.

    With ``static`` (such as ``/static/explorer``) scripts and style are loaded from there instead of inlined, for a
    page under a strict content policy; the files to put there come from ``explorer_files``.
    """
    parts = explorer_parts(coverage, graph, snapshot, rules=rules)
    inline = {} if static is not None else explorer_files()
    scripts = [_script_safe(inline[name]) for name in ("vis-network.min.js", "explorer.js") if name in inline]
    return _template().render(
        parts=parts,
        model=Html(parts.model),  # noqa: S704
        static=static,
        scripts=[Html(script) for script in scripts],  # noqa: S704
        hashes=" ".join(map(_script_hash, scripts)),
        style=Html(inline.get("explorer.css", "").replace("</", "<\\/")),  # noqa: S704
        legend=[(status.letter, status.value, coverage.count(status), rule) for status, rule in _rules(rules)],
    )


def explorer_parts(
    coverage: Coverage, graph: ChainGraph, snapshot: Snapshot, *, rules: Settings | None = None
) -> ExplorerParts:
    """The words and the model of the explorer."""
    rules = rules or settings()
    model = explorer_model(coverage, graph, snapshot, rules)
    title = f"{coverage.chain}产业链图谱 · {coverage.place.label}"
    present = f"{percent(coverage.completeness)} 的环节有本地企业"
    counts = (f"{len(coverage.states)} 个环节", f"本地企业 {coverage.firms} 家", present)
    subtitle = " · ".join((*counts, f"数据截至 {coverage.as_of or '未注明'}"))
    origin = graph.chain.evidence.source or "来源未注明"
    notes = (
        f"判定口径：{'；'.join(f'{status.letter}={rule}' for status, rule in _rules(rules))}。{backbone_rule(rules)}。",
        f"来源：企业名录（数据版本 {coverage.data_version[:12]}）；产业链结构：{origin}。",
    )
    carried = {
        **_drawn(explorer_network(model)),
        "title": title,
        "footnotes": [subtitle, *notes],
        "segments": segment_records(coverage, graph, model.benches),
        "firms": firm_records(coverage, graph, snapshot, model.benches),
    }
    return ExplorerParts(title=title, subtitle=subtitle, footnotes=notes, model=_json(carried))


def explorer_files() -> dict[str, str]:
    """The files an explorer needs, by name: the vis-network that pyvis ships, our script and our style."""
    library = files(pyvis).joinpath(VIS_NETWORK)
    if not library.is_file():
        raise ChaingraphError(f"pyvis 中缺少 {VIS_NETWORK}，无法生成图谱：请按 constraints.txt 安装 pyvis")
    own = files("visual").joinpath("templates")
    lines = library.read_text(encoding="utf-8").split("\n")
    return {
        "vis-network.min.js": "\n".join(line for line in lines if not line.startswith("//# sourceMappingURL")),
        "explorer.js": own.joinpath("explorer.js").read_text(encoding="utf-8"),
        "explorer.css": own.joinpath("explorer.css").read_text(encoding="utf-8"),
    }


def explorer_network(model: Explorer) -> Network:
    """The model as a pyvis network: server coordinates, physics off, titles as text."""
    network = Network(directed=True, cdn_resources="in_line")
    network.toggle_physics(False)
    for dot in model.dots:
        network.add_node(dot.id, **_node(dot))
    for tie in model.ties:
        network.add_edge(tie.source, tie.target, **_edge(tie))
    return network


def _node(dot: Dot) -> dict[str, Any]:
    label = dot.kind == "label"
    return {
        "label": dot.label,
        "title": dot.hover,
        "shape": "text" if label else "box",
        "x": dot.x,
        "y": dot.y,
        "physics": False,
        "color": {"border": dot.tone.strong, "background": dot.tone.light},
        "borderWidth": 1.5 if dot.kind == "segment" else 1,
        "font": {"size": dot.face.size, "face": FONTS, "color": dot.tone.strong if label else INK},
        "shapeProperties": {"borderDashes": [4, 3] if dot.dashed else False, "borderRadius": 4},
        "widthConstraint": dot.width,
        "kind": dot.kind,
        "segment": dot.segment,
        "status": dot.status,
        "firm": dot.firm,
    }


def _edge(tie: Tie) -> dict[str, Any]:
    return {
        "title": tie.hover,
        "hidden": True,
        "dashes": [6, 4] if tie.recycle else False,
        "color": "#0b776d" if tie.observed else "#1457c8",
        "width": 1.6 if tie.observed else 1.2,
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.5}},
        "observed": tie.observed,
        **({"smooth": {"enabled": True, "type": "curvedCCW", "roundness": 0.22}} if tie.bowed else {}),
    }


def _drawn(network: Network) -> dict[str, Any]:
    return {
        "nodes": network.nodes,
        "edges": [{**edge, "id": f"e{number}"} for number, edge in enumerate(network.edges)],
        "options": OPTIONS,
    }


def _rules(rules: Settings | None) -> list[tuple[SegmentStatus, str]]:
    return list(status_rules(rules or settings()).items())


def _json(model: dict[str, Any]) -> str:
    """JSON that no HTML parser can leave early."""
    text = json.dumps(_plain(model), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return "".join(SCRIPT_ENDS.get(character, character) for character in text)


def _plain(value: Any) -> Any:
    """The value with every text free of control characters; line breaks stay."""
    if isinstance(value, str):
        return "\n".join(plain(line) for line in value.split("\n"))
    if isinstance(value, dict):
        return {_plain(key): _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value


def _script_safe(script: str) -> str:
    return script.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _script_hash(script: str) -> str:
    """What a content policy calls this one script, so that no other can run."""
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


def _template() -> Template:
    source = files("visual").joinpath("templates", "explorer.html").read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined).from_string(source)
