"""Jobs as the JSON routes show them."""

from typing import Annotated

from pydantic import Field

from api.wire.base import Answer, Paged
from chaingraph.wire.records import Record


class JobRow(Record):
    """A job as it is now."""

    id: Annotated[str, Field(description="任务编号", examples=["b2JFZ1p3c0VQ"])]
    kind: Annotated[str, Field(description="哪一种工作", examples=["import"])]
    title: Annotated[str, Field(examples=["导入 企业名录.xlsx"])]
    owner: Annotated[str, Field(examples=["王工"])]
    state: Annotated[str, Field(description="排队、进行中、完成、已取消、失败", examples=["进行中"])]
    stage: Annotated[str, Field(description="正在做什么", examples=["整理 企业"])]
    done: Annotated[int, Field(description="本阶段已完成多少", examples=[12000])]
    total: Annotated[int, Field(description="本阶段一共多少；0 为不详", examples=[20000])]
    cancelling: Annotated[bool, Field(description="已请求取消，下一步即停", examples=[False])]
    made_at: Annotated[str, Field(examples=["2026-11-25T02:00:00.000000+00:00"])]
    ended_at: Annotated[str | None, Field(examples=["2026-11-25T02:00:09.000000+00:00"])]
    link: Annotated[str | None, Field(description="完成后，结果所在的页面", examples=["/imports/3f9a0c1d2e4b5a69"])]
    trouble: Annotated[str | None, Field(description="失败的原因", examples=["文件“企业.csv”是空的（规则：文件完整）"])]


class JobAnswer(Answer):
    """One job."""

    job: JobRow


class JobsAnswer(Paged):
    """Jobs, newest first."""

    results: list[JobRow]
