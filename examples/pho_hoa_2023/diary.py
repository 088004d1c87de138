"""Sổ nhật ký: a year written down chapter by chapter, and entered into a store day by day.

A chapter tells one session from its preparation to its last promise. The chapters overlap in
time, so nothing is entered while they are told: each writes entries, and `enter` puts all of
them into the office in the order of the days on which they are typed in.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from attrs import define, evolve, field, frozen

from dialogue_cases.office import Office
from dialogue_cases.record import LOCAL, Recorded
from dialogue_cases.vocabulary import Act, OfficerId, Operator, When
from dialogue_cases.ward import Ward

LABEL = "[ví dụ hư cấu]"
"""What marks an invented text."""

CLERK = Operator(id="van-thu", channel="ví dụ hư cấu", authenticated="kịch bản")
"""Who types everything in: each envelope in the store says that it is fiction."""

Decision = Callable[..., Sequence[Any]]
Sealing = Callable[[Office, str], dict[str, Any]]


def day(number: int, month: int) -> date:
    """A local day of 2023, written as in Vietnam: the day first."""
    return date(2023, month, number)


class Clock:
    """The office's clock: four in the afternoon of the day that is being entered, and on."""

    def __init__(self, first: date) -> None:
        self.turn_to(first)

    def turn_to(self, today: date) -> None:
        """Go to the afternoon of a day."""
        self._now = datetime.combine(today, time(16), LOCAL).astimezone(UTC)

    def __call__(self) -> datetime:
        self._now += timedelta(seconds=1)
        return self._now


@define(kw_only=True, eq=False)
class Entry:
    """Mục ghi: one decision to be entered.

    Args:
        entered: the local day on which it is typed in.
        run: what is done then, with the office; it gives the recorded facts.
        facts: what was recorded, once it has been entered.
    """

    entered: date
    run: Callable[[Office], list[Recorded[Any]]]
    facts: list[Recorded[Any]] = field(factory=list)

    @property
    def version(self) -> int:
        """The version of the entry's own fact in its life."""
        return self.facts[0].version


class Diary:
    """Sổ nhật ký: what is to be entered, in the order in which it is told."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []

    def add(self, entered: date, run: Callable[[Office], list[Recorded[Any]]]) -> Entry:
        """Write something down for a day."""
        self.entries.append(Entry(entered=entered, run=run))
        return self.entries[-1]

    def page(self, stream: str) -> "Page":
        """The page of one life."""
        return Page(self, stream)

    def enter(self, office: Office, clock: Clock) -> None:
        """Enter everything, in the order of the days."""
        for entry in sorted(self.entries, key=lambda one: one.entered):
            clock.turn_to(entry.entered)
            entry.facts = entry.run(office)


@frozen
class Speaker:
    """Người phát biểu, người nộp đơn: an invented person; name and address are sealed."""

    name: str
    address: str


@frozen
class Page:
    """Trang sổ: writes down what is decided in one life."""

    diary: Diary
    stream: str

    def of(self, stream: str) -> "Page":
        """Another life's page in the same diary."""
        return evolve(self, stream=stream)

    def __call__(
        self,
        on: date,
        officer: str,
        decision: Decision,
        /,
        *,
        hour: time | None = None,
        entered: date | None = None,
        despite: Sequence[tuple[str, str]] = (),
        corrects: Entry | None = None,
        begins: bool = False,
        speaker: Speaker | None = None,
        petitioner: Speaker | None = None,
        accused: Speaker | None = None,
        words: str | None = None,
        sealing: Sealing | None = None,
        **arguments: Any,
    ) -> Entry:
        """Write down one decision.

        Args:
            on: the local day on which it takes effect …
            officer: … decided by this officer, in the office that he holds …
            decision: … of this life …
            hour: … at this local time.
            entered: the local day on which it is typed in, if it isn't the same.
            despite: the rules that it breaks, each with the reason.
            corrects: the entry in whose place it stands.
            begins: whether the life begins here, under the next number of its series.
            speaker: who voiced an opinion.
            petitioner: who raised a petition.
            accused: whom it is about.
            words: what was said, to be sealed.
            sealing: gives further arguments that hold sealed data.
            arguments: whatever else the decision is asked with.
        """
        when = on if hour is None else When(day=on, at=hour)
        named = {"speaker": speaker, "petitioner": petitioner, "accused": accused}
        people = {role: person for role, person in named.items() if person is not None}

        def run(office: Office) -> list[Recorded[Any]]:
            desk = office.acting(
                act_of(office.ward(effective=on), officer),
                despite=despite,
                corrects=corrects.version if corrects else None,
            )
            given = dict(arguments)
            for role, person in people.items():
                given |= _sealed(office, self.stream, role, person)
            if words is not None:
                given["content"] = office.seal_content(self.stream, "content", words)
            if sealing is not None:
                given |= sealing(office, self.stream)
            if not begins:
                return desk.decide(self.stream, decision, on=when, **given)
            facts = desk.begin(self.stream.rpartition("/")[0], decision, on=when, **given)
            if facts[0].stream != self.stream:
                raise ValueError(f"told as {self.stream}, but numbered {facts[0].stream}")
            return facts

        return self.diary.add(entered or on, run)

    def void(self, on: date, officer: str, entry: Entry, *, reason: str) -> Entry:
        """Write down that an entry is taken out."""

        def run(office: Office) -> list[Recorded[Any]]:
            desk = office.acting(act_of(office.ward(effective=on), officer))
            return desk.void(self.stream, version=entry.version, on=on, reason=reason)

        return self.diary.add(on, run)


def act_of(ward: Ward, officer: str) -> Act:
    """The act of an officer in the office that the ward knows; nobody acts by name."""
    held = next(one for one in ward.holdings if one.officer == officer)
    return Act(officer=OfficerId(officer), office=held.office, body=held.body)


def _sealed(office: Office, stream: str, role: str, person: Speaker) -> dict[str, Any]:
    party = office.new_party(stream)
    return {
        "party": party,
        f"{role}_name": office.seal(party, f"{role}_name", person.name),
        f"{role}_address": office.seal(party, f"{role}_address", person.address),
    }
