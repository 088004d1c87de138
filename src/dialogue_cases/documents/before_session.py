"""Văn bản trước buổi đối thoại: invitations, and the text that the loudspeakers read out."""

from collections.abc import Mapping
from datetime import date

from dialogue_cases.documents import issuing
from dialogue_cases.documents.sheet import (
    COMMITTEE,
    GOVERNMENT,
    Context,
    DocumentSheet,
    Signer,
    draft_mark,
    framed,
)
from dialogue_cases.documents.wording import (
    BLANK,
    ended,
    hour,
    inside,
    moment,
    place_of,
    topics_of,
    weekday,
    word,
    written,
)
from dialogue_cases.errors import Invalid
from dialogue_cases.session import Cancelled, InvitationIssued, Invitee, Postponed, Session
from dialogue_cases.vocabulary import OfficeKind, OfficerId, On, When, first_day


def invitations(state: Session, sheet: DocumentSheet) -> Context:
    """Giấy mời: one for each invitee, those issued with their number, the others as drafts.

    `sheet.which` chooses one invitee by its place in the list of those approved.

    Raises:
        Invalid: the session is cancelled, so that nobody is invited to it.
    """
    if state.cancelled is not None:
        raise Invalid(
            "nobody is invited to {stream}: it was cancelled",
            where="invitation",
            expected="the announcement, which says so",
            stream=sheet.stream,
        )
    issued = {one.invitee: one for one in _in_force(state)}
    invitees = list(dict.fromkeys((*(state.approved or state.proposed), *issued)))
    if sheet.which is not None:
        one = sheet.chosen(invitees)
        invitees = [one] if one else []
    letters = [_letter(state, sheet, invitee, issued.get(invitee)) for invitee in invitees]
    return {"letters": letters or [_letter(state, sheet, Invitee(name=BLANK), None)]}


def _in_force(state: Session) -> list[InvitationIssued]:
    """Those issued for the day that is fixed now; others were overtaken by a postponement."""
    day = state.fixed.day if state.fixed else None
    return [one for one in state.invitations if one.day == day]


def _letter(
    state: Session, sheet: DocumentSheet, invitee: Invitee, issued: InvitationIssued | None
) -> Context:
    arranged = state.arranged
    signer = issuer_of(state, sheet)
    by = sheet.signer_of(issued) if issued else None
    if by and sheet.issuer(by).of_the_state == sheet.issuer(signer).of_the_state:
        signer = by
    return {
        **framed(
            sheet,
            signer=signer,
            kind="GIẤY MỜI",
            abbreviation="GM",
            title=f"dự {subject(state, sheet)}",
            number=issued.number if issued else None,
            day=first_day(issued.on) if issued else None,
            draft="" if issued else draft_mark(),
            recipients=sheet.issuer(signer).recipients("Như kính gửi"),
        ),
        "invitee": invitee.name,
        "subject": subject(state, sheet),
        "topics": ended(topics_of(state.topics)) if state.topics else "",
        "time": _time(state),
        "place": place_of(arranged.place if arranged else state.place),
        "chair": chair_of(state, sheet),
        "chaired": chaired(state),
        "prepare": [
            one.question for one in state.questions if invitee.body in _answering(state, one.number)
        ],
    }


def _answering(state: Session, question: int) -> set[str]:
    return {one.body for one in state.prepared_answers if one.question == question}


def announcement(state: Session, sheet: DocumentSheet) -> Context:
    """Thông báo trên đài truyền thanh: time, place and topic, so that people prepare opinions."""
    groups = ", ".join(sheet.group(one) for one in state.groups)
    about, called_off = _called_off(state, sheet)
    signer = issuer_of(state, sheet)
    return {
        **framed(
            sheet,
            signer=signer,
            kind="THÔNG BÁO",
            abbreviation="TB",
            title=f"về việc {about} {subject(state, sheet)}",
            number=sheet.number,
            day=sheet.day if sheet.number else None,
            draft="" if state.fixed or state.cancelled else draft_mark(),
            recipients=sheet.issuer(signer).recipients(*_hearing(state, sheet)),
        ),
        "subject": subject(state, sheet),
        "audience": f"{people_of(state)} {groups or f'trong {sheet.unit.kind}'}",
        "chair": chair_of(state, sheet),
        "chaired": chaired(state),
        "topics": ended(topics_of(state.topics)) if state.topics else "",
        "time": _time(state),
        "place": place_of(state.place),
        "called_off": called_off,
    }


def _hearing(state: Session, sheet: DocumentSheet) -> list[str]:
    """Who passes it on to the people, of those on record: the station, and cells or groups."""
    found = issuing.names_on_record(sheet.ward, ["public_address_station"])
    if not state.of_the_party:
        return [*found, *map(sheet.group, state.groups)]
    return [*found, issuing.cells(sheet.ward)]


def issuer_of(state: Session, sheet: DocumentSheet, *, its_head: bool = False) -> Signer | None:
    """Who signs the papers of a session, of the Party or of the People's Committee.

    Args:
        its_head: whether a paper is signed by who holds the session, or else by the office.
    """
    if not state.of_the_party:
        return sheet.head_of(GOVERNMENT)
    return sheet.head_of(COMMITTEE) if its_head else sheet.head_of("party_office", COMMITTEE)


def _called_off(state: Session, sheet: DocumentSheet) -> tuple[str, str]:
    """What the people are told: that it is held, or that it isn't (then nobody is invited)."""
    off: Cancelled | Postponed
    if state.cancelled is not None:
        about, off, day = "không tổ chức", state.cancelled, state.fixed and state.fixed.day
        new = ""
    elif state.fixed is None and state.postponed:
        about, off = "hoãn", state.postponed[-1]
        day = off.day
        time = f"dự kiến {_put_off_to(state, off.to)}" if off.to else "sẽ được thông báo sau"
        new = f" Thời gian tổ chức mới: {time}."
    else:
        return "tổ chức", ""
    told = subject(state, sheet)
    dated = f" dự kiến vào {weekday(day)}, {written(day)}" if day else ""
    return about, (
        f"{told[0].upper()}{told[1:]}{dated} nay {about}. Lý do: {ended(off.reason)}{new}"
    )


def _time(state: Session) -> str:
    arranged = state.fixed
    if arranged is None:
        if state.period:
            return _put_off_to(state, state.period)
        return f"… giờ …, {written(None)}"
    return f"{hour(arranged.at)}, {weekday(arranged.day)}, {written(arranged.day)}"


def _put_off_to(state: Session, to: On) -> str:
    """The new day, at the hour that had been fixed where no other was said; or the new period."""
    return moment(When(day=to, at=state.at) if isinstance(to, date) else to)


def subject(state: Session, sheet: DocumentSheet, *, by_its_head: bool = False) -> str:
    """What a session is called inside a sentence.

    Args:
        by_its_head: whether the sentence has named already who holds it.
    """
    groups = ", ".join(sheet.group(one) for one in state.groups)
    holders = "" if by_its_head else _holders(state)
    match state.legal_basis:
        case "citizen_reception":
            return "buổi tiếp công dân" + (f" của {holders}" if holders else "")
        case "government_dialogue":
            head = f"của {holders} " if holders else ""
            name = f"hội nghị trao đổi, đối thoại {head}với {people_of(state)}"
        case "complaint_dialogue":
            name = "buổi đối thoại trong giải quyết khiếu nại"
        case _:
            head = f"giữa {holders} " if holders else ""
            name = f"buổi đối thoại trực tiếp {head}với {people_of(state)}"
    return f"{name} {groups}" if groups else name


def people_of(state: Session) -> str:
    """With whom it is held: the people, or those of them in particular."""
    return ", ".join(word(one) for one in state.audiences) or "Nhân dân"


CALLED: Mapping[OfficeKind, str] = {
    "party_secretary": "Bí thư Đảng ủy",
    "people_committee_chair": "Chủ tịch Ủy ban nhân dân",
    "people_council_chair": "Chủ tịch Hội đồng nhân dân",
}
"""Who holds a session, as its papers call them."""


def head_of(state: Session) -> str:
    """Who holds a session, by the office that the law or the plan gives it to."""
    return CALLED[state.head]


def _holders(state: Session) -> str:
    """In whose name it is held, and together with whom."""
    beside = [office for office, _ in _chairs(state) if office in CALLED]
    return ", ".join(CALLED[one] for one in dict.fromkeys((state.head, *beside)))


def chair_of(state: Session, sheet: DocumentSheet) -> str:
    """Who holds or held it, by office; of two, both."""
    chairs = [_comrade(sheet, office, officer) for office, officer in _chairs(state)]
    return " và ".join(dict.fromkeys(chairs))


def chaired(state: Session) -> str:
    """Chủ trì, đồng chủ trì: how it is or was held."""
    return "đồng chủ trì" if len(_chairs(state)) > 1 else "chủ trì"


def _chairs(state: Session) -> list[tuple[OfficeKind, OfficerId | None]]:
    if state.chairs:
        return [(one.office, one.chair) for one in state.chairs]
    to = state.delegated
    first = (to.office, to.officer) if to else (state.head, None)
    return [first, *((office, None) for office in state.together_with)]


def _comrade(sheet: DocumentSheet, office: OfficeKind, officer: OfficerId | None) -> str:
    for one in sheet.ward.holdings:
        if one.office == office and officer in (None, one.officer):
            return f"đồng chí {one.name}, {one.title}" if one.name else f"đồng chí {one.title}"
    return f"đồng chí {word(office)}"


def venue(state: Session) -> str:
    """Where it was held, as it reads inside a sentence."""
    return inside(place_of(state.place))
