"""Phạm vi xuất: of which record, as known when, and what of it a reader may take away.

What nobody may read but named offices isn't in an export that names no asker. A denunciation is
there, and counted; but nothing says at which session it was raised or by whose neighbours, in its
own rows or in those of others.
"""

import hmac
import secrets
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time
from typing import Any

from attrs import field, frozen

from dialogue_cases.codec import LIFE_OF, stored_names
from dialogue_cases.errors import Invalid, NotFound, Refused
from dialogue_cases.law import Law
from dialogue_cases.office import Office
from dialogue_cases.office.checks import IN_OFFICE
from dialogue_cases.office.holding import told_to
from dialogue_cases.office.restricted import may_read
from dialogue_cases.office.secrecy import SECRET, Secrecy
from dialogue_cases.office.unsealing import may_be_told
from dialogue_cases.petition import Classified, Raised
from dialogue_cases.proceeding import Received
from dialogue_cases.projection import LifeAsKnown
from dialogue_cases.record import Known, OpeningsHeldBack, Recorded
from dialogue_cases.roles import WHO_DECIDES
from dialogue_cases.store import Store
from dialogue_cases.store.following import last_known, lives
from dialogue_cases.vocabulary import Act, OfficerId, StreamId, SystemAct

KEY_BYTES = 32
"""How long an export key is."""


@frozen(kw_only=True)
class ExportScope:
    """Phạm vi xuất: what the rows of an export are made with; it can be sent to another process.

    Args:
        ward: the ward's code.
        law: with the ward's own regulations.
        on: the local day at whose end it is said how things stand.
        known: as was on record at the end of this local day, or at exactly this position.
        upto: the position of the last fact that is read.
        key: the export key, by which pseudonyms are made.
        officers: whether officers stand by their ids.
        texts: whether texts stand in clear …
        restricted: … and in which lives, by their first words, restricted ones too.
        untold: lives of which a reader who hasn't asked for them may not be told whose they are.
        withheld: the positions of facts that are held back while an inspection goes on.
    """

    ward: str
    law: Law = field(repr=False)
    on: date
    known: Known | None
    upto: int
    key: bytes = field(repr=False)
    officers: bool = False
    texts: bool = False
    restricted: frozenset[str] = frozenset()
    untold: frozenset[StreamId] = field(default=frozenset(), repr=False)
    withheld: frozenset[int] = frozenset()

    def pseudonym(self, of: str, value: str) -> str:
        """What stands for a value: HMAC-SHA256 under the export key, its first 16 bytes in hex.

        Args:
            of: what it is, so that a party and a text never share one: `officer`, `party`, `text`.
            value: the value.
        """
        return hmac.digest(self.key, f"{of}:{value}".encode(), "sha256")[:16].hex()

    def officer(self, one: OfficerId) -> str:
        """How an officer is named: by a pseudonym, or by id."""
        return one if self.officers else self.pseudonym("officer", one)

    def other(self, stream: StreamId, named: StreamId | None) -> StreamId | None:
        """A life that is named in a row of another one; None where it isn't to be told.

        Args:
            stream: whose row it is.
            named: which life is named there.
        """
        if named == stream or not self.untold & {stream, named}:
            return named
        return None

    def life(self, history: Sequence[Recorded[Any]], store: Store) -> "ExportedLife":
        """A life of which rows are made, as far as it is read.

        Args:
            history: its stream, by version.
            store: the log that it stands in.
        """
        return ExportedLife(history, self.law, self.known, store=store, upto=self.upto)

    @property
    def key_name(self) -> str:
        """What tells one export key from another, and nothing of the key."""
        return self.pseudonym("key", "")


@frozen
class ExportedLife(LifeAsKnown):
    """Một hồ sơ được xuất: a life in its log, where the tasks stand that came of it.

    Args:
        store: the log …
        upto: … and the position of the last fact that is read of it.
    """

    store: Store = field(kw_only=True, repr=False)
    upto: int = field(kw_only=True)

    @property
    def tasks(self) -> Iterator[LifeAsKnown]:
        """The tasks that came of it: their names begin with its own.

        Raises:
            CorruptLog: a fact of one can't be read back.
        """
        for history in lives(self.store, [f"task/{self.stream}"], self.upto):
            yield LifeAsKnown(history, self.law, self.known)


def scope_of(
    office: Office,
    *,
    on: date | None = None,
    known: Known | None = None,
    act: Act | SystemAct | None = None,
    officers: bool = False,
    texts: bool = False,
    key: bytes | None = None,
) -> ExportScope:
    """What an export of a record is made with.

    Args:
        office: whose record it is.
        on: the local day at whose end it is said how things stand; None: today.
        known: as was on record at the end of this local day, or at exactly this position.
        act: who reads, in which office; None: what anybody may read.
        officers: whether officers stand by their ids …
        texts: … and texts in clear, for whom the ward's roles allow it.
        key: 32 bytes, so that pseudonyms are those of other exports with it; None: a new one.

    Raises:
        Invalid: the key is too short, or nobody has said who reads what not everybody may.
        Refused: `office-is-held`, `role-may-decide`: it isn't for this office.
        NotFound: nothing was on record then.
    """
    if key is not None and len(key) != KEY_BYTES:
        raise Invalid(
            "it has {size} bytes",
            where="key",
            expected="{bytes} bytes",
            size=len(key),
            bytes=KEY_BYTES,
        )
    if officers:
        check_may(office, act, "export_officers")
    if texts:
        check_may(office, act, "export_texts")
    head = office.log.position
    upto = head
    if isinstance(known, int):
        upto = min(known, head)
    elif known is not None:
        upto = last_known(office.log, known, head)
    return ExportScope(
        ward=office.ward().code,
        law=office.law_known(known=known),
        on=on or office.today,
        known=known,
        upto=upto,
        key=key or secrets.token_bytes(KEY_BYTES),
        officers=officers,
        texts=texts,
        restricted=frozenset(one for one in LIFE_OF if may_read(office, act, StreamId(one))),
        untold=untold(office, act),
        withheld=frozenset(_withheld(office, act)),
    )


def check_may(office: Office, act: Act | SystemAct | None, power: str) -> None:
    """The ward's roles let this office take away what not everybody may.

    Args:
        office: whose record it is.
        act: who asks.
        power: what they want to take, one of `roles.EXPORTS`.

    Raises:
        Invalid: nobody has said who asks.
        Refused: `office-is-held`, `role-may-decide`.
    """
    if not isinstance(act, Act):
        raise Invalid("who reads isn't said", where="act", expected="an officer, in an office")
    ward = office.ward(effective=office.today)
    if not ward.holds(act.officer, act.office, act.body):
        raise Refused(
            "office-is-held", IN_OFFICE, officer=act.officer, office=act.office, body=act.body
        )
    if not office.roles.may_decide("*", power, act.office, ward.bodies[act.body].kind):
        raise Refused(
            "role-may-decide",
            WHO_DECIDES,
            office=act.office,
            body=act.body,
            life="*",
            decision=power.replace("_", "-"),
        )


_SECRET_WORDS = f"({' OR '.join('instr(state, ?)' for _ in SECRET)})"


def _naming(office: Office, shapes: Iterable[type], more: str = "", *asked: str) -> list[StreamId]:
    """The lives with a fact of one of these kinds.

    Args:
        office: whose record it is.
        shapes: the classes of the facts.
        more: what else is asked of the fact, in SQL …
        asked: … and with what.
    """
    names = [name for one in shapes for name in stored_names(one)]
    question = "SELECT DISTINCT originator_id FROM stored_events WHERE topic IN "
    question += f"({', '.join('?' * len(names))}) {more}"
    with office.log.reading() as reading:
        found = reading.cursor.execute(question, (*names, *asked)).fetchall()
    return [StreamId(stream) for (stream,) in found]


def untold(office: Office, act: Act | SystemAct | None) -> frozenset[StreamId]:
    """The cases of which a reader may not be told whose they are: denunciations and tips.

    Few are looked at closely: those of which a fact has one of these words, those of which an
    entry was mended, and the cases that came of either.

    Args:
        office: whose record it is.
        act: who reads, in which office; None: nobody has said.
    """
    words = (f'"{one}"' for one in SECRET)
    kinds = (Raised, Classified, Received)
    secrecy, seen = Secrecy(office), set[StreamId]()
    for stream in (
        *_naming(office, kinds, f"AND {_SECRET_WORDS}", *words),
        *(one for one in office.log.mended() if one.startswith(_MAY_BE_SECRET)),
    ):
        if stream not in seen:
            seen.update(secrecy.of_one_name(stream))
    return frozenset(
        one
        for one in sorted(seen)
        if one.startswith(_MAY_BE_SECRET) and not _may_be_told(office, one, act, secrecy)
    )


_MAY_BE_SECRET = "petition/", "proceeding/"


def _may_be_told(
    office: Office, stream: StreamId, act: Act | SystemAct | None, secrecy: Secrecy
) -> bool:
    try:
        return may_be_told(office, stream, act, secrecy)
    except NotFound:  # it is named before it is entered: nothing of it is secret yet
        return True


def _withheld(office: Office, act: Act | SystemAct | None) -> Iterator[int]:
    """Where the facts stand that may not be told while an inspection goes on."""
    told = told_to(office, act)
    for stream in _naming(office, (OpeningsHeldBack,)):
        yield from (one.position for one in office.history(stream) if not told(one))


def spelt(at: time | None) -> str | None:
    """A local time as HH:MM:SS: Spark reads no times of day."""
    return None if at is None else at.strftime("%H:%M:%S")
