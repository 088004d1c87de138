"""given … when … then: events in, events out.

given(session, Fixed(…)).when(session.end, on=…).then(Ended(…))
given(session).when(session.end, on=…).refused("session-is-open")
"""

from collections.abc import Callable, Sequence
from datetime import date
from types import ModuleType
from typing import Any

import attrs
import pytest

from dialogue_cases import ward as ward_life
from dialogue_cases.errors import Refused
from dialogue_cases.law import Law
from dialogue_cases.proposal import ask
from dialogue_cases.vocabulary import (
    Act,
    BodyId,
    GroupId,
    OfficeKind,
    OfficerId,
    StreamId,
    SystemAct,
)
from dialogue_cases.ward import Appointed, BodyEstablished, GroupEstablished, Setting, Ward

SINCE = date(2020, 7, 1)

BODIES: tuple[tuple[str, str, str], ...] = (
    ("dang-uy", "ward_party_committee", "Đảng uỷ phường"),
    ("ban-thuong-vu", "party_standing_board", "Ban Thường vụ Đảng uỷ"),
    ("van-phong", "party_office", "Văn phòng Đảng ủy - Kiểm tra - Tuyên giáo - Dân vận"),
    ("dan-van", "mass_mobilisation_bloc", "Khối Dân vận Đảng uỷ"),
    ("kiem-tra", "party_inspection_committee", "Uỷ ban Kiểm tra Đảng uỷ"),
    ("ubnd", "people_committee", "Uỷ ban nhân dân phường"),
    ("hdnd", "people_council_standing_body", "Thường trực HĐND phường"),
    ("mttq", "fatherland_front", "Uỷ ban Mặt trận Tổ quốc phường"),
    ("dai-truyen-thanh", "public_address_station", "Đài truyền thanh phường"),
    ("chi-bo-nho-lam", "party_cell", "Chi bộ TDP Nho Lâm"),
    ("thi-uy", "superior_party_committee", "Ban Thường vụ Thị uỷ"),
)
"""The bodies of the ward in every test: id, kind, name."""

OFFICERS: tuple[tuple[str, OfficeKind, str, str], ...] = (
    ("bi-thu", "party_secretary", "dang-uy", "Bí thư Đảng uỷ"),
    ("pho-bi-thu", "deputy_party_secretary", "dang-uy", "Phó Bí thư Đảng uỷ"),
    ("chu-tich", "people_committee_chair", "ubnd", "Chủ tịch UBND"),
    ("chanh-van-phong", "head", "van-phong", "Chánh Văn phòng"),
    ("truong-khoi", "head", "dan-van", "Trưởng Khối Dân vận"),
    ("can-bo-dan-van", "mass_mobilisation_officer", "dan-van", "Cán bộ phụ trách dân vận"),
    ("chu-nhiem", "head", "kiem-tra", "Chủ nhiệm Uỷ ban Kiểm tra"),
    ("chu-tich-mttq", "head", "mttq", "Chủ tịch Mặt trận"),
    ("bi-thu-nho-lam", "cell_secretary", "chi-bo-nho-lam", "Bí thư chi bộ Nho Lâm"),
)
"""Who holds which office in every test: officer, office, body, title."""


def established() -> list[BodyEstablished]:
    """The bodies of `a_ward` as the facts that established them."""
    return [
        BodyEstablished(on=one.since, body=one.id, kind=one.kind, name=one.name)
        for one in a_ward().bodies.values()
    ]


def a_ward() -> Ward:
    """The ward of every test, as it stands after `BODIES`, `OFFICERS` and one group."""
    state = ward_life.INITIAL
    for body, kind, name in BODIES:
        state = ward_life.evolve(
            state,
            BodyEstablished(
                on=SINCE,
                body=BodyId(body),
                kind=kind,  # type: ignore[arg-type]
                name=name,
                superior=kind.startswith("superior"),
            ),
        )
    for officer, office, body, title in OFFICERS:
        state = ward_life.evolve(
            state,
            Appointed(
                on=SINCE, officer=OfficerId(officer), office=office, body=BodyId(body), title=title
            ),
        )
    for group, name in (("nho-lam", "TDP Nho Lâm"), ("an-thuong", "TDP An Thường")):
        state = ward_life.evolve(
            state,
            GroupEstablished(
                on=SINCE,
                group=GroupId(group),
                name=name,
                cell=BodyId("chi-bo-nho-lam") if group == "nho-lam" else None,
                community_house=f"Nhà sinh hoạt cộng đồng {name}",
            ),
        )
    return state


def act_of(officer: str) -> Act:
    """An act of one of `OFFICERS`, in the first office listed for them."""
    for who, office, body, _ in OFFICERS:
        if who == officer:
            return Act(officer=OfficerId(who), office=office, body=BodyId(body))
    raise LookupError(officer)


SECRETARY = act_of("bi-thu")


@attrs.frozen
class When:
    """A decision about to be made; `.then` and `.refused` say what must come of it."""

    run: Callable[[], Sequence[Any]]

    def then(self, *events: Any) -> None:
        """These events follow, and no others; none means that it adds nothing."""
        actual = tuple(self.run())

        assert events == actual

    def refused(self, rule: str, **data: Any) -> Refused:
        """The decision is refused under that rule, with at least that data."""
        with pytest.raises(Refused) as caught:
            self.run()

        assert rule == caught.value.rule
        assert data.items() <= dict(caught.value.data).items()
        assert caught.value.citation.text
        return caught.value


@attrs.frozen
class Given:
    """A life after some events, in a ward, with somebody about to decide."""

    life: ModuleType
    events: tuple[Any, ...]
    act: Act | SystemAct = SECRETARY
    ward: Ward = attrs.field(factory=a_ward)
    law: Law = attrs.field(factory=lambda: _law())
    waived: frozenset[str] = frozenset()
    stream: StreamId | None = None

    def by(self, act: Act | SystemAct | str) -> "Given":
        """… decided by this officer (of `OFFICERS`), or by this act."""
        return attrs.evolve(self, act=act_of(act) if isinstance(act, str) else act)

    def despite(self, *rules: str) -> "Given":
        """… although these rules are broken."""
        return attrs.evolve(self, waived=frozenset(rules))

    def within(self, ward: Ward) -> "Given":
        """… in this ward."""
        return attrs.evolve(self, ward=ward)

    def in_life(self, stream: StreamId) -> "Given":
        """… in this life."""
        return attrs.evolve(self, stream=stream)

    def when(self, decision: Callable[..., Sequence[Any]], **arguments: Any) -> When:
        """… this is decided."""
        setting = Setting(
            act=self.act, ward=self.ward, law=self.law, waived=self.waived, stream=self.stream
        )
        return When(lambda: ask(decision, self.state, setting, arguments))

    @property
    def state(self) -> Any:
        """What is known of the life after the given events."""
        state = self.life.LIFE.initial
        for event in self.events:
            state = self.life.LIFE.evolve(state, event)
        return state


def given(life: ModuleType, *events: Any) -> Given:
    """A life to which these events have happened, in this order."""
    return Given(life, events)


def _law() -> Law:
    from dialogue_cases.law import load_law

    return load_law()
