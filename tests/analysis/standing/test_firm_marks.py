"""Firms' standing as columns says the same of each firm as its own row does."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.analysis.standing.firm_marks import firm_marks, is_marked, is_national
from chaingraph.model.enterprise import Role
from chaingraph.settings import Settings
from tests.builders import CHAIN, chain, firm, snapshot

RULES = Settings()
ROLES = st.sampled_from([(), (Role(kind="龙头", chain=CHAIN),), (Role(kind="链主", chain=None),)])
FIRMS = st.lists(
    st.tuples(
        st.sampled_from([None, 0.0, RULES.backbone_revenue_yuan - 1, RULES.backbone_revenue_yuan]),
        st.sampled_from([None, "未上市", "A股 000001.SZ"]),
        st.sampled_from([(), ("高新技术企业",), ("国家级专精特新小巨人企业",)]),
        ROLES,
    ),
    max_size=8,
)


@given(FIRMS)
def test_columns_say_what_each_row_says(
    kinds: list[tuple[float | None, str | None, tuple[str, ...], tuple[Role, ...]]],
) -> None:
    firms = [
        firm(f"厂{n}", revenue_yuan=yuan, listed_as=listed, qualifications=marks, roles=roles)
        for n, (yuan, listed, marks, roles) in enumerate(kinds)
    ]
    snap = snapshot(chain(["电芯"]), firms)
    marks, everyone = firm_marks(snap), np.arange(len(firms))
    rows = snap.enterprises
    large = [row.revenue_yuan is not None and row.revenue_yuan >= RULES.backbone_revenue_yuan for row in rows]
    led = [row.leads(CHAIN) for row in rows]
    assert marks.marked.tolist() == [is_marked(row) for row in rows]
    assert marks.leads(everyone, CHAIN).tolist() == led
    assert marks.backbone(everyone, CHAIN, RULES).tolist() == [
        a or b or is_national(row) for a, b, row in zip(large, led, rows, strict=True)
    ]


def test_a_firm_that_says_it_is_not_listed_has_no_mark() -> None:
    snap = snapshot(chain(["电芯"]), [firm("厂0", listed_as="未上市"), firm("厂1", listed_as="北交所 830000")])
    marks = firm_marks(snap)
    assert (marks.marked.tolist(), marks.national.tolist()) == ([False, True], [False, True])
    assert np.isnan(marks.revenue_yuan).all()
