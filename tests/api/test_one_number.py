"""One firm on one segment in one place has one score, and one gap one severity, absence and completeness, on every
face."""

import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner
from docx import Document

from chaingraph.cli.main import root
from chaingraph.ids import ImportId
from chaingraph.model.provenance import Evidence
from chaingraph.service.workspace import Workspace
from chaingraph.settings import Settings
from chaingraph.store.base.port import ImportBatch
from chaingraph.store.open import open_store
from chaingraph.units import chance
from tests.api.web import Web
from tests.api.world import CHAIN, client, facts, firm
from tests.builders import makes

PLACE, FIRM, SEGMENT = "子市", "外地隔膜厂", "隔膜"
PAIR = f"/places/{PLACE}/chains/{CHAIN}"
THERE = {"province": "乙省", "city": "丑市"}


@dataclass(frozen=True, slots=True)
class Faces:
    """The same store behind the web and behind the commands."""

    web: Web
    url: str
    folder: Path

    def page(self, path: str) -> str:
        """The text of a page of the pair."""
        found = self.web.get(f"{PAIR}/{path}")
        assert found.status_code == 200, path
        return str(found.text)

    def json(self, path: str) -> Any:
        """The answer of a route of the pair."""
        return self.web.get(f"/api/v1{PAIR}/{path}").json()

    def asked(self, *words: str) -> Any:
        """What a command prints as JSON."""
        result = CliRunner().invoke(root, [*words, "--store", self.url, "--format", "json"])
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    def written(self, name: str, *words: str) -> bytes:
        """What a command writes to a file."""
        result = CliRunner().invoke(root, [*words, "--store", self.url, "--out", str(self.folder / name)])
        assert result.exit_code == 0, result.output
        return (self.folder / name).read_bytes()


@pytest.fixture(scope="module")
def faces(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Faces]:
    """The city of the web tests with more makers elsewhere, one of which makes two things."""
    known: dict[str, Any] = facts()
    old = Evidence(source="旧名录", as_of="2024-03")
    more = [
        firm("外地二厂", revenue_yuan=2e8, **THERE),
        replace(firm("外地膜业", employees=80, **THERE), evidence=old),
    ]
    known["enterprises"] = [*known["enterprises"], *more]
    made = [*makes("外地二厂", "隔膜", "电解液", share=0.4), *makes("外地膜业", "隔膜")]
    known["offerings"] = [*known["offerings"], *made]
    folder = tmp_path_factory.mktemp("one")
    url = f"sqlite:///{folder}/store.db"
    with open_store(url) as store:
        batch = ImportBatch(id=ImportId("i"), at="2026-07-01T00:00:00Z", by="测试", title="测试", facts=known)
        store.write(batch)
    with Workspace(open_store(url), Settings()) as workspace:
        yield Faces(client(workspace), url, folder)


def points(part: float) -> str:
    """A share of one as pages and files write it."""
    return f"{part * 100:.1f}"


def row_of(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The row of the firm on the segment."""
    return next(row for row in rows if row["enterprise"] == FIRM and row["key"] == SEGMENT)


def in_list(page: str) -> str:
    """The score in the firm's row of the target list."""
    rows = page.split('<div class="one">')
    row = next(part for part in rows if f'title="{FIRM}"' in part and f">{SEGMENT}</a>" in part)
    return re.findall(r'匹配度 ([\d.]+)"', row)[0]


def in_drawer(page: str) -> str:
    """The score beside the firm in the drawer of the segment, among the targets."""
    row = next(part for part in page.split("<li>") if f"<b>{FIRM}</b>" in part)
    return re.findall(r'<span class="right">([\d.]+)', row)[0]


def in_sheet(book: bytes, sheet: str, name: str, titles: tuple[str, str], number: str) -> str:
    """The number in a column of the row that has these two texts."""
    rows = list(openpyxl.load_workbook(io.BytesIO(book))[sheet].iter_rows(values_only=True))
    head = next(row for row in rows if titles[0] in row)
    found = next(row for row in rows if row[head.index(titles[0])] == name and row[head.index(titles[1])] == SEGMENT)
    return f"{float(found[head.index(number)]):.1f}"


def in_document(document: bytes, heading: str) -> str:
    """The number under a heading in the row of the segment in a table of a Word document."""
    for table in Document(io.BytesIO(document)).tables:
        rows = [[cell.text for cell in row.cells] for row in table.rows]
        if heading in rows[0]:
            return next(row[rows[0].index(heading)] for row in rows if SEGMENT in row)
    raise AssertionError(heading)


TARGET = ("目标企业清单", FIRM, ("企业名称", "目标环节"), "匹配度")
SCORES: dict[str, Callable[[Faces], str]] = {
    "JSON of all gaps": lambda f: points(row_of(f.json("targets")["results"])["score"]),
    "JSON of one segment": lambda f: points(row_of(f.json(f"targets?segment={SEGMENT}")["results"])["score"]),
    "JSON with likely firms": lambda f: points(
        row_of(f.json(f"targets?segment={SEGMENT}&with_likely=true")["results"])["score"]
    ),
    "JSON of one way": lambda f: points(row_of(f.json("targets?mode=以商招商")["results"])["score"]),
    "JSON of a portfolio": lambda f: points(row_of(f.json("portfolio?top=4")["greedy"]["picks"])["score"]),
    "list": lambda f: in_list(f.page("targets")),
    "filtered list": lambda f: in_list(f.page(f"targets?segment={SEGMENT}&province=乙省")),
    "list by another column": lambda f: in_list(f.page("targets?sort=name")),
    "beside": lambda f: re.findall(r'<b class="big">([\d.]+)</b>', f.page(f"targets/beside?pick={FIRM}|{SEGMENT}"))[0],
    "drawer": lambda f: in_drawer(f.page(f"panorama?segment={SEGMENT}")),
    "workbook": lambda f: in_sheet(f.web.get(f"{PAIR}/targets?format=xlsx").content, *TARGET),
    "workbook of a filter": lambda f: in_sheet(
        f.web.get(f"{PAIR}/targets?format=xlsx&segment={SEGMENT}").content, *TARGET
    ),
    "workbook of gaps": lambda f: in_sheet(f.web.get(f"{PAIR}/gaps?format=xlsx").content, *TARGET),
    "report on the firm": lambda f: in_document(
        f.web.get(f"/enterprises/{FIRM}/dossier?place={PLACE}&chain={CHAIN}").content, "匹配度"
    ),
    "command": lambda f: points(row_of(f.asked("targets", "--place", PLACE, "--chain", CHAIN))["score"]),
    "command of one segment": lambda f: points(
        row_of(f.asked("targets", "--place", PLACE, "--chain", CHAIN, "--segment", SEGMENT))["score"]
    ),
    "command of a portfolio": lambda f: points(
        row_of(f.asked("portfolio", "--place", PLACE, "--chain", CHAIN, "--top", "4")["greedy"]["picks"])["score"]
    ),
    "workbook of a command": lambda f: in_sheet(
        f.written("targets.xlsx", "targets", "--place", PLACE, "--chain", CHAIN, "--format", "xlsx"), *TARGET
    ),
    "report of a command": lambda f: in_document(
        f.written("one.docx", "dossier", FIRM, "--place", PLACE, "--chain", CHAIN), "匹配度"
    ),
}


def test_a_firm_on_a_segment_has_one_score_on_every_face(faces: Faces) -> None:
    found = {face: read(faces) for face, read in SCORES.items()}
    exact = {told for told in found.values() if "." in told}
    assert len(exact) == 1, found
    assert {told for told in found.values() if "." not in told} <= {f"{float(*exact):.0f}"}, found


def test_lists_fall_by_the_number_they_show(faces: Faces) -> None:
    for path in ("targets", f"targets?segment={SEGMENT}"):
        shown = [float(one) for one in re.findall(r'class="mark-score"[^>]*><b class="big">([\d.]+)', faces.page(path))]
        assert len(shown) > 2
        assert shown == sorted(shown, reverse=True)
        told = [row["priority"] for row in faces.json(path)["results"]]
        assert told == sorted(told, reverse=True)
    severities = [row["severity"] for row in faces.json("gaps")["results"]]
    assert severities == sorted(severities, reverse=True)


def gap_of(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The row of the segment."""
    return next(row for row in rows if row["key"] == SEGMENT)


def gap_row(page: str) -> str:
    """The row of the segment in the list of gaps."""
    return next(part for part in page.split("<tr>") if f"<b>{SEGMENT}</b>" in part)


GAP = ("缺口清单", SEGMENT, ("环节", "环节"))
ASK = ("--place", PLACE, "--chain", CHAIN)
SEVERITIES: dict[str, Callable[[Faces], str]] = {
    "JSON": lambda f: points(gap_of(f.json("gaps")["results"])["severity"]),
    "list": lambda f: re.findall(r'<td class="num nowrap">([\d.]+)<', gap_row(f.page("gaps")))[0],
    "filtered list": lambda f: re.findall(r'<td class="num nowrap">([\d.]+)<', gap_row(f.page("gaps?sort=known")))[0],
    "workbook": lambda f: in_sheet(f.web.get(f"{PAIR}/gaps?format=xlsx").content, *GAP, "紧迫度"),
    "workbook of targets": lambda f: in_sheet(f.web.get(f"{PAIR}/targets?format=xlsx").content, *GAP, "紧迫度"),
    "command": lambda f: points(gap_of(f.asked("gaps", *ASK))["severity"]),
    "what-if before": lambda f: points(
        next(one for one in f.json(f"scenario?land={FIRM}")["results"] if one["key"] == SEGMENT)["severity_before"]
    ),
}
ABSENCES: dict[str, Callable[[Faces], str]] = {
    "JSON of gaps": lambda f: chance(gap_of(f.json("gaps")["results"])["absence"]),
    "JSON of the panorama": lambda f: chance(gap_of(f.json("panorama")["results"])["absence"]),
    "list": lambda f: re.findall(r'做它的把握">([^<]+)<', gap_row(f.page("gaps")))[0],
    "drawer": lambda f: re.findall(r"没有的把握 ([^<；，]+)", f.page(f"panorama?segment={SEGMENT}"))[0],
    "single file": lambda f: re.findall(r"没有的把握 ([^<；，\"]+)", f.page("panorama?format=single"))[0],
    "command": lambda f: chance(gap_of(f.asked("gaps", *ASK))["absence"]),
    "command of coverage": lambda f: chance(gap_of(f.asked("coverage", *ASK)["segments"])["absence"]),
}
COMPLETENESSES: dict[str, Callable[[Faces], float]] = {
    "JSON": lambda f: f.json("panorama")["completeness"]["plain"],
    "command": lambda f: f.asked("coverage", *ASK)["completeness"]["plain"],
    "place": lambda f: next(
        one for one in f.web.get(f"/api/v1/places/{PLACE}").json()["chains"] if one["chain"] == CHAIN
    )["completeness"],
    "compare": lambda f: next(
        one for one in f.asked("compare", *ASK, "--place", "丑市")["standings"] if one["place"] == PLACE
    )["completeness"],
    "panorama": lambda f: float(re.findall(r"产业链完整度</dt><dd>([\d.]+) %", f.page("panorama"))[0]) / 100,
    "single file": lambda f: (
        float(re.findall(r"([\d.]+) %(?:–[\d.]+ %)? 的环节有本地企业", f.page("panorama?format=single"))[0]) / 100
    ),
    "home": lambda f: (
        float(re.findall(rf"子市 · {CHAIN}：\d+ 家本地企业[^\"]*?，([\d.]+) % 的环节", f.web.get("/").text)[0]) / 100
    ),
    "matrix": lambda f: (
        float(re.findall(r'子市</a></th><td class="num">\d+</td><td class="num">([\d.]+) %', f.page("matrix"))[0]) / 100
    ),
    "what-if before": lambda f: f.json(f"scenario?land={FIRM}")["before"]["completeness"]["plain"],
}


@pytest.mark.parametrize("read", [SEVERITIES, ABSENCES, COMPLETENESSES], ids=["severity", "absence", "completeness"])
def test_a_gap_has_one_severity_one_absence_and_one_completeness_on_every_face(
    faces: Faces, read: dict[str, Callable[[Faces], Any]]
) -> None:
    found = {face: ask(faces) for face, ask in read.items()}
    assert len(set(found.values())) == 1, found


DATED = (
    "gaps", "targets", "compare", "matrix", "portfolio?number=2", "flow", "flow?basis=inferred", f"drill?firm={FIRM}",
    f"targets/beside?pick={FIRM}|{SEGMENT}", f"scenario?land={FIRM}", "panorama", "explorer", "worklist",
    "panorama?format=single", "gaps?format=csv", "targets?format=csv",
)  # fmt: skip


def test_one_date_stands_on_every_page_whatever_the_dates_of_its_firms(faces: Faces) -> None:
    told = {path: set(re.findall(r"数据截至[：:, ]*(\d{4}[-\d]*|未注明)", faces.page(path))) for path in DATED}
    told["/"] = set(re.findall(r'date">(\d{4}[-\d]*)<', faces.web.get("/").text))
    assert {date for dates in told.values() for date in dates} == {"2026-06-30"}, told
