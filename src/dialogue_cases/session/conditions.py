"""What several decisions ask of a session before anything may follow, and where it stands."""

from collections.abc import Iterable

from dialogue_cases.errors import Refused
from dialogue_cases.session.state import Session, later
from dialogue_cases.vocabulary import (
    Act,
    Citation,
    On,
    PartyId,
    Sealed,
    in_the_plan,
)
from dialogue_cases.ward import Setting

HOUSE_RULES = in_the_plan(
    "I.2",
    "requirements",
    note="a dialogue follows the decision on the house rules (nội quy)",
)
SCHEDULE = in_the_plan(
    "II",
    "sessions",
    note="each dialogue stands under a quarter, with group, topic, place and month",
)
CHAIR = in_the_plan(
    "II",
    "sessions",
    note="the secretary holds the dialogue himself",
)
DELEGATION = Citation(
    text="Quy định của TP. Hồ Chí Minh thực hiện Quy định số 11-QĐi/TW (tương tự)",
    certainty="I",
    note="as a newspaper reports it (sggp.org.vn, post525882); a rule elsewhere, our analogy: "
    "the head may let a deputy or a member of the Standing Board act",
)
BLOC = in_the_plan(
    "III.1",
    "conclusion_draft",
    note="the mass mobilisation bloc or officer drafts the conclusion, with the bodies concerned",
)
OFFICE = in_the_plan(
    "III.2",
    "conclusion_submission",
    note="the Office advises the invitees, sends the invitations and submits the draft conclusion",
)
GOVERNMENT = in_the_plan(
    "III.3",
    "government_review",
    note="the People's Council's standing body and the People's Committee review and report",
)
FRONT = in_the_plan(
    "III.4",
    "public_opinion",
    note="the Front and the organisations follow opinion among members and people",
)
CELLS = in_the_plan(
    "III.5",
    "local_mood",
    note="the Party cells report on the mood of their place",
)
POSTPONEMENT = Citation(
    text="Luật Tiếp công dân 2013, Điều 24 khoản 4 (tương tự)",
    certainty="I",
    note="the article (read) is on reception days: put off for good reason only, and the new "
    "time is announced; for dialogues, and for calling one off, it is our analogy",
)
SEPARATION = in_the_plan(
    "III.1 và III.2",
    "conclusion_submission",
    certainty="I",
    note="our reading: one body drafts, another submits, the secretary issues (law.md R65)",
)
ONE_HEAD = in_the_plan(
    "I.2 và III",
    "requirements",
    certainty="I",
    note="our reading: one head is responsible, those who co-operate are others (law.md R12)",
)
OWN_RECORD = Citation(
    text="Sổ theo dõi buổi tiếp dân, đối thoại của phường",
    certainty="I",
    note="how this record is kept",
)


def not_cancelled(session: Session) -> None:
    """Refuse what can't follow a cancellation: `session-is-not-cancelled`."""
    if session.cancelled is not None:
        raise Refused("session-is-not-cancelled", OWN_RECORD, reason=session.cancelled.reason)


def not_opened(session: Session) -> None:
    """Refuse what can only happen before the session: `session-has-not-opened`."""
    if session.opened is not None:
        raise Refused("session-has-not-opened", OWN_RECORD, opened=session.opened.on)


def under_way(session: Session, on: On) -> None:
    """Refuse what can only happen at the session: `session-is-open`.

    What is entered after the session, for its day, is in time.
    """
    if session.opened is None:
        raise Refused("session-is-open", OWN_RECORD, on=on)
    if session.ended is not None and later(on, session.ended.on):
        raise Refused("session-is-open", OWN_RECORD, on=on, ended=session.ended.on)


def officer(setting: Setting) -> Act:
    """Who acts, refused as `an-officer-decides` where it would follow by rule."""
    if not isinstance(setting.act, Act):
        raise Refused("an-officer-decides", SEPARATION, rule_acting=setting.act.rule)
    return setting.act


def next_number(what: str, taken: Iterable[int], number: int | None) -> int:
    """The next number, or the one given: a late entry can't see the numbers of later days.

    Raises:
        Refused: `number-is-free`.
    """
    used = set(taken)
    if number is None:
        return max(used, default=0) + 1
    if number < 1 or number in used:
        raise Refused("number-is-free", OWN_RECORD, what=what, number=number)
    return number


def sealed_under_the_party(party: PartyId | None, *data: Sealed | None) -> None:
    """Refuse a speaker's data under another key than the speaker's: `sealed-under-the-party`.

    Otherwise erasing the party would leave them readable.
    """
    for sealed in data:
        if sealed is not None and sealed.key != party:
            raise Refused(
                "sealed-under-the-party",
                OWN_RECORD,
                party=party,
                key=sealed.key,
                field=sealed.field,
            )
