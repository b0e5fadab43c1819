"""A store without revenues tells no yuan of demand on any page, in any export, in any answer."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from chaingraph.cli.main import root
from chaingraph.ids import ChainId, ImportId
from chaingraph.model.enterprise import Role
from chaingraph.service.workspace import Workspace
from chaingraph.settings import Settings
from chaingraph.store.base.memory import MemoryStore
from chaingraph.store.base.port import ImportBatch
from chaingraph.store.open import open_store
from tests.api.web import Web
from tests.api.world import CHAIN, client, facts, firm

PAIR = f"/places/子市/chains/{CHAIN}"
DEMAND = re.compile(r"(?:需求|缺口|产能|采购额|每年缺|富余|自用之外)[^<，。；\n]{0,12}?[1-9][\d,.]*\s*(?:万元|亿元)")
PAGES = ("gaps", "targets", "panorama", "portfolio", "flow", "explorer", "ecosystem", "drill", "compare")
"""Pages of a pair of place and chain."""


def batch() -> ImportBatch:
    """The city with every revenue taken out."""
    known: dict[str, Any] = facts()
    here = {"province": "甲省", "city": "子市"}
    there = {"province": "乙省", "city": "丑市"}
    known["enterprises"] = [
        firm("本地电芯厂", employees=900, roles=(Role(kind="龙头", chain=ChainId(CHAIN)),), **here),
        firm("本地小厂", registered_capital_yuan=3e7, **here),
        firm("外地隔膜厂", listed_as="创业板 300000", **there),
        firm("外地电解液厂", **there),
    ]
    return ImportBatch(id=ImportId("i"), at="2026-07-01T00:00:00Z", by="测试", title="测试", facts=known)


def penniless() -> Web:
    """The same city behind the web."""
    store = MemoryStore()
    store.write(batch())
    return client(Workspace(store, Settings()))


WEB = penniless()


@pytest.mark.parametrize("page", PAGES)
def test_no_page_tells_yuan_of_demand(page: str) -> None:
    found = WEB.get(f"{PAIR}/{page}")
    assert found.status_code in (200, 303)
    assert DEMAND.findall(found.text) == []


EXPORTS = (
    f"{PAIR}/gaps?format=xlsx", f"{PAIR}/gaps?format=csv", f"{PAIR}/targets?format=xlsx", f"{PAIR}/targets?format=csv",
    f"{PAIR}/panorama?format=svg", f"{PAIR}/panorama?format=single", f"{PAIR}/matrix?format=xlsx",
    f"{PAIR}/matrix?format=svg", f"{PAIR}/flow?format=xlsx", f"{PAIR}/flow?basis=inferred&format=svg",
    f"{PAIR}/worklist?format=xlsx", f"{PAIR}/targets/beside?pick=外地隔膜厂|隔膜", f"{PAIR}/scenario?land=外地隔膜厂",
    f"/enterprises/外地隔膜厂/dossier?place=子市&chain={CHAIN}",
    f"/enterprises/本地电芯厂/dossier?place=子市&chain={CHAIN}",
    "/bulletin?month=2026-07", "/", "/places/子市", f"/api/v1{PAIR}/gaps", f"/api/v1{PAIR}/targets",
    f"/api/v1{PAIR}/panorama", f"/api/v1/chains/{CHAIN}/compare?places=子市&places=丑市",
)  # fmt: skip
"""Every file, document, single-file page and answer."""
COMMANDS = (
    ("gaps", "json"), ("gaps", "table"), ("targets", "json"), ("targets", "csv"), ("coverage", "json"),
    ("portfolio", "json"), ("portfolio", "table"), ("compare", "json"), ("compare", "table"),
)  # fmt: skip
MONEY = re.compile(
    r'"(?:[a-z_]*(?:demand|capability|gap|spare|purchases|lost|worst|total)[a-z_]*_yuan)": ?([1-9]\d*|0\.\d*[1-9])'
)
"""A figure of demand in an answer."""


def text_of(content: bytes) -> str:
    """The text of an answer, a page, or all parts of an office file."""
    if not content.startswith(b"PK"):
        return content.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return "\n".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))


@pytest.mark.parametrize("path", EXPORTS)
def test_no_export_and_no_answer_tells_yuan_of_demand(path: str) -> None:
    found = WEB.get(path)
    assert found.status_code == 200, path
    text = text_of(found.content)
    assert DEMAND.findall(text) == []
    assert MONEY.findall(text) == []


def test_an_export_counts_firms_instead() -> None:
    assert "家下游" in text_of(WEB.get(f"{PAIR}/gaps?format=xlsx").content)


def test_no_command_and_no_picture_tells_yuan_of_demand(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/penniless.db"
    with open_store(url) as store:
        store.write(batch())
    pair = ("--place", "子市", "--chain", CHAIN)
    told = {}
    for name, fmt in COMMANDS:
        more = ("--place", "丑市") if name == "compare" else ("--top", "3") if name == "portfolio" else ()
        result = CliRunner().invoke(root, [name, *pair, *more, "--store", url, "--format", fmt])
        assert result.exit_code == 0, result.output
        told[name, fmt] = result.stdout
    for what, words in (
        ("panorama.html", pair),
        ("flow.svg", pair),
        ("ecosystem.html", ("--enterprise", "本地电芯厂")),
    ):
        out = tmp_path / what
        result = CliRunner().invoke(root, ["picture", what.split(".")[0], *words, "--store", url, "--out", str(out)])
        assert result.exit_code == 0, result.output
        told["picture", what] = out.read_text(encoding="utf-8")
    found = {face: DEMAND.findall(text) + MONEY.findall(text) for face, text in told.items()}
    assert not [face for face, figures in found.items() if figures], found


def test_the_page_asks_for_the_revenues_that_would_say_most_and_one_answer_brings_the_yuan() -> None:
    web = penniless()
    page = web.get(f"{PAIR}/gaps").text
    assert "最能说清本地需求是多少钱" in page
    assert re.findall(r'name="firm" value="([^"]+)"', page)[0] == "本地电芯厂"
    own = {"Origin": "http://127.0.0.1"}
    form = {"firm": "本地电芯厂", "revenue_wan": "30,000", "by": "王工"}
    assert web.post(f"{PAIR}/revenues", data=form, headers=own).status_code == 303
    wanted = next(row for row in web.get(f"/api/v1{PAIR}/gaps").json()["results"] if row["key"] == "隔膜")
    assert wanted["demand_yuan"] == pytest.approx(3e8 * 0.8 * 0.5)
    refused = web.post(f"{PAIR}/revenues", data={"firm": "本地电芯厂", "revenue_wan": "很多"}, headers=own)
    assert refused.status_code == 422
    assert "不是金额" in refused.text


def test_the_answer_says_null_and_counts_firms() -> None:
    rows = WEB.get(f"/api/v1{PAIR}/gaps").json()["results"]
    wanted = next(row for row in rows if row["key"] == "隔膜")
    assert (wanted["demand_yuan"], wanted["demand_firms"]) == (None, 1)
