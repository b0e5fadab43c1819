"""Follow-ups as a calendar that Outlook, WPS and telephones subscribe to or open."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from chaingraph.findings.move.lead import BoardLead

PRODUCER = "-//chaingraph//follow-ups//ZH"
OVER = ("投产", "放弃")
MORNING = timedelta(hours=1)
"""So long after midnight of the day the reminder rings: all-day events have no hour of their own."""


def follow_ups(found: Sequence[BoardLead]) -> bytes:
    """An all-day event for every lead that has a next date and is not over; the same leads give the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCER)
    calendar.add("version", "2.0")
    for one in sorted(found, key=lambda one: (one.lead.next_on or "", one.id)):
        if one.lead.next_on and len(one.lead.next_on) == 10 and one.lead.stage not in OVER:
            calendar.add_component(_event(one, date.fromisoformat(one.lead.next_on)))
    return bytes(calendar.to_ical())


def _event(one: BoardLead, on: date) -> Event:
    lead, event, alarm = one.lead, Event(), Alarm()
    event.add("uid", f"{one.id}@chaingraph")
    event.add("dtstamp", datetime(on.year, on.month, on.day, tzinfo=UTC))
    event.add("dtstart", on)
    event.add("summary", f"跟进 {one.name}（{lead.stage}）")
    told = (lead.place, lead.chain, one.segment, f"责任人 {lead.owner}" if lead.owner else "", lead.note)
    event.add("description", " · ".join(str(word) for word in told if word))
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"今天跟进 {one.name}")
    alarm.add("trigger", MORNING)
    event.add_component(alarm)
    return event
