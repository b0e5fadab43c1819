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
    spoken: tuple[tuple[str, str], ...] = ()
    """Other words people write for a choice, each with the choice it means."""


@dataclass(frozen=True)
class Table:
    """One table: its English name, sheet name, other names of file or sheet, and columns in the template's order."""

    name: str
    sheet: str
    also: tuple[str, ...]
    columns: tuple[Column, ...]
    more: tuple[Column, ...] = ()
    """Columns that are read and not asked for: no part of the template."""

    @cached_property
    def by_field(self) -> dict[str, Column]:
        """Columns by field."""
        return {column.field: column for column in self.read}

    @cached_property
    def read(self) -> tuple[Column, ...]:
        """Every column that is read, the template's first."""
        return (*self.columns, *self.more)


def words(*texts: str) -> tuple[str, ...]:
    """The words of texts, as headers a column answers to."""
    return tuple(word for text in texts for word in text.split())


PROVINCE = Column(
    "province",
    "省",
    "text",
    sure=words("省份 所在省 所属省份 所在省份 所属省 省市 所在省市 省(自治区、直辖市) 省/直辖市 注册省份 所属省市"),
    example="河南省",
)
CITY = Column(
    "city",
    "市",
    "text",
    sure=words(
        "城市 地市 所在市 所属城市 所在城市 地级市 所属地市 所在地市 所属市 市州 市(州) "
        "地市州 市(地、州) 所属地级市 地区 所在地区 所属地区 所属区域 所在地 注册地 "
        "企业所在地 城市名称 市级 属地 region 所在地市(州) 设区市 设区市名称 所属市州 市/州 "
        "所在市州 注册城市"
    ),
    example="新乡市",
)
DISTRICT = Column(
    "district",
    "区县",
    "text",
    sure=words(
        "区/县 县区 所在区县 所属区县 县(区) 县市区 县(市、区) 县(市区) 区(县) 区(县、市) "
        "市县区 县市 县(市) 所在县区 所属县区 所在县市区 所属县市区 所在县(市、区) "
        "所属县(市、区) 所属区 所在区 区县名称 区市县 辖区 所属辖区 county 所在区(县) 旗县区 "
        "区域"
    ),
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
CHAIN = Column(
    "chain",
    "产业链",
    "text",
    sure=("所属产业链", "产业链名称", "链条", "产业链条", "所在产业链", "所属链条"),
    loose=("链",),
    example="动力电池",
)
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
ADDRESS = Column(
    "address",
    "注册地址",
    "text",
    sure=words(
        "地址 住所 企业地址 公司地址 单位地址 企业注册地址 企业住所 住所地 经营地址 "
        "生产经营地址 经营场所 生产地址 通讯地址 通信地址 联系地址 办公地址 详细地址 "
        "注册地址(住所) 注册地址/住所 所在地址 厂址 address 企业详细地址 实际经营地址 "
        "最新年报地址 location"
    ),
    note="没有省、市、区县三列时，从地址里识别",
    example="河南省新乡市牧野区某某路 8 号",
)
FLAG_CHOICES = ("1", "0")
