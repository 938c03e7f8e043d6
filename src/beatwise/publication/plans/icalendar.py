"""Duties as iCalendar (RFC 5545): one file a person, times in UTC."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a calendar: aware times, a title, what else to know, a lasting identifier.

    Of an entry that is ``all_day`` only the day it begins on counts.
    """

    uid: str
    begins: dt.datetime
    ends: dt.datetime
    title: str
    words: str = ""
    place: str = ""
    all_day: bool = False


def calendar(name: str, entries: Sequence[Entry], stamp: dt.date) -> str:
    """Return a calendar; ``stamp`` (the plan's first day) stands for the time of making it."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Beatwise//Patrol plan//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_safe(name)}",
    ]
    for entry in entries:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{_safe(entry.uid)}",
            f"DTSTAMP:{stamp:%Y%m%d}T000000Z",
            *_span(entry),
            f"SUMMARY:{_safe(entry.title)}",
        ]
        if entry.place:
            lines.append(f"LOCATION:{_safe(entry.place)}")
        if entry.words:
            lines.append(f"DESCRIPTION:{_safe(entry.words)}")
        lines.append("END:VEVENT")
    lines.append("END:VCALENDAR")
    return "".join(_folded(line) + "\r\n" for line in lines)


def _span(entry: Entry) -> tuple[str, ...]:
    if entry.all_day:
        return (f"DTSTART;VALUE=DATE:{entry.begins:%Y%m%d}",)  # it lasts that day
    return (f"DTSTART:{_utc(entry.begins)}", f"DTEND:{_utc(entry.ends)}")


def _utc(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")


def _safe(words: str) -> str:
    for mark in ("\\", ";", ","):
        words = words.replace(mark, "\\" + mark)
    return words.replace("\r\n", "\\n").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Fold a line at 75 bytes, never inside a letter."""
    parts, part, size = [], "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > 75:
            parts.append(part)
            part, size = " ", 1
        part, size = part + letter, size + width
    return "\r\n".join([*parts, part])
