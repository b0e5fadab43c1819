"""An import that another one outran is resolved again, against what the other left."""

from collections.abc import Callable
from typing import TypeVar

from chaingraph.errors import Outrun
from chaingraph.progress import Progress

T = TypeVar("T")
TRIES = 20


def again(load: Callable[[], T], tell: Progress) -> T:
    """What loading answers, tried anew while others come between; raises Outrun when that does not end.

    >>> outrun = [Outrun("x"), Outrun("x")]
    >>> def load():
    ...     if outrun:
    ...         raise outrun.pop()
    ...     return "stored"
    >>> again(load, lambda *_: None)
    'stored'
    """
    for _ in range(TRIES):
        try:
            return load()
        except Outrun:
            tell("别人刚导入了数据，重新核对", 0, 0)
    raise Outrun("一直有别人在导入数据，您的文件没有导入；请过几分钟再试")
