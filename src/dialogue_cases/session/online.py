"""A reception held online: arranged, its connection tried out and made in time."""

from datetime import date
from typing import TYPE_CHECKING

import attrs
from attrs import frozen

from dialogue_cases.errors import Refused
from dialogue_cases.law.citations import cited
from dialogue_cases.law.grounds import in_force_since
from dialogue_cases.session.conditions import OWN_RECORD, not_cancelled, not_opened
from dialogue_cases.session.words import OnlineGround
from dialogue_cases.vocabulary import FreeText, LocalTime, On, Place
from dialogue_cases.ward import Setting

if TYPE_CHECKING:
    from dialogue_cases.session.state import Session


ONLINE = cited("session.online")
SINCE = in_force_since("decrees_of_2026")


@frozen(kw_only=True)
class OnlineArranged:
    """Tổ chức tiếp công dân trực tuyến: the reception of this day is held online.

    Args:
        day: the local day for which the reception is fixed …
        at: … and its local time, if one is fixed; the last hour is counted to it.
        ground: which of the listed cases it is.
        centre: the central place (điểm cầu trung tâm) …
        places: … and the places that are connected with it (điểm cầu thành phần).
    """

    on: On
    day: date
    ground: OnlineGround
    centre: Place
    places: tuple[Place, ...]
    at: LocalTime | None = None


def arrange_online(
    session: "Session",
    setting: Setting,
    *,
    on: On,
    ground: OnlineGround,
    centre: Place,
    places: tuple[Place, ...],
) -> list[OnlineArranged]:
    """Tổ chức tiếp công dân trực tuyến on the day that is fixed; the same again adds nothing.

    The day and its time are those for which the reception is fixed. When they change, it is
    arranged again, so that the terms before it are counted to the new ones.

    Args:
        ground: which of the cases listed in Nghị định 154/2026/NĐ-CP, Điều 20 it is.
        centre: the central place (điểm cầu trung tâm).
        places: the places connected with it (điểm cầu thành phần), at least one.

    Raises:
        Refused: `session-is-fixed`, `session-is-not-cancelled`, `session-has-not-opened`,
            `online-has-places`; unlawful: `online-is-a-reception`, `online-is-in-law` (a day
            before 01/07/2026).
    """
    not_cancelled(session)
    not_opened(session)
    if session.fixed is None:
        raise Refused("session-is-fixed", OWN_RECORD, period=session.period)
    if not places:
        raise Refused("online-has-places", ONLINE)
    event = OnlineArranged(
        on=on,
        day=session.fixed.day,
        at=session.fixed.at,
        ground=ground,
        centre=centre,
        places=places,
    )
    if session.online is not None and attrs.evolve(session.online, on=on) == event:
        return []
    setting.lawful(
        session.legal_basis == "citizen_reception",
        "online-is-a-reception",
        ONLINE,
        legal_basis=session.legal_basis,
    )
    setting.lawful(event.day >= SINCE, "online-is-in-law", ONLINE, day=event.day)
    return [event]


@frozen(kw_only=True)
class ConnectionTested:
    """Kết nối thử: the connection between the places was tried out.

    Args:
        day: the local day of the reception for which it was tried out.
        works: whether it worked at all places.
        note: what didn't, if anything.
    """

    on: On
    day: date
    works: bool
    note: FreeText | None = None


def try_connection(
    session: "Session", _: Setting, *, on: On, works: bool, note: str | None = None
) -> list[ConnectionTested]:
    """Kết nối thử giữa các điểm cầu; each try is a new one, the same one adds nothing.

    Args:
        works: whether it worked at all places.
        note: what didn't, if anything.

    Raises:
        Refused: `online-is-arranged`.
    """
    event = ConnectionTested(on=on, day=_arranged(session).day, works=works, note=note)
    return [] if event in session.connection_tests else [event]


@frozen(kw_only=True)
class Connected:
    """Kết nối xong: all places see and hear each other before the reception begins.

    Args:
        on: when; without a time nobody can say whether it was an hour before.
        day: the local day of the reception.
    """

    on: On
    day: date


def connect(session: "Session", _: Setting, *, on: On) -> list[Connected]:
    """Kết nối xong: all places see and hear each other; asked twice adds nothing.

    Args:
        on: the day with its time: the law asks for an hour before.

    Raises:
        Refused: `online-is-arranged`.
    """
    day = _arranged(session).day
    if session.connected is not None and session.connected.day == day:
        return []
    return [Connected(on=on, day=day)]


def _arranged(session: "Session") -> OnlineArranged:
    if session.online is None:
        raise Refused("online-is-arranged", ONLINE)
    return session.online
