"""Long work runs one after another, tells how far it is, and stops when its owner says so."""

import threading
import time

import pytest

from api.app import create_app
from api.jobs import MOST_WAITING_EACH, Job, Jobs, JobState, Step, TooManyJobs
from chaingraph.errors import Refused, UnknownName
from tests.api.people import OWN, people, signed_in
from tests.api.web import Web


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
