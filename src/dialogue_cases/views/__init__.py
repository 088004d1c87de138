"""Sổ sách của văn phòng: what the office reads, each view in one file.

`register`: the case register (sổ theo dõi đơn). `reception_book`: the reception book (sổ tiếp
công dân). `board`: the deadline board (bảng theo dõi thời hạn). `ledger`: the commitment ledger
(sổ theo dõi việc đã hứa). `matters`: recurring matters (vụ việc nêu nhiều lần). `scorecard`: what
each body was told and settled (bảng tổng hợp theo cơ quan). `plan_fulfilment`: planned
against held (thực hiện kế hoạch). `dossier`: all about one session (hồ sơ buổi đối thoại).
`topics`: how often each topic was raised, those below it included (cây chủ đề).
Each file shows its tables, how a life becomes rows of them, and the questions that it answers, in
SQL. Nothing here writes to the record, and no view holds personal data.
"""

from dialogue_cases.projection import View
from dialogue_cases.views import (
    board,
    dossier,
    ledger,
    matters,
    plan_fulfilment,
    reception_book,
    register,
    scorecard,
    topics,
)

VIEWS: tuple[View, ...] = (
    register.VIEW,
    reception_book.VIEW,
    board.VIEW,
    ledger.VIEW,
    matters.VIEW,
    scorecard.VIEW,
    plan_fulfilment.VIEW,
    dossier.VIEW,
    topics.VIEW,
)
"""Every view, as `rebuild` makes them."""

__all__ = [
    "VIEWS",
    "board",
    "dossier",
    "ledger",
    "matters",
    "plan_fulfilment",
    "reception_book",
    "register",
    "scorecard",
    "topics",
]
