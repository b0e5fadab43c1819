"""The audit is read by day, however old, and kept as long as the setting says."""

import json
from datetime import UTC, date, datetime, timedelta

from api.access.audit import FAMILY, Audit
from api.app import create_app
from chaingraph.settings import Settings
from chaingraph.store.base.memory import MemoryStore
from tests.api.people import OWN, people, signed_in
from tests.api.web import Web
from tests.api.world import client


def line(store: MemoryStore, at: datetime, act: str) -> None:
    """Keep a line of some moment."""
    stamp = at.astimezone(UTC).isoformat(timespec="microseconds")
    fields = {"at": stamp, "by": "王工", "way": "登录", "act": act, "path": "POST /x", "status": 200, "address": ""}
    store.put(FAMILY, f"{stamp}-abcdef", json.dumps(fields))


def test_lines_of_a_day_are_those_of_the_chinese_day() -> None:
    store = MemoryStore()
    for hour, act in ((15, "前一天"), (17, "当天一早")):
        line(store, datetime(2026, 3, 1, hour, tzinfo=UTC), act)
    audit = Audit(store)
    assert [one.act for one in audit.between("2026-03-02", "2026-03-02")] == ["当天一早"]
    assert [one.act for one in audit.between("", "2026-03-01")] == ["前一天"]
    assert [one.act for one in audit.between("", "")] == ["当天一早", "前一天"]


def test_lines_older_than_the_years_kept_are_dropped_with_the_first_line_of_a_day_and_that_is_told() -> None:
    store = MemoryStore()
    now = datetime.now(UTC)
    line(store, now - timedelta(days=900), "很久以前")
    line(store, now - timedelta(days=300), "去年")
    audit = Audit(store, years=2)
    audit.add(by="李工", way="登录", act="今天", path="", status=200)
    assert [one.act.split(" ")[0] for one in audit.last(9)] == ["清理", "今天", "去年"]
    assert "1 条" in audit.last(1)[0].act
    assert audit.prune(date.today()) == 0


def test_without_a_number_of_years_everything_is_kept() -> None:
    store = MemoryStore()
    line(store, datetime(1999, 1, 1, tzinfo=UTC), "上个世纪")
    audit = Audit(store)
    audit.add(by="李工", way="登录", act="今天", path="", status=200)
    assert len(audit.last(9)) == 2


def test_the_page_turns_over_reaches_older_lines_by_day_and_says_how_long_they_are_kept() -> None:
    city = people()
    for number in range(60):
        line(city.store, datetime(2020, 1, 1, 3, number, tzinfo=UTC), f"旧事{number}。")  # type: ignore[arg-type]
    web = Web(create_app(city))
    boss = signed_in(web, "管理员甲")
    web.post("/users/招商员甲/active", data={"active": "false"}, headers={**OWN, **boss})
    first = web.get("/audit?since=2020-01-01&until=2020-01-01", headers=boss).text
    assert ("旧事59。" in first, "旧事0。" in first, "停用账号" in first) == (True, False, False)
    second = web.get("/audit?since=2020-01-01&until=2020-01-01&page=2", headers=boss).text
    assert ("旧事59。" in second, "旧事0。" in second) == (False, True)
    assert "全部保留" in first
    assert "保留 3 年" in client(rules=Settings(audit_years=3)).get("/audit").text
    assert "审计保留" in web.get("/rules", headers=boss).text
    assert web.get("/audit?since=2020-02-30", headers=boss).status_code == 422
