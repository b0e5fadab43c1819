"""What was worked out once is kept for its data version and visitor, and never longer or for anybody else."""

import threading
import time

import pytest

from api.app import create_app
from api.server.lru import Lru
from api.server.page_cache import Page, Pages
from chaingraph.ids import EnterpriseId
from chaingraph.model.promotion import Lead
from tests.api.people import OWN, people, signed_in
from tests.api.web import Web
from tests.api.world import CHAIN, PARK, client, workspace

PAIR = f"/places/{PARK}/chains/{CHAIN}"
PACKED = {"Accept-Encoding": "gzip"}


def kept(web: Web) -> int:
    """How many pages are kept."""
    return len(web.app.state.office.pages._pages)


@pytest.mark.parametrize("page", ["panorama", "gaps", "targets", "ecosystem", "panorama?segment=隔膜"])
def test_a_page_asked_again_is_the_same_bytes_and_a_decision_makes_it_anew(page: str) -> None:
    web = client()
    first = web.get(f"{PAIR}/{page}", headers=PACKED)
    again = web.get(f"{PAIR}/{page}", headers=PACKED)
    assert kept(web) == 1
    assert again.content == first.content
    assert {**again.headers, "date": ""} == {**first.headers, "date": ""}
    form = {"chain": CHAIN, "segment": "隔膜", "verdict": "是"}
    web.post("/enterprises/本地小厂/corrections", data=form, headers=OWN)
    later = web.get(f"{PAIR}/{page}", headers=PACKED)
    assert later.status_code == 200
    assert later.content != first.content


def test_a_kept_page_is_for_its_visitor_only_and_still_fenced() -> None:
    web = Web(create_app(people()))
    leader, guest = signed_in(web, "领导甲"), signed_in(web, "访客甲")
    page = web.get(f"{PAIR}/targets", headers=leader)
    assert "加入线索" in page.text
    assert "加入线索" not in web.get(f"{PAIR}/targets", headers=guest).text
    assert web.get(f"{PAIR}/targets").status_code == 303
    assert web.get(f"{PAIR}/targets", headers=signed_in(web, "乙园招商员")).status_code == 403
    again = web.get(f"{PAIR}/targets", headers=leader)
    assert "领导甲" in again.text
    assert "default-src 'none'" in again.headers["content-security-policy"]


def test_packed_and_plain_files_parts_and_pages_do_not_take_one_anothers_place() -> None:
    web = client()
    plain = web.get(f"{PAIR}/gaps", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert web.get(f"{PAIR}/gaps", headers=PACKED).headers["content-encoding"] == "gzip"
    before = kept(web)
    assert web.get(f"{PAIR}/gaps?format=xlsx").content.startswith(b"PK")
    assert web.get(f"{PAIR}/gaps?status=没有的").status_code == 200
    assert web.get(f"/places/没有/chains/{CHAIN}/gaps").status_code == 404
    assert kept(web) == before + 1
    part = web.get(f"{PAIR}/segments/隔膜", headers={"HX-Request": "true"}).text
    assert part == web.get(f"{PAIR}/segments/隔膜", headers={"HX-Request": "true"}).text
    assert "<html" not in part


def test_pages_are_bounded_by_their_bytes_and_the_least_used_goes_first() -> None:
    pages = Pages(most_bytes=30)
    for name in "abc":
        pages.keep(name, Page((), b"x" * 10))
    pages.find("a")
    pages.keep("d", Page((), b"x" * 10))
    assert [name for name in "abcd" if pages.find(name)] == ["a", "c", "d"]
    pages.keep("a", Page((), b"x" * 20))
    assert [name for name in "abcd" if pages.find(name)] == ["a", "d"]


def test_what_many_ask_at_once_is_worked_out_once_and_a_failure_is_not_kept() -> None:
    answers, made = Lru[int](2), []

    def slow() -> int:
        made.append(1)
        time.sleep(0.05)
        return 7

    asking = [threading.Thread(target=lambda: answers.of("a", slow)) for _ in range(8)]
    for each in asking:
        each.start()
    for each in asking:
        each.join()
    assert (len(made), answers.of("a", slow)) == (1, 7)
    with pytest.raises(ZeroDivisionError):
        answers.of("b", lambda: 1 // 0)
    assert answers.of("b", lambda: 2) == 2
    answers.of("c", lambda: 3)
    assert len(answers) == 2


def test_a_study_that_a_write_overtakes_is_not_kept_under_the_older_version() -> None:
    city = workspace()
    studies = client(city).app.state.office.studies
    asked = studies.asked(PARK, CHAIN, (), ())
    city.decide(Lead(enterprise=EnterpriseId("外地隔膜厂"), place=PARK), by="王工", title="x")
    assert studies.study(asked).snapshot.version != asked.version
    assert len(studies._studies) == 0
