"""The national industry classification: complete, well nested, and named as the standard names it."""

from collections import Counter

import pytest

from benchmarks.realdata import rows_of, shared_data
from chaingraph.library.gbt4754 import industry_name, industry_names, parents

LEVEL = {1: "section", 3: "division", 4: "group", 5: "class"}
LAST_DIVISIONS = (5, 12, 43, 46, 50, 52, 60, 62, 65, 69, 70, 72, 75, 79, 82, 83, 85, 90, 96, 97)
LEAST_AGREEMENT = 0.98


def codes(level: str) -> list[str]:
    """The codes of one level, in order."""
    return [code for code in industry_names() if LEVEL[len(code)] == level]


def test_counts_of_the_2017_edition_with_its_2019_amendment() -> None:
    """1,380 classes as first published, one more since S9290 became S9291 and S9299."""
    counts = Counter(LEVEL[len(code)] for code in industry_names())
    assert counts == {"section": 20, "division": 97, "group": 473, "class": 1381}
    assert industry_name("S9290") is None
    assert industry_name("S9291") == "消防管理机构"


def test_the_table_is_sorted_by_code() -> None:
    assert list(industry_names()) == sorted(industry_names())


def test_divisions_are_numbered_through_and_lie_in_their_section() -> None:
    expected, first = [], 1
    for section, last in zip("ABCDEFGHIJKLMNOPQRST", LAST_DIVISIONS, strict=True):
        expected += [f"{section}{number:02}" for number in range(first, last + 1)]
        first = last + 1
    assert codes("division") == expected


def test_every_code_has_all_levels_above_it() -> None:
    for code in industry_names():
        above = parents(code)
        assert len(above) == list(LEVEL).index(len(code))
        assert all(parent in industry_names() and code.startswith(parent) for parent in above)


def test_every_group_has_classes_and_a_lone_class_carries_its_name() -> None:
    classes = codes("class")
    for group in codes("group"):
        own = [code for code in classes if code.startswith(group)]
        assert own
        if f"{group}0" in own:
            assert own == [f"{group}0"]
            assert industry_name(own[0]) == industry_name(group)


@pytest.mark.parametrize("level", LEVEL.values())
def test_names_are_unique_in_their_level_and_clean(level: str) -> None:
    names = [industry_names()[code] for code in codes(level)]
    assert all(name and name == name.strip() and "(" not in name for name in names)
    assert [name for name, count in Counter(names).items() if count > 1] == []


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("C3841", "锂离子电池制造"),
        ("C3842", "镍氢电池制造"),
        ("C3843", "铅蓄电池制造"),
        ("C3844", "锌锰电池制造"),
        ("C3849", "其他电池制造"),
        ("C2110", "木质家具制造"),
        ("C3517", "隧道施工专用机械制造"),
        ("C3973", "集成电路制造"),
        ("C3985", "电子专用材料制造"),
        ("C3612", "新能源车整车制造"),
        ("I6520", "集成电路设计"),
        ("A0111", "稻谷种植"),
        ("T9700", "国际组织"),
    ],
)
def test_known_classes(code: str, name: str) -> None:
    assert industry_name(code) == industry_name(code[1:]) == industry_name(f" {code.lower()} ") == name


@pytest.mark.parametrize("code", [None, "", "C", "c"])
def test_a_section_is_known_by_its_letter_only(code: str | None) -> None:
    assert industry_name(code) == ("制造业" if code else None)


@pytest.mark.parametrize("code", ["38410", "C38410", "A3841", "3840", "C9", "电池", "0"])
def test_unknown_codes_have_no_name_and_no_parents(code: str) -> None:
    assert industry_name(code) is None
    assert parents(code) == ()


@pytest.mark.realdata
@pytest.mark.skipif(not (shared_data() / "gbt4754").is_dir(), reason="the shared data folder is not here")
def test_names_agree_with_the_shared_table_of_the_2017_edition() -> None:
    """Of the shared names (some of the standard's are missing there) at least 98 % of each level are ours too."""
    theirs = Counter((row["level"], plain(row["name"])) for row in rows_of("gbt4754/gbt4754_2017_names"))
    ours = Counter((str(list(LEVEL).index(len(code)) + 1), plain(name)) for code, name in industry_names().items())
    for number in "1234":
        level = Counter({key: count for key, count in theirs.items() if key[0] == number})
        assert (level & ours).total() >= LEAST_AGREEMENT * level.total(), level - ours


def plain(name: str) -> str:
    """The name with the standard's wide brackets."""
    return name.strip().replace("(", "（").replace(")", "）")
