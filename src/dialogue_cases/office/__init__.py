"""Văn phòng: the one class through which everything is asked and decided.

    office = Office.open("sqlite:///ward.db")
    desk = office.acting(Act(officer=…, office="party_secretary", body="dang-uy"))
    desk.decide("dialogue/2023/1", session.end_session, on=date(2023, 3, 15))

Load, decide, react, record: one call, one transaction. Nobody writes in between, so a
decision is never made on what has changed meanwhile (`docs/decisions/0004-lock-first.md`).
"""

from dialogue_cases.codec import life_of
from dialogue_cases.office.desk import Desk
from dialogue_cases.office.office import Office

__all__ = ["Desk", "Office", "life_of"]
