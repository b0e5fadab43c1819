"""Search hits, the list of firms to ask, and sources, as the JSON routes answer with them."""

from typing import Annotated

from pydantic import Field

from api.wire.base import Answer, Paged
from chaingraph.findings.place.explanation import SourceCount
from chaingraph.findings.place.worklist import Unheard
from chaingraph.wire.records import Record, Wire


class HitRow(Record):
    """One thing found."""

    kind: Annotated[str, Field(description="企业、环节、地点、产业链或产品", examples=["环节"])]
    label: Annotated[str, Field(description="名称", examples=["湿法隔膜"])]
    detail: Annotated[str, Field(description="用来区分同名的说明", examples=["动力电池、储能"])]


class SearchAnswer(Paged):
    """Everything that answers to the words: firms, segments, places, chains, products."""

    results: list[HitRow]


class WorklistAnswer(Paged):
    """Local firms on no segment, what knowing them would change first."""

    place: str
    firms: Annotated[int, Field(description="本地企业家数", examples=[93])]
    sentence: Annotated[str, Field(examples=["93 家中 46 家没认出来"])]
    results: tuple[Wire[Unheard], ...]


class SourcesAnswer(Answer):
    """Who says what is known of the place's firms."""

    place: str
    results: tuple[Wire[SourceCount], ...]
