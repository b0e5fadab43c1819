"""The columns that several park ledgers share."""

from dataclasses import replace

from loaders.tables.columns import Column, words

PARK = Column(
    "park",
    "园区",
    "name",
    required=True,
    sure=words("所在园区 所属园区 园区名称 专业园区名称 所在开发区 所属开发区"),
    note="“园区”表里的名称；竖向合并的单元格照读",
    example="新乡某某产业园",
)
PARK_IF = replace(PARK, required=False, note="空着取标题或工作表名里的园区，再取地区")
PLACE = Column(
    "place",
    "园区或地区",
    "name",
    required=True,
    sure=words("园区/地区 所在园区 所属园区 园区名称 地点"),
    loose=("园区", "地区", "名称"),
    example="新乡某某产业园",
)
OWNER = Column("owner", "责任人", "text", sure=words("专人 负责人 具体责任人 服务专员 牵头责任人"), example="张某")
NOTE = Column("note", "备注", "text", sure=("说明",))
SEGMENTS = Column(
    "segments",
    "环节",
    "list",
    sure=words("服务环节 对应环节 投向环节 产业链环节 所属环节"),
    note="环节名称，或 产业链/环节；多个用 ； 分隔",
    example="动力电池/方形电芯",
)
