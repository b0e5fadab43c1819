"""What a store remembers in the words of machines, said as officers would: files, accounts of a computer."""

import re

from chaingraph.model.kinds import KINDS

TABLES = {kind.name: kind.label for kind in KINDS}
FILE = re.compile(r"[^/\\、；;]*\.(?:csv|xlsx|xls|json|jsonl|parquet|zip|txt|db)\b", re.IGNORECASE)
ACCOUNTS = frozenset({"root", "administrator", "admin", "system", "nobody", "user", "ubuntu"})
"""Names of accounts of a computer that say nothing of who sat at it."""
MOST_FILES = 4
ROW = re.compile(r"([^/\\]+\.[A-Za-z]{2,7})(?:/([^/]+))?/(\d+)$")


def brought(title: str) -> str:
    """The title of an import without folders: a table's file by the table's name, any other by its own.

    >>> brought("city/enterprises.csv、city/parks.csv"), brought("新线索：甲厂（待联系）"), brought("/home/u/名册.xlsx")
    ('企业、园区', '新线索：甲厂（待联系）', '名册.xlsx')
    """
    parts = title.split("、")
    if not all(_is_file(part) for part in parts):
        return title
    names = list(dict.fromkeys(_file(part) for part in parts))
    more = f"等 {len(names)} 个表" if len(names) > MOST_FILES else ""
    return "、".join(names[:MOST_FILES]) + more


def origin(source: str) -> str:
    """A source in words: a path becomes the name of its file, all else stays.

    >>> origin("/data/in/registry.csv"), origin("公司年报 2023"), origin("https://example.org/a/b.csv")
    ('文件 registry.csv', '公司年报 2023', 'https://example.org/a/b.csv')
    """
    if "://" in source or not _is_file(source) or not re.search(r"[/\\]", source):
        return source
    return f"文件 {_last(source)}"


def row_of(origin: str) -> str:
    """Where a fact was read, a line of a file without its folder; all else stays.

    >>> row_of("city/enterprises.csv/4"), row_of("名册.xlsx/企业/12"), row_of("内置名录/动力电池/3")
    ('enterprises.csv 第 4 行', '名册.xlsx“企业”表第 12 行', '内置名录/动力电池/3')
    """
    found = ROW.search(origin)
    if found is None:
        return origin
    file, sheet, row = found.groups()
    return f"{file}“{sheet}”表第 {row} 行" if sheet else f"{file} 第 {row} 行"


def person(name: str) -> str:
    """Who did something: an account of a computer that names nobody is the computer itself.

    >>> person("root"), person("林晓岚"), person("")
    ('本机', '林晓岚', '')
    """
    return "本机" if name.strip().lower() in ACCOUNTS else name


def _is_file(text: str) -> bool:
    return FILE.search(text.strip()) is not None and text.strip().rsplit(".", 1)[-1].isalnum()


def _file(path: str) -> str:
    name = _last(path)
    return TABLES.get(name.rsplit(".", 1)[0].lower(), name)


def _last(path: str) -> str:
    return re.split(r"[/\\]", path.strip())[-1]
