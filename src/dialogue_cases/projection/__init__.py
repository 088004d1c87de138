"""Sổ dựng từ bản ghi: tables of answers, made from the record and never the other way round.

A view is a pure function from one stream's history (and the law) to rows. Catching up folds
every life anew that was touched, and replaces its rows; so a correction, a late entry or a
voided one needs no care of its own, and "as known on a past day" is the same function over
fewer facts. Views are kept in a file beside the store (`ward.db.views`) that may be deleted at
any time. Why it is so stands in `docs/explanation/views.md`.
"""

from dialogue_cases.projection.columns import Column, Columns, Told, Wording
from dialogue_cases.projection.file import positions
from dialogue_cases.projection.tables import Progress, where
from dialogue_cases.projection.view import LifeAsKnown, View, ViewTable, json_of
from dialogue_cases.projection.views import Answer, Views, Why

__all__ = [
    "Answer",
    "Column",
    "Columns",
    "LifeAsKnown",
    "Progress",
    "Told",
    "View",
    "ViewTable",
    "Views",
    "Why",
    "Wording",
    "json_of",
    "positions",
    "where",
]
