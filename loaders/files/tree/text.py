"""JSON and YAML text as plain nested values: no tags, no references, every scalar as written, all within limits."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from loaders.files.encoding import detect
from loaders.files.prescan import Unsafe

MAX_BYTES = 5_000_000
MAX_VALUES = 200_000
MAX_NESTING = 40
JSON_FILES = (".json", ".jsonld")
EMPTY = ("", "~", "null", "Null", "NULL")
Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class BadTree(Unsafe):
    """The file is no tree we accept; the Chinese message names the path inside the file and the rule."""


def read_tree(path: Path) -> tuple[Any, str]:
    """The nested value a ``.json``, ``.yaml`` or ``.yml`` file holds, and its encoding. O(size).

    Mappings are dicts with text keys, sequences lists; a YAML scalar is its text or ``None``.
    Raises BadTree for what is malformed, too large or too deep, for repeated keys and for YAML tags and references.
    """
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise BadTree(f"有 {size:,} 字节，产业链树不超过 {MAX_BYTES:,} 字节（规则：树文件大小）")
    name = detect(path)
    text = path.read_text(encoding=name)
    return (_json(text) if path.suffix.lower() in JSON_FILES else _yaml(text)), name


def _json(text: str) -> Any:
    try:
        value = json.loads(text, object_pairs_hook=_object, parse_constant=_no_constant)
    except RecursionError as error:
        raise BadTree(f"嵌套超过 {MAX_NESTING} 层（规则：嵌套上限）") from error
    except json.JSONDecodeError as error:
        raise BadTree(
            f"第 {error.lineno} 行第 {error.colno} 字不是正确的 JSON：{error.msg}（规则：JSON 格式）"
        ) from error
    except ValueError as error:
        raise BadTree(f"不是正确的 JSON：{error}（规则：JSON 格式）") from error
    _within_limits(value)
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        keys = [key for key, _ in pairs]
        repeated = next(key for key in keys if keys.count(key) > 1)
        raise BadTree(f"同一对象里字段“{repeated}”出现两次（规则：字段不重复）")
    return made


def _no_constant(word: str) -> Any:
    raise BadTree(f"含有 {word}，不是正确的 JSON（规则：JSON 格式）")


def _within_limits(value: Any) -> None:
    count, stack = 0, [(value, 1)]
    while stack:
        inner, depth = stack.pop()
        count += 1
        _check(count, depth)
        parts: Iterator[Any] = iter(())
        if isinstance(inner, Mapping):
            parts = iter(inner.values())
        elif isinstance(inner, Sequence) and not isinstance(inner, str):
            parts = iter(inner)
        stack.extend((part, depth + 1) for part in parts)


def _check(count: int, depth: int) -> None:
    if depth > MAX_NESTING:
        raise BadTree(f"嵌套超过 {MAX_NESTING} 层（规则：嵌套上限）")
    if count > MAX_VALUES:
        raise BadTree(f"超过 {MAX_VALUES:,} 个值（规则：节点上限）")


def _yaml(text: str) -> Any:
    """One document's value, or a list of the documents' values."""
    grown = _Growing()
    try:
        for event in yaml.parse(text, Loader):
            grown.take(event)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"第 {mark.line + 1} 行" if mark else "内容"
        raise BadTree(f"{where}不是正确的 YAML：{getattr(error, 'problem', error)}（规则：YAML 格式）") from error
    return grown.documents[0] if len(grown.documents) == 1 else grown.documents


class _Growing:
    """Values grown from YAML events one by one, so that a limit ends the reading before memory does."""

    def __init__(self) -> None:
        self.documents: list[Any] = []
        self._open: list[tuple[Any, list[str]]] = []
        self._count = 0

    def take(self, event: Any) -> None:
        """Add what one event says."""
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise BadTree(f"第 {line} 行用了引用（& 或 *），请把内容写全（规则：YAML 不用引用）")
        if getattr(event, "tag", None):
            raise BadTree(f"第 {line} 行用了类型标记 {event.tag}（规则：YAML 不用标记）")
        if isinstance(event, yaml.ScalarEvent):
            empty = event.style is None and event.value in EMPTY
            self._add(None if empty else event.value, line)
        elif isinstance(event, yaml.MappingStartEvent):
            self._enter({}, line)
        elif isinstance(event, yaml.SequenceStartEvent):
            self._enter([], line)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()

    def _enter(self, value: Any, line: int) -> None:
        self._add(value, line)
        self._open.append((value, []))
        _check(self._count, len(self._open))

    def _add(self, value: Any, line: int) -> None:
        self._count += 1
        _check(self._count, len(self._open))
        if not self._open:
            self.documents.append(value)
            return
        around, key = self._open[-1]
        if isinstance(around, list):
            around.append(value)
        elif key:
            around[key.pop()] = value
        else:
            key.append(_key(value, around, line))


def _key(value: Any, around: Mapping[str, Any], line: int) -> str:
    if not isinstance(value, str):
        raise BadTree(f"第 {line} 行的字段名不是文字（规则：YAML 格式）")
    if value in around:
        raise BadTree(f"第 {line} 行的字段“{value}”在同一处出现两次（规则：字段不重复）")
    return value
