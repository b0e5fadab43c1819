"""What a tool answers when it cannot: the problem of the routes, with the nearest names."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why there is no answer; ``nearest`` are names the caller may have meant, ``errors`` single arguments."""

    error: str
    status: int
    detail: str
    nearest: tuple[str, ...] = ()
    errors: tuple[Any, ...] = field(default=())

    def as_json(self) -> dict[str, Any]:
        """The members that say something."""
        told = {"error": self.error, "status": self.status, "detail": self.detail}
        more = {"nearest": list(self.nearest), "errors": list(self.errors)}
        return told | {name: value for name, value in more.items() if value}


def unknown(what: str, name: str, known: Iterable[str], error: str) -> Refusal:
    """A name of a tool, an argument or a resource that is none, with the nearest ones, or all.

    >>> unknown("参数", "plase", ("place", "chain"), "parameters").nearest
    ('place',)
    """
    names = sorted(known)
    near = tuple(get_close_matches(name, names, n=3, cutoff=0.5)) or tuple(names)
    told = "、".join(near[:5])
    return Refusal(error=error, status=404, detail=f"没有{what}“{name[:60]}”；相近的有：{told}", nearest=near)


def of_problem(status: int, problem: Any) -> Refusal:
    """The refusal a problem of the routes is."""
    told = problem if isinstance(problem, dict) else {}
    return Refusal(
        error=str(told.get("type", "internal")).rsplit(":", 1)[-1],
        status=status,
        detail=str(told.get("detail") or "系统没能完成这个请求"),
        nearest=tuple(told.get("suggestions") or told.get("choices") or ()),
        errors=tuple(told.get("errors") or ()),
    )
