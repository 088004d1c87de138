"""Phường: the ward that keeps the record — its bodies, groups, officers, terms and rules.

One stream, `ward`. Its first event names the store and the ward; everything that another
life must know about bodies and officers "as of that day" is read from here.

What can happen: `ward.events`. What we then know: `ward.state`.
Under which circumstances decisions are made: `ward.setting`. What may be decided: `ward.decisions`.
Which law it lives under: `ward.regulations`.
"""

from dialogue_cases.life import Life
from dialogue_cases.vocabulary import StreamId
from dialogue_cases.ward import decisions
from dialogue_cases.ward.decisions import (
    abolish_body,
    adopt_regulation,
    announce_day,
    announce_year,
    appoint,
    begin_term,
    establish_body,
    establish_group,
    load_law,
    merge_bodies,
    open_ward,
    relieve,
    rename_body,
    rename_group,
    send_report,
    take_over,
    take_over_book,
)
from dialogue_cases.ward.events import Event
from dialogue_cases.ward.regulations import cited, law_of, law_on_record
from dialogue_cases.ward.setting import Setting
from dialogue_cases.ward.state import BY_HAND, Ward

WARD = StreamId("ward")
"""The ward's own stream."""

LIFE: Life[Ward, Event] = Life(
    "ward",
    Ward(),
    Event,
    phases=(decisions,),
    by_hand=BY_HAND,
)
"""Vòng đời: what can happen, what is then known, and what may be decided."""

INITIAL, evolve = LIFE.initial, LIFE.evolve

__all__ = [
    "INITIAL",
    "LIFE",
    "WARD",
    "Event",
    "Setting",
    "Ward",
    "abolish_body",
    "adopt_regulation",
    "announce_day",
    "announce_year",
    "appoint",
    "begin_term",
    "cited",
    "establish_body",
    "establish_group",
    "evolve",
    "law_of",
    "law_on_record",
    "load_law",
    "merge_bodies",
    "open_ward",
    "relieve",
    "rename_body",
    "rename_group",
    "send_report",
    "take_over",
    "take_over_book",
]
