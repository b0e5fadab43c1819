"""The matrix picture: every cell once, hatched where there is nobody, words that stay in their places."""

from chaingraph.findings.place.gap import SegmentStatus
from chaingraph.findings.place.matrix import Matrix, MatrixCell, MatrixColumn, MatrixRow
from chaingraph.graph.places import Place, PlaceKind
from chaingraph.ids import ChainId, SegmentKey
from chaingraph.model.chain import Stage
from chaingraph.settings import Settings
from tests.visual.shapes import parsed, with_class
from visual.kit.look import PATTERNS
from visual.matrix import matrix_svg

LONG = "电解液添加剂与新型锂盐及其衍生材料"


def found(columns: int = 4, rows: int = 3) -> Matrix:
    heads = [
        MatrixColumn(
            name=f"k{n}", title=LONG if n == 0 else f"环节{n}", stage=list(Stage)[n % 3], branch="材料",
            keys=(SegmentKey(f"k{n}"),), known=9,
        )
        for n in range(columns)
    ]  # fmt: skip
    places = [Place(kind=PlaceKind.CITY, name=f"乙{n}市", city=f"乙{n}市") for n in range(rows)]
    statuses = list(SegmentStatus)
    return Matrix(
        chain=ChainId("动力电池"),
        by_branch=False,
        columns=tuple(heads),
        rows=tuple(
            MatrixRow(
                place=place,
                firms=7,
                completeness=0.25,
                cells=tuple(
                    MatrixCell(firms=0 if statuses[c % 5] in PATTERNS else c + 1, status=statuses[c % 5], covered=1)
                    for c in range(columns)
                ),
            )
            for place in places
        ),
        left_out=2,
        as_of="2026-10-31",
        data_version="0123456789abcdef",
    )  # fmt: skip


def test_every_cell_says_its_firms_or_that_there_is_none() -> None:
    root = parsed(matrix_svg(found(), Settings()))
    assert len(with_class(root, "none")) == 3
    assert len(with_class(root, "count")) == 9


def test_a_long_name_is_cut_and_every_letter_has_its_place() -> None:
    first, *_ = with_class(parsed(matrix_svg(found(), Settings())), "upright")
    assert first.text == f"{LONG[:11]}…"
    assert len((first.get("y") or "").split()) == len(first.text or "")


def test_the_picture_says_as_of_when_by_which_rule_and_what_is_left_out() -> None:
    svg = matrix_svg(found(), Settings())
    for word in ("数据截至 2026-10-31", "判定口径", "来源", "另有 2 个地区"):
        assert word in svg


def test_the_same_matrix_gives_the_same_bytes() -> None:
    assert matrix_svg(found(), Settings()) == matrix_svg(found(), Settings())
