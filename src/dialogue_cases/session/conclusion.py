"""What follows from a session: one body drafts the conclusion, another submits, the head issues."""

from datetime import date
from typing import TYPE_CHECKING

import attrs
from attrs import frozen

from dialogue_cases.errors import Refused
from dialogue_cases.session.conditions import (
    BLOC,
    DUE,
    OFFICE,
    ONE_HEAD,
    OWN_RECORD,
    SEPARATION,
    given_or_next,
    not_cancelled,
    officer,
)
from dialogue_cases.session.words import Contents, Item
from dialogue_cases.vocabulary import (
    Act,
    BodyId,
    BodyKind,
    DocumentNumber,
    FreeText,
    OfficeKind,
    OfficerId,
    On,
    due_said,
    first_day,
)
from dialogue_cases.ward import Setting
from dialogue_cases.ward.conditions import of_the_lead, one_lead, said

if TYPE_CHECKING:
    from dialogue_cases.session.state import Session


DRAFTING: tuple[BodyKind, ...] = ("mass_mobilisation_bloc", "party_building_board")
"""Who drafts: the bloc, or the board that took over its work in 07/2025 (our reading)."""


@frozen(kw_only=True)
class ConclusionDrafted:
    """Dự thảo thông báo kết luận.

    Args:
        draft: 1, 2, … ; every change is a new draft.
        body: who drafts …
        officer: … by which officer …
        supports: … with whose help.
    """

    on: On
    draft: int
    body: BodyId
    officer: OfficerId
    contents: Contents
    supports: tuple[BodyId, ...] = ()


def draft_conclusion(
    session: "Session",
    setting: Setting,
    *,
    on: On,
    contents: Contents,
    supports: tuple[BodyId, ...] = (),
    number: int | None = None,
) -> list[ConclusionDrafted]:
    """Dự thảo thông báo kết luận; every change is a new draft.

    The same text adds nothing, unless the draft that had it was returned.

    Args:
        contents: what the notice is to say. Of an item with its deadline in words (`due_text`)
            the last day, or that it is standing work with reports, is read from them
            (`vocabulary.due_said`); a year that they don't name is that of `on`.
        supports: the bodies that help to draft.
        number: of the draft; None: the next one.

    Raises:
        Refused: `session-is-not-cancelled`, `an-officer-decides`, `number-is-free`,
            `items-are-numbered-once`, `lead-is-not-its-own-support`, `opinion-is-voiced`,
            `due-is-ahead`, `standing-has-no-last-day`, `body-is-known`;
            unlawful: `due-can-be-read`, `due-is-as-its-words-say`, `mass-mobilisation-drafts`
            (or whom the plan names), `lead-officer-is-of-the-lead-body`,
            `body-exists`.
    """
    not_cancelled(session)
    act, contents = officer(setting), _dated(contents, on)
    last = max(session.drafts, key=lambda one: one.draft, default=None)
    same = last and (last.body, last.contents, last.supports) == (act.body, contents, supports)
    if last and same and not session.returned(last.draft):
        return []
    setting.known_body(*supports)
    _check(session, setting, on, contents)
    if session.of_the_party:
        setting.as_assigned(
            "conclusion_draft",
            "mass-mobilisation-drafts",
            BLOC,
            bodies=DRAFTING,
            offices=("mass_mobilisation_officer",),
            plan=session.plan,
            body=act.body,
            office=act.office,
        )
    return [
        ConclusionDrafted(
            on=on,
            draft=given_or_next(
                "draft", (one.draft for one in setting.entered(session).drafts), number
            ),
            body=act.body,
            officer=act.officer,
            contents=contents,
            supports=supports,
        )
    ]


@frozen(kw_only=True)
class DraftCommented:
    """Góp ý dự thảo: what a body that co-operates says about a draft."""

    on: On
    draft: int
    body: BodyId
    officer: OfficerId
    text: FreeText


def comment_draft(
    session: "Session", setting: Setting, *, on: On, text: str, draft: int | None = None
) -> list[DraftCommented]:
    """Góp ý dự thảo; the same body's same comment adds nothing.

    Args:
        draft: the draft's number; None: the last one.

    Raises:
        Refused: `conclusion-is-drafted`, `session-is-not-cancelled`, `an-officer-decides`.
    """
    not_cancelled(session)
    act, draft = officer(setting), _drafted(session, draft).draft
    if any((one.draft, one.body, one.text) == (draft, act.body, text) for one in session.comments):
        return []
    return [DraftCommented(on=on, draft=draft, body=act.body, officer=act.officer, text=text)]


@frozen(kw_only=True)
class ConclusionSubmitted:
    """Trình dự thảo: a draft is laid before the secretary."""

    on: On
    draft: int
    body: BodyId
    officer: OfficerId


def submit_conclusion(
    session: "Session", setting: Setting, *, on: On, draft: int | None = None
) -> list[ConclusionSubmitted]:
    """Trình dự thảo cho Bí thư xem xét, ban hành; asked twice adds nothing.

    Args:
        draft: the draft's number; None: the last one. What was returned is submitted again as
            it is only where it is named, so that a call made twice doesn't do it.

    Raises:
        Refused: `conclusion-is-drafted`, `returned-draft-is-drafted-again` (or named),
            `session-is-not-cancelled`, `an-officer-decides`;
            unlawful: `session-has-ended`, and of the Party's sessions `office-submits` (or whom
            the plan names), `drafter-is-not-submitter` (neither the body nor the officer, where
            the plan or a regulation wants two).
    """
    not_cancelled(session)
    act, drafted = officer(setting), _drafted(session, draft)
    returned = session.returned(drafted.draft) is not None
    if returned and draft is None:
        raise Refused("returned-draft-is-drafted-again", OWN_RECORD, draft=drafted.draft)
    if session.submission(drafted.draft) and not returned:
        return []
    _has_ended(session, setting)
    if session.of_the_party:
        setting.as_assigned(
            "conclusion_submission",
            "office-submits",
            OFFICE,
            bodies=("party_office",),
            plan=session.plan,
            body=act.body,
        )
        if _drafter_is_not_submitter(session, setting, on):
            _other_hands(setting, "drafter-is-not-submitter", drafted, act)
    return [ConclusionSubmitted(on=on, draft=drafted.draft, body=act.body, officer=act.officer)]


@frozen(kw_only=True)
class ConclusionReturned:
    """Trả lại dự thảo: the secretary wants another draft."""

    on: On
    draft: int
    reason: FreeText


def return_conclusion(
    session: "Session", setting: Setting, *, on: On, reason: str, draft: int | None = None
) -> list[ConclusionReturned]:
    """Trả lại dự thảo: the head wants another draft; asked twice adds nothing.

    Args:
        draft: the draft's number; None: the one submitted last.

    Raises:
        Refused: `draft-is-submitted`, `draft-is-not-issued`, `reason-is-given`,
            `session-is-not-cancelled`; unlawful: `head-returns`.
    """
    not_cancelled(session)
    if draft is None and session.submissions:
        draft = session.submissions[-1].draft
    if draft is None or session.submission(draft) is None:
        raise Refused("draft-is-submitted", OFFICE, draft=draft)
    if session.returned(draft):
        return []
    if any(one.draft == draft for one in session.notices):
        raise Refused("draft-is-not-issued", OWN_RECORD, draft=draft)
    said("reason-is-given", reason, OWN_RECORD)
    headed = session.headed_by(setting.act, setting.ward)
    setting.lawful(headed, "head-returns", OFFICE, head=session.head)
    return [ConclusionReturned(on=on, draft=draft, reason=reason)]


@frozen(kw_only=True)
class ConclusionIssued:
    """Ban hành thông báo kết luận: the basis for leading and directing what follows.

    Args:
        number: of the notice.
        body: in whose name …
        officer: … and by whom it is issued …
        office: … in which office.
        draft: the submitted draft that it rests on; None if there was none.
        contents: what it says; the secretary may have decided otherwise than drafted.
    """

    on: On
    number: DocumentNumber
    body: BodyId
    officer: OfficerId
    office: OfficeKind
    draft: int | None
    contents: Contents

    @property
    def items(self) -> tuple[Item, ...]:
        """What is to be done."""
        return self.contents.items


def issue_conclusion(
    session: "Session",
    setting: Setting,
    *,
    on: On,
    number: DocumentNumber,
    draft: int | None = None,
    contents: Contents | None = None,
) -> list[ConclusionIssued]:
    """Ban hành thông báo kết luận; asked twice, with the same number, adds nothing.

    Args:
        number: of the notice; a draft has none, a notice must have one.
        draft: the submitted draft; None: the one that lies before the head.
        contents: what the notice says, as of a draft; None: what was drafted.

    Raises:
        Refused: `issued-once` (use `replace_conclusion`), `conclusion-is-drafted` (neither
            a draft nor contents), `session-is-not-cancelled`, `an-officer-decides`,
            what `draft_conclusion` refuses of contents;
            unlawful: `session-has-ended`, `issued-from-a-submitted-draft`,
            `drafter-is-not-issuer`, `submitter-is-not-issuer` (neither the body nor the
            officer), `issuer-is-secretary-or-delegate`, `notice-has-a-recipient`,
            `notice-names-who-follows-up`.
    """
    if any(one.number == number for one in session.notices):
        return []
    if session.notice is not None:
        raise Refused("issued-once", OWN_RECORD, number=number, issued=session.notice.number)
    return [_issued(session, setting, on, number, draft, contents)]


@frozen(kw_only=True)
class ConclusionReplaced:
    """Thay thế thông báo kết luận: from this day another notice holds; the old one stays visible.

    Args:
        replaces: the number of the notice that doesn't hold any more.
        reason: why.
        number: of the new notice; what follows is as in `ConclusionIssued`.
    """

    on: On
    replaces: DocumentNumber
    reason: FreeText
    number: DocumentNumber
    body: BodyId
    officer: OfficerId
    office: OfficeKind
    draft: int | None
    contents: Contents

    @property
    def items(self) -> tuple[Item, ...]:
        """What is to be done."""
        return self.contents.items


def replace_conclusion(
    session: "Session",
    setting: Setting,
    *,
    on: On,
    reason: str,
    number: DocumentNumber,
    draft: int | None = None,
    contents: Contents | None = None,
) -> list[ConclusionReplaced]:
    """Thay thế thông báo kết luận đã ban hành; the old one stays visible.

    A replacement goes the same way as the first notice: drafted, submitted, issued.

    Args:
        reason: why the notice is replaced.
        number: of the new notice.
        draft: the submitted draft; None: the one that lies before the head.
        contents: what the new notice says; None: what was drafted.

    Raises:
        Refused: `conclusion-is-issued`, `replacement-has-its-own-number`, `reason-is-given`,
            what `issue_conclusion` refuses of a notice.
    """
    old = session.notice
    if old is None:
        raise Refused("conclusion-is-issued", OWN_RECORD)
    if isinstance(old, ConclusionReplaced) and old.number == number:
        return []
    if any(one.number == number for one in session.notices):
        raise Refused("replacement-has-its-own-number", OWN_RECORD, number=number)
    said("reason-is-given", reason, OWN_RECORD)
    notice = _issued(session, setting, on, number, draft, contents)
    fields = attrs.asdict(notice, recurse=False)
    return [ConclusionReplaced(replaces=old.number, reason=reason, **fields)]


# -- What a notice must hold ----------------------------------------------------------


def _issued(
    session: "Session",
    setting: Setting,
    on: On,
    number: DocumentNumber,
    draft: int | None,
    contents: Contents | None,
) -> ConclusionIssued:
    not_cancelled(session)
    act, before = officer(setting), session.before_the_head
    if draft is None and before is not None:
        draft = before.draft
    drafted: ConclusionDrafted | None
    if contents is None:
        drafted = _drafted(session, draft)
        draft, contents = drafted.draft, drafted.contents
    else:
        contents = _dated(contents, on)
        drafted = _drafted(session, draft) if draft is not None else None
    submitted = session.submission(draft) if draft is not None else None
    _has_ended(session, setting)
    setting.lawful(
        submitted is not None
        and session.returned(submitted.draft) is None
        and all(one.draft != submitted.draft for one in session.notices),
        "issued-from-a-submitted-draft",
        OFFICE,
        draft=draft,
    )
    if session.of_the_party:
        _other_hands(setting, "drafter-is-not-issuer", drafted, act)
        _other_hands(setting, "submitter-is-not-issuer", submitted, act)
    setting.lawful(
        session.headed_by(act, setting.ward),
        "issuer-is-secretary-or-delegate",
        OFFICE,
        head=session.head,
        officer=act.officer,
        office=act.office,
    )
    setting.lawful(bool(contents.recipients), "notice-has-a-recipient", OWN_RECORD, number=number)
    setting.lawful(
        contents.follow_up is not None, "notice-names-who-follows-up", OFFICE, number=number
    )
    _check(session, setting, on, contents)
    return ConclusionIssued(
        on=on,
        number=number,
        body=act.body,
        officer=act.officer,
        office=act.office,
        draft=draft,
        contents=contents,
    )


def _drafted(session: "Session", draft: int | None) -> ConclusionDrafted:
    """The draft with that number, or the last one."""
    if draft is None:
        draft = max((one.draft for one in session.drafts), default=None)
    drafted = session.draft(draft) if draft is not None else None
    if drafted is None:
        raise Refused("conclusion-is-drafted", OFFICE, draft=draft)
    return drafted


def _has_ended(session: "Session", setting: Setting) -> None:
    setting.lawful(session.ended is not None, "session-has-ended", OFFICE)


def _drafter_is_not_submitter(session: "Session", setting: Setting, on: On) -> bool:
    """Whether two do it: as a regulation says, else as the plan names two, else as in the model."""
    _, switches = setting.law.chosen_on(first_day(on))
    chosen = switches.get("drafter_is_not_submitter")
    if chosen is not None:
        return chosen
    draft, submission = (
        setting.named_by_plan(kind, session.legal_basis, session.plan)
        for kind in ("conclusion_draft", "conclusion_submission")
    )
    if draft is None or submission is None:
        return True
    return bool(draft and submission) and draft.bodies.isdisjoint(submission.bodies)


def _other_hands(
    setting: Setting, rule: str, before: ConclusionDrafted | ConclusionSubmitted | None, act: Act
) -> None:
    """Nobody does two steps in a row: neither the same body nor the same officer.

    A body that carries on for the one before is the same.
    """
    if before is not None:
        setting.lawful(
            act.body not in (before.body, setting.ward.successor(before.body))
            and before.officer != act.officer,
            rule,
            SEPARATION,
            body=act.body,
            officer=act.officer,
            draft=before.draft,
        )


def _dated(contents: Contents, on: On) -> Contents:
    """The same, with what the words about deadlines come to where nothing else was said."""
    return attrs.evolve(
        contents, items=tuple(_item_dated(one, first_day(on).year) for one in contents.items)
    )


def _item_dated(item: Item, year: int) -> Item:
    read = due_said(item.due_text, year) if item.due_text else None
    if read is None or item.due is not None or item.standing or item.report:
        return attrs.evolve(item, standing=item.standing or item.report is not None)
    return attrs.evolve(item, due=read.last, standing=read.standing, report=read.report)


def _check_due(setting: Setting, item: Item) -> None:
    words, said = item.due_text, {"item": item.number, "due_text": item.due_text}
    if item.standing and item.due is not None:
        raise Refused("standing-has-no-last-day", DUE, item=item.number, due=item.due)
    if words is None:
        return
    read = due_said(words, item.due.year if item.due else None)
    setting.lawful(
        read is not None or item.due is not None or item.standing, "due-can-be-read", DUE, **said
    )
    setting.lawful(
        read is None or item.due is None or read.last in (None, item.due),
        "due-is-as-its-words-say",
        DUE,
        **said,
        due=item.due,
        read=read and read.last,
    )


def _check(session: "Session", setting: Setting, on: On, contents: Contents) -> None:
    numbers = [item.number for item in contents.items]
    for number in numbers:
        if number < 1 or numbers.count(number) > 1:
            raise Refused("items-are-numbered-once", OWN_RECORD, item=number)
    stands = session.notice.items if session.notice else ()
    dues = {item.number: item.due for item in stands}
    for item in contents.items:
        _check_item(session, setting, item)
        # What is kept of a notice that is replaced may be overdue already.
        if item.due != dues.get(item.number):
            _ahead(on, item.due, item.number)
    _ahead(on, contents.report_due, None)
    setting.known_body(contents.follow_up)
    for recipient in contents.recipients:
        setting.known_body(*recipient.bodies)


def _ahead(on: On, due: date | None, item: int | None) -> None:
    if due is not None and due < first_day(on):
        raise Refused("due-is-ahead", OWN_RECORD, item=item, due=due, on=first_day(on))


def _check_item(session: "Session", setting: Setting, item: Item) -> None:
    _check_due(setting, item)
    setting.known_body(item.lead, *item.supports, item.answered_by)
    one_lead("lead-is-not-its-own-support", item.lead, item.supports, ONE_HEAD, item=item.number)
    for opinion in item.opinions:
        if session.opinion(opinion) is None:
            raise Refused("opinion-is-voiced", OWN_RECORD, item=item.number, opinion=opinion)
    of_the_lead(
        "lead-officer-is-of-the-lead-body",
        setting,
        item.lead_officer,
        item.lead,
        ONE_HEAD,
        item=item.number,
    )
