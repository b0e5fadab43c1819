"""The audit's lines: cut to a length, in order of time, a day from its first moment to its last, and dropped by age."""

import json
from datetime import UTC, date, datetime

import pytest

from api.access.audit import FAMILY, Audit
from chaingraph.errors import InvalidFact
from chaingraph.store.base.memory import MemoryStore


def line(store: MemoryStore, stamp: str) -> None:
    """Keep a line of some moment, whose act is that moment."""
    fields = {"at": stamp, "by": "王工", "way": "登录", "act": stamp, "path": "", "status": 200, "address": ""}
    store.put(FAMILY, f"{stamp}-abcdef", json.dumps(fields))


def test_a_line_keeps_who_what_and_whence_and_no_more_than_three_hundred_letters() -> None:
    audit = Audit(MemoryStore())
    audit.add(by="王工", way="登录", act="导" * 301, path="/" * 301, status=422, address="10.0.0.1")
    (kept,) = audit.last(5)
    assert (kept.by, kept.way, kept.status, kept.address) == ("王工", "登录", 422, "10.0.0.1")
    assert (kept.act, kept.path) == ("导" * 300, "/" * 300)
    assert datetime.fromisoformat(kept.at).tzinfo is UTC
    assert len(kept.at) == len("2026-01-01T00:00:00.000000+00:00")


def test_the_last_lines_are_the_newest_newest_first() -> None:
    audit = Audit(MemoryStore())
    for number in range(5):
        audit.add(by="王工", way="", act=str(number), path="", status=200)
    assert [one.act for one in audit.last(3)] == ["4", "3", "2"]


def test_a_chinese_day_begins_at_sixteen_hours_utc_and_ends_just_before_the_next() -> None:
    store = MemoryStore()
    stamps = [
        "2026-03-01T15:59:59.999999+00:00", "2026-03-01T16:00:00.000000+00:00",
        "2026-03-02T15:59:59.999999+00:00", "2026-03-02T16:00:00.000000+00:00",
    ]  # fmt: skip
    for stamp in stamps:
        line(store, stamp)
    audit = Audit(store)
    assert [one.act for one in audit.between("2026-03-02", "2026-03-02")] == stamps[2:0:-1]
    assert [one.act for one in audit.between("2026-03-02", "")] == stamps[:0:-1]
    assert [one.act for one in audit.between("", "2026-03-02")] == stamps[2::-1]
    for day in ("2026-02-30", "2026-03", "2026", "昨天"):
        with pytest.raises(InvalidFact, match="日期"):
            audit.between(day, "")


def test_lines_of_the_very_day_so_many_years_ago_are_kept_and_the_day_before_is_dropped_and_told() -> None:
    store = MemoryStore()
    audit = Audit(store, years=3)
    audit.add(by="王工", way="", act="今天的第一条", path="", status=200)
    for day in ("2023-05-06", "2023-05-07", "2024-01-01"):
        line(store, f"{day}T00:00:00.000000+00:00")
    assert audit.prune(date(2026, 5, 7)) == 1
    told, _, *kept = audit.last(9)
    assert [one.at[:10] for one in kept] == ["2024-01-01", "2023-05-07"]
    assert (told.by, told.status, told.act) == ("系统", 200, "清理 2023-05-07 以前的审计 1 条")
    assert (audit.prune(date(2026, 5, 7)), len(audit.last(9))) == (0, 4)


def test_only_the_first_line_of_a_day_looks_for_old_ones() -> None:
    store = MemoryStore()
    audit = Audit(store, years=1)
    audit.add(by="王工", way="", act="第一条", path="", status=200)
    line(store, "1999-01-01T00:00:00.000000+00:00")
    audit.add(by="王工", way="", act="第二条", path="", status=200)
    assert [one.act for one in audit.last(9)] == ["第二条", "第一条", "1999-01-01T00:00:00.000000+00:00"]
    assert Audit(store).prune(date(2026, 1, 1)) == 0
