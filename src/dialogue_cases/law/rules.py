"""Quy định về thời hạn: what a rule of `deadlines.toml` and each of its versions say."""

from collections.abc import Mapping
from datetime import date
from typing import Literal, TypeAlias

from attrs import field, frozen

from dialogue_cases.vocabulary import BodyKind, Citation, OfficeKind
from dialogue_cases.workdays import Unit

FILE = "deadlines.toml"
"""The name of an edition's rules: one text, as it is kept in a log."""

Shape: TypeAlias = Literal["after", "before", "per-period", "recurring"]
"""Dạng: a term after an event, before a day that an event fixes, a duty of every period of the
ward, or one of every period of a case since an event ordered it (its `report` says how often)."""

Transition: TypeAlias = Literal["keep", "rederive", "restart"]
"""Chuyển tiếp: what a new version does to terms that are running when it comes into force.

`keep`: they end as they would have. `rederive`: they are counted anew from their own anchor,
and end no earlier than the day on which the version comes into force. `restart`: they are
counted anew from that day.
"""

Limit: TypeAlias = Unit | Literal["hours"]
"""Đơn vị của thời hạn: what a limit counts; hours only before a day with a known time."""

Duty: TypeAlias = Literal[
    "act",  # phải làm xong trước khi hết hạn
    "keep",  # phải giữ cho đến hết hạn
]
"""Loại nghĩa vụ: to do something by a day, or to keep something until a day."""

Switch: TypeAlias = Literal["chairman_receptions"]
"""Lựa chọn của phường: what the ward's own regulation says it keeps in this record.

`chairman_receptions`: the chairman's receptions (tiếp công dân của Chủ tịch UBND) too.
"""

Period: TypeAlias = Literal[
    "week",  # tuần
    "month",  # tháng
    "quarter-1",  # quý I
    "quarter-2",  # quý II
    "quarter-3",  # quý III
    "quarter-4",  # quý IV
    "half-year",  # 6 tháng
    "nine-months",  # 9 tháng
    "year",  # năm
]
"""Kỳ: a period of the year; a month is every month, a week every week from Monday to Sunday."""

Party: TypeAlias = Literal["complainant"]  # người khiếu nại
"""Công dân có quyền: whose right ends with a term."""

Fact: TypeAlias = str | int | bool
"""What a named fact of a case, or a field of an event, is compared with."""


@frozen(kw_only=True)
class Happening:
    """Sự kiện được nêu trong quy định: an event that a rule names.

    Args:
        event: its stored name, such as `session.ended`.
        where: fields of the event that must have these values; a dotted name looks into what
            a field holds (`document.style`).
        as_in: fields of the event that must hold what a named fact of the case says: a session
            opened by the officer to whom its chair was delegated.
        day_in: the field that holds the day which counts (a fixed or a decided day, or the day
            of a document); None when it is the day on which the event took effect.
        about: the field that says which fixed day, or which period, the event is about:
            an announcement of another day doesn't fulfil this one.
        says: fields that must be filled in: an announcement that leaves the place out doesn't
            fulfil this one either.
        of: the anchor that it answers: what is sent on a suspension fulfils nothing that
            is owed for a resumption.
        same: the field that must hold what it holds in the anchor: a reply answers the letter
            whose number it names. Of fixed days, the field that tells two apart that stand
            side by side.
    """

    event: str
    where: Mapping[str, Fact] = field(factory=dict)
    as_in: Mapping[str, str] = field(factory=dict)
    day_in: str | None = None
    about: str | None = None
    says: tuple[str, ...] = ()
    of: str | None = None
    same: str | None = None


@frozen(kw_only=True)
class BodyFact:
    """Dữ kiện về cơ quan: a named fact that holds where a field names a body of some kinds.

    Args:
        source: the field, as "petition.raised.received_by".
        kinds: the kinds of body of which it is so; of a body that nobody has recorded it isn't.
    """

    source: str
    kinds: frozenset[BodyKind]


@frozen(kw_only=True)
class OwedBy:
    """Bên có nghĩa vụ: an office, a kind of body, or the one whom a field of the anchor names.

    What a citizen may do within a time (`party`) is a right: when its time is over it has
    expired, and nobody is late.
    """

    office: OfficeKind | None = None
    body: BodyKind | None = None
    field: str | None = None
    party: Party | None = None


@frozen(kw_only=True)
class Bounds:
    """Giới hạn cho quy chế của phường: the least and the most that the ward may set itself."""

    least: int = 1
    most: int | None = None

    def holds(self, amount: int) -> bool:
        """Whether the ward may set this amount."""
        return self.least <= amount and (self.most is None or amount <= self.most)


@frozen(kw_only=True)
class RuleVersion:
    """Một phiên bản của quy định: what held from one day to another.

    Args:
        rule: the id of its rule.
        number: 1, 2, 3, … within the rule, as listed.
        since: the first day on which it is in force; None: at all times.
        until: the last day on which it is in force; None while it is.
        citation: where it stands, and how sure we are of it.
        owed_by: who must do it.
        amount: how many units (of a term) or how often (per period). None: no number is
            known, and only the ward's own regulation can set one.
        unit: what the amount counts; None for a number of times per period.
        own: set when the ward's own regulation may choose the amount.
        own_basis: the ward's own regulation, where that has chosen the amount.
        transition: what it does to terms that are running when it comes into force.
        when: named facts of the case that must have these values.
        discharged_by: what fulfils it.
        reopened_by: what undoes that.
        suspended_by: from which on days don't count …
        resumed_by: … and from which on they do again.
        extended_by: a decided day that replaces the due day, if decided in time.
        extension_rolls: by which reading the decided day rolls to the next working day when it
            is a day off; None: it stays.
        renewed_by: a new direction: a decided day that replaces the due day at any time.
        lapses_by: what makes it void, if it hasn't been fulfilled.
        periods: of which periods it is a duty.
        ends_on: on which day of its last month such a period ends (14: it runs from the
            15th to the 14th); None for whole calendar months.
        counts: what is counted in a period.
        counted: distinct days, or every time.
        to: whom a report goes to, as written.
    """

    rule: str
    number: int
    citation: Citation
    owed_by: OwedBy
    since: date | None = None
    until: date | None = None
    amount: int | None = None
    unit: Limit | None = None
    own: Bounds | None = None
    own_basis: Citation | None = None
    transition: Transition = "keep"
    when: Mapping[str, Fact] = field(factory=dict)
    discharged_by: tuple[Happening, ...] = ()
    reopened_by: tuple[Happening, ...] = ()
    suspended_by: tuple[Happening, ...] = ()
    resumed_by: tuple[Happening, ...] = ()
    extended_by: tuple[Happening, ...] = ()
    extension_rolls: Citation | None = None
    renewed_by: tuple[Happening, ...] = ()
    lapses_by: tuple[Happening, ...] = ()
    periods: tuple[Period, ...] = ()
    ends_on: int | None = None
    counts: tuple[Happening, ...] = ()
    counted: Literal["days", "times"] = "times"
    to: tuple[str, ...] = ()

    def in_force(self, on: date) -> bool:
        """Whether it is in force on a local day."""
        since, until = self.since, self.until
        return (since is None or since <= on) and (until is None or on <= until)

    def applies(self, facts: Mapping[str, Fact]) -> bool:
        """Whether a case is of the kind that it is about; a fact that nobody recorded is False."""
        for name, value in self.when.items():  # noqa: SIM110  # asked of most rules for each case
            if facts.get(name, False) != value:
                return False
        return True


@frozen(kw_only=True)
class Rule:
    """Quy định về thời hạn: one limit through all its versions.

    Args:
        id: its stable id, such as `P4`.
        slug: the same for readers, such as `conclusion-notice`.
        vi: what must be done, in Vietnamese.
        en: the same in English.
        shape: a term after an event, before a fixed day, or a duty of every period.
        anchor: the events that it is counted from, each its own obligation.
        expiry_of: the id of the rule whose expired term it is counted from instead, or as well.
        versions: every version, oldest first.
        duty: whether something must be done by the last day, or kept until it.
        switch: the ward owes it only while its own regulation has this switch on: a duty of
            those who may keep another book than this record.
        derived: False for a limit that others owe to others; it is told, and never held to be
            owed by the ward.
        as_planned: of a duty of a period: it is owed as often as the ward's own adopted plan of
            the year foresees it in that period, where one is adopted and no regulation says more.
    """

    id: str
    slug: str
    vi: str
    en: str
    shape: Shape
    versions: tuple[RuleVersion, ...]
    anchor: tuple[Happening, ...] = ()
    expiry_of: str | None = None
    duty: Duty = "act"
    switch: Switch | None = None
    derived: bool = True
    as_planned: bool = False

    @property
    def is_term(self) -> bool:
        """Whether it is a term counted in a case, and no duty of periods."""
        return self.shape in ("after", "before")

    def in_force(self, on: date, facts: Mapping[str, Fact] | None = None) -> RuleVersion | None:
        """The version in force on a local day, or None.

        Args:
            on: the day of the anchor: it decides which version holds.
            facts: named facts of the case; None: the first version, whatever its conditions.
        """
        for version in self.versions:
            if version.in_force(on) and (facts is None or version.applies(facts)):
                return version
        return None


@frozen(kw_only=True)
class Rules:
    """Các quy định: what `deadlines.toml` holds.

    Args:
        rules: in the order of the file.
        facts: of each named fact of a case, the fields that say it ("petition.classified.kind"),
            or the events by which it is so ("petition.complexity_found").
        bodies: the named facts that are about the kind of a body.
    """

    rules: tuple[Rule, ...]
    facts: Mapping[str, tuple[str, ...]]
    bodies: Mapping[str, BodyFact]
