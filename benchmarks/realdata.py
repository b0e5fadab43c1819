"""The shared real data as folders of contract tables, for tests and benchmarks only; nothing of it ships."""

import csv
import gzip
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CHIPS = "Advanced semiconductors"
GAOMING = {"省": "广东省", "市": "佛山市", "区县": "高明区"}


def shared_data() -> Path:
    """Where the shared data lies: CHAINGRAPH_SHARED_DATA, else ``../shared/data`` beside the project."""
    return Path(os.environ.get("CHAINGRAPH_SHARED_DATA", ROOT.parent / "shared" / "data"))


def rows_of(name: str) -> Iterator[dict[str, str]]:
    """Rows of one shared table, named like ``ashare/company``."""
    with gzip.open(shared_data() / f"{name}.csv.gz", "rt", encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def write_table(path: Path, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write one contract table as UTF-8 CSV."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(headers)
        writer.writerows(rows)


def yangzhou(folder: Path) -> Path:
    """One city's manufacturers: enterprises and offerings."""
    firms = list(rows_of("yangzhou/enterprise"))
    names = {row["ent_id"]: row["name"] for row in firms}
    write_table(
        folder / "enterprises.csv",
        ("企业名称", "省", "市", "行业代码", "行业", "经营范围", "成立日期", "企业编号", "来源"),
        (
            (
                row["name"], "江苏省", "扬州市", row["class_code"], row["class"], row["business_scope"],
                row["established"], row["ent_id"], "yangzhou",
            )
            for row in firms
        ),
    )  # fmt: skip
    offered = ((names[row["ent_id"]], row["product"]) for row in rows_of("yangzhou/product"))
    write_table(folder / "offerings.csv", ("企业", "产品"), offered)
    return folder


def ashare(folder: Path) -> Path:
    """Listed firms: enterprises, offerings with shares, product inputs. Accounting lines are left out."""
    firms = list(rows_of("ashare/company"))
    names = {row["code"]: row["fullname"] or row["name"] for row in firms}
    write_table(
        folder / "enterprises.csv",
        ("企业名称", "简称", "省", "市", "行业", "行业代码", "上市情况", "申万一级", "申万二级", "上市日期", "来源"),
        (
            (
                names[row["code"]], row["name"], row["province"], row["city"], row["sw_l3"], row["sw_l3_code"],
                f"A股 {row['code']}", row["sw_l1"], row["sw_l2"], row["listed_on"], "ashare",
            )
            for row in firms
        ),
    )  # fmt: skip
    write_table(folder / "offerings.csv", ("企业", "产品", "占比"), _ashare_offerings(names))
    inputs = ((row["product"], row["input_product"]) for row in rows_of("ashare/product_input"))
    write_table(folder / "product_inputs.csv", ("产品", "上游材料"), inputs)
    return folder


def _ashare_offerings(names: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    for row in rows_of("ashare/company_product"):
        if row["flag"] != "accounting" and row["company_code"] in names:
            unknown = row["share_is_placeholder"] == "1"
            yield names[row["company_code"]], row["product"], "" if unknown else row["revenue_share"]


def gaoming(folder: Path) -> Path:
    """One district: enterprises with revenue and staff, and observed supply links."""
    firms = list(rows_of("gaoming/enterprise"))
    write_table(
        folder / "enterprises.csv",
        (
            "企业名称", "省", "市", "区县", "行业", "主营产品", "营业收入(亿元)",
            "从业人数", "经营范围", "地址", "产业链", "链上位置", "来源",
        ),
        (
            (
                row["name"], *GAOMING.values(), row["industry"], row["sub_industry"], row["revenue_100m_cny"],
                row["employees"], row["description"], row["address"], row["chain"], row["role"], row["source"],
            )
            for row in firms
        ),
    )  # fmt: skip
    links = ((row["from"], row["to"]) for row in rows_of("gaoming/link") if row["type"] == "supply_chain")
    write_table(folder / "supply_links.csv", ("供应商", "采购方"), links)
    return folder


def sz_chains(folder: Path) -> Path:
    """28 chain trees of one city, a row a leaf: its own columns, two of them renamed."""
    names = {"file": "文件", "stage_label": "备注"}
    leaves = list(rows_of("sz_chains/chain_tree"))
    headers = [names.get(name, name) for name in leaves[0]]
    write_table(folder / "chains.csv", headers, (list(row.values()) for row in leaves))
    return folder


def tw_tpex(folder: Path) -> Path:
    """47 value chains in traditional Chinese, a row a segment; its own columns as they are."""
    segments = list(rows_of("tw_tpex/segment"))
    write_table(folder / "chains.csv", list(segments[0]), (list(row.values()) for row in segments))
    return folder


def eto_chips(folder: Path) -> Path:
    """One supply chain in English: inputs as segments, goes-into as edges, is-a-kind-of as branch path."""
    inputs, sequence = list(rows_of("eto_chips/inputs")), list(rows_of("eto_chips/sequence"))
    parent = {row["input_name"]: row["is_type_of_name"] for row in sequence if row["is_type_of_name"]}
    write_table(
        folder / "chains.csv",
        ("chain", "segment", "branch", "definition", "note"),
        (
            (CHIPS, row["input_name"], _kinds(row["input_name"], parent), row["description"], _of_stage(row))
            for row in inputs
        ),
    )
    edges = [row for row in sequence if row["goes_into_name"]]
    write_table(
        folder / "segment_inputs.csv",
        ("chain", "input", "output", "source"),
        ((CHIPS, row["input_name"], row["goes_into_name"], "eto_chips") for row in edges),
    )
    return folder


def _kinds(name: str, parent: Mapping[str, str]) -> str:
    """What a thing is a kind of, widest first, as a branch path."""
    path: list[str] = []
    while name in parent:
        name = parent[name]
        path.insert(0, name.replace("/", "-"))
    return "/".join(path)


def _of_stage(row: Mapping[str, str]) -> str:
    return " · ".join(part for part in (row["type"], row["stage_name"]) if part)


def main() -> int:
    """Write all worlds below the folder given on the command line."""
    if len(sys.argv) != 2:
        print("python -m benchmarks.realdata OUT", file=sys.stderr)
        return 2
    out = Path(sys.argv[1])
    for make in (yangzhou, ashare, gaoming, sz_chains, tw_tpex, eto_chips):
        print(make(out / make.__name__))
    return 0


if __name__ == "__main__":
    sys.exit(main())
