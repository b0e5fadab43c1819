"""The bones of every JSON answer: records, the data version, pages, problems."""

from typing import Annotated

from pydantic import BaseModel, Field

from chaingraph.wire.records import VERSION, Record


class Answer(Record):
    """Every answer names the version of the data it speaks of."""

    data_version: Annotated[str, Field(description="数据版本；同一版本的回答不变", examples=[VERSION])]


class Paged(Answer):
    """An answer that is one page of a list."""

    total: Annotated[int, Field(description="全部条数", examples=[128])]
    page: Annotated[int, Field(description="第几页，从 1 起", examples=[1])]
    size: Annotated[int, Field(description="每页条数", examples=[50])]


class Problem(BaseModel):
    """An RFC 9457 problem."""

    type: Annotated[str, Field(examples=["urn:chaingraph:problem:unknown-name"])]
    title: Annotated[str, Field(examples=["没有找到"])]
    status: Annotated[int, Field(examples=[404])]
    detail: Annotated[str, Field(examples=["找不到产业链“动力电”；相近的有：动力电池"])]
    instance: Annotated[str, Field(examples=["/api/v1/chains/动力电"])]
    suggestions: list[str] | None = Field(None, description="相近的名称（404）", examples=[["动力电池"]])
    choices: list[str] | None = Field(None, description="可选的名称（409）", examples=[["河南省/新乡市/卫滨区"]])
    errors: list[dict[str, str]] | None = Field(None, description="各个不正确的参数（422）")
