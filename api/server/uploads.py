"""Files between preview and confirmation: each under an unguessable token, gone after an hour or once used."""

import re
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import time
from typing import BinaryIO

from chaingraph.errors import Refused
from loaders.run import Choices

KEPT_SECONDS = 3600
MOST_KEPT = 20
NAME_CHARACTERS = 120
SUFFIXES = (
    *(".xlsx", ".xls", ".ods", ".csv", ".json", ".yaml", ".yml"),
    *(".jsonld", ".jsonl", ".ndjson", ".graphml", ".gexf"),
)
TOKEN = re.compile(r"[A-Za-z0-9_-]{32,64}")
FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file is to be read: sheets as chosen, where the rows are that do not say so, hidden rows or not."""

    choices: Choices = field(default_factory=dict)
    place: str = ""
    visible_only: bool = False


@dataclass(frozen=True, slots=True)
class Upload:
    """One uploaded file, waiting, and how somebody said it is to be read."""

    token: str
    path: Path
    reading: Reading = field(default_factory=Reading)

    @property
    def name(self) -> str:
        """The name the officer gave it, made safe."""
        return self.path.name


class Uploads:
    """A folder of waiting uploads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._readings: dict[str, Reading] = {}

    def keep(self, name: str, content: BinaryIO) -> Upload:
        """Store an upload under a fresh token. Raises Refused for a kind of file that cannot be imported."""
        safe = safe_name(name)
        if not safe.lower().endswith(SUFFIXES):
            raise Refused(f"不支持“{safe}”这种文件，请上传 {'、'.join(SUFFIXES)} 之一")
        self._forget_old()
        token = secrets.token_urlsafe(32)
        path = self.folder / token / safe
        path.parent.mkdir(parents=True, mode=0o700)
        with path.open("xb") as out:
            shutil.copyfileobj(content, out, 1 << 20)
        return Upload(token, path)

    def find(self, token: str) -> Upload:
        """The upload of a token. Raises Refused when it is gone."""
        folder = self.folder / token
        if TOKEN.fullmatch(token) and folder.is_dir():
            for path in folder.iterdir():
                return Upload(token, path, self._readings.get(token, Reading()))
        raise Refused("这个上传已经处理过或已过期，请重新上传")

    def choose(self, token: str, reading: Reading) -> Upload:
        """The upload, to be read as somebody said from now on. Raises Refused when it is gone."""
        self.find(token)
        self._readings[token] = reading
        return self.find(token)

    def drop(self, token: str) -> None:
        """Remove an upload."""
        self._readings.pop(token, None)
        if TOKEN.fullmatch(token):
            shutil.rmtree(self.folder / token, ignore_errors=True)

    def clear(self) -> None:
        """Remove everything."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _forget_old(self) -> None:
        for number, folder in enumerate(self._newest_first()):
            if number >= MOST_KEPT - 1 or time() - folder.stat().st_mtime > KEPT_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)

    def _newest_first(self) -> Iterator[Path]:
        folders = self.folder.iterdir() if self.folder.is_dir() else ()
        return iter(sorted(folders, key=lambda folder: -folder.stat().st_mtime))


def safe_name(name: str) -> str:
    """The last part of a file name, without what a file system or a page could stumble over.

    >>> safe_name("C:\\\\表\\\\企业.xlsx"), safe_name("../../x.csv"), safe_name("")
    ('企业.xlsx', 'x.csv', '未命名')
    """
    last = re.split(r"[/\\]", name)[-1]
    plain = FORBIDDEN.sub("_", last).strip(" .")
    stem, dot, suffix = plain.rpartition(".")
    return (f"{stem[:NAME_CHARACTERS]}{dot}{suffix[:10]}" if dot else plain[:NAME_CHARACTERS]) or "未命名"
