"""What can happen while a case is resolved: found complex, verified, talked over, put off."""

from datetime import date
from typing import TYPE_CHECKING

import attrs
from attrs import frozen

from dialogue_cases.errors import Refused
from dialogue_cases.proceeding.grounds import FORMALITIES, ground
from dialogue_cases.proceeding.limits import CRITERIA, allowance
from dialogue_cases.proceeding.rules import (
    COMPLEXITY,
    DIALOGUE,
    EXTENSION,
    NO_EXTENSION,
    OWN_RECORD,
    SECRECY,
    TIMELY_EXTENSION,
    begun,
    by_the_competent_body,
    complaint,
    sealed_under_the_case,
    still_open,
    taken_up,
    written,
)
from dialogue_cases.proceeding.words import Criterion, Degree, Role
from dialogue_cases.proposal import examines
from dialogue_cases.record import next_after
from dialogue_cases.vocabulary import Document, FreeText, On, Place, Sealed, first_day
from dialogue_cases.ward import Setting
from dialogue_cases.ward.conditions import said
from dialogue_cases.workdays import add

if TYPE_CHECKING:
    from dialogue_cases.proceeding.state import Proceeding


# -- Complexity and verification ------------------------------------------------------


@frozen(kw_only=True)
class ComplexityFound:
    """Xác định vụ việc phức tạp: in writing, in the file; longer terms may follow.

    Args:
        degree: complex, or specially complex.
        criteria: which of the seven criteria are met.
        document: the writing that finds it.
    """

    on: On
    degree: Degree
    criteria: tuple[Criterion, ...]
    document: Document | None = None


@examines(ComplexityFound)
def find_complex(
    state: "Proceeding", setting: Setting, fact: ComplexityFound
) -> list[ComplexityFound]:
    """Xác định vụ việc phức tạp, đặc biệt phức tạp.

    Raises:
        Refused: `case-is-received-first`, `specially-complex-is-of-denunciations`;
            unlawful: `case-is-still-open`, `competent-body-decides`,
            `complexity-meets-the-criteria`, `complexity-is-found-in-writing`.
    """
    begun(state)
    if any(attrs.evolve(one, on=fact.on) == fact for one in state.complexities[-1:]):
        return []
    if fact.degree == "specially_complex" and not state.is_denunciation:
        raise Refused("specially-complex-is-of-denunciations", COMPLEXITY, kind=state.kind)
    still_open(state, setting)
    by_the_competent_body(state, setting)
    setting.lawful(
        len({*fact.criteria}) >= CRITERIA[fact.degree],
        "complexity-meets-the-criteria",
        COMPLEXITY,
        degree=fact.degree,
        least=CRITERIA[fact.degree],
    )
    setting.lawful(
        fact.document is not None or not _asked("complexity_in_writing", state, fact.on),
        "complexity-is-found-in-writing",
        COMPLEXITY,
    )
    return [fact]


def _asked(formality: str, state: "Proceeding", on: On) -> bool:
    return ground(FORMALITIES, formality, state.kind, on) is not None


@frozen(kw_only=True)
class VerificationAssigned:
    """Giao xác minh nội dung: a body, a group or an officer is told to verify.

    Args:
        to: who verifies, as a body or a group is written; never a private person.
        stripped: whether the denouncer's identity was taken out of what is handed over.
        document: the decision.
    """

    on: On
    to: str
    stripped: bool = False
    document: Document | None = None


@examines(VerificationAssigned)
def assign_verification(
    state: "Proceeding", setting: Setting, fact: VerificationAssigned
) -> list[VerificationAssigned]:
    """Giao xác minh nội dung.

    Raises:
        Refused: `case-is-received-first`, `addressee-is-named`;
            unlawful: `case-is-still-open`, `case-is-taken-up-first`, `competent-body-decides`,
            `identity-is-taken-out-first`.
    """
    if any(attrs.evolve(one, on=fact.on) == fact for one in state.assigned[-1:]):
        return []
    taken_up(state, setting)
    said("addressee-is-named", fact.to, OWN_RECORD)
    by_the_competent_body(state, setting)
    setting.lawful(
        fact.stripped or not state.is_denunciation,
        "identity-is-taken-out-first",
        SECRECY,
        to=fact.to,
    )
    return [fact]


@frozen(kw_only=True)
class VerificationReported:
    """Báo cáo kết quả xác minh.

    Args:
        gist: what was found, without names.
        differs: of a complaint, whether what is asked for and what was found still differ.
        content: the report's words, sealed under the key of the case.
        document: the report.
    """

    on: On
    gist: FreeText
    differs: bool = False
    content: Sealed | None = None
    document: Document | None = None


@examines(VerificationReported)
def report_verification(
    state: "Proceeding", setting: Setting, fact: VerificationReported
) -> list[VerificationReported]:
    """Báo cáo kết quả xác minh.

    Raises:
        Refused: `case-is-received-first`, `gist-is-given`, `content-is-sealed-under-the-case`;
            unlawful: `case-is-still-open`, `case-is-taken-up-first`.
    """
    if any(attrs.evolve(one, on=fact.on) == fact for one in state.reports[-1:]):
        return []
    taken_up(state, setting)
    said("gist-is-given", fact.gist, OWN_RECORD)
    sealed_under_the_case(setting, fact.content, also=set())
    return [fact]


# -- Dialogue -------------------------------------------------------------------------


@frozen(kw_only=True)
class DialogueAnnounced:
    """Thông báo đối thoại trong giải quyết khiếu nại: time, place and content, in writing.

    Args:
        on: the day of the notice.
        number: 1, 2, … : the dialogue; a notice of a new day keeps the number.
        day: when it is held: the last notice's day counts.
        place: where.
        gist: what it is about, without names.
        to: who is told.
        document: the notice.
    """

    on: On
    number: int
    day: On
    place: Place
    gist: FreeText
    to: tuple[Role, ...]
    document: Document | None = None


def announce_dialogue(
    state: "Proceeding",
    setting: Setting,
    *,
    on: On,
    day: On,
    place: Place,
    gist: str,
    to: tuple[Role, ...] = ("complainant", "respondent"),
    number: int | None = None,
    document: Document | None = None,
) -> list[DialogueAnnounced]:
    """Thông báo đối thoại; with the number of one that was announced, for a new day.

    Raises:
        Refused: `step-is-of-complaints`, `gist-is-given`, `dialogue-was-announced`;
            unlawful: `case-is-still-open`, `case-is-taken-up-first`, `competent-body-decides`,
            `dialogue-day-lies-ahead`, `dialogue-notice-goes-to-all-parties`.
    """
    complaint(state)
    said("gist-is-given", gist, OWN_RECORD)
    for known in state.open_dialogues:
        if (known.day, known.place, known.gist, known.to) == (day, place, gist, to):
            return []
    if number is None:
        number = _next_dialogue(setting.entered(state))
    elif all(one.number != number for one in state.open_dialogues):
        raise Refused("dialogue-was-announced", DIALOGUE, number=number)
    taken_up(state, setting)
    by_the_competent_body(state, setting)
    setting.lawful(
        first_day(day) >= first_day(on), "dialogue-day-lies-ahead", DIALOGUE, day=day, on=on
    )
    missing = sorted({"complainant", "respondent"} - {*to})
    setting.lawful(
        not missing or not _asked("notice_to_all_parties", state, on),
        "dialogue-notice-goes-to-all-parties",
        DIALOGUE,
        missing=missing,
    )
    return [
        DialogueAnnounced(
            on=on, number=number, day=day, place=place, gist=gist, to=to, document=document
        )
    ]


@frozen(kw_only=True)
class DialogueHeld:
    """Đối thoại: the parties met the body, or stayed away.

    Args:
        number: the number under which it was announced, or the next one.
        present: who was there.
        absent_with_reason: vắng có lý do.
        absent_without_reason: vắng không có lý do.
        agreed: points agreed, without names.
        differing: points still differing, without names.
        content: the minutes' words, sealed under the key of the case.
        document: the signed minutes.
    """

    on: On
    number: int
    present: tuple[Role, ...]
    absent_with_reason: tuple[Role, ...] = ()
    absent_without_reason: tuple[Role, ...] = ()
    agreed: tuple[FreeText, ...] = ()
    differing: tuple[FreeText, ...] = ()
    content: Sealed | None = None
    document: Document | None = None


def hold_dialogue(
    state: "Proceeding",
    setting: Setting,
    *,
    on: On,
    present: tuple[Role, ...],
    absent_with_reason: tuple[Role, ...] = (),
    absent_without_reason: tuple[Role, ...] = (),
    agreed: tuple[str, ...] = (),
    differing: tuple[str, ...] = (),
    number: int | None = None,
    content: Sealed | None = None,
    document: Document | None = None,
) -> list[DialogueHeld]:
    """Đối thoại; it goes on without who stays away without a good reason.

    Args:
        number: of the dialogue that was announced; None: the one that waits, or a new one.

    Raises:
        Refused: `step-is-of-complaints`, `each-party-is-there-or-not`,
            `dialogue-is-held-once`, `content-is-sealed-under-the-case`;
            unlawful: `case-is-still-open`, `case-is-taken-up-first`, `competent-body-decides`,
            `dialogue-is-announced-first`, `dialogue-is-kept-in-minutes`.
    """
    complaint(state)
    waiting = state.open_dialogues
    new = waiting[0].number if waiting else _next_dialogue(setting.entered(state))
    event = DialogueHeld(
        on=on,
        number=new if number is None else number,
        present=present,
        absent_with_reason=absent_with_reason,
        absent_without_reason=absent_without_reason,
        agreed=agreed,
        differing=differing,
        content=content,
        document=document,
    )
    for known in state.dialogues:
        if number in (None, known.number) and attrs.evolve(known, number=event.number) == event:
            return []
    number = event.number
    if any(one.number == number for one in setting.entered(state).dialogues):
        raise Refused("dialogue-is-held-once", OWN_RECORD, number=number)
    named = (*present, *absent_with_reason, *absent_without_reason)
    if not present or len({*named}) < len(named):
        raise Refused("each-party-is-there-or-not", DIALOGUE, number=number)
    sealed_under_the_case(setting, content, also=set())
    taken_up(state, setting)
    by_the_competent_body(state, setting)
    setting.lawful(
        any(one.number == number for one in waiting),
        "dialogue-is-announced-first",
        DIALOGUE,
        number=number,
    )
    setting.lawful(
        document is not None or not _asked("minutes_of_the_dialogue", state, on),
        "dialogue-is-kept-in-minutes",
        DIALOGUE,
        number=number,
    )
    return [event]


def _next_dialogue(state: "Proceeding") -> int:
    used = [one.number for one in state.dialogues_announced]
    used += [one.number for one in state.dialogues]
    return next_after(used)


# -- Extension ------------------------------------------------------------------------


@frozen(kw_only=True)
class Extended:
    """Gia hạn giải quyết: a written decision puts off the last day.

    Args:
        until: the new last day, as decided.
        was: the last day that it puts off, as then known.
        reason: why.
        document: the decision: number, date, issuer.
    """

    on: On
    until: date
    was: date
    reason: FreeText
    document: Document | None = None


@examines(Extended)
def extend(state: "Proceeding", setting: Setting, fact: Extended) -> list[Extended]:
    """Gia hạn giải quyết tố cáo, in writing and before the term ends.

    Raises:
        Refused: `case-is-received-first`, `extension-is-later`, `reason-is-given`;
            unlawful: `case-is-still-open`, `case-is-taken-up-first`, `competent-body-decides`,
            `decision-is-in-writing`, `complaint-has-no-extension`, `extended-case-is-complex`,
            `extensions-are-within-their-number`, `extension-is-within-its-days`,
            `extended-before-the-term-ends`.
    """
    if any(attrs.evolve(one, on=fact.on) == fact for one in state.extensions[-1:]):
        return []
    taken_up(state, setting)
    if fact.until <= fact.was:
        raise Refused("extension-is-later", EXTENSION, due=fact.was, until=fact.until)
    said("reason-is-given", fact.reason, OWN_RECORD)
    by_the_competent_body(state, setting)
    written(setting, fact.document)
    setting.lawful(not state.is_complaint, "complaint-has-no-extension", NO_EXTENSION)
    if state.is_denunciation:
        _within_the_limits(state, setting, fact)
    setting.lawful(
        first_day(fact.on) <= fact.was,
        "extended-before-the-term-ends",
        TIMELY_EXTENSION,
        due=fact.was,
        on=fact.on,
    )
    return [fact]


def _within_the_limits(state: "Proceeding", setting: Setting, event: Extended) -> None:
    allowed = allowance(state.kind, state.degree, event.on)
    setting.lawful(allowed is not None, "extended-case-is-complex", EXTENSION, degree=state.degree)
    if allowed is None:
        return
    setting.lawful(
        len(setting.entered(state).extensions) < allowed.times,
        "extensions-are-within-their-number",
        EXTENSION,
        times=allowed.times,
    )
    calendar = setting.law.calendar_on(first_day(event.on))
    furthest = add(calendar, event.was, allowed.days, "calendar_days", on_unknown="provisional").due
    setting.lawful(
        furthest is None or event.until <= furthest,
        "extension-is-within-its-days",
        EXTENSION,
        days=allowed.days,
        furthest=furthest,
        until=event.until,
    )
