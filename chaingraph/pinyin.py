"""What a Chinese name can be found by from a Latin keyboard."""

from pypinyin import lazy_pinyin

OVERRIDES = {
    "单县": "shan xian",
    "长垣": "chang yuan",
    "长电": "chang dian",
    "长葛": "chang ge",
    "浚县": "xun xian",
    "尉氏": "wei shi",
    "重庆": "chong qing",
    "厦门": "xia men",
    "朝阳": "chao yang",
    "曾都": "zeng du",
    "都匀": "du yun",
    "大城县": "dai cheng xian",
    "东阿": "dong e",
    "中牟": "zhong mu",
    "太行": "tai hang",
}
"""Names that pypinyin reads by the commoner sound of a character."""


def keys(name: str) -> str:
    """The name in small letters, its full pinyin and its initials, one a line.

    >>> keys("正极PACK")
    '正极pack\\nzhengjipack\\nzjpack'
    """
    syllables = _syllables(name)
    full = "".join(syllables)
    initials = "".join(part if part.isascii() and not known else part[:1] for part, known in _marked(name, syllables))
    return f"{name.lower()}\n{full}\n{initials}"


def _syllables(name: str) -> list[str]:
    for place, spoken in OVERRIDES.items():
        if place in name:
            before, _, after = name.partition(place)
            return [*_syllables(before), *spoken.split(), *_syllables(after)]
    return [part.lower() for part in lazy_pinyin(name)] if name else []


def _marked(name: str, syllables: list[str]) -> list[tuple[str, bool]]:
    """Each syllable with whether it stands for a Chinese character: Latin runs keep all their letters."""
    latin = {run.lower() for run in _latin_runs(name)}
    return [(part, part not in latin) for part in syllables]


def _latin_runs(name: str) -> list[str]:
    runs, run = [], ""
    for character in name:
        if ord(character) < 0x2E80:
            run += character
        elif run:
            runs.append(run)
            run = ""
    return [*runs, run] if run else runs
