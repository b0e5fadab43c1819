"""The one table of tables: every sheet we read, in the order they depend on one another."""

from loaders.tables.chains import CHAINS, PRODUCT_INPUTS, PRODUCTS, SEGMENT_INPUTS
from loaders.tables.columns import Column, Table
from loaders.tables.firms import ENTERPRISES
from loaders.tables.ledgers import CORRECTIONS, LEADS, PROJECTS
from loaders.tables.links import OFFERINGS, SUPPLY_LINKS
from loaders.tables.park_ledgers.tables import PARK_LEDGERS
from loaders.tables.parks import PARKS

__all__ = ["IGNORED_HEADERS", "IGNORED_SHEETS", "TABLES", "TABLE_BY_NAME", "Column", "Table"]

TABLES: tuple[Table, ...] = (
    PARKS,
    CHAINS,
    SEGMENT_INPUTS,
    ENTERPRISES,
    PRODUCTS,
    PRODUCT_INPUTS,
    OFFERINGS,
    SUPPLY_LINKS,
    PROJECTS,
    LEADS,
    CORRECTIONS,
    *PARK_LEDGERS,
)
"""In the order they are read: what others refer to comes first."""

TABLE_BY_NAME: dict[str, Table] = {table.name: table for table in TABLES}
IGNORED_SHEETS = ("说明", "填写说明", "使用说明", "readme", "notes", "选项")
IGNORED_HEADERS = ("序号", "编号", "no", "no.", "#", "id", "行号")
