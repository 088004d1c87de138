"""An analyst's question: the same year of petitions under four limits, one after the other.

    python examples/what_if/what_if.py

A public grievance system cut its limit from 60 days to 45, to 30 and to 21. `limits.toml` says so
of the rule that a petition is handled (G8). Who would have been late under each of them, and
under all four, each from its day on? Nothing is recorded.
"""

import sys
from datetime import date, timedelta
from pathlib import Path

import attrs

from dialogue_cases import Act, BodyId, Office, OfficerId, petition, word
from dialogue_cases.deadlines import Replay
from dialogue_cases.draft_file import read_draft
from dialogue_cases.law import Law
from dialogue_cases.law_draft import LawDraft
from dialogue_cases.office.desk import Desk

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # the root of the checkout
from examples.practice import practise

LIMITS = Path(__file__).resolve().parent / "limits.toml"
OFFICE = BodyId("van-phong")
YEAR = {"first": date(2023, 1, 1), "last": date(2023, 12, 31)}
ON = date(2024, 3, 31)

HANDLED_AFTER = (12, 19, 66, 23, 41, 30, 58, 27, 21, 46, 35, 24)
"""Hư cấu: of each month's petition, after how many days it was handled."""


def a_year_of_petitions() -> Office:
    """One petition a month, each received on the 9th; every one is handled in the end."""
    office = practise()
    received = [date(2023, month, 9) for month in range(1, 13)]
    handled = [
        day + timedelta(days=days) for day, days in zip(received, HANDLED_AFTER, strict=True)
    ]
    for day in sorted({*received, *handled}):
        office.clock.set(max(day, office.today))
        if day in received:
            _receive(office, day)
        for number, done in enumerate(handled, start=1):
            if done == day:
                _desk(office).decide(f"petition/2023/{number}", petition.admit, on=day)
    office.clock.set(ON)
    return office


def _receive(office: Office, day: date) -> None:
    desk = _desk(office)
    (raised,) = desk.begin(
        "petition/2023",
        petition.raise_petition,
        on=day,
        channel="written",
        gist=f"Đường xóm hỏng, đơn tháng {day.month} (hư cấu)",
        received_by=OFFICE,
    )
    stream = raised.stream
    party = office.new_party(stream)
    name, address = (
        office.seal(party, field, text)
        for field, text in (
            ("petitioner_name", "Nguyễn Thị A (hư cấu)"),
            ("petitioner_address", "Tổ 1 (hư cấu)"),
        )
    )
    desk.decide(
        stream,
        petition.name_petitioner,
        on=day,
        party=party,
        petitioner_name=name,
        petitioner_address=address,
    )
    desk.decide(stream, petition.classify, on=day, kind="recommendation", area="land")
    desk.decide(stream, petition.find_eligibility, on=day, eligible=True)
    desk.decide(stream, petition.find_competence, on=day, own=True, system="administrative")


def _desk(office: Office) -> Desk:
    head = Act(officer=OfficerId("chanh-van-phong"), office="head", body=OFFICE)
    return office.acting(head)


def each_alone(draft: LawDraft) -> list[LawDraft]:
    """Of each version a draft in which it alone holds, the whole year."""
    return [
        LawDraft(
            title=f"Xử lý đơn trong {one.amount} ngày",
            limits=(attrs.evolve(one, since=YEAR["first"]),),
        )
        for one in draft.limits
    ]


def replayed(office: Office, then: Law, now: Law | None = None) -> Replay:
    """The year under another law, beside the law as it is or a third one."""
    return office.replayed(then, now=now, on=ON, **YEAR)


def main() -> None:
    with a_year_of_petitions() as office:
        draft = read_draft(LIMITS, office.law)
        before = None
        for version in each_alone(draft):
            then = office.law_if(draft=version.applied)
            tell(version, replayed(office, then))
            for one in replayed(office, then, before).changes if before is not None else ():
                if one.late == (False, True):
                    print(f"  thêm {one.stream}: hạn {one.due[0]} → {one.due[1]}")
            before = then
        found = replayed(office, office.law_if(draft=draft.applied))
        tell(draft, found)
        for one in found.changes:
            print(f"  {one.stream}: hạn {one.due[1]}, {word(one.status[1])}")


def tell(draft: LawDraft, found: Replay) -> None:
    total = found.by_rule["G8"]
    print(f"{draft.title}: {total.owed_after} đơn, {total.late_after} quá hạn")


if __name__ == "__main__":
    main()
