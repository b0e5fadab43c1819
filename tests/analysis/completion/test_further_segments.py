"""Further segments of a firm: the walk by hand, masks, words where nothing else is known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from chaingraph.analysis.completion import further_segments as analysis
from chaingraph.analysis.completion.further_segments import Memberships, proposed_segments
from chaingraph.ids import ChainId, SegmentKey
from chaingraph.model.chain import Segment

SEGMENTS = [
    Segment(chain=ChainId(chain), key=SegmentKey(name), name=name, branch=f"枝{name}", order=order)
    for order, (chain, name) in enumerate([("甲链", "一"), ("甲链", "二"), ("乙链", "三"), ("乙链", "四")])
]
MEMBERS = np.array([[1, 1, 0, 0], [1, 1, 1, 0], [0, 1, 0, 0], [0, 0, 1, 1]], dtype=float)


def standing(words: np.ndarray | None = None) -> Memberships:
    likeness = np.zeros((4, 4)) if words is None else words
    return Memberships.of(SEGMENTS, csr_array(MEMBERS), likeness)


def ask(*own: int) -> csr_array:
    return csr_array(np.array([[1.0 if n in own else 0.0 for n in range(4)]]))


def test_one_step_of_the_walk_by_hand() -> None:
    near = standing().near.toarray()
    # from 一, on which firms 0 and 1 stand, to 二: 1/2 by firm 0, 1/3 by firm 1; divided by 2 firms to the .8
    assert near[0, 1] == pytest.approx((1 / 2 + 1 / 3) / 2**0.8)
    assert near[0, 2] == pytest.approx((1 / 3) / 2**0.8)
    assert near[0, 3] == 0.0


def test_the_segment_shared_with_most_firms_comes_first_and_own_ones_never() -> None:
    found = proposed_segments(standing(), ["某厂"], ask(0), np.zeros((1, 4)), top=4)
    assert found[0].segment == "二"
    assert "一" not in {proposal.segment for proposal in found}
    assert found[0].score == 1.0
    assert found[0].reasons == ("同在“甲链·一”的 2 家企业中，2 家也在该环节",)


def test_other_chains_leave_out_the_chains_the_firm_is_in() -> None:
    found = proposed_segments(standing(), ["某厂"], ask(0), np.zeros((1, 4)), top=4, other_chains=True)
    assert {proposal.chain for proposal in found} == {"乙链"}


def test_a_firm_that_stands_nowhere_is_judged_by_its_words() -> None:
    found = proposed_segments(standing(), ["某四厂"], ask(), np.array([[0.0, 0.0, 0.1, 0.8]]), top=1)
    assert [(p.segment, p.reasons[0]) for p in found] == [("四", "该企业尚无已知环节，仅据其名称与产品用词")]


def test_nothing_known_nothing_proposed() -> None:
    assert proposed_segments(standing(), ["无名"], ask(), np.zeros((1, 4)), top=5) == ()


def test_support_is_how_many_firms_of_the_segment_stand_beside_the_firm() -> None:
    # beside 一 stand firms 0 and 1; both stand on 二, firm 1 on 三, none on 四
    assert standing().support(ask(0)).tolist() == [[2.0, 2.0, 1.0, 0.0]]
    found = proposed_segments(standing(), ["某厂"], ask(0), np.zeros((1, 4)), top=2)
    assert [(proposal.segment, proposal.support) for proposal in found] == [("二", 2), ("三", 1)]


def test_a_segment_a_person_refused_is_never_proposed_and_speaks_for_nothing() -> None:
    refused = csr_array(np.array([[1.0, -1.0, 0.0, 0.0]]))
    without = proposed_segments(standing(), ["某厂"], ask(0), np.zeros((1, 4)), top=4)
    found = proposed_segments(standing(), ["某厂"], refused, np.zeros((1, 4)), top=4)
    assert [p.segment for p in found] == [p.segment for p in without if p.segment != "二"]


def test_a_segment_that_a_chain_of_the_firm_shares_is_no_other_chain() -> None:
    shared = [("甲链",), ("甲链",), ("乙链", "甲链"), ("乙链",)]
    names = [tuple(ChainId(name) for name in own) for own in shared]
    both = Memberships.of(SEGMENTS, csr_array(MEMBERS), np.zeros((4, 4)), names)
    found = proposed_segments(both, ["某厂"], ask(0), np.zeros((1, 4)), top=4, other_chains=True)
    assert [(p.segment, p.chains) for p in found] == [("四", ("乙链",))]


@given(st.lists(st.sets(st.integers(0, 3), max_size=4), min_size=1, max_size=5))
def test_an_answer_does_not_depend_on_who_else_is_asked(rows: list[set[int]]) -> None:
    asked = csr_array(np.array([[1.0 if n in own else 0.0 for n in range(4)] for own in rows]))
    together = standing().scores(asked, np.zeros((len(rows), 4)))
    alone = [standing().scores(ask(*own), np.zeros((1, 4)))[0] for own in rows]
    assert together == pytest.approx(np.stack(alone))


def test_the_weights_are_those_the_docstring_tells() -> None:
    told = Memberships.scores.__doc__ or ""
    assert f"{analysis.BY_CHAIN:g}".lstrip("0") in told
    assert f"{analysis.BRANCH:g}".lstrip("0") in told
