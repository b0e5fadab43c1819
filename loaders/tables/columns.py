"""A table we read and its columns: what they are called and what they hold; and the columns several tables share."""

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the fact's field, Chinese label, kind of value, and the headers it answers to.

    ``sure`` headers may tell which table a sheet is; ``loose`` ones count only once the table is known.
    """

    field: str
    label: str
    kind: str = "text"
    required: bool = False
    sure: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    note: str = ""
    example: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """One table: its English name, sheet name, other names of file or sheet, and columns in the template's order."""

    name: str
    sheet: str
    also: tuple[str, ...]
    columns: tuple[Column, ...]

    @cached_property
    def by_field(self) -> dict[str, Column]:
        """Columns by field."""
        return {column.field: column for column in self.columns}


PROVINCE = Column("province", "省", "text", sure=("省份", "所在省", "所属省份", "所在省份", "所属省"), example="河南省")
CITY = Column("city", "市", "text", sure=("城市", "地市", "所在市", "所属城市", "所在城市", "地级市"), example="新乡市")
DISTRICT = Column(
    "district",
    "区县",
    "text",
    sure=("区/县", "县区", "所在区县", "所属区县", "县(区)", "县市区"),
    loose=("区", "县"),
    example="牧野区",
)
SOURCE = Column(
    "source",
    "来源",
    "text",
    sure=("数据来源", "信息来源", "资料来源"),
    note="谁说的：年报、公示、走访……",
    example="企业年报",
)
AS_OF = Column(
    "as_of",
    "数据截至",
    "date",
    sure=("截至日期", "数据时间", "数据截至日期", "截止日期"),
    note="年、年-月 或 年-月-日",
    example="2025-12-31",
)
CHAIN = Column("chain", "产业链", "text", sure=("所属产业链", "产业链名称", "链条"), loose=("链",), example="动力电池")
SEGMENT = Column(
    "segment",
    "环节",
    "text",
    sure=("产业链环节", "所属环节", "环节名称", "链条环节"),
    loose=("节点", "leaf", "细分环节"),
    note="环节名称或编码，须是产业链库或“产业链”表中已有的",
    example="锂电铜箔",
)
LAND = Column("land_mu", "用地(亩)", "land", sure=("用地面积", "占地面积", "占地"), example="120")
PLANT = Column("plant_m2", "厂房(㎡)", "plant", sure=("厂房面积", "建筑面积"), example="30000")
FIRM = ("企业名称", "公司名称", "单位名称")
FLAG_CHOICES = ("1", "0")
