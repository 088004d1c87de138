"""Bảng dữ liệu để phân tích: the tables of an export, each said once as the class of its rows.

The Arrow schema, the schema in the manifest and the page of the reference follow from the classes.
Columns are flat, and called so that plain SQL reads them without quotes on every engine; ids are
those of the record, so that any row can be looked up there. A text, a party and an officer stand
under a pseudonym, which is the same wherever one export key was used.
"""

from collections.abc import Mapping
from datetime import date, datetime

import msgspec

from dialogue_cases.deadlines import Verdict
from dialogue_cases.petition import Area, Channel
from dialogue_cases.proceeding.words import Subject
from dialogue_cases.record import Acceptance
from dialogue_cases.session.state import Status as SessionStatus
from dialogue_cases.task import Outcome
from dialogue_cases.task.state import Status as TaskStatus
from dialogue_cases.task.words import OriginKind
from dialogue_cases.vocabulary import (
    BodyId,
    BodyKind,
    EventRef,
    GroupId,
    LegalBasis,
    OfficeKind,
    OpinionKind,
    StreamId,
    SubjectGroup,
    TopicCode,
)


class AnalysisRow(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Một dòng để phân tích: what every row of every table begins with.

    Args:
        ward: the ward's code, as text: it may begin with zeros.
        stream: whose life the row is of, such as `petition/2023/1`.
        life: the first word of that, such as `petition`.
        year: of the life's number; of the ward's own life, of the day that the row is about.
    """

    ward: str
    stream: StreamId
    life: str
    year: int


class FactRow(AnalysisRow, frozen=True, kw_only=True, gc=False):
    """Sự kiện đã ghi: one recorded fact, in its envelope.

    Args:
        number: the life's number in its series and year, if it has one.
        position: 1, 2, 3, … within the store's log.
        fact_version: 1, 2, 3, … within the life.
        kind: the stored name, such as `petition.raised`.
        occurred_on: the local day on which it took effect, or the first day of an imprecise
            period; empty where that has no beginning.
        occurred_through: the last local day of an imprecise period.
        occurred_time: the local time of that day, as HH:MM:SS, if one is known.
        recorded_at: the instant (UTC) at which it was recorded …
        recorded_on: … and the local day of that.
        office: the office of the officer who decided it; empty where it followed by rule …
        body: … the body of that office …
        officer: … and the officer, under a pseudonym, or by id where that was asked for.
        system_rule: the rule by which it followed, where nobody decided it.
        despite: the rules that it breaks.
        because: the facts that it follows from.
        corrects: the version in whose place it stands, or that it takes out.
        edition: of the law that it was decided under.
        stands: whether it is part of what stands of the life as now known: not corrected, not
            voided, and no mere note beside it.
    """

    number: int | None
    position: int
    fact_version: int
    kind: str
    occurred_on: date | None
    occurred_through: date | None
    occurred_time: str | None
    recorded_at: datetime
    recorded_on: date
    office: OfficeKind | None
    body: BodyId | None
    officer: str | None
    system_rule: str | None
    despite: tuple[str, ...]
    because: tuple[EventRef, ...]
    corrects: int | None
    edition: str | None
    stands: bool


class StateRow(AnalysisRow, frozen=True, kw_only=True, gc=False):
    """Tình trạng sau mỗi sự kiện: how a life stands after each fact that stands.

    Args:
        step: 1, 2, 3, … in the order of effect.
        position: of the fact in the log …
        fact_version: … and in the life; of a correction, its own.
        kind: the fact's stored name.
        occurred_on: the local day on which it took effect.
        occurred_time: the local time of that day, as HH:MM:SS, if one is known.
        first_recorded_on: the local day on which it was recorded; of a correction, the one on
            which the entry in whose place it stands was.
        body: the body of the officer who decided it; empty where it followed by rule.
        body_before: the body of the officer who decided last before it in this life …
        body_before_on: … the local day of that …
        working_days_between: … and how many working days lie between the two.
        status: how far the life has got after it.
        status_before: how far it had got before.
        since: the local day since which it has been in that status without a break.
        since_before: the one since which it had been in the one before; empty of a first fact.
        working_days_before: how many working days it had been in that; all working days of a
            life are counted by the calendar of its first known day.
        is_last: whether it is the last fact of the life.
    """

    step: int
    position: int
    fact_version: int
    kind: str
    occurred_on: date
    occurred_time: str | None
    first_recorded_on: date
    body: BodyId | None
    body_before: BodyId | None
    body_before_on: date | None
    working_days_between: int | None
    status: str
    status_before: str
    since: date
    since_before: date | None
    working_days_before: int | None
    is_last: bool


class CaseRow(AnalysisRow, frozen=True, kw_only=True, gc=False):
    """Vụ việc: a petition, a proceeding or a matter, as it stands now.

    Of a denunciation or an anonymous tip nothing is told that says of whom, where or at which
    session: no group, matter, session, opinion, part, petition or party.

    Args:
        kind: what it is by its content, or under which law; empty until it is classified, and
            of a matter.
        area: of a petition the content list, of a proceeding the heading of the statistical
            tables.
        subject: of a matter its subject group in the plan.
        group_id: the residential group that it comes from.
        topic_code: its topic, which groups years.
        channel: how it came in.
        received_on: the local day on which it came in; of a matter, on which it was opened …
        received_recorded_on: … and the local day on which that was first recorded.
        admitted_on: the local day on which it was admitted or accepted, if it is.
        closed_on: the local day on which it was closed, ended or settled, if it is …
        closed_recorded_on: … and the local day on which that was recorded.
        status: how far it has got.
        outcome: founded, partly founded or unfounded, of a proceeding that was resolved.
        instance: of a proceeding: first, second, or a denunciation continued.
        lead_body: the body that is to settle it.
        supports: the bodies that co-operate.
        people: how many people raise it; of a matter, at most in one raising.
        repeated: whether it was raised before, or more than once.
        times_raised: in how many petitions and opinions a matter was raised.
        times_reopened: how many times it was opened again.
        answers: how many answers the petitioner was given.
        calendar_days: from that day to the one on which it was closed; empty while it is open.
        working_days: the same in working days.
        matter: the grievance that it belongs to.
        session: the dialogue or reception at which it was raised …
        opinion: … and the number of the opinion that it was there.
        petition: the petition that a proceeding comes from.
        part_of: the mixed petition that it is a part of.
        parties: who raises it, under pseudonyms.
        gist_pseudonym: what it is about, under a pseudonym: equal texts have equal ones.
    """

    kind: str | None = None
    area: Area | Subject | None = None
    subject: SubjectGroup | None = None
    group_id: GroupId | None = None
    topic_code: TopicCode | None = None
    channel: Channel | None = None
    received_on: date
    received_recorded_on: date
    admitted_on: date | None = None
    closed_on: date | None = None
    closed_recorded_on: date | None = None
    status: str
    outcome: str | None = None
    instance: str | None = None
    lead_body: BodyId | None = None
    supports: tuple[BodyId, ...] = ()
    people: int
    repeated: bool = False
    times_raised: int = 1
    times_reopened: int = 0
    answers: int = 0
    calendar_days: int | None = None
    working_days: int | None = None
    matter: StreamId | None = None
    session: StreamId | None = None
    opinion: int | None = None
    petition: StreamId | None = None
    part_of: StreamId | None = None
    parties: tuple[str, ...] = ()
    gist_pseudonym: str | None = None


class ObligationRow(AnalysisRow, frozen=True, kw_only=True, gc=False):
    """Nghĩa vụ có thời hạn: what is owed, and how it stands on the day that was asked about.

    Args:
        rule: the rule's id …
        rule_version: … and its version …
        root: … and its anchor's root version, or its period: what it is, for good.
        anchor: the fact that it is counted from; empty for a duty of a period.
        anchor_day: the local day that it is counted from.
        arose: the local day from which on it is owed.
        owed_body: the body that owes it, where the case says which …
        owed_office: … the office …
        owed_kind: … or the kind of body, by the rule.
        due_then: the last local day in time as known on the day of the act, if it was done.
        due: the last local day in time as known now; empty while it is suspended or has no limit.
        done_on: the local day on which it was fulfilled, or reported done.
        confirmed_on: the local day on which it counts as done.
        lifted_on: the local day on which it fell away.
        carried_on: the local day on which a later session first took it up …
        carried_to: … and the one that took it up last.
        verdict: how it stands at the end of the day asked about, in time or late as known on the
            day of the act.
        verdict_now: the same, in time or late by everything that is known now.
        working_days_late: from its last day to the day on which it was done, or to the day asked
            about where it isn't; empty where it isn't late.
        provisional: whether its last day may still move, for want of an official calendar.
        moved: whether a decision has set another last day.
    """

    rule: str
    rule_version: int
    root: str
    anchor: EventRef | None
    anchor_day: date
    arose: date
    owed_body: BodyId | None
    owed_office: OfficeKind | None
    owed_kind: BodyKind | None
    due_then: date | None
    due: date | None
    done_on: date | None
    confirmed_on: date | None
    lifted_on: date | None
    carried_on: date | None
    carried_to: StreamId | None
    verdict: Verdict
    verdict_now: Verdict
    working_days_late: int | None
    provisional: bool
    moved: bool


class TaskRow(AnalysisRow, frozen=True, kw_only=True, gc=False):
    """Nhiệm vụ: something that a body has been told to do, as it stands now.

    Args:
        origin_kind: from what it arose …
        origin: … in which life …
        origin_number: … and the number of the duty, item or direction there.
        lead: the body that leads …
        officer: … its officer who leads, where one was named, as in the table of facts …
        supports: … and the bodies that co-operate.
        assigned_on: the local day from which it was told.
        due_first: the last local day that was decided first, if one was …
        due: … and the one that was decided last.
        status: how far it has got.
        done_on: the local day on which it was reported done, if that still stands.
        verified_on: the local day on which another body found it done, if that still stands.
        closed_on: the local day on which it was closed …
        outcome: … and how it ended.
        acceptance: whether the body that leads has taken it on or declined it; empty where work
            was reported or closed without that being said.
        verdict: how it stands at the end of the day asked about, in time or late as known on the
            day of the act.
        verdict_now: the same, in time or late by everything that is known now.
        working_days_late: as in the table of obligations.
        reports: how many times progress was reported.
        obstacles: how many obstacles were reported …
        open_obstacles: … and how many of them wait for an answer.
        rejected: how many times its result wasn't accepted.
        directed_again: how many times the Committee directed it again.
        carried_over: how many times a later session took it up.
        told_upwards: how many times those above were told that it is overdue.
        opinions: the numbers of the opinions that it answers, as text.
        petitions: the petitions that it answers.
    """

    origin_kind: OriginKind
    origin: StreamId
    origin_number: int
    lead: BodyId | None
    officer: str | None
    supports: tuple[BodyId, ...]
    assigned_on: date
    due_first: date | None
    due: date | None
    status: TaskStatus
    done_on: date | None
    verified_on: date | None
    closed_on: date | None
    outcome: Outcome | None
    acceptance: Acceptance | None
    verdict: Verdict
    verdict_now: Verdict
    working_days_late: int | None
    reports: int
    obstacles: int
    open_obstacles: int
    rejected: int
    directed_again: int
    carried_over: int
    told_upwards: int
    opinions: tuple[str, ...]
    petitions: tuple[StreamId, ...]


class ItemRow(AnalysisRow, frozen=True, kw_only=True, gc=False):
    """Nội dung kết luận: one item of a session's conclusion notices, as it was last worded.

    How it stands is that of the task that carries it out; by the notice alone where it has none.

    Args:
        item: its number there.
        notice: the number of the last notice that has it.
        promised_on: the local day on which it was first promised.
        dropped_on: the local day since which no notice in force has it, if so.
        lead: the one body that is responsible, by the notice.
        due_first: the last local day that it was first promised for, if one was …
        due: … and the one by the last notice.
        group_ids: the residential groups that it is about: of its opinions, or of the session.
        topic_codes: its topics, likewise.
        opinions: the numbers of the opinions that it answers, as text.
        task: the task that carries it out, by the name that it has; it may not be there.
        verdict: as in the table of tasks …
        verdict_now: …
        working_days_late: …
    """

    item: int
    notice: str
    promised_on: date
    dropped_on: date | None
    lead: BodyId
    due_first: date | None
    due: date | None
    group_ids: tuple[GroupId, ...]
    topic_codes: tuple[TopicCode, ...]
    opinions: tuple[str, ...]
    task: StreamId
    verdict: Verdict
    verdict_now: Verdict
    working_days_late: int | None


class SessionRow(AnalysisRow, frozen=True, kw_only=True, gc=False):
    """Buổi đối thoại, buổi tiếp dân: a session, as it stands now.

    Args:
        legal_basis: under which rules it is held.
        status: how far it has got.
        foreseen_from: the first local day of the period in which it was foreseen …
        foreseen_through: … and the last one.
        fixed_for: the local day on which it is to be held, as last fixed.
        postponed: how many times it was put off.
        cancelled_on: the local day on which it was cancelled.
        opened_on: the local day on which it was opened …
        opened_by: … by which office …
        delegated: … and whether the chair was delegated.
        ended_on: the local day on which it ended.
        group_ids: with whose people it is held; none: the whole ward.
        topic_codes: what it is about.
        people: how many people attended, as far as that was said.
        announced_since: the first local day on which all of what was fixed was public.
        invitations: how many were issued.
        opinions: how many were voiced …
        answered: … how many of them were answered on the spot …
        taken: … how many were taken away …
        open_opinions: … and how many are none of these and in no item of the notice.
        drafts: how many drafts of the conclusion there were …
        returned: … and how many times one was returned.
        concluded_on: the local day on which the first conclusion notice was issued.
        notices: how many notices were issued.
        items: how many items the one in force has.
        working_days_to_notice: from the day on which it ended to that of the first notice.
    """

    legal_basis: LegalBasis
    status: SessionStatus
    foreseen_from: date | None
    foreseen_through: date | None
    fixed_for: date | None
    postponed: int
    cancelled_on: date | None
    opened_on: date | None
    opened_by: OfficeKind | None
    delegated: bool
    ended_on: date | None
    group_ids: tuple[GroupId, ...]
    topic_codes: tuple[TopicCode, ...]
    people: int | None
    announced_since: date | None
    invitations: int
    opinions: int
    answered: int
    taken: int
    open_opinions: int
    drafts: int
    returned: int
    concluded_on: date | None
    notices: int
    items: int
    working_days_to_notice: int | None


class OpinionRow(AnalysisRow, frozen=True, kw_only=True, gc=False):
    """Ý kiến: one opinion voiced at a session.

    Args:
        opinion: its number there.
        voiced_on: the local day.
        kind: what was voiced …
        subject: … about which subject group …
        topic_code: … and topic.
        group_id: the residential group that it comes from.
        registered: whether it had been registered before.
        party: who voiced it, under a pseudonym, where somebody is named.
        answered_on: the local day on which it was answered on the spot.
        taken_on: the local day on which it was taken away …
        destination: … to be handled as what …
        petition: … as which petition; empty where that is a denunciation.
        items: the numbers of the items of the notice in force that answer it, as text.
        gist_pseudonym: what it is about, under a pseudonym: equal texts have equal ones.
    """

    opinion: int
    voiced_on: date
    kind: OpinionKind
    subject: SubjectGroup
    topic_code: TopicCode | None
    group_id: GroupId | None
    registered: bool
    party: str | None
    answered_on: date | None
    taken_on: date | None
    destination: str | None
    petition: StreamId | None
    items: tuple[str, ...]
    gist_pseudonym: str


class BodyRow(AnalysisRow, frozen=True, kw_only=True, gc=False):
    """Cơ quan, tổ chức theo thời gian: a body, for as long as the same could be said of it.

    Args:
        body: which body.
        since: the first local day …
        until: … and the first one on which it wasn't so any more; empty while it is.
        kind: what it is.
        name: how it is called.
        parent: the body that it belongs to.
        superior: whether it is above the ward.
        successor: who carries on for it, where it ended.
    """

    body: BodyId
    since: date
    until: date | None
    kind: BodyKind
    name: str
    parent: BodyId | None
    superior: bool
    successor: BodyId | None


class OfficerRow(AnalysisRow, frozen=True, kw_only=True, gc=False):
    """Người giữ chức theo thời gian: an office, and who held it from when to when.

    Args:
        office: which office …
        body: … of which body.
        officer: who held it, under a pseudonym, or by id where that was asked for.
        since: the first local day …
        until: … and the first one on which they didn't hold it any more; empty while they do.
    """

    office: OfficeKind
    body: BodyId
    officer: str
    since: date
    until: date | None


class TextRow(AnalysisRow, frozen=True, kw_only=True, gc=False):
    """Văn bản: a free text of a recorded fact, as it reads now.

    Args:
        position: of the fact in the log …
        fact_version: … and in the life.
        place: where in the fact it stands, such as `event.gist`.
        characters: how long it is.
        text_pseudonym: the text under a pseudonym: equal texts have equal ones.
        clear_text: the text, where that was asked for, and the reader may read it.
    """

    position: int
    fact_version: int
    place: str
    characters: int
    text_pseudonym: str
    clear_text: str | None


TABLES: Mapping[str, type[AnalysisRow]] = {
    "facts": FactRow,
    "states": StateRow,
    "cases": CaseRow,
    "obligations": ObligationRow,
    "tasks": TaskRow,
    "items": ItemRow,
    "sessions": SessionRow,
    "opinions": OpinionRow,
    "bodies": BodyRow,
    "officers": OfficerRow,
    "texts": TextRow,
}
"""Bảng: every table by its name, in the order in which they are told."""
