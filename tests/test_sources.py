"""Where a rule stands here: the ward's own plan or regulation, never another ward's."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest

from dialogue_cases import plan, session, ward
from dialogue_cases.errors import Refused
from dialogue_cases.office import Office
from dialogue_cases.plan import Contents
from dialogue_cases.plan_file import read_plan
from dialogue_cases.vocabulary import Document, SystemAct
from offices import Clock, an_office
from spec import act_of

EXAMPLES = Path(__file__).parents[1] / "examples"
DAY = date(2024, 3, 1)
OWN_PLAN = Document(kind="Kế hoạch", number="05-KH/ĐU")


@pytest.fixture
def office() -> Iterator[Office]:
    with an_office(Clock(DAY)) as made:
        yield made


def refusal(office: Office, stream: str = "dialogue/2024/1", on: date = DAY) -> Refused:
    """A dialogue is fixed without a place."""
    with pytest.raises(Refused) as caught:
        office.acting(act_of("bi-thu")).decide(
            stream,
            session.fix,
            on=on,
            day=date(2024, 3, 20),
            place=None,
            legal_basis="party_secretary_dialogue",
        )
    return caught.value


def regulate(office: Office, on: date, number: str, **said: Any) -> None:
    office.by_rule(SystemAct(rule="ward-set-up")).decide(
        ward.WARD,
        ward.adopt_regulation,
        on=on,
        kind="regulation",
        document=Document(kind="Quy chế", number=number, **said),
    )


def test_a_ward_that_has_said_nothing_is_told_whose_plan_it_is(office: Office) -> None:
    """No S for a plan that isn't the ward's own."""
    refused = refusal(office)

    assert "I" == refused.citation.certainty
    assert (
        "Như kế hoạch mẫu của phường Phổ Hoà (chưa được thông qua ở đây), phần II"
        == refused.citation.text
    )
    assert str(refused).endswith(f"[{refused.citation}]")


def test_the_regulation_in_force_is_cited_where_there_is_no_plan(office: Office) -> None:
    """The one that holds on the day of the decision."""
    regulate(office, date(2024, 1, 1), "01-QC/ĐU")
    regulate(office, date(2024, 6, 1), "02-QC/ĐU")

    assert ("Quy chế 01-QC/ĐU", "S") == (
        (cited := refusal(office).citation).text,
        cited.certainty,
    )


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("19/QĐ-UBND", {}),
        ("19/QĐ-UBND", {"issuer": "UBND xã", "title": "Quy chế tiếp công dân"}),
        ("03-QC/ĐU", {"title": "Quy chế làm việc"}),
        ("20/QĐ-UBND", {"issuer": "UBND phường", "title": "Quy chế đối thoại của Chủ tịch"}),
    ],
)
def test_a_regulation_about_something_else_isnt_cited(
    office: Office, number: str, said: dict[str, str]
) -> None:
    """Of the state's, or not about dialogues: it says nothing of what the plan does."""
    regulate(office, date(2024, 1, 1), number, **said)

    assert "I" == refusal(office).citation.certainty


def test_the_wards_own_plan_of_the_year_is_cited_by_its_own_parts() -> None:
    """The plan that the year's story adopts; its parts are found by what stands in them."""
    contents = read_plan(EXAMPLES / "pho_hoa_2023" / "plan.toml").contents
    adopted = plan.Plan(
        drafted=plan.Drafted(on=DAY, year=2024, contents=_moved(contents)),
        adopted=plan.Adopted(on=DAY, document=OWN_PLAN),
    )
    texts = [
        cited.text
        for citation in (
            session.conditions.OFFICE,
            session.conditions.HOUSE_RULES,
            session.conditions.GOVERNMENT,
            plan.decisions.SIGNATURE,
        )
        if (cited := plan.cited_in(adopted, citation)) is not None
    ]

    assert [
        "Kế hoạch 05-KH/ĐU, phần IV.2",
        "Kế hoạch 05-KH/ĐU, phần I.2",
        "Kế hoạch 05-KH/ĐU, phần IV.3.1",
        "Kế hoạch 05-KH/ĐU",
    ] == texts


def test_a_plan_that_was_only_drafted_isnt_cited() -> None:
    """Nothing follows from a draft."""
    contents = read_plan(EXAMPLES / "pho_hoa_2023" / "plan.toml").contents
    drafted = plan.Plan(drafted=plan.Drafted(on=DAY, year=2024, contents=contents))

    assert plan.cited_in(drafted, session.conditions.OFFICE) is None


def test_what_is_owed_is_explained_by_the_wards_own_source(office: Office) -> None:
    """P4 stands in the regulation here; in English and in Vietnamese."""
    regulate(office, date(2024, 1, 1), "01-QC/ĐU")
    (p5, *_) = (
        one
        for one in office.ward_obligations(first=date(2024, 1, 1), last=date(2024, 3, 31))
        if one.rule.id == "P5"
    )

    assert "Căn cứ: Quy chế 01-QC/ĐU (S: theo văn bản riêng của địa phương)" in p5.explain("vi")


def test_what_isnt_adopted_is_said_so_in_both_languages(office: Office) -> None:
    """As in the model plan, and that it is one."""
    (p5, *_) = (
        one
        for one in office.ward_obligations(first=date(2024, 1, 1), last=date(2024, 3, 31))
        if one.rule.id == "P5"
    )

    assert any("kế hoạch mẫu của phường Phổ Hoà" in line for line in p5.explain("vi"))
    assert any("model plan of Phổ Hoà, not adopted here" in line for line in p5.explain("en"))


def test_no_refusal_cites_another_wards_plan_as_its_own() -> None:
    """Every source in a plan is one that the ward's own takes the place of."""
    written = [
        path.name
        for path in (Path(session.__file__).parents[1]).rglob("*.py")
        if "đối thoại năm 2023" in path.read_text(encoding="utf-8")
    ]

    assert [] == written


def _moved(contents: Contents) -> Contents:
    """The same plan with its last part numbered IV."""

    def moved(headings: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one.replace("III-", "IV-") for one in headings)

    duties: Any = tuple(attrs.evolve(one, headings=moved(one.headings)) for one in contents.duties)
    return attrs.evolve(contents, duties=duties)
