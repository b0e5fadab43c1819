"""The parts a finding is told in, worked out from its fields and its form."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from functools import cache
from operator import attrgetter
from typing import Any, get_type_hints

from chaingraph.model.marks import is_shown
from chaingraph.wire.forms import facts, firm, move, place, rule
from chaingraph.wire.forms.form import Form, Word

FORMS = {form.of: form for form in (*facts.FORMS, *firm.FORMS, *move.FORMS, *place.FORMS, *rule.FORMS)}
NO_WORD = Word()


@dataclass(frozen=True, slots=True)
class Part:
    """One name on the wire: its type as the finding has it, how it is read, and what the document says of it."""

    name: str
    hint: Any
    read: Callable[[Any], Any]
    word: Word
    sparse: bool = False


def form_of(kind: type) -> Form:
    """What was declared of the kind, or that it is told as it is."""
    return FORMS.get(kind) or Form(of=kind)


def name_of(kind: type) -> str:
    """The kind's name in the document of the routes."""
    return form_of(kind).name or f"{kind.__name__}Row"


@cache
def parts_of(kind: type) -> tuple[Part, ...]:
    """What is told of a finding of the kind, in order."""
    form = form_of(kind)
    found = {part.name: part for part in _own(form)}
    for name, told in form.told.items():
        found[name] = Part(name, told.hint, told.read, form.words.get(name, NO_WORD), told.sparse)
    order = dict.fromkeys((*form.first, *found))
    return tuple(found[name] for name in order)


def _own(form: Form) -> Iterator[Part]:
    """The fields themselves; those of a flat one in its place."""
    hints = get_type_hints(form.of)
    for field in fields(form.of):
        if field.name in form.without or not is_shown(field):
            continue
        if field.name in form.flat:
            yield from _within(field.name, hints[field.name])
        else:
            yield Part(field.name, hints[field.name], attrgetter(field.name), form.words.get(field.name, NO_WORD))


def _within(name: str, kind: type) -> Iterator[Part]:
    outer = attrgetter(name)
    for part in parts_of(kind):
        yield replace(part, read=_after(outer, part.read))


def _after(outer: Callable[[Any], Any], inner: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda found: inner(outer(found))
