"""Phường: the ward that keeps the record — its bodies, groups, officers, terms and rules.

One stream, `ward`. Its first event names the store and the ward; everything that another
life must know about bodies and officers "as of that day" is read from here.

What can happen, each fact with what examines it: `ward.decisions`.
What facts are made of: `ward.words`. What we then know: `ward.state`.
Under which circumstances decisions are made: `ward.setting`. What may happen in any life:
`ward.in_any_life`. Which law it lives under: `ward.regulations`.
"""

# What follows is written by tools/front_pages.py.
# fmt: off
# ruff: noqa: I001, RUF022

from dialogue_cases.ward.decisions import (
    Appointed, BodiesMerged, BodyAbolished, BodyEstablished, BodyRenamed, BodySplit, BookTakenOver,
    DayAnnounced, EscalationLevelsAdopted, GroupEstablished, GroupRenamed, LawLoaded, Opened,
    OwnDaysOffAnnounced, PredecessorTakenOver, RegulationAdopted, Relieved, ReopeningWindowsAdopted,
    ReportSent, RetentionAdopted, TermBegun, TopicDefined, YearAnnounced, abolish_body,
    adopt_escalation_levels, adopt_regulation, adopt_reopening_windows, adopt_retention,
    announce_day, announce_own_days_off, announce_year, appoint, begin_term, define_topic,
    establish_body, establish_group, load_law, merge_bodies, open_ward, relieve, rename_body,
    rename_group, send_report, split_body, take_over, take_over_book,
)
from dialogue_cases.ward.regulations import (
    cited, is_of_the_dialogue, law_of, law_on_record, laws_on_record,
)
from dialogue_cases.ward.setting import (
    Named, Setting, no_plan,
)
from dialogue_cases.ward.state import (
    Body, Event, Group, Holding, INITIAL, LIFE, WARD, Ward, evolve,
)
from dialogue_cases.ward.words import (
    EscalationLevel, HandedOver, KeptCase, Limit, ReopenedCase, ReopeningWindow, RetentionPeriod,
    RuleSource, Switch,
)

__all__ = [
    "Appointed", "BodiesMerged", "Body", "BodyAbolished", "BodyEstablished", "BodyRenamed",
    "BodySplit", "BookTakenOver", "DayAnnounced", "EscalationLevel", "EscalationLevelsAdopted",
    "Event", "Group", "GroupEstablished", "GroupRenamed", "HandedOver", "Holding", "INITIAL",
    "KeptCase", "LIFE", "LawLoaded", "Limit", "Named", "Opened", "OwnDaysOffAnnounced",
    "PredecessorTakenOver", "RegulationAdopted", "Relieved", "ReopenedCase", "ReopeningWindow",
    "ReopeningWindowsAdopted", "ReportSent", "RetentionAdopted", "RetentionPeriod", "RuleSource",
    "Setting", "Switch", "TermBegun", "TopicDefined", "WARD", "Ward", "YearAnnounced",
    "abolish_body", "adopt_escalation_levels", "adopt_regulation", "adopt_reopening_windows",
    "adopt_retention", "announce_day", "announce_own_days_off", "announce_year", "appoint",
    "begin_term", "cited", "define_topic", "establish_body", "establish_group", "evolve",
    "is_of_the_dialogue", "law_of", "law_on_record", "laws_on_record", "load_law", "merge_bodies",
    "no_plan", "open_ward", "relieve", "rename_body", "rename_group", "send_report", "split_body",
    "take_over", "take_over_book",
]
