"""Leads as the JSON routes take and show them."""

from typing import Annotated

from pydantic import Field

from api.wire.base import Answer, Paged
from chaingraph.wire.records import Record


class LeadRow(Record):
    """A lead as the board shows it."""

    id: Annotated[str, Field(description="线索编号", examples=["9f2c4e1a77b0d3c5"])]
    enterprise_id: Annotated[str, Field(examples=["91410700170000000X"])]
    enterprise: Annotated[str, Field(examples=["星恒电源股份有限公司"])]
    place: Annotated[str, Field(examples=["电池及电动车专业园区"])]
    chain: Annotated[str | None, Field(examples=["动力电池"])]
    segment: Annotated[str | None, Field(examples=["方形电芯"])]
    stage: Annotated[str, Field(description="待联系、对接、在谈、签约、落地、投产、放弃", examples=["在谈"])]
    owner: Annotated[str | None, Field(examples=["王工"])]
    next_on: Annotated[str | None, Field(description="下次跟进", examples=["2026-12-08"])]
    due: Annotated[str, Field(description="已逾期、本周、以后、未定、已了结", examples=["本周"])]
    note: Annotated[str | None, Field(examples=["等对方董事会"])]
    updated_on: Annotated[str | None, Field(examples=["2026-11-25"])]


class LeadsAnswer(Paged):
    """Leads by stage, the most overdue first."""

    results: list[LeadRow]


class LeadStep(Record):
    """One step of a lead's history."""

    at: Annotated[str, Field(examples=["2026-11-25T02:00:00.000000+00:00"])]
    by: Annotated[str, Field(examples=["王工"])]
    title: Annotated[str, Field(examples=["线索 星恒电源：阶段 对接 → 在谈"])]
    changes: Annotated[
        list[tuple[str, str | None, str]],
        Field(description="（什么，以前，现在）", examples=[[["阶段", "对接", "在谈"]]]),
    ]


class LeadAnswer(Answer):
    """One lead with its history, newest first."""

    lead: LeadRow
    mark: Annotated[int, Field(description="版本标记：修改时带上，别人先改过就答 409", examples=[12])]
    history: list[LeadStep]


class LeadBody(Record):
    """A new lead."""

    enterprise: Annotated[str, Field(min_length=1, max_length=200, description="id、代码或名称", examples=["星恒电源"])]
    place: Annotated[
        str, Field(min_length=1, max_length=200, description="园区或地区", examples=["电池及电动车专业园区"])
    ]
    chain: Annotated[str | None, Field(max_length=200, description="产业链", examples=["动力电池"])] = None
    segment: Annotated[str | None, Field(max_length=200, description="环节名称或编码", examples=["方形电芯"])] = None
    stage: Annotated[
        str, Field(max_length=20, description="阶段：待联系、对接、在谈、签约、落地、投产、放弃", examples=["待联系"])
    ] = "待联系"
    owner: Annotated[str, Field(max_length=60, description="责任人", examples=["王工"])] = ""
    next_on: Annotated[str, Field(max_length=10, description="下次跟进，年-月-日", examples=["2026-12-08"])] = ""
    note: Annotated[str, Field(max_length=500, description="备注", examples=["等对方董事会"])] = ""


class LeadChangeBody(Record):
    """What is to be different; what is left out stays."""

    stage: Annotated[str | None, Field(max_length=20, examples=["在谈"])] = None
    owner: Annotated[str | None, Field(max_length=60, examples=["王工"])] = None
    next_on: Annotated[str | None, Field(max_length=10, description="空文本即清空", examples=["2026-12-08"])] = None
    note: Annotated[str | None, Field(max_length=500, examples=["等对方董事会"])] = None
    mark: Annotated[int | None, Field(description="读到的版本标记；别人先改过就答 409", examples=[12])] = None
