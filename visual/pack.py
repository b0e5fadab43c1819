"""The report pack with its pictures: slides, document, lists and the panorama that opens offline, in one zip."""

from chaingraph.export.sheets.workbook import Lists, target_workbook
from chaingraph.export.slides.pack import pack_pptx
from chaingraph.export.word.pack import pack_docx
from chaingraph.export.zipped import archive
from chaingraph.progress import Progress, silent
from chaingraph.service.ask.report.pack import Find, pack
from chaingraph.service.workspace import Study, Workspace
from visual.ecosystem import ecosystem_svg
from visual.kit.raster import png
from visual.panorama.overlay import Overlay
from visual.panorama.panorama import panorama_svg
from visual.single import panorama_html

LISTED = 200
PANORAMA_SCALE, ECOSYSTEM_SCALE = 1.5, 1.4
KINDS = ("zip", "docx", "pptx")


def pack_file(workspace: Workspace, study: Study, find: Find, kind: str = "zip", step: Progress = silent) -> bytes:
    """The pack of a chain in a place as a zip, or its document or slides alone; the same data give the same bytes.

    ``step`` hears how far it is; what it raises ends the work.
    """
    step("研判缺口与目标", 0, 3)
    found = pack(workspace, study, find)
    step("画图", 1, 3)
    cover, graph = study.coverage, study.graph
    over = Overlay.of(study.snapshot, cover, graph, study.gaps)
    panorama = png(panorama_svg(cover, graph, rules=workspace.rules, over=over), scale=PANORAMA_SCALE)
    ecosystem = png(ecosystem_svg(found.anchor), scale=ECOSYSTEM_SCALE) if found.anchor else None
    step("写文件", 2, 3)
    if kind == "docx":
        return pack_docx(found, panorama, ecosystem)
    if kind == "pptx":
        return pack_pptx(found, panorama, ecosystem)
    lists = Lists(
        snapshot=study.snapshot,
        coverage=cover,
        graph=graph,
        gaps=study.gaps,
        targets=find((), LISTED),
        rules=workspace.rules,
    )
    page = panorama_html(cover, graph, study.snapshot, rules=workspace.rules, over=over)
    return archive(
        {
            f"{found.title}.pptx": pack_pptx(found, panorama, ecosystem),
            f"{found.title}.docx": pack_docx(found, panorama, ecosystem),
            f"{cover.chain}产业链招商清单-{cover.place.label}.xlsx": target_workbook(lists),
            f"{cover.chain}产业链全景图-{cover.place.label}.html": page.encode(),
            f"{cover.chain}产业链全景图-{cover.place.label}.png": panorama,
        }
    )
