"""A text file is read in the encoding it is in, or refused."""

from pathlib import Path

import pytest

from chaingraph.errors import Refused
from chaingraph.store.base.memory import MemoryStore
from loaders.run import preview
from tests.loaders.files import RULES, csv, enterprises, loaded

TEXT = "企业名称,主营产品\n新乡某某电池有限公司,锂电铜箔；磷酸铁锂\n"


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8（带标记）"),
        ("gbk", "GB18030（GBK）"),
        ("gb18030", "GB18030（GBK）"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
    ],
)
def test_the_same_table_in_every_encoding_gives_the_same_firm(tmp_path: Path, encoding: str, shown: str) -> None:
    path, store = csv(tmp_path, "企业.csv", TEXT, encoding), MemoryStore()
    assert loaded(path, store=store).accepted == 1
    assert list(enterprises(store)) == ["新乡某某电池有限公司"]
    assert preview(path, rules=RULES)[0].encoding == shown


def test_a_utf8_file_is_never_taken_for_gb18030(tmp_path: Path) -> None:
    store = MemoryStore()
    loaded(csv(tmp_path, "企业.csv", "企业名称\n中中\n", "utf-8"), store=store)
    assert list(enterprises(store)) == ["中中"]


def test_utf8_with_a_damaged_byte_is_refused_not_guessed(tmp_path: Path) -> None:
    path = tmp_path / "企业.csv"
    path.write_bytes(TEXT.encode() * 2 + b"\xff\xfe" + TEXT.encode())
    with pytest.raises(Refused, match="UTF-8 编码，但第"):
        loaded(path)


def test_bytes_of_no_encoding_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "企业.csv"
    path.write_bytes(b"\xff\xff\x80,\x81\xff\n")
    with pytest.raises(Refused, match="编码无法识别"):
        loaded(path)


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_the_delimiter_is_found_from_the_headers(tmp_path: Path, delimiter: str) -> None:
    text = f"企业名称{delimiter}主营产品\n甲公司{delimiter}a；b；c\n"
    store = MemoryStore()
    loaded(csv(tmp_path, "名单.csv", text), store=store)
    assert list(enterprises(store)) == ["甲公司"]
