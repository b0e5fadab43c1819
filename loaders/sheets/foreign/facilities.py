"""The facility template of Open Supply Hub as a sheet of enterprises."""

from dataclasses import replace

from loaders.cells.cells import Cell, text_of
from loaders.cells.raw_sheet import RawSheet

NEEDED = frozenset({"country", "name", "address"})
TELLING = frozenset(
    {"sector_product_type", "facility_type_processing_type", "number_of_workers", "parent_company", "os_id", "sector"}
)
HEADERS = {
    "name": "企业名称",
    "address": "注册地址",
    "sector_product_type": "主营产品",
    "product_type": "主营产品",
    "sector": "行业",
    "number_of_workers": "从业人数",
    "country": "国家",
    "parent_company": "母公司",
    "facility_type_processing_type": "工厂类型",
    "facility_type": "工厂类型",
    "os_id": "OS ID",
    "lat": "纬度",
    "lng": "经度",
}
SEVERAL = "|"


def is_facilities(raw: RawSheet) -> bool:
    """Whether the first row has the columns of the template."""
    names = set(_names(raw))
    return names >= NEEDED and bool(names & TELLING)


def as_enterprises(raw: RawSheet) -> RawSheet:
    """The sheet under our headers; several values in a cell are parted as ours are, workers from–to are the middle."""
    names = _names(raw)
    header: list[Cell] = [HEADERS.get(name, text_of(cell)) for name, cell in zip(names, raw.rows[0][1], strict=True)]
    rows = [
        (number, [_cell(name, cell) for name, cell in zip(names, cells, strict=False)])
        for number, cells in raw.rows[1:]
    ]
    return replace(raw, rows=((raw.rows[0][0], header), *rows))


def _names(raw: RawSheet) -> list[str]:
    return [text_of(cell).strip().lower() for cell in raw.rows[0][1]] if raw.rows else []


def _cell(name: str, cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell
    if name == "number_of_workers":
        return _workers(cell)
    return "；".join(part.strip() for part in cell.split(SEVERAL) if part.strip()) if SEVERAL in cell else cell


def _workers(text: str) -> str:
    """A number as it is, a range as its middle.

    >>> _workers("100-200"), _workers("1,250"), _workers("")
    ('150', '1,250', '')
    """
    low, mark, high = text.replace("–", "-").partition("-")
    ends = [part.replace(",", "").strip() for part in (low, high)]
    return str((int(ends[0]) + int(ends[1])) // 2) if mark and all(end.isdigit() for end in ends) else text
