"""A registry export of 7,551 invented firms through the import: seconds, cities found, dead firms out, peak memory.

    python -m benchmarks.registry_export [--rows 7551] [--seed 1]

The headers are those of the exports officers get; the names are invented, the counties of the addresses real ones. An
address is written as registers do, every third without its province. There is no column of province or city. Prints
the table of docs/performance.md.
"""

import argparse
import csv
import random
import resource
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import xlsxwriter

import chaingraph.library
from chaingraph.model.live import LIVE, is_live
from chaingraph.settings import Settings
from chaingraph.store.base.memory import MemoryStore
from loaders.run import load

AT = "2026-11-23T00:00:00+00:00"
HEADERS = (
    "企业名称", "登记状态", "法定代表人", "注册资本", "成立日期", "统一社会信用代码", "企业地址", "电话", "邮箱",
    "企业类型", "所属行业", "曾用名", "参保人数", "经营范围",
)  # fmt: skip
STATUSES = ("存续（在营、开业、在册）",) * 6 + ("在业",) * 2 + ("注销", "吊销，未注销")
TRADES = (
    ("阀门", "通用设备制造业", "阀门制造；阀门销售"),
    ("锂电池", "电气机械和器材制造业", "电池制造；电子元器件制造"),
    ("注塑", "橡胶和塑料制品业", "塑料制品制造；模具制造"),
    ("铝材", "金属制品业", "铝型材制造；有色金属压延加工"),
    ("商贸", "批发业", "五金产品批发；日用百货销售"),
)
DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = tuple(3**place % 31 for place in range(17))
SYLLABLES = "安邦昌达恩丰广海嘉康隆美宁鹏荣盛泰万祥远"


@dataclass(frozen=True, slots=True)
class Firm:
    """What was written of one firm: its name, city, and whether the register has it live."""

    name: str
    city: str
    live: bool


def places() -> list[tuple[str, str, str]]:
    """Province, city and county of every county whose city the library has."""
    folder = Path(chaingraph.library.__file__).parent
    with (folder / "regions.csv").open(encoding="utf-8-sig", newline="") as file:
        cities = {row["code"][:4]: (row["province"], row["city"]) for row in csv.DictReader(file) if row["city"]}
    with (folder / "counties.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["code"][:4] in cities]
    return [(*cities[row["code"][:4]], row["county"]) for row in rows]


def uscc(county: int, number: int) -> str:
    """A code with the right check digit that belongs to nobody we know."""
    body = f"91{county:06d}MA{number:07d}"
    rest = sum(DIGITS.index(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 31
    return body + DIGITS[(31 - rest) % 31]


def export(path: Path, rows: int, seed: int) -> list[Firm]:
    """Write the export; what it says, in order."""
    chance, known, told = random.Random(seed), places(), []
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("企业列表")
        sheet.write_row(0, 0, HEADERS)
        for number in range(rows):
            firm, cells = _firm(chance, known, number)
            sheet.write_row(number + 1, 0, cells)
            told.append(firm)
    return told


def _firm(chance: random.Random, known: list[tuple[str, str, str]], number: int) -> tuple[Firm, tuple[str, ...]]:
    province, city, county = chance.choice(known)
    trade, industry, scope = chance.choice(TRADES)
    status = chance.choice(STATUSES)
    core = "".join(chance.choice(SYLLABLES) for _ in range(3))
    name = f"{county[:2]}{core}{number}{trade}有限公司"
    address = ("" if number % 3 == 0 or province == city else province) + city + county + f"某某路{number % 300 + 1}号"
    founded = f"{chance.randint(1990, 2025)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
    capital = f"{chance.randint(10, 90000)}万{chance.choice(('元人民币', '元', '美元'))}"
    former = f"{county[:2]}{core}{number}旧{trade}厂" if number % 17 == 0 else "-"
    live = status[:2] in {str(word) for word in LIVE if word}
    cells = (
        name, status, "某某", capital, founded, uscc(330000, number), address, f"138{number:08d}",
        f"a{number}@example.invalid", "有限责任公司", industry, former, str(chance.randint(0, 300)), scope,
    )  # fmt: skip
    return Firm(name, city, live), cells


def _cpu() -> float:
    """Seconds of CPU of this process and its ended children."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


def main() -> None:
    """Write, import, print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.registry_export")
    parser.add_argument("--rows", type=int, default=7551)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="registry-") as folder:
        path = Path(folder) / "企业列表.xlsx"
        told = export(path, asked.rows, asked.seed)
        store, began, cpu = MemoryStore(), perf_counter(), _cpu()
        report = load([path], store, rules=Settings(), at=AT)
        seconds, cpu = perf_counter() - began, _cpu() - cpu
    firms = {one.name: one for one in store.read()[1]["enterprises"]}
    found = sum(one.name in firms and firms[one.name].city == one.city for one in told)
    right = sum(one.name in firms and is_live(firms[one.name]) == one.live for one in told)
    dead = sum(not one.live for one in told)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print("| what | measured | gate |\n|---|---|---|")
    print(f"| rows: accepted, merged, rejected | {report.accepted:,}, {report.merged:,}, {report.rejected:,} |  |")
    print(f"| seconds | {seconds:.1f} | ≤ 10 |")
    print(f"| seconds of CPU, the child's too | {cpu:.1f} |  |")
    print(f"| city of the address found | {found:,} of {len(told):,} | all |")
    print(f"| live or not as the register says | {right:,} of {len(told):,} ({dead:,} not) | all |")
    print(f"| peak memory of the child | {peak:.0f} MB | < 512 MB |")


if __name__ == "__main__":
    main()
