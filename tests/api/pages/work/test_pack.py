"""招商报告: one button, one job, one zip, and every figure in it is the figure of the pages."""

import re
from io import BytesIO
from zipfile import ZipFile

from docx import Document
from openpyxl import load_workbook
from pptx import Presentation

from tests.api.people import OWN
from tests.api.web import Web
from tests.api.world import CHAIN, PARK, client

PAGE = f"/places/{PARK}/chains/{CHAIN}/pack"


def made(web: Web, kind: str = "zip") -> bytes:
    """The file that the button makes, however long its job takes."""
    sent = web.post(PAGE, data={"kind": kind}, headers=OWN)
    assert sent.status_code == 303, sent.text
    led = str(sent.headers["location"])
    job = led.rsplit("/", 1)[-1] if led.startswith("/jobs/") else led.rsplit("ready=", 1)[-1]
    web.app.state.office.jobs.wait(job, 120)
    got = web.get(f"/packs/{job}")
    assert got.status_code == 200, got.text
    return got.content


def words_of(deck: bytes) -> str:
    found = []
    for slide in Presentation(BytesIO(deck)).slides:
        for shape in slide.shapes:
            if shape.has_table:
                found += [cell.text for row in shape.table.rows for cell in row.cells]
            elif shape.has_text_frame:
                found.append(shape.text_frame.text)
    return "\n".join(found)


def test_the_pack_holds_document_slides_lists_and_the_panorama_with_the_figures_of_the_pages() -> None:
    web = client()
    with ZipFile(BytesIO(made(web))) as pack:
        files = {name.rsplit(".", 1)[1]: pack.read(name) for name in pack.namelist()}
    assert set(files) == {"pptx", "docx", "xlsx", "html", "png"}
    paper = Document(BytesIO(files["docx"]))
    told = "\n".join(p.text for p in paper.paragraphs)
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    slides = words_of(files["pptx"])
    page = web.get(PAGE).text
    for line in re.findall(r"<dd>(.+?)</dd>", page):
        assert line in told
        assert line in slides
    rows = web.get(f"/api/v1/places/{PARK}/chains/{CHAIN}/targets").json()["results"]
    sheet = load_workbook(BytesIO(files["xlsx"]))["目标企业清单"]
    listed = {str(row[1].value): row[22].value for row in sheet.iter_rows(min_row=4)}
    assert rows
    for row in rows:
        score = f"{row['priority'] * 100:.1f}"
        assert score in cells
        assert score in slides
        assert row["sentence"] in slides
        assert listed[row["enterprise"]] == float(score)
    gaps = web.get(f"/api/v1/places/{PARK}/chains/{CHAIN}/gaps").json()["results"]
    assert f"{gaps[0]['severity'] * 100:.1f}" in cells


def test_the_same_data_give_the_same_bytes_in_each_form() -> None:
    web = client()
    for kind in ("zip", "docx", "pptx"):
        assert made(web, kind) == made(web, kind)


def test_a_pack_that_is_no_longer_kept_or_is_anothers_is_refused() -> None:
    web = client()
    assert web.get("/packs/never").status_code == 404
    office = web.app.state.office
    made(web, "docx")
    job = office.jobs.all()[0]
    office.packs.drop(job.id)
    gone = web.get(f"/packs/{job.id}")
    assert gone.status_code == 422
    assert "重新生成" in gone.text
