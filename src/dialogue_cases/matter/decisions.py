"""What can happen to a matter: what belongs to it, who promised, whether it is settled."""

from typing import TYPE_CHECKING

import attrs
from attrs import frozen

from dialogue_cases.errors import Refused
from dialogue_cases.law.citations import cited
from dialogue_cases.matter.words import RaisedAs
from dialogue_cases.proposal import examines
from dialogue_cases.vocabulary import (
    BodyId,
    Document,
    FreeText,
    GroupId,
    On,
    StreamId,
    SubjectGroup,
    Topic,
    first_day,
    last_day,
)
from dialogue_cases.ward import Setting
from dialogue_cases.ward.conditions import OFFICES, said

if TYPE_CHECKING:
    from dialogue_cases.matter.state import Matter


OWN_RECORD = cited("matter.own_record")
REPEATED = cited("matter.repeated")
FOLLOW_UP = cited("matter.follow_up")
SETTLED = cited("matter.settled")


@frozen(kw_only=True)
class Opened:
    """Lập vụ việc: one grievance, whatever papers and opinions it comes in.

    Args:
        gist: trích yếu, written by the clerk without names.
        topic: its topic, which groups years.
        group: the residential group whose people it concerns.
        subject: the subject group of the plan, if it belongs to one.
    """

    begins = True

    on: On
    gist: FreeText
    topic: Topic | None = None
    group: GroupId | None = None
    subject: SubjectGroup | None = None


@examines(Opened)
def open_matter(matter: "Matter", setting: Setting, fact: Opened) -> list[Opened]:
    """Lập vụ việc: one grievance behind several petitions and opinions.

    Raises:
        Refused: `matter-is-opened-once`, `report-says-something`, `group-is-known`.
    """
    if (known := matter.opened) is not None:
        if attrs.evolve(fact, on=known.on) == known:
            return []
        raise Refused("matter-is-opened-once", OWN_RECORD, opened=known.on)
    said("report-says-something", fact.gist, OWN_RECORD)
    setting.known_groups(fact.group)
    return [fact]


@frozen(kw_only=True)
class Joined:
    """Ghép vào vụ việc: a petition, or an opinion at a session, in which it was raised.

    An opinion that became a petition is one raising, and names both.

    Args:
        on: the day on which it was joined.
        raised: when it was raised there.
        petition: the petition, if it was in one.
        session: the session, if it was at one …
        opinion: … and the number of the opinion there.
        kind: as what it was raised, as far as it is known.
        group: the residential group that raised it.
        people: how many people raised it.
    """

    on: On
    raised: On
    petition: StreamId | None = None
    session: StreamId | None = None
    opinion: int | None = None
    kind: RaisedAs | None = None
    group: GroupId | None = None
    people: int = 1


@frozen(kw_only=True)
class RaisedAgain:
    """Nêu lại: what was settled was raised again after that, and is open again.

    Which petition or opinion that is stands in the `Joined` of the same day.
    """

    on: On
    petition: StreamId | None = None
    session: StreamId | None = None
    opinion: int | None = None


def join(
    matter: "Matter",
    setting: Setting,
    *,
    on: On,
    raised: On,
    petition: StreamId | None = None,
    session: StreamId | None = None,
    opinion: int | None = None,
    kind: RaisedAs | None = None,
    group: GroupId | None = None,
    people: int = 1,
) -> list[Joined | RaisedAgain]:
    """Ghép một đơn hoặc ý kiến vào vụ việc; raised after it was settled, it is open again.

    Args:
        raised: when it was raised there.
        petition: the petition, if it was in one.
        session: the session, if it was at one …
        opinion: … and the number of the opinion there; one that became a petition names both.

    Raises:
        Refused: `matter-is-opened`, `joined-by-petition-or-opinion`, `raised-before-it-is-joined`,
            `petition-has-a-person`, `link-names-the-right-life`, `group-is-known`.
    """
    _opened(matter)
    _one_raising(petition, session, opinion)
    _link(petition, "petition")
    _link(session, "dialogue", "reception")
    event = Joined(
        on=on,
        raised=raised,
        petition=petition,
        session=session,
        opinion=opinion,
        kind=kind,
        group=group,
        people=people,
    )
    # What is told anew (the petition that an opinion became) takes the place of what was told.
    known = [one for one in matter.raisings if is_same(one, event)]
    if len(known) == 1 and attrs.evolve(event, on=known[0].on) == known[0]:
        return []
    if first_day(raised) > last_day(on):
        raise Refused("raised-before-it-is-joined", OWN_RECORD, raised=raised, on=on)
    if people < 1:
        raise Refused("petition-has-a-person", OWN_RECORD, people=people)
    setting.known_groups(group)
    if matter.settled is not None and raised_after(event, matter.settled):
        again = RaisedAgain(on=on, petition=petition, session=session, opinion=opinion)
        return [event, again]
    return [event]


@frozen(kw_only=True)
class Separated:
    """Tách khỏi vụ việc: what was joined turned out to be about something else."""

    on: On
    reason: FreeText
    petition: StreamId | None = None
    session: StreamId | None = None
    opinion: int | None = None


@examines(Separated)
def separate(matter: "Matter", _: Setting, fact: Separated) -> list[Separated]:
    """Tách một đơn hoặc ý kiến khỏi vụ việc, with a reason; asked twice adds nothing.

    Raises:
        Refused: `matter-is-opened`, `joined-by-petition-or-opinion`, `separated-after-joining`,
            `reason-is-given`.
    """
    _opened(matter)
    _one_raising(fact.petition, fact.session, fact.opinion)
    if all(not is_same(one, fact) for one in matter.raisings):
        if any(isinstance(one, Separated) and is_same(one, fact) for one in matter.joins):
            return []
        raise Refused(
            "separated-after-joining",
            OWN_RECORD,
            petition=fact.petition,
            session=fact.session,
            opinion=fact.opinion,
        )
    said("reason-is-given", fact.reason, OWN_RECORD)
    return [fact]


@frozen(kw_only=True)
class Promised:
    """Giao việc cho vụ việc: a body was told to do something about it.

    Args:
        task: the life of the task.
        body: the one body that leads it, as then told.
    """

    on: On
    task: StreamId
    body: BodyId


@examines(Promised)
def promise(matter: "Matter", setting: Setting, fact: Promised) -> list[Promised]:
    """Ghi việc đã giao cho một cơ quan about it; the same task adds nothing.

    Raises:
        Refused: `matter-is-opened`, `promise-is-a-task`, `body-is-known`;
            unlawful: `body-exists`.
    """
    _opened(matter)
    if any((one.task, one.body) == (fact.task, fact.body) for one in matter.promises):
        return []
    if not fact.task.startswith("task/"):
        raise Refused("promise-is-a-task", OWN_RECORD, task=fact.task)
    setting.known_body(fact.body)
    return [fact]


@frozen(kw_only=True)
class SolutionForeseen:
    """Dự kiến phương hướng, giải pháp: what a body proposes to do about it."""

    on: On
    body: BodyId
    gist: FreeText


@examines(SolutionForeseen)
def foresee_solution(
    matter: "Matter", setting: Setting, fact: SolutionForeseen
) -> list[SolutionForeseen]:
    """Dự kiến phương hướng, giải pháp; the same proposal adds nothing.

    Raises:
        Refused: `matter-is-opened`, `report-says-something`, `body-is-known`;
            unlawful: `body-exists`.
    """
    _opened(matter)
    if any((one.body, one.gist) == (fact.body, fact.gist) for one in matter.solutions):
        return []
    said("report-says-something", fact.gist, OWN_RECORD)
    setting.known_body(fact.body)
    return [fact]


@frozen(kw_only=True)
class FlaggedAsRepeated:
    """Đánh dấu nêu nhiều lần chưa giải quyết dứt điểm: how often, as then known."""

    on: On
    times: int
    sessions: int


def flag_as_repeated(matter: "Matter", _: Setting, *, on: On) -> list[FlaggedAsRepeated]:
    """Đánh dấu nêu nhiều lần chưa giải quyết dứt điểm, once for each count.

    Raises:
        Refused: `matter-is-opened`, `flagged-when-repeated-and-unsettled`.
    """
    _opened(matter)
    event = FlaggedAsRepeated(on=on, times=matter.times_raised, sessions=len(matter.sessions))
    if matter.flags and attrs.evolve(event, on=matter.flags[-1].on) == matter.flags[-1]:
        return []
    if not matter.is_repeatedly_raised_unresolved:
        raise Refused(
            "flagged-when-repeated-and-unsettled",
            REPEATED,
            times=matter.times_raised,
            status=matter.status,
        )
    return [event]


@frozen(kw_only=True)
class Listed:
    """Đưa vào danh mục rà soát của một buổi: the unsettled matter is before that session."""

    on: On
    session: StreamId


@examines(Listed)
def put_on_list(matter: "Matter", _: Setting, fact: Listed) -> list[Listed]:
    """Đưa vào danh mục rà soát của một buổi, as long as it isn't settled.

    Raises:
        Refused: `matter-is-opened`, `matter-is-unsettled`, `listed-for-a-session`.
    """
    _opened(matter)
    if any(one.session == fact.session for one in matter.listings):
        return []
    _unsettled(matter)
    if not fact.session.startswith(("dialogue/", "reception/")):
        raise Refused("listed-for-a-session", OWN_RECORD, session=fact.session)
    return [fact]


@frozen(kw_only=True)
class Confirmed:
    """Văn phòng xác nhận: the Office looked and found the matter definitively settled."""

    on: On
    findings: FreeText
    document: Document | None = None


@examines(Confirmed)
def confirm_settled(matter: "Matter", setting: Setting, fact: Confirmed) -> list[Confirmed]:
    """Văn phòng xác nhận that it is definitively settled; asked twice adds nothing.

    Raises:
        Refused: `matter-is-opened`, `matter-is-unsettled`, `report-says-something`;
            unlawful: `office-confirms-the-settlement`.
    """
    _opened(matter)
    if matter.is_confirmed:
        return []
    _unsettled(matter)
    said("report-says-something", fact.findings, OWN_RECORD)
    setting.as_assigned(
        "follow_up_report",
        "office-confirms-the-settlement",
        FOLLOW_UP,
        bodies=OFFICES,
        body=setting.body,
    )
    return [fact]


@frozen(kw_only=True)
class SettledDefinitively:
    """Giải quyết dứt điểm: shown, answered and confirmed.

    Args:
        gist: the result, without names.
        evidence: the documents that show it.
        answer: the answer that was sent to those who raised it.
    """

    on: On
    gist: FreeText
    evidence: tuple[Document, ...] = ()
    answer: Document | None = None


@examines(SettledDefinitively)
def settle(
    matter: "Matter", setting: Setting, fact: SettledDefinitively
) -> list[SettledDefinitively]:
    """Giải quyết dứt điểm: with evidence, the answer sent, and the Office's confirmation.

    Raises:
        Refused: `matter-is-opened`, `matter-is-unsettled` (it is settled otherwise),
            `report-says-something`; unlawful: `settlement-has-evidence`,
            `settlement-was-answered`, `settlement-is-confirmed`.
    """
    _opened(matter)
    if matter.settled is not None and attrs.evolve(fact, on=matter.settled.on) == matter.settled:
        return []
    _unsettled(matter)
    said("report-says-something", fact.gist, OWN_RECORD)
    setting.lawful(bool(fact.evidence), "settlement-has-evidence", SETTLED, outcome=fact.gist)
    setting.lawful(fact.answer is not None, "settlement-was-answered", SETTLED, outcome=fact.gist)
    setting.lawful(matter.is_confirmed, "settlement-is-confirmed", SETTLED, outcome=fact.gist)
    return [fact]


# -- What several of them ask first -----------------------------------------------------


def _opened(matter: "Matter") -> None:
    if matter.opened is None:
        raise Refused("matter-is-opened", OWN_RECORD)


def _unsettled(matter: "Matter") -> None:
    if matter.settled is not None:
        raise Refused("matter-is-unsettled", OWN_RECORD, settled=matter.settled.on)


def _link(stream: StreamId | None, *series: str) -> None:
    if stream is not None and stream.partition("/")[0] not in series:
        expected = " | ".join(series)
        raise Refused("link-names-the-right-life", OWN_RECORD, stream=stream, expected=expected)


def _one_raising(petition: StreamId | None, session: StreamId | None, opinion: int | None) -> None:
    if (session is None) != (opinion is None) or (petition is None and session is None):
        raise Refused(
            "joined-by-petition-or-opinion",
            OWN_RECORD,
            petition=petition,
            session=session,
            opinion=opinion,
        )


def is_same(one: Joined | Separated, other: Joined | Separated) -> bool:
    """Whether both name one raising: the same petition, or the same opinion at a session."""
    return (one.petition is not None and one.petition == other.petition) or (
        one.session is not None and (one.session, one.opinion) == (other.session, other.opinion)
    )


def raised_after(joined: Joined, settled: SettledDefinitively) -> bool:
    """Whether it was raised after it had been settled; not if only a period says so."""
    return first_day(joined.raised) > last_day(settled.on)
