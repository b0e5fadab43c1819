"""What home lists once each stands where it ranks first."""

from hypothesis import given
from hypothesis import strategies as st

from api.server.place_home import first_of_each


def test_a_firm_suspected_of_two_segments_stands_where_it_is_likeliest() -> None:
    ranked = [("甲", 0.66), ("乙", 0.3), ("丙", 0.2), ("甲", 0.05)]
    assert first_of_each(ranked, lambda one: one[0]) == (("甲", 0.66), ("乙", 0.3), ("丙", 0.2))


@given(st.lists(st.tuples(st.sampled_from("甲乙丙丁"), st.integers(0, 9))))
def test_what_is_listed_once_keeps_the_order_of_its_rank(found: list[tuple[str, int]]) -> None:
    ranked = sorted(found, key=lambda one: -one[1])
    kept = first_of_each(ranked, lambda one: one[0])
    assert [rank for _, rank in kept] == sorted((rank for _, rank in kept), reverse=True)
    assert dict(kept) == {name: max(r for n, r in found if n == name) for name, _ in found}
