"""The envelope around every event, and the one order in which a life is read.

An event says what happened; the envelope says who decided it, who typed it in, when it was
recorded, what it stands in for and what it follows from.
Its shape can't change after the first real event: `docs/decisions/0002-the-stored-format.md`
says what could never be repaired later, and how this answers it.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta, timezone
from functools import cache
from typing import Any, Generic, Literal, TypeAlias, TypeVar

import attrs
import msgspec
from attrs import frozen

from dialogue_cases.vocabulary import (
    Act,
    BodyId,
    Despite,
    Document,
    EventRef,
    FreeText,
    On,
    Operator,
    PartyId,
    Sealed,
    StreamId,
    SystemAct,
    When,
    event_ref,
    last_day,
    local_time,
)

E = TypeVar("E")

LOCAL = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
"""The ward's clock. Vietnam has had one zone without daylight saving since 1975."""

Known: TypeAlias = date | int
"""A state of knowledge: the end of a local day, inclusive, or exactly a position of the log."""


class Recorded(msgspec.Struct, Generic[E], frozen=True, kw_only=True, gc=False):
    """Sự kiện đã ghi: one event in its envelope.

    Args:
        stream: whose life.
        version: 1, 2, 3, … within the life.
        position: 1, 2, 3, … within the store's log.
        recorded_at: instant (UTC) at which it was recorded, never earlier than the one before.
        recorded_by: who typed it in.
        act: who decided it, or which rule made it follow.
        event: what happened.
        despite: the rules that it breaks, each with the reason why it is recorded all the same.
        because: the recorded facts that it follows from.
        corrects: the version that it stands in for (always the first of a chain), if any.
        key: the caller's idempotency key, if any.
        clock: what the clock said (UTC), where it was behind what is recorded already.
        edition: the edition of the law that it was decided under, where that isn't the last
            one that the log has kept before it.
    """

    stream: StreamId
    version: int
    position: int
    recorded_at: datetime
    recorded_by: Operator
    act: Act | SystemAct
    event: E
    despite: tuple[Despite, ...] = ()
    because: tuple[EventRef, ...] = ()
    corrects: int | None = None
    key: str | None = None
    clock: datetime | None = None
    edition: str | None = None

    @property
    def ref(self) -> EventRef:
        """This fact's name, such as `dialogue/2023/1@7`."""
        return event_ref(self.stream, self.version)

    @property
    def root(self) -> int:
        """The version whose place it takes: its own, or the one that it corrects."""
        return self.version if self.corrects is None else self.corrects

    @property
    def on(self) -> On:
        """When it took effect."""
        event: Any = self.event
        on: On = event.on
        return on


# -- What can happen in any life ------------------------------------------------------


@frozen(kw_only=True)
class Voided:
    """Huỷ bỏ mục ghi: an entry is taken out, because it was never a fact of this life.

    Entered twice, or in the wrong case. The record keeps it; its number stays used.
    Which entry is said by the envelope's `corrects`.
    """

    on: On
    reason: FreeText


@frozen(kw_only=True)
class Erased:
    """Xoá dữ liệu cá nhân: the key of a party's sealed data in this case is destroyed.

    What was sealed stays in the log, unreadable; everything else stays readable.
    """

    on: On
    party: PartyId
    reason: str


RedactionRule: TypeAlias = Literal[
    "personal_data",  # bảo vệ dữ liệu cá nhân
    "secrecy",  # giữ bí mật người tố cáo, người khiếu nại
    "retention",  # hết thời hạn lưu giữ
]
"""Căn cứ che: what asks that words are hidden."""


@frozen(kw_only=True)
class Redacted:
    """Che văn bản: words of a text in clear aren't shown any more, and are gone where they can be.

    The text reads without them from then on, wherever and as of whenever it is read. No state
    changes by it otherwise, and it can't be voided.

    Args:
        on: the local day on which it was decided.
        entry: the version of the fact in this life whose text it is …
        which_text: … and where in that fact it stands, such as `event.gist`.
        reads: the text as it reads from then on, a mark in the place of each hidden part.
        rule: what asks for it.
        reason: why, without names.
    """

    on: On
    entry: int
    which_text: str
    reads: FreeText
    rule: RedactionRule
    reason: FreeText


RemovalKind: TypeAlias = Literal[
    "erase",  # xoá dữ liệu cá nhân
    "redact",  # che nội dung
    "destroy",  # tiêu huỷ hồ sơ
    "take_over",  # tiếp nhận sang sổ khác
    "restore",  # phục hồi từ bản sao
]
"""Việc xoá, chuyển hồ sơ: what removes data of a case, or moves the case."""


@frozen(kw_only=True)
class HoldPlaced:
    """Giữ nguyên hồ sơ: nothing of this case is removed until the hold is lifted.

    In the ward's own life it covers the whole record. No state changes by it; it is lifted, not
    corrected or voided.

    Args:
        on: the day on which it was placed.
        number: 1, 2, … within the life.
        reason: why, without names.
        asked_by: the body that asks for it, as written.
        document: the document that asks for it, if there is one.
    """

    on: On
    number: int
    reason: FreeText
    asked_by: FreeText
    document: Document | None = None


@frozen(kw_only=True)
class HoldLifted:
    """Thôi giữ nguyên hồ sơ: a hold holds no longer, from this day on.

    Args:
        on: the day.
        number: of the hold.
        reason: why, without names.
        document: the document that lifts it, if there is one.
    """

    on: On
    number: int
    reason: FreeText
    document: Document | None = None


@frozen(kw_only=True)
class RemovalRefused:
    """Từ chối xoá, tiêu huỷ: somebody decided to remove data of this case, and a rule forbade it.

    Where it was a hold, the envelope's `because` names its fact.

    Args:
        on: the day for which it was decided.
        removal: what was to be done.
        rule: the rule that forbade it.
        hold: the number of the hold, if it was one; in the ward's life where that has it.
        parties: whose data, where it was some parties' alone.
    """

    on: On
    removal: RemovalKind
    rule: str
    hold: int | None = None
    parties: tuple[PartyId, ...] = ()


@frozen(kw_only=True)
class Destroyed:
    """Tiêu huỷ hồ sơ: the case was kept as long as it had to be, and its sealed data are destroyed.

    Each key has an `Erased` of its own that follows from this, and each text in clear a
    `Redacted`. That the case was there and what was decided in it stays.

    Args:
        on: the day.
        reason: why, without names.
        closed_on: the day on which the case was closed …
        years_kept: … and how long it was to be kept from then on; by which regulation of the
            ward's, the envelope's `because` says.
        keys: the parties whose keys go, and the case's own for its content.
    """

    on: On
    reason: FreeText
    closed_on: date
    years_kept: int
    keys: tuple[PartyId, ...] = ()


@frozen(kw_only=True)
class SealedField:
    """Mục niêm phong: one piece of sealed data, by whose it is and what it is.

    Args:
        party: the party in the case, or the case's own key for its content.
        field: what it is, such as `petitioner_name`; never the data itself.
    """

    party: PartyId
    field: str


@frozen(kw_only=True)
class SealOpened:
    """Mở niêm phong: sealed data of this case were read; who read them is the act's.

    It tells of a reading, not of the case: no state changes by it, and it can't be voided.

    Args:
        on: the local day of the reading.
        opened: what was read.
        purpose: what for, in the officer's words.
        role: by which entry of the ward's roles it was allowed …
        roles: … and of which edition of them.
    """

    on: On
    opened: tuple[SealedField, ...]
    purpose: FreeText
    role: str
    roles: str


@frozen(kw_only=True)
class OpeningsHeldBack:
    """Tạm giữ thông tin mở niêm phong: whom a body reads in this case isn't told to them yet.

    For as long as an inspection would come to nothing if they knew. It tells of the record, not
    of the case: no state changes by it, and it can't be voided; it ends by a release.

    Args:
        on: the local day on which it is decided.
        body: whose openings …
        since: … of this local day and later.
        basis: the decision that it rests on.
        reason: why, without names.
    """

    on: On
    body: BodyId
    since: date
    basis: Document
    reason: FreeText

    @property
    def restricted(self) -> bool:
        """Why, and under which decision, is for those alone who may hold back."""
        return True


@frozen(kw_only=True)
class OpeningsReleased:
    """Thôi tạm giữ thông tin mở niêm phong: whom a body has read in this case may be told to them.

    Args:
        on: the local day on which it is decided.
        body: whose openings were held back.
        reason: why they may be told now, without names.
        basis: the decision that it rests on, if there is one.
    """

    on: On
    body: BodyId
    reason: FreeText
    basis: Document | None = None


@frozen(kw_only=True)
class CarriedElsewhere:
    """Chuyển sang sổ khác: another ward's record carries this case on, with personal data of it.

    What is erased here is readable there still. No state changes by it, and it can't be voided.

    Args:
        on: the local day on which it was carried there.
        store: the other record's id …
        code: … and its ward's code …
        name: … and name.
        case: the life that it is there.
        parties: whose data were taken along.
    """

    on: On
    store: str
    code: str
    name: str
    case: StreamId
    parties: tuple[PartyId, ...]


@frozen(kw_only=True)
class FileAttached:
    """Tệp đính kèm: a scan or a signed file is kept beside the record, sealed, as evidence.

    It is evidence of the life and no part of its state; it can be voided, not corrected.

    Args:
        on: the local day on which it was attached.
        number: 1, 2, … within the life; a voided one's number stays used.
        what: what it is, without names.
        sha256: of the sealed file, in hex; the file is named by it.
        size: of the sealed file, in bytes.
        file_key: the file's own key, sealed under the case's key or a party's.
        media_type: what kind of file it is, such as `application/pdf`, if that is known.
        document: the document that it is a copy of, if it is one.
    """

    on: On
    number: int
    what: FreeText
    sha256: str
    size: int
    file_key: Sealed
    media_type: str | None = None
    document: Document | None = None


@frozen(kw_only=True)
class Escalated:
    """Báo cáo quá hạn: the bodies above were told that something owed here is overdue.

    What is owed is derived, never stored; that somebody was told of it is a fact.

    Args:
        on: the day they were told.
        obligation: the rule whose last day has passed.
        due: that last day, as then known.
        told: whom.
    """

    on: On
    obligation: str
    due: date
    told: tuple[BodyId, ...]


@frozen(kw_only=True)
class AssignmentAccepted:
    """Tiếp nhận việc được giao: the body that leads takes on what it was told to do."""

    on: On
    document: Document | None = None


@frozen(kw_only=True)
class AssignmentDeclined:
    """Từ chối việc được giao: the body that leads says why it isn't the one to do it.

    It leads until whoever assigned has decided.

    Args:
        on: the day on which it said so.
        reason: why, without names.
        instead: the body that it thinks should lead, if it names one.
        document: what it wrote, if it did.
    """

    on: On
    reason: FreeText
    instead: BodyId | None = None
    document: Document | None = None


@frozen(kw_only=True)
class AssignmentUpheld:
    """Giữ nguyên việc giao: whoever assigned has it stay with the body that declined it.

    Args:
        on: the day on which that was decided.
        reason: why, without names.
        document: the decision, if it was written.
    """

    on: On
    reason: FreeText
    document: Document | None = None


LeadsAnswer: TypeAlias = AssignmentAccepted | AssignmentDeclined | AssignmentUpheld
"""Trả lời việc được giao: what the lead said to its assignment, or was answered to that."""

Acceptance: TypeAlias = Literal[
    "awaits acceptance",  # chờ tiếp nhận
    "taken on",  # đã tiếp nhận
    "declined",  # đã từ chối
    "insisted on",  # giữ nguyên việc giao
]
"""Tiếp nhận việc được giao: whether the body that leads has taken on what it was told to do."""

_ACCEPTANCE: dict[type | None, Acceptance] = {
    None: "awaits acceptance",
    AssignmentAccepted: "taken on",
    AssignmentDeclined: "declined",
    AssignmentUpheld: "insisted on",
}


def leads_answer(charges: Iterable[Any], lead: BodyId | None = None) -> LeadsAnswer | None:
    """What stands between the body that leads and whoever assigned; None while nobody has spoken.

    Another lead has not spoken yet, nor has one that is told again what it declined.

    Args:
        charges: what was assigned and what was answered to it, in the order of effect.
        lead: who led before the first of them.
    """
    answer = None
    for one in charges:
        if isinstance(one, LeadsAnswer):
            answer = one
        elif (led := getattr(one, "lead", lead)) != lead or isinstance(answer, AssignmentDeclined):
            answer, lead = None, led
    return answer


def acceptance(answer: LeadsAnswer | None) -> Acceptance:
    """How far an assignment has got by what its lead has answered."""
    return _ACCEPTANCE[None if answer is None else type(answer)]


DataRight: TypeAlias = Literal[
    "see",  # xem, được cung cấp
    "correct",  # chỉnh sửa
    "delete",  # xoá
    "restrict",  # hạn chế xử lý
    "other_request",  # yêu cầu khác
]
"""Quyền của chủ thể dữ liệu: what somebody asks to be done with the data on them."""

DataOutcome: TypeAlias = Literal[
    "granted",  # thực hiện
    "partly_granted",  # thực hiện một phần
    "refused",  # không thực hiện
]
"""Kết quả: what was done about it."""


@frozen(kw_only=True)
class DataRequestReceived:
    """Yêu cầu của chủ thể dữ liệu: somebody asked about the data on them in this case.

    Args:
        on: the day on which it was received.
        number: 1, 2, … within the case.
        asks: what for.
        gist: what exactly, without names.
        party: who asks, if they are a party of this case.
    """

    on: On
    number: int
    asks: DataRight
    gist: FreeText
    party: PartyId | None = None


@frozen(kw_only=True)
class DataRequestAnswered:
    """Trả lời chủ thể dữ liệu: what was done about the request, and they were told.

    Args:
        on: the day on which they were told.
        number: of the request …
        asked_on: … and the day of it, by which its term is found.
        outcome: whether it was done as asked.
        gist: why not, or what was done, without names.
        document: the written answer.
    """

    on: On
    number: int
    asked_on: On
    outcome: DataOutcome
    gist: FreeText = ""
    document: Document | None = None


# -- One order everywhere -------------------------------------------------------------


def known_then(recorded: Recorded[Any], known: Known | None) -> bool:
    """Whether a fact was on record at a state of knowledge (None: now, so always)."""
    if known is None:
        return True
    if isinstance(known, int):
        return recorded.position <= known
    return recorded.recorded_at.astimezone(LOCAL).date() <= known


def standing(history: Iterable[Recorded[E]], *, known: Known | None = None) -> list[Recorded[E]]:
    """What stands of a life: corrections in place, voids taken out, in the order of effect.

    A life whose beginning was voided, with no other in its place, is taken out as a whole:
    nothing of it stands.
    The order is (effective day, local time if given, version of the first entry), so that a
    late entry or a correction reads as if it had been right the first time.
    A fact without a time comes before those with one: it holds from the start of its day.

    Args:
        history: one stream, by version.
        known: leave out what was recorded later.
    """
    by_root: dict[int, Recorded[E]] = {}
    ordered, last, beginnings = True, (date.min, time.min), 0
    for recorded in history:
        if known is not None and not known_then(recorded, known):
            continue
        event: Any = recorded.event
        root = recorded.corrects
        if root is not None:
            ordered = False
            beginnings += begins(by_root[root]) if root in by_root else 0
        elif type(event) in _APART:
            continue
        by_root[recorded.version if root is None else root] = recorded
        if ordered:
            moment = effective_at(event.on)
            ordered, last = moment >= last, moment
    if ordered:
        return list(by_root.values())
    facts = [one for one in by_root.values() if not isinstance(one.event, Voided)]
    if beginnings and not any(map(begins, facts)):
        return []
    facts.sort(key=lambda one: (*effective_at(one.on), one.root))
    return facts


def _parts(shape: type) -> tuple[str, ...]:
    if attrs.has(shape):
        return tuple(one.name for one in attrs.fields(shape))
    return getattr(shape, "__struct_fields__", ())


parts: Callable[[type], tuple[str, ...]] = cache(_parts)
"""The names of a class's fields: of an event, of a state; none of a plain value."""


APART = (
    Erased,
    Redacted,
    HoldPlaced,
    HoldLifted,
    RemovalRefused,
    Destroyed,
    SealOpened,
    OpeningsHeldBack,
    OpeningsReleased,
    CarriedElsewhere,
    FileAttached,
)
"""What is told beside a life and is no part of what stands of it."""

_APART = frozenset(APART)


def is_apart(recorded: Recorded[Any]) -> bool:
    """Whether a fact is no part of what stands of its life (nor takes the place of such a one)."""
    return recorded.corrects is None and type(recorded.event) in _APART


def comes_last(recorded: Recorded[Any], stands: Sequence[Recorded[Any]]) -> bool:
    """Whether the newest fact of a life comes after all that stands of it, and changes none.

    Args:
        recorded: the fact, whose version is higher than those of the others.
        stands: what `standing` answers of the others.
    """
    if recorded.corrects is not None:
        return False
    return not stands or effective_at(stands[-1].event.on) <= effective_at(recorded.event.on)


def begins(recorded: Recorded[Any]) -> bool:
    """Whether an entry is the beginning of a life: a petition raised, a session fixed.

    The classes of events say so themselves (`begins`); a life may have several.
    """
    return bool(getattr(recorded.event, "begins", False))


def taken_out(
    history: Iterable[Recorded[Any]], *, known: Known | None = None
) -> Recorded[Any] | None:
    """The void by which a life is taken out as a whole; None of one that stands.

    Its number stays used, and its record is kept: it is shown by the record alone.
    """
    facts = [one for one in history if known_then(one, known)]
    began = {one.root for one in facts if begins(one)}
    out = [one for one in facts if one.root in began and isinstance(one.event, Voided)]
    return out[-1] if out and not standing(facts) else None


def effective_at(on: On) -> tuple[date, time]:
    """Where something comes in the order of effect: what has no time, at the start of its day."""
    return (on.day, on.at or time.min) if isinstance(on, When) else (on, time.min)


def in_effect(on: On, upto: On) -> bool:
    """Whether something that took effect `on` is seen by a decision that takes effect `upto`.

    Within one day, a decision with a time doesn't see what happened later that day.
    """
    limit = last_day(upto)
    if not isinstance(on, When):
        return on <= limit
    if on.day != limit:
        return on.day < limit
    at = local_time(upto)
    return on.at is None or at is None or on.at <= at


def next_after(numbers: Iterable[int]) -> int:
    """The number of the next thing in a life whose things are numbered from 1; gaps stay.

    >>> next_after([1, 3]), next_after([])
    (4, 1)
    """
    return max(numbers, default=0) + 1


def by_stream(facts: Iterable[Recorded[Any]]) -> dict[StreamId, list[Recorded[Any]]]:
    """Lives out of a log: each one's facts, in the order in which they came.

    Args:
        facts: recorded facts in the order of their positions, of all lives or of some.
    """
    streams: dict[StreamId, list[Recorded[Any]]] = {}
    for fact in facts:
        streams.setdefault(fact.stream, []).append(fact)
    return streams


def followers(
    log: Iterable[Recorded[Any]], cause: EventRef, *more: EventRef
) -> list[Recorded[Any]]:
    """What followed from a fact, directly and in turn: the closure over `because`.

    What policies did on a fact that turned out wrong isn't undone; this lists it.

    Args:
        log: recorded facts in the order of their positions.
        cause: the fact.
        more: further facts, such as those that stand in its place.
    """
    causes, found = {cause, *more}, []
    for recorded in log:
        if not causes.isdisjoint(recorded.because):
            causes.add(recorded.ref)
            found.append(recorded)
    return found


def version_of(history: Sequence[Recorded[Any]]) -> int:
    """How far a stream has got: the version of its last fact, 0 if there is none."""
    return history[-1].version if history else 0
