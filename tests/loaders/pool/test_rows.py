"""The pool of candidate makers: every row is whole, every firm stands once, and what others know of it agrees."""

import csv
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from benchmarks.realdata import rows_of, shared_data
from chaingraph.library.regions import regions, short_region

HEADER = "企业名称,简称,省,市,主营产品,上市情况,资质,扩张迹象,信源,置信度,数据截至"
LEAST_FIRMS = 3_000
MOST_DISAGREEING = 0.01
MONTH = r"20\d\d-(0[1-9]|1[0-2])"
SIGNAL = re.compile(rf"[^@:；]+@{MONTH}: [^；]+")
LISTING = re.compile(
    r"沪主板 60\d{4}|深主板 00\d{4}|深创业板 30\d{4}|科创板 68[89]\d{3}|北交所 (4|8)\d{5}|北交所 920\d{3}|港股 \d{4,5}"
)
OTHER_NAMES = """
000100 000530 000727 000737 000920 002037 002096 002182 002240 002245 002268 002312 002459 002532 002534 002601
002641 002668 300056 300083 300423 300442 300455 300470 300540 300740 600131 600212 600255 600301 600361 600375
300188 300456 600732 600800 600817 600841 600876 601127 601515 603185 603477 603501
"""
RENAMED = frozenset(OTHER_NAMES.split())
"""Codes whose firms took another name, many with another business, after the shared table was written."""
GENERIC = re.compile(
    "股份|有限|公司|集团|科技|技术|实业|控股|智能|装备|电子|新能源|材料|生物|医药|医疗|器械|信息|汽车|零部件|制造"
    "|机械|工业|电气|发展|国际|中国|制药|精密|通信|软件|光电|环保|能源|系统|[^\u4e00-\u9fff]"
)
"""Words that half of all firms carry in their names, and what is no character of Chinese."""
PLACES = re.compile("|".join(sorted({short_region(name) for name in regions().names()}, key=len, reverse=True)))

Row = dict[str, str]


def pool() -> Iterator[tuple[str, str, list[Row]]]:
    """Each file's chain, header and rows, by chain."""
    folder = Path(str(files("loaders") / "pool"))
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            reader = csv.DictReader(lines)
            yield path.stem, ",".join(reader.fieldnames or ()), list(reader)


FIRMS = [row for _, _, rows in pool() for row in rows]


def parts(cell: str) -> list[str]:
    """What a cell lists."""
    return cell.split("；") if cell else []


def codes(row: Row) -> list[str]:
    """The firm's listing codes on the mainland, without the board."""
    return [said.split()[1] for said in parts(row["上市情况"]) if not said.startswith("港股")]


def failing(rows: list[Row], field: str, form: re.Pattern[str]) -> list[tuple[str, str]]:
    """Name and text of every listed thing that has not the form."""
    return [(row["企业名称"], said) for row in rows for said in parts(row[field]) if not form.fullmatch(said)]


def test_every_file_has_the_header_of_the_pool_and_rows() -> None:
    for chain, header, rows in pool():
        assert header == HEADER, chain
        assert rows, chain


def test_the_pool_holds_enough_firms() -> None:
    assert len(FIRMS) >= LEAST_FIRMS


@pytest.mark.parametrize("field", ["企业名称", "code"])
def test_a_firm_stands_once_in_all_files(field: str) -> None:
    told = [said for row in FIRMS for said in (codes(row) if field == "code" else [row[field]])]
    assert [said for said, times in Counter(told).items() if times > 1] == []


def test_names_are_full_and_hold_no_blank() -> None:
    whole = re.compile(r"\S{2,}(公司|厂|集团|院|所|中心|大学)")
    assert [row["企业名称"] for row in FIRMS if not whole.fullmatch(row["企业名称"]) or not row["简称"]] == []


def test_every_city_lies_in_its_province() -> None:
    assert [row for row in FIRMS if (row["省"], row["市"]) not in regions().cities(row["市"])] == []


def test_every_firm_has_products_each_told_once() -> None:
    for row in FIRMS:
        products = parts(row["主营产品"])
        assert products, row
        assert all(products), row
        assert len(set(products)) == len(products), row


def test_a_listing_is_a_board_and_its_code() -> None:
    assert failing(FIRMS, "上市情况", LISTING) == []


def test_an_expansion_signal_is_kind_month_and_text() -> None:
    assert failing(FIRMS, "扩张迹象", SIGNAL) == []


def test_a_row_says_who_says_so_how_surely_and_as_of_which_month() -> None:
    for row in FIRMS:
        assert row["信源"], row
        assert row["置信度"] in {"高", "中", "低"}, row
        assert re.fullmatch(MONTH, row["数据截至"]), row


def test_what_is_least_sure_is_marked_to_be_checked() -> None:
    assert [row for row in FIRMS if row["置信度"] == "低" and row["信源"] != "待核实"] == []


def pieces(text: str) -> set[str]:
    """Neighbouring pairs of characters of a text.

    >>> sorted(pieces("光伏玻璃"))
    ['伏玻', '光伏', '玻璃']
    """
    return {text[at : at + 2] for at in range(len(text) - 1) if " " not in text[at : at + 2]}


def own_words(name: str) -> set[str]:
    """Pairs of characters of a firm's name that are its own: no word of kind, no place.

    >>> sorted(own_words("江苏神通阀门股份有限公司"))
    ['神通', '通阀', '阀门']
    """
    return pieces(GENERIC.sub(" ", PLACES.sub(" ", name)))


def in_both() -> list[tuple[Row, Row]]:
    """The pool's row and the shared one of every firm that has a code in both."""
    theirs = {row["code"][:6]: row for row in rows_of("ashare/company")}
    return [(row, theirs[code]) for row in FIRMS for code in codes(row) if code in theirs]


def names_agree(ours: Row, theirs: Row) -> bool:
    """The same full name, or a later name that keeps the firm's own word."""
    same = unicodedata.normalize("NFKC", ours["企业名称"]) == unicodedata.normalize("NFKC", theirs["fullname"])
    words = own_words(f"{ours['企业名称']} {ours['简称']}") & own_words(f"{theirs['fullname']} {theirs['name']}")
    return same or bool(words) or theirs["code"][:6] in RENAMED


def cities_agree(ours: Row, theirs: Row) -> bool:
    """The same city; one the other only guesses from a name, or calls by a kind of district, is no witness."""
    guessed = theirs["city_src"] == "name_prefix" or not regions().cities(theirs["city"])
    return guessed or theirs["city"] == ours["市"]


@pytest.mark.realdata
@pytest.mark.skipif(not (shared_data() / "ashare").is_dir(), reason="the shared data folder is not here")
class TestAgainstTheListedFirms:
    """Where a firm stands in the shared table of listed firms too, at most one in a hundred disagrees."""

    def test_the_two_share_many_firms(self) -> None:
        assert len(in_both()) >= LEAST_FIRMS / 4

    def test_names_agree(self) -> None:
        self.agree(
            [(ours["企业名称"], theirs["fullname"]) for ours, theirs in in_both() if not names_agree(ours, theirs)]
        )

    def test_cities_agree(self) -> None:
        self.agree([(ours["企业名称"], theirs["city"]) for ours, theirs in in_both() if not cities_agree(ours, theirs)])

    def test_products_agree(self) -> None:
        """Some two characters of our products stand in what the firm sold or in the names of its industry."""
        sold: dict[str, list[str]] = defaultdict(list)
        for row in rows_of("ashare/company_product"):
            sold[row["company_code"]].append(row["product"])
        known = [
            (ours, " ".join((*sold[theirs["code"]], theirs["sw_l1"], theirs["sw_l2"], theirs["sw_l3"])))
            for ours, theirs in in_both()
            if sold[theirs["code"]]
        ]
        self.agree(
            [(ours["企业名称"], said[:60]) for ours, said in known if not pieces(ours["主营产品"]) & pieces(said)]
        )

    @staticmethod
    def agree(apart: list[tuple[str, str]]) -> None:
        """At most one in a hundred stands apart."""
        assert len(apart) <= MOST_DISAGREEING * len(in_both()), apart
