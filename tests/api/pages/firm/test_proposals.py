"""The page of proposals: what it shows, and what a person's word does."""

from tests.api.world import client, reading

OWN = {"origin": "http://127.0.0.1"}
PRODUCT = "湿法隔膜"


def test_the_page_asks_for_a_product_when_none_is_named() -> None:
    assert "写一种产品" in reading().get("/proposals").text


def test_a_firm_of_the_store_is_told_where_it_may_stand_too() -> None:
    page = reading().get("/proposals", params={"enterprise": "本地电芯厂"})
    assert page.status_code == 200
    assert "本地电芯厂可能还在的环节" in page.text


def test_a_firm_nobody_knows_is_not_found() -> None:
    assert reading().get("/proposals", params={"enterprise": "没有这家"}).status_code == 404


def test_a_confirmed_input_stands_among_the_known_ones_and_a_refused_one_with_who_said_so() -> None:
    web = client()
    for name, verdict in (("聚乙烯", "是"), ("木材", "否")):
        sent = {"product": PRODUCT, "name": name, "verdict": verdict, "by": "张三"}
        assert web.post("/proposals", data=sent, headers=OWN).status_code == 303
    page = web.get("/proposals", params={"product": PRODUCT}).text
    assert "已知的上游材料（1）" in page
    assert "人工确认" in page
    assert "已否定（1）" in page
    sent = {"product": PRODUCT, "name": "木材", "verdict": "撤回"}
    assert web.post("/proposals", data=sent, headers=OWN).status_code == 303
    assert "已否定" not in web.get("/proposals", params={"product": PRODUCT}).text


def test_a_product_is_never_confirmed_as_its_own_input() -> None:
    sent = {"product": PRODUCT, "name": PRODUCT, "verdict": "是"}
    refused = client().post("/proposals", data=sent, headers=OWN)
    assert refused.status_code in (400, 422)
    assert "不能是自己的上游材料" in refused.text
