"""The matrix of places by segments as a table to hand on."""

from chaingraph.export.table import Column, Table
from chaingraph.findings.place.matrix import Matrix


def matrix_table(found: Matrix) -> Table:
    """A row a place, a column a segment or branch; a number is local firms, 缺 is none, 疑 is not known."""
    heads = (
        Column(title="园区/地区", width=22),
        Column(title="类别", width=8, look="centre"),
        Column(title="链上企业数", width=10, look="whole"),
        Column(title="完整度(%)", width=10, look="number"),
    )
    columns = tuple(
        Column(title=f"{c.title}（{c.stage.value}）", width=4.3, look="count", upright=True) for c in found.columns
    )
    rows = tuple(
        (
            f"{row.place.name}（口径不同）" if row.unlike else row.place.name,
            row.place.kind.value,
            row.firms,
            round(row.completeness * 100, 1),
            *(cell.firms or cell.status.letter for cell in row.cells),
        )
        for row in found.rows
    )
    what = "分支" if found.by_branch else "环节"
    return Table(
        sheet="园区环节矩阵",
        title=f"{found.chain}产业链园区×{what}企业数",
        note=f"数字为本地企业数；“缺”为名录内没有本地企业，“疑”为可能有、待摸排；数据截至 {found.as_of or '未注明'}",
        columns=(*heads, *columns),
        rows=rows,
        frozen_columns=1,
        printed_columns=len(heads) + len(columns),
        as_of=found.as_of,
    )


def matrix_lines(found: Matrix) -> tuple[tuple[str, str], ...]:
    """The cover of the workbook."""
    return (
        ("标题", f"{found.chain}产业链园区×{'分支' if found.by_branch else '环节'}矩阵"),
        ("范围", f"园区与地区 {len(found.rows)} 个，列 {len(found.columns)} 个"),
        ("数据截至", found.as_of or "各行均未注明日期"),
        ("数据版本", found.data_version),
        (
            "判定口径",
            "企业落到环节由系统按主营产品与经营范围识别，可人工更正；“缺”是没有本地企业的把握够大，“疑”是可能有、须先摸排",
        ),
    )
