"""What can happen to the conclusion of a session: drafted, submitted, issued, replaced."""

from datetime import date

from attrs import frozen

from dialogue_cases.vocabulary import BodyId, DocumentNumber, OfficeKind, OfficerId, On, Recipient


@frozen(kw_only=True)
class Item:
    """Mục của thông báo kết luận: what is to be done, by one head, with whom, until when.

    A notice that replaces another keeps an item's number; a new item takes a number that no
    earlier notice of the session has used, because its task is named by it.

    Args:
        number: 1, 2, … in the session.
        decision: what is to be done.
        view: quan điểm: how the secretary sees the matter.
        opinions: the numbers of the opinions that it answers.
        lead: the one body that is responsible …
        lead_officer: … and the person who leads it there, if the notice names one.
        supports: the bodies that co-operate.
        due: the local day until which it is to be done, as the notice says.
        answered_by: the body that answers the citizen.
    """

    number: int
    decision: str
    lead: BodyId
    view: str | None = None
    opinions: tuple[int, ...] = ()
    lead_officer: OfficerId | None = None
    supports: tuple[BodyId, ...] = ()
    due: date | None = None
    answered_by: BodyId | None = None


@frozen(kw_only=True)
class Contents:
    """Nội dung thông báo kết luận: what a notice says, drafted or issued.

    Args:
        items: what is to be done.
        summary: tổng hợp ý kiến.
        directions: general directions, paragraph by paragraph.
        recipients: nơi nhận.
        follow_up: the body that follows up and reports …
        report_due: … and until which local day, if the notice says.
    """

    items: tuple[Item, ...]
    summary: str = ""
    directions: tuple[str, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    follow_up: BodyId | None = None
    report_due: date | None = None


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


@frozen(kw_only=True)
class DraftCommented:
    """Góp ý dự thảo: what a body that co-operates says about a draft."""

    on: On
    draft: int
    body: BodyId
    officer: OfficerId
    text: str


@frozen(kw_only=True)
class ConclusionSubmitted:
    """Trình dự thảo: a draft is laid before the secretary."""

    on: On
    draft: int
    body: BodyId
    officer: OfficerId


@frozen(kw_only=True)
class ConclusionReturned:
    """Trả lại dự thảo: the secretary wants another draft."""

    on: On
    draft: int
    reason: str


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
    reason: str
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
