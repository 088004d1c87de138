"""What several decisions ask of a session before anything may follow, and where it stands."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from dialogue_cases.errors import Refused
from dialogue_cases.law.citations import cited
from dialogue_cases.record import next_after
from dialogue_cases.vocabulary import (
    Act,
    On,
    PartyId,
    Sealed,
    first_day,
    last_day,
    local_time,
)
from dialogue_cases.ward import Setting

if TYPE_CHECKING:
    from dialogue_cases.session.state import Session


HOUSE_RULES = cited("session.house_rules")
SCHEDULE = cited("session.schedule")
CHAIR = cited("session.chair")
JOINT = cited("session.joint")
DELEGATION = cited("session.delegation")
BLOC = cited("session.bloc")
OFFICE = cited("session.office")
GOVERNMENT = cited("session.government")
FRONT = cited("session.front")
CELLS = cited("session.cells")
POSTPONEMENT = cited("session.postponement")
SEPARATION = cited("session.separation")
ONE_HEAD = cited("session.one_head")
DUE = cited("session.due")
OWN_RECORD = cited("session.own_record")


def not_cancelled(session: "Session") -> None:
    """Refuse what can't follow a cancellation: `session-is-not-cancelled`."""
    if session.cancelled is not None:
        raise Refused("session-is-not-cancelled", OWN_RECORD, reason=session.cancelled.reason)


def not_opened(session: "Session") -> None:
    """Refuse what can only happen before the session: `session-has-not-opened`."""
    if session.opened is not None:
        raise Refused("session-has-not-opened", OWN_RECORD, opened=session.opened.on)


def under_way(session: "Session", on: On) -> None:
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


def given_or_next(what: str, taken: Iterable[int], number: int | None) -> int:
    """The next number, or the one given: a late entry can't see the numbers of later days.

    Raises:
        Refused: `number-is-free`.
    """
    used = set(taken)
    if number is None:
        return next_after(used)
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


def later(on: On, than: On) -> bool:
    """Whether something surely happened later: on a later day, or at a later time of that day."""
    if first_day(on) != last_day(than):
        return first_day(on) > last_day(than)
    at, than_at = local_time(on), local_time(than)
    return at is not None and than_at is not None and at > than_at
