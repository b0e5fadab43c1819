"""Long work runs one after another, tells how far it is, and stops when its owner says so."""

import threading
import time

import pytest

from api.app import create_app
from api.jobs.job import Cancelled
from api.jobs.jobs import MOST_WAITING_EACH, Job, Jobs, JobState, Step, TooManyJobs
from api.jobs.ledger import JobLedger
from chaingraph.errors import Refused, UnknownName
from chaingraph.findings.move.portfolio import Resources
from chaingraph.service.ask.move.portfolio import portfolio
from chaingraph.settings import Settings
from chaingraph.store.base.memory import MemoryStore
from tests.api.people import OWN, people, signed_in
from tests.api.web import Web
from tests.api.world import CHAIN, PARK, client, workspace


def ended(jobs: Jobs, job: Job) -> Job:
    """The job once it is over."""
    deadline = time.monotonic() + 10
    while not jobs.find(job.id).state.over and time.monotonic() < deadline:
        time.sleep(0.005)
    return jobs.find(job.id)


def test_a_job_tells_its_progress_and_leads_to_its_answer() -> None:
    jobs, seen = Jobs(), threading.Event()

    def work(step: Step) -> int:
        step("数数", 3, 4)
        seen.wait(5)
        return 42

    made = jobs.start("数到四", work, owner="王工", kind="count", leads_to=lambda job: f"/answers/{job.answer}")
    while jobs.find(made.id).stage != "数数":
        time.sleep(0.005)
    running = jobs.find(made.id)
    assert (running.state, running.done, running.total, running.share) == (JobState.RUNNING, 3, 4, 0.75)
    assert running.link is None
    seen.set()
    done = ended(jobs, made)
    assert (done.state, done.answer, done.link) == (JobState.DONE, 42, "/answers/42")
    jobs.close()


def test_a_cancelled_job_stops_at_its_next_step_and_one_that_waits_never_starts() -> None:
    jobs, going, steps = Jobs(), threading.Event(), []

    def work(step: Step) -> None:
        for number in range(10_000):
            step("一步", number, 10_000)
            steps.append(number)
            going.set()
            time.sleep(0.002)

    first = jobs.start("长", work, owner="王工", kind="count")
    second = jobs.start("等", work, owner="王工", kind="count")
    assert going.wait(5)
    jobs.cancel(second.id)
    jobs.cancel(first.id)
    assert ended(jobs, first).state is JobState.CANCELLED
    assert ended(jobs, second).state is JobState.CANCELLED
    assert len(steps) < 1000
    jobs.close()


def test_a_job_that_fails_says_why_in_chinese_and_the_next_one_runs() -> None:
    jobs = Jobs()

    def refused(step: Step) -> None:
        raise Refused("这个文件不行")

    def broken(step: Step) -> None:
        raise ZeroDivisionError

    first = ended(jobs, jobs.start("一", refused, owner="王工", kind="x"))
    second = ended(jobs, jobs.start("二", broken, owner="王工", kind="x"))
    third = ended(jobs, jobs.start("三", lambda step: 1, owner="王工", kind="x"))
    assert (first.state, first.trouble) == (JobState.FAILED, "这个文件不行")
    assert second.id in (second.trouble or "")
    assert third.state is JobState.DONE
    jobs.close()


def test_nobody_can_fill_the_queue() -> None:
    jobs, held = Jobs(), threading.Event()
    for _ in range(MOST_WAITING_EACH):
        jobs.start("占着", lambda step: held.wait(5), owner="王工", kind="x")
    with pytest.raises(TooManyJobs):
        jobs.start("再来", lambda step: None, owner="王工", kind="x")
    jobs.start("别人的", lambda step: None, owner="李工", kind="x")
    held.set()
    jobs.close()


def test_a_job_is_seen_and_cancelled_only_by_its_owner_and_administrators() -> None:
    web, held = Web(create_app(people())), threading.Event()
    office = web.app.state.office
    job = office.jobs.start("占着", lambda step: held.wait(5), owner="招商员甲", kind="x")
    path = f"/api/v1/jobs/{job.id}"
    assert web.get(path, headers=signed_in(web, "招商员甲")).json()["job"]["title"] == "占着"
    assert web.get(path, headers=signed_in(web, "访客甲")).status_code == 404
    assert web.get(f"/jobs/{job.id}", headers=signed_in(web, "访客甲")).status_code == 404
    assert web.delete(path, headers={**OWN, **signed_in(web, "访客甲")}).status_code == 404
    assert web.get("/api/v1/jobs", headers=signed_in(web, "访客甲")).json()["total"] == 0
    assert web.get("/api/v1/jobs", headers=signed_in(web, "管理员甲")).json()["total"] == 1
    assert web.delete(path, headers={**OWN, **signed_in(web, "管理员甲")}).json()["job"]["cancelling"] is True
    held.set()
    ended(office.jobs, job)
    office.close()


def test_the_page_of_a_job_moves_by_itself_and_leads_to_the_answer() -> None:
    web, held = Web(create_app(people())), threading.Event()
    office, mine = web.app.state.office, signed_in(web, "招商员甲")
    job = office.jobs.start("占着", lambda step: held.wait(5), owner="招商员甲", kind="x", leads_to=lambda _: "/rules")
    page = web.get(f"/jobs/{job.id}", headers=mine)
    assert 'hx-trigger="every 1s"' in page.text
    assert "取消任务" in page.text
    held.set()
    ended(office.jobs, job)
    assert web.get(f"/jobs/{job.id}", headers=mine).headers["location"] == "/rules"
    part = web.get(f"/jobs/{job.id}", headers={**mine, "HX-Request": "true"})
    assert part.headers["hx-redirect"] == "/rules"
    office.close()


def test_a_job_nobody_knows_is_not_found() -> None:
    with pytest.raises(UnknownName, match="任务"):
        Jobs().find("nothing")


def test_what_a_restart_cut_off_is_told_and_what_had_ended_is_not() -> None:
    store, held, going = MemoryStore(), threading.Event(), threading.Event()
    before = Jobs(JobLedger(store))
    over = ended(before, before.start("做完的", lambda step: 1, owner="王工", kind="x"))

    def work(step: Step) -> None:
        going.set()
        while not held.wait(0.002):
            step("数数", 1, 9)

    cut = before.start("长活", work, owner="王工", kind="import", back="/imports")
    assert going.wait(5)
    before.close()
    after = Jobs(JobLedger(store))
    told = after.find(cut.id)
    assert (told.state, told.title, told.back, told.state.over) == (JobState.LOST, "长活", "/imports", True)
    assert "没有写入任何数据" in (told.trouble or "")
    assert [job.id for job in after.all()] == [cut.id]
    with pytest.raises(UnknownName, match="服务重新启动过"):
        after.find(over.id)
    after.close()


def test_the_page_of_a_job_that_was_cut_off_says_so_to_its_owner() -> None:
    city, held = people(), threading.Event()
    before = create_app(city).state.office
    job = before.jobs.start("占着", lambda step: held.wait(5), owner="招商员甲", kind="import", back="/imports")
    web = Web(create_app(city))
    page = web.get(f"/jobs/{job.id}", headers=signed_in(web, "招商员甲")).text
    for words in ("中断", "服务重新启动时", "回到提出的页面", 'href="/imports"'):
        assert words in page, words
    assert web.get(f"/jobs/{job.id}", headers=signed_in(web, "访客甲")).status_code == 404
    gone = web.get("/jobs/never", headers=signed_in(web, "招商员甲"))
    assert (gone.status_code, "服务重新启动过" in gone.text) == (404, True)
    held.set()
    before.close()


PORTFOLIO = f"/places/{PARK}/chains/{CHAIN}/portfolio?land_mu=500&fund_wan=90000"


def test_a_portfolio_among_many_firms_is_a_job_that_is_found_again_and_kept() -> None:
    web, held = client(rules=Settings(portfolio_at_once=0)), threading.Event()
    jobs = web.app.state.office.jobs
    jobs.start("占着", lambda step: held.wait(20), owner="别人", kind="x")
    led = web.get(PORTFOLIO)
    assert (led.status_code, led.headers["location"].startswith("/jobs/")) == (303, True)
    assert web.get(PORTFOLIO).headers["location"] == led.headers["location"]
    assert "排队" in web.get(led.headers["location"]).text
    held.set()
    done = jobs.wait(led.headers["location"][6:], 20)
    assert (done.state, done.link) == (JobState.DONE, done.back)
    assert "land_mu=500" in str(done.link)
    known = len(jobs.all())
    page = web.get(PORTFOLIO)
    assert (page.status_code, "推荐组合" in page.text) == (200, True)
    assert len(jobs.all()) == known


def test_a_portfolio_that_is_cancelled_gives_no_answer_and_a_small_one_needs_no_job() -> None:
    web, held = client(rules=Settings(portfolio_at_once=0)), threading.Event()
    jobs = web.app.state.office.jobs
    jobs.start("占着", lambda step: held.wait(20), owner="别人", kind="x")
    led = web.get(PORTFOLIO).headers["location"]
    web.post(f"{led}/cancel", headers=OWN)
    held.set()
    assert jobs.find(led[6:]).state is JobState.CANCELLED
    assert "没有写入任何数据" in web.get(led).text
    small = client()
    assert small.get(PORTFOLIO).status_code == 200
    assert small.app.state.office.jobs.all() == ()


def test_the_stages_of_a_portfolio_are_told_and_whoever_listens_can_end_it() -> None:
    told: list[tuple[str, int, int]] = []
    city = workspace()
    study = city.study(PARK, CHAIN)
    found = portfolio(city, study, Resources(number=2), tell=lambda *step: told.append(step))
    assert [done for _, done, _ in told] == [0, 1, 2, 3]
    assert found == portfolio(city, study, Resources(number=2))

    def enough(stage: str, done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        portfolio(city, study, Resources(number=2), tell=enough)


def test_a_back_test_under_way_is_found_again_from_its_page_and_can_be_cancelled() -> None:
    web, held = client(), threading.Event()
    jobs = web.app.state.office.jobs
    jobs.start("占着", lambda step: held.wait(20), owner="别人", kind="x")
    led = web.post("/backtest", data={"question": "firms", "cases": "50"}, headers=OWN).headers["location"]
    page = web.get("/backtest?question=firms&cases=50").text
    assert ("正在计算" in page, f'href="{led}"' in page) == (True, True)
    web.post(f"{led}/cancel", headers=OWN)
    held.set()
    assert "回到提出的页面" in web.get(led).text
    assert "这一问还没有算过" in web.get("/backtest?question=firms&cases=50").text
