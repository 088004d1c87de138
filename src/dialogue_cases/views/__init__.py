"""Sổ sách của văn phòng: what the office reads, each view in one file.

`register`: the case register (sổ theo dõi đơn). `board`: the deadline board (bảng theo dõi
thời hạn). Each file shows its table, how a life becomes rows of it, and the questions that it
answers, in SQL. Nothing here writes to the record, and no view holds personal data.
"""

from dialogue_cases.projection import View
from dialogue_cases.views import board, register

VIEWS: tuple[View, ...] = (register.VIEW, board.VIEW)
"""Every view, as `rebuild` makes them."""

__all__ = ["VIEWS", "board", "register"]
