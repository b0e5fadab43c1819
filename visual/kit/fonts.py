"""Finding a Chinese font on this machine, and what family it calls itself."""

import os
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from chaingraph.errors import ChaingraphError

FONT_VARIABLE = "CHAINGRAPH_FONT"
PREFERRED = ("Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC")
_NOTO = ("NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc")
_NOTO_FOLDERS = ("opentype/noto", "noto-cjk", "google-noto-cjk", "google-noto-sans-cjk-fonts")
USUAL = (
    *(tuple(f"/usr/share/fonts/{folder}/{name}" for name in _NOTO) for folder in _NOTO_FOLDERS),
    ("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",),
    ("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",),
    ("C:/Windows/Fonts/msyh.ttc", "C:/Windows/Fonts/msyhbd.ttc"),
    ("C:/Windows/Fonts/simhei.ttf",),
    ("C:/Windows/Fonts/simsun.ttc",),
    ("/System/Library/Fonts/PingFang.ttc",),
    ("/System/Library/Fonts/STHeiti Medium.ttc", "/System/Library/Fonts/STHeiti Light.ttc"),
    ("/System/Library/Fonts/Hiragino Sans GB.ttc",),
)
NAME_RECORD = struct.Struct(">6H")


@dataclass(frozen=True, slots=True)
class ChineseFont:
    """Font files that belong together, and the family they bear."""

    files: tuple[str, ...]
    family: str


def chinese_font(usual: Sequence[tuple[str, ...]] = USUAL) -> ChineseFont:
    """The font named by CHAINGRAPH_FONT (files separated as in PATH), else the first of the usual places that exists.

    Raises ChaingraphError when there is none, or when the one named is not a font.
    """
    named = os.environ.get(FONT_VARIABLE)
    if named:
        files = tuple(part for part in named.split(os.pathsep) if part)
        missing = [file for file in files if not Path(file).is_file()]
        if missing:
            raise ChaingraphError(f"环境变量 {FONT_VARIABLE} 指定的字体文件不存在：{'、'.join(missing)}")
        return ChineseFont(files, family_of(files[0]))
    for candidates in usual:
        files = tuple(file for file in candidates if Path(file).is_file())
        if files:
            return ChineseFont(files, family_of(files[0]))
    raise ChaingraphError(
        "找不到中文字体，无法生成图片：请安装 Noto Sans CJK（Debian：apt-get install fonts-noto-cjk）、微软雅黑或黑体，"
        f"或用环境变量 {FONT_VARIABLE} 指定字体文件"
    )


@lru_cache(maxsize=32)
def family_of(file: str) -> str:
    """The family name a font file gives itself; of a collection, the Simplified Chinese one.

    Raises ChaingraphError when the file is not an OpenType or TrueType font.
    """
    try:
        content = Path(file).read_bytes()
        names = [name for start in _font_starts(content) for name in _families(content, start)]
    except (OSError, struct.error, UnicodeDecodeError) as error:
        raise ChaingraphError(f"字体文件读不出来：{file}（{error}）") from error
    if not names:
        raise ChaingraphError(f"不是可用的字体文件（应为 ttf、otf 或 ttc）：{file}")
    return next((name for name in PREFERRED if name in names), names[0])


def _font_starts(content: bytes) -> tuple[int, ...]:
    if content[:4] == b"ttcf":
        (count,) = struct.unpack_from(">I", content, 8)
        return struct.unpack_from(f">{min(count, 64)}I", content, 12)
    return (0,) if content[:4] in (b"OTTO", b"\x00\x01\x00\x00", b"true") else ()


def _families(content: bytes, start: int) -> Iterator[str]:
    """English family names in the name table (platform 3, language 0x409, name 1)."""
    (tables,) = struct.unpack_from(">H", content, start + 4)
    for table in range(tables):
        tag, _, offset, _ = struct.unpack_from(">4s3I", content, start + 12 + 16 * table)
        if tag == b"name":
            _, count, strings = struct.unpack_from(">3H", content, offset)
            for record in range(count):
                platform, _, language, name, length, place = NAME_RECORD.unpack_from(content, offset + 6 + 12 * record)
                if (platform, language, name) == (3, 0x409, 1):
                    begin = offset + strings + place
                    yield content[begin : begin + length].decode("utf-16-be")
