"""A log to be counted, told in few words: petitions, proceedings, receptions, matters."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import attrs

from dialogue_cases import petition, proceeding, session, statistics, ward
from dialogue_cases.law import Happening, Law, OwedBy, Rule, RuleVersion, load_law
from dialogue_cases.petition import Raised
from dialogue_cases.record import Recorded
from dialogue_cases.statistics import Run, terms
from dialogue_cases.vocabulary import BodyId, Citation, PartyId, Place, StreamId, first_day
from strategies import recorded

RESOLVE = Rule(
    id="C4",
    slug="complaint-decision",
    vi="Giải quyết",
    en="Resolve",
    shape="after",
    anchor=(Happening(event="proceeding.accepted"),),
    versions=(
        RuleVersion(
            rule="C4",
            number=1,
            citation=Citation(text="thử", certainty="I"),
            owed_by=OwedBy(body="people_committee"),
            amount=30,
            unit="calendar_days",
            discharged_by=(
                Happening(event="proceeding.decided"),
                Happening(event="proceeding.concluded"),
            ),
        ),
    ),
)
PACKAGED = load_law()
OTHERS = tuple(
    rule
    for rule in PACKAGED.rules
    if not any(
        one.event in terms.RESOLVING for version in rule.versions for one in version.discharged_by
    )
)
LAW = attrs.evolve(PACKAGED, rules=(*OTHERS, RESOLVE))
"""The packaged law with one term for resolving: thirty days from the acceptance."""
NO_TERM = attrs.evolve(
    PACKAGED, rules=tuple(one for one in PACKAGED.rules if one.id in ("S1", "P6"))
)
Q1 = statistics.period("2026-Q1", "state", LAW)  # 15/12/2025 – 14/03/2026
Q2 = statistics.period("2026-Q2", "state", LAW)
UBND, OFFICE, ABOVE = BodyId("ubnd"), BodyId("van-phong"), BodyId("thanh-tra-tinh")


class Log(list[Recorded[Any]]):
    """A log that grows by facts, each put on record on its own day or later."""

    def add(self, stream: str, *facts: Any, entered: date | None = None, **envelope: Any) -> "Log":
        for event in facts:
            day = entered or first_day(event.on)
            at = datetime(day.year, day.month, day.day, 2, tzinfo=UTC)
            at = max(at, self[-1].recorded_at) if self else at
            version = 1 + sum(one.stream == stream for one in self)
            self.append(
                recorded(
                    event,
                    version,
                    stream=StreamId(stream),
                    position=len(self) + 1,
                    recorded_at=at,
                    **envelope,
                )
            )
        return self


def log(**lives: Sequence[Any]) -> Log:
    """Lives by a short name: p1 is petition/2026/1; c: proceeding, r: reception, m: matter."""
    series = {"p": "petition", "c": "proceeding", "r": "reception", "m": "matter"}
    found = Log()
    for name, facts in lives.items():
        found.add(f"{series[name[0]]}/2026/{name[1:]}", *facts)
    return found


def run(facts: Sequence[Recorded[Any]], *codes: str, law: Law = LAW, **options: Any) -> Run:
    options.setdefault("period", Q1)
    return statistics.run(facts, law, codes=codes, **options)


def figures(facts: Sequence[Recorded[Any]], code: str, **options: Any) -> dict[int, int]:
    """The figures of one table that aren't 0."""
    count = run(facts, code, **options)[code]

    assert () == count.disagreements
    return {cell.column: cell.figure for cell in count.cells if cell.figure}


# -- The words of a petition ----------------------------------------------------------

IN, BEFORE, LAST = date(2026, 1, 12), date(2025, 11, 3), date(2026, 3, 14)


def raised(on: date = IN, **more: Any) -> Raised:
    plain: dict[str, Any] = {"channel": "written", "gist": "Mương bị lấp", "received_by": OFFICE}
    return Raised(on=on, **{**plain, **more})


def classified(kind: Any = "recommendation", area: Any = "land", on: date = IN) -> Any:
    return petition.Classified(on=on, kind=kind, area=area)


def eligible(on: date = IN, found: bool = True) -> Any:
    return petition.EligibilityFound(on=on, eligible=found)


def competence(own: bool = True, on: date = IN) -> Any:
    return petition.CompetenceFound(on=on, own=own, system="administrative")


def admitted(on: date = IN) -> Any:
    return petition.Admitted(on=on)


def guided(on: date = IN) -> Any:
    return petition.Guided(on=on, gist="Nơi giải quyết")


def forwarded(on: date = IN) -> Any:
    return petition.Forwarded(on=on, system="administrative", to=ABOVE)


def urged(on: date = IN) -> Any:
    return petition.Urged(on=on, gist="Đề nghị sớm giải quyết", to=ABOVE)


def replied(on: date = IN) -> Any:
    return petition.ReplyReceived(on=on, gist="Đang kiểm tra", settled=False, by=ABOVE)


def resolved(on: date = IN) -> Any:
    return petition.Resolved(on=on, outcome="granted", gist="Đã nạo vét")


def reopened(on: date = IN) -> Any:
    return petition.Reopened(on=on, reason="nêu lại")


def joined(to: str, on: date = IN) -> Any:
    return petition.JoinedToMatter(on=on, matter=StreamId(to))


def own(kind: Any = "recommendation", area: Any = "land", *then: Any, **of: Any) -> list[Any]:
    """A petition of the ward's own competence, found eligible."""
    return [raised(**of), classified(kind, area), eligible(), competence(), admitted(), *then]


def other(kind: Any, area: Any, *then: Any) -> list[Any]:
    """A petition that is somebody else's, found eligible."""
    return [raised(), classified(kind, area), eligible(), competence(own=False), *then]


def received(kind: Any = "complaint", on: date = IN, **more: Any) -> Any:
    plain = {"petition": StreamId("petition/2026/1"), "body": UBND, "gist": "Khiếu nại"}
    return proceeding.Received(on=on, kind=kind, **{**plain, **more})


def accepted(on: date = IN) -> Any:
    return proceeding.Accepted(on=on)


def refused(on: date = IN) -> Any:
    return proceeding.AcceptanceRefused(
        on=on, ground="time_limit_passed", article="Điều 11", reason="hết thời hiệu"
    )


def decided(on: date = IN, outcome: Any = "founded", **more: Any) -> Any:
    return proceeding.Decided(on=on, outcome=outcome, gist="Chấp nhận", **more)


def concluded(on: date = IN, outcome: Any = "founded", **more: Any) -> Any:
    return proceeding.Concluded(on=on, outcome=outcome, gist="Có vi phạm", **more)


def at_reception(**more: Any) -> Raised:
    return raised(**{"channel": "reception", "reception": "regular", **more})


def opened(office: Any = "party_secretary", on: date = IN) -> list[Any]:
    fixed = session.Fixed(
        on=on, day=on, place=Place(name="Trụ sở"), legal_basis="citizen_reception"
    )
    return [fixed, session.Opened(on=on, chair="bi-thu", office=office, body=BodyId("dang-uy"))]  # type: ignore[arg-type]


def voiced(number: int, party: str | None = None, on: date = IN) -> Any:
    return session.OpinionVoiced(
        on=on,
        number=number,
        kind="report",
        subject="government_management",
        gist="Đường xuống cấp",
        party=None if party is None else PartyId(party),
    )


def terminated(ground: Any = "full_withdrawal", on: date = IN) -> Any:
    return proceeding.Terminated(on=on, ground=ground, reason="Rút đơn")


def withdrawn(*, explained: bool, on: date = IN) -> list[Any]:
    gone = proceeding.Withdrawn(on=on, form="letter", after_explanation=explained)
    return [gone, terminated(on=on)]


def with_bodies(facts: Log) -> Log:
    """The same log, with the People's Committee and the provincial inspectorate in the ward."""
    day = date(2020, 7, 1)
    found = Log()
    for body, kind, superior in (
        (UBND, "people_committee", False),
        (ABOVE, "superior_authority", True),
    ):
        found.add(
            "ward",
            ward.BodyEstablished(on=day, body=body, kind=kind, name=body, superior=superior),  # type: ignore[arg-type]
        )
    for one in facts:
        found.add(one.stream, one.event)
    return found
