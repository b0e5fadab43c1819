"""A row's region by its official names: filled in where there is one answer, told where there is none."""

import pytest

from chaingraph.library.gazetteer import gazetteer
from loaders.cells.seats import Seat, seat

KNOWN = gazetteer()


def where(province: str | None, city: str | None) -> Seat:
    """The seat in 某区."""
    return seat(KNOWN, province, city, "某区")


@pytest.mark.parametrize(
    ("province", "city", "official"),
    [
        ("河南", "新乡", ("河南省", "新乡市")), (None, "扬州", ("江苏省", "扬州市")), ("江苏", None, ("江苏省", None)),
        ("江苏", "江苏省扬州市", ("江苏省", "扬州市")), ("江苏", "江苏扬州", ("江苏省", "扬州市")),
        ("吉林", "吉林市", ("吉林省", "吉林市")), ("吉林省", "吉林", ("吉林省", "吉林市")),
        (None, None, (None, None)),
        ("河南", "省直辖县级行政区划", ("河南省", None)), ("河南", "市辖区", ("河南省", None)),
        ("河南", "-", ("河南省", None)),
    ],
)  # fmt: skip
def test_one_answer_is_taken_without_a_doubt(
    province: str | None, city: str | None, official: tuple[str | None, str | None]
) -> None:
    assert where(province, city) == Seat(*official, "某区")


def test_a_city_of_another_province_is_left_unknown_and_told() -> None:
    assert where("河南", "扬州") == Seat("河南省", None, "某区", (("city", "“扬州”不在河南省，城市按未知处理"),))


def test_a_name_no_table_has_is_kept_as_written_and_told() -> None:
    told = "不在行政区划表里，按原样保留"
    assert where("某省", None) == Seat("某省", None, "某区", (("province", told),))
    assert where("河南", "某市") == Seat("河南省", "某市", "某区", (("city", told),))
    assert where("某省", "某市") == Seat("某省", "某市", "某区", (("province", told), ("city", told)))
