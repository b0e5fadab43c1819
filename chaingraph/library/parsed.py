"""Chain files as trees: read from their compiled form, JSON a line, or from YAML where that form is out of date."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

Tree = Mapping[str, Any]
COMPILED = "compiled.jsonl"
DIGEST_SIZE = 8
Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def digest_of(text: str) -> str:
    """Sixteen hexadecimal digits that change when the text does.

    >>> len(digest_of("chain: 动力电池"))
    16
    """
    return hashlib.blake2b(text.encode(), digest_size=DIGEST_SIZE).hexdigest()


def parsed(text: str) -> Tree:
    """The tree of a chain file's text: a thirtieth of the time of YAML where its compiled form is known."""
    return tree_of(text, compiled_lines())


def tree_of(text: str, lines: Mapping[str, str]) -> Tree:
    """The tree of a text, from the JSON its digest leads to among the lines, else from the YAML itself.

    >>> tree_of("chain: 甲", {}), tree_of("chain: 甲", {digest_of("chain: 甲"): '{"chain": "乙"}'})
    ({'chain': '甲'}, {'chain': '乙'})
    """
    line = lines.get(digest_of(text))
    tree: Tree = json.loads(line) if line is not None else yaml.load(text, Loader)  # noqa: S506
    return tree


def compiled(texts: Iterable[str]) -> str:
    """Every text's digest and tree as JSON, a line each, in the order given; dates become text.

    >>> compiled(["chain: 甲"])
    'a077805a4dee9169 {"chain":"甲"}\\n'
    """
    return "".join(f"{digest_of(text)} {_as_json(yaml.load(text, Loader))}\n" for text in texts)  # noqa: S506


def _as_json(tree: Tree) -> str:
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":"), default=str)


@lru_cache(maxsize=1)
def compiled_lines() -> dict[str, str]:
    """Digest -> JSON, not yet read; empty when the compiled form is not there."""
    file = files(__package__) / COMPILED
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    return {line[: 2 * DIGEST_SIZE]: line[2 * DIGEST_SIZE + 1 :] for line in lines}
