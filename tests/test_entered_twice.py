"""The same petition typed twice is shown before it is recorded; another one isn't held up."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from commands import BY_OFFICE, Run
from dialogue_cases import petition
from dialogue_cases.errors import Refused
from dialogue_cases.office import Office
from dialogue_cases.office.entered_twice import RECENT
from dialogue_cases.vocabulary import GroupId, StreamId
from offices import Clock, an_office
from spec import act_of

DAY = date(2023, 3, 1)
FIRST = StreamId("petition/2023/1")
RULE = "looks-entered-already"


@pytest.fixture
def office() -> Iterator[Office]:
    with an_office(Clock(date(2023, 3, 20))) as made:
        raised(made)
        yield made


def raised(
    office: Office, *, despite: Any = (), act: Any = None, key: str | None = None, **said: Any
) -> StreamId:
    told = {
        "on": DAY, "channel": "written", "gist": "Mương bị lấp", "received_by": "van-phong", **said
    }  # fmt: skip
    desk = office.acting(act or act_of("chanh-van-phong"), despite=despite, key=key)
    return desk.begin("petition/2023", petition.raise_petition, **told)[0].stream


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"gist": "MƯƠNG  bị lấp"},
        {"gist": "muong bi lap"},
        {"on": DAY + timedelta(days=3)},
        {"on": DAY - timedelta(days=1)},
    ],
    ids=str,
)
def test_the_same_petition_typed_again_is_shown_first(office: Office, said: dict[str, Any]) -> None:
    """Arrow up and Enter makes no second one; the refusal names the first."""
    before = office.log.position
    with pytest.raises(Refused) as refused:
        raised(office, **said)

    assert (RULE, True, {"petition": FIRST, "on": DAY}) == (
        refused.value.rule,
        refused.value.unlawful,
        refused.value.data,
    )
    assert before == office.log.position


@pytest.mark.parametrize(
    "said",
    [
        {"gist": "Mương bị lấp hai lần"},
        {"on": DAY + timedelta(days=4)},
        {"channel": "oral"},
        {"group": GroupId("nho-lam")},
        {"people": 3},
        {"written_on": date(2023, 2, 27)},
        {"repeats": FIRST},
        {"book_entry": "Sổ 2023, số 7"},
    ],
    ids=str,
)
def test_another_petition_is_recorded_at_once(office: Office, said: dict[str, Any]) -> None:
    """What differs in anything that is written in clear, or is said to be another one."""
    assert "petition/2023/2" == raised(office, **said)


def test_two_people_who_hand_in_the_same_are_let_in(office: Office) -> None:
    """Whoever says so; who they are is sealed, so nobody compares it."""
    assert "petition/2023/2" == raised(office, despite=[(RULE, "hai hộ cùng nộp")])
    assert [RULE] == [one.rule for one in office.history("petition/2023/2")[0].despite]


def test_a_call_that_is_repeated_by_its_key_answers_as_before(office: Office) -> None:
    said = {"gist": "Xin sửa đèn đường", "key": "form-77"}

    assert raised(office, **said) == raised(office, **said)


def test_what_was_taken_out_can_be_typed_again(office: Office) -> None:
    office.acting(act_of("chanh-van-phong")).void(FIRST, version=1, on=DAY, reason="ghi nhầm")

    assert "petition/2023/2" == raised(office)


def test_only_the_last_petitions_are_looked_at(office: Office) -> None:
    """However long the book is, so that it costs the same in December."""
    for number in range(RECENT):
        raised(office, gist=f"Việc khác {number}")

    assert f"petition/2023/{RECENT + 2}" == raised(office)


def test_the_command_line_says_which_and_how_to_go_on(run: Run, ward: object) -> None:
    typed = (
        "petition", "raise-petition", "--new", "petition/2023", "--on", "2023-03-01", "--channel",
        "written", "--received-by", "van-phong", "--gist", "Xin sửa cống", *BY_OFFICE,
    )  # fmt: skip
    run(*typed)
    again = run(*typed)

    assert 1 == again.code
    assert "petition/2023/1" in again.err
    assert f"--despite {RULE}=" in again.err
    assert 0 == run(*typed, "--despite", f"{RULE}=hai hộ cùng nộp").code
