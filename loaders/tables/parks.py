"""The sheet of parks."""

from loaders.tables.columns import AS_OF, CITY, DISTRICT, PROVINCE, SOURCE, Column, Table

PARKS = Table(
    "parks",
    "园区",
    ("园区名单", "园区表", "开发区", "产业园区", "park"),
    (
        Column(
            "name",
            "园区名称",
            "name",
            required=True,
            sure=("园区全称", "开发区名称", "产业园名称"),
            loose=("名称", "园区"),
            example="新乡某某产业园",
        ),
        PROVINCE,
        CITY,
        DISTRICT,
        Column(
            "status",
            "类别",
            "text",
            sure=("园区类别", "园区类型", "园区级别"),
            loose=("类型", "级别"),
            note="专业园区、预备园区、培育园区……",
            example="专业园区",
        ),
        Column(
            "chains",
            "主导产业链",
            "list",
            sure=("主导产业", "主导链条", "重点产业链"),
            loose=("产业链",),
            note="多个用 ； 分隔",
            example="动力电池；新能源汽车",
        ),
        Column(
            "land_mu",
            "可用净地(亩)",
            "land",
            sure=("净地", "可用净地", "可用土地", "可供地", "净地面积"),
            note="空着是不知道，0 是没有",
            example="350",
        ),
        Column(
            "plant_m2",
            "可用标准厂房(㎡)",
            "plant",
            sure=("标准厂房", "可用厂房", "可用标准厂房", "闲置厂房"),
            example="42000",
        ),
        Column(
            "fund_yuan",
            "产业基金(万元)",
            "money",
            sure=("产业基金", "基金规模", "引导基金", "fund_wan"),
            example="50000",
        ),
        SOURCE,
        AS_OF,
    ),
)
