"""Which encoding a text file is in: mark, strict UTF-8, UTF-16 by its zero bytes, strict GB18030, in that order."""

import codecs
from collections.abc import Callable
from pathlib import Path

CHUNK = 1 << 20
SURELY_UTF8 = 10
"""That many multi-byte UTF-8 characters before the first bad byte: the file is damaged UTF-8, not another encoding."""

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LABELS = {"utf-8-sig": "UTF-8（带标记）", "utf-8": "UTF-8", "gb18030": "GB18030（GBK）"}


class BadEncoding(Exception):
    """The bytes are no text in any encoding we accept; the message is Chinese."""


def label(encoding: str) -> str:
    """The encoding's name for a screen.

    >>> label("utf-16-le")
    'UTF-16'
    """
    return LABELS.get(encoding, "UTF-16" if encoding.startswith("utf-16") else encoding)


def detect(path: Path) -> str:
    """Python's name of the file's encoding, every byte checked; O(size) time, constant memory.

    Raises BadEncoding when nothing fits, or when a UTF-8 file has a damaged byte.
    """
    with path.open("rb") as stream:
        head = stream.read(4096)
    for mark, name in MARKS:
        if head.startswith(mark):
            _check(path, name)
            return name
    wide = _wide(head)
    if wide is not None and _valid(path, wide):
        return wide
    fault = _first_fault(path, "utf-8")
    if fault is None:
        return "utf-8"
    offset, characters = fault
    if characters >= SURELY_UTF8:
        raise BadEncoding(f"文件是 UTF-8 编码，但第 {offset + 1} 个字节损坏；请重新另存后再导入")
    _check(path, "gb18030")
    return "gb18030"


def _wide(head: bytes) -> str | None:
    """UTF-16 little or big endian when zero bytes stand on one side only, else None."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 4 * even and odd * 50 >= len(head):
        return "utf-16-le"
    if even > 4 * odd and even * 50 >= len(head):
        return "utf-16-be"
    return None


def _check(path: Path, encoding: str) -> None:
    if not _valid(path, encoding):
        raise BadEncoding("文件编码无法识别：不是完整的 UTF-8、UTF-16 或 GB18030（GBK）文本")


def _valid(path: Path, encoding: str) -> bool:
    return _first_fault(path, encoding) is None


def _first_fault(path: Path, encoding: str) -> tuple[int, int] | None:
    """Byte offset of the first undecodable byte and the count of non-ASCII characters before it."""
    make: Callable[..., codecs.IncrementalDecoder] = codecs.getincrementaldecoder(encoding)
    decoder, offset, wide = make("strict"), 0, 0
    with path.open("rb") as stream:
        while True:
            chunk = stream.read(CHUNK)
            pending = len(decoder.getstate()[0])
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                good = bytes(error.object[: error.start]).decode(encoding, errors="replace")
                return offset - pending + error.start, wide + sum(not char.isascii() for char in good)
            if not chunk:
                return None
            wide += 0 if text.isascii() or wide > SURELY_UTF8 else sum(not char.isascii() for char in text)
            offset += len(chunk)
