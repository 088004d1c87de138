"""A store that 0.1 made is opened as it is: what it kept is read, and a repeated call is the same.

`data/store-0.1` was made by 0.1 and is never made again: SQL of the two databases, and the key.
"""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from dialogue_cases import Act, Office, petition, session
from dialogue_cases.errors import KeyReused
from dialogue_cases.proofs import Proofs, signing_key
from dialogue_cases.vocabulary import BodyId, OfficerId, Place, Topic

MADE = Path(__file__).parent / "data" / "store-0.1"
ROOT_OF_0_1 = (14, "1fd86fbbc5adbd0445fdbe2317730d0cea8bebc31415c89424ec7d55aab920ac")
"""How many facts the store of 0.1 has, and the root of their tree; never changed."""
DAY = date(2023, 3, 1)
CASE = "petition/2023/1"
HEAD = Act(officer=OfficerId("chanh-van-phong"), office="head", body=BodyId("van-phong"))
SECRETARY = Act(officer=OfficerId("bi-thu"), office="party_secretary", body=BodyId("dang-uy"))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """The ward as 0.1 left it."""
    for name in ("ward.db", "ward.db.vault"):
        with sqlite3.connect(tmp_path / name) as made:
            made.executescript((MADE / f"{name}.sql").read_text(encoding="utf-8"))
        made.close()
    shutil.copy(MADE / "ward.db.key", tmp_path)
    (tmp_path / "ward.db.key").chmod(0o600)
    now = datetime(2023, 3, 2, 3, tzinfo=UTC)
    with Office.open(f"sqlite:///{tmp_path}/ward.db", clock=lambda: now) as opened:
        yield opened


def assigned(**said: Any) -> petition.Assigned:
    return petition.Assigned(on=DAY, text="Giải quyết", lead=BodyId("ubnd"), **said)


REPEATED: dict[str, Callable[[Office], list[Any]]] = {
    "raise": lambda office: office.acting(HEAD, key="raise").begin(
        "petition/2023",
        petition.raise_petition,
        petition.Raised(
            on=DAY, channel="written", gist="Mương bị lấp", received_by=BodyId("van-phong")
        ),
    ),
    "classify": lambda office: office.acting(HEAD, key="classify").decide(
        CASE, petition.classify, on=DAY, kind="recommendation", area="policy"
    ),
    "assign-all": lambda office: office.acting(SECRETARY, key="assign-all").decide(
        CASE, petition.assign, assigned()
    ),
    "direct": lambda office: office.acting(SECRETARY, key="direct").decide(
        CASE, petition.direct, on=DAY, direction="Khơi mương", lead=BodyId("ubnd"), supports=()
    ),
    "void": lambda office: office.acting(SECRETARY, key="void").void(
        CASE, version=4, on=DAY, reason="nhập nhầm"
    ),
}


@pytest.mark.parametrize("key", REPEATED)
def test_a_key_that_0_1_kept_answers_as_the_same_call(office: Office, key: str) -> None:
    """As a fact or by its fields, with what was said or left out then."""
    before = office.log.position

    facts = REPEATED[key](office)

    assert key == facts[0].key
    assert before == office.log.position


def test_another_call_under_a_key_that_0_1_kept_is_refused(office: Office) -> None:
    """The old rule tells calls apart as it did."""
    with pytest.raises(KeyReused):
        office.acting(SECRETARY, key="assign-all").decide(
            CASE, petition.assign, assigned(due=date(2023, 4, 1))
        )


def test_what_0_1_recorded_is_read_and_goes_on(office: Office) -> None:
    """Its facts stand, and the next one is recorded after them."""
    assert "assigned" == office.as_of(CASE, petition.LIFE).status
    (fact,) = office.acting(HEAD).decide(CASE, petition.confirm, on=DAY, findings="đã khơi thông")

    assert 7 == fact.version


def test_the_log_of_a_release_has_its_root_for_ever(office: Office) -> None:
    """Leaves are the bytes as they lie there: no later version proves others, whatever it adds."""
    with Proofs.of(office.log) as proofs:
        taken = proofs.take(office.log, signing_key(office.log, proofs.origin))
    assert (taken.checkpoint.size, taken.checkpoint.root.hex()) == ROOT_OF_0_1


DESPITE = [("house-rules-in-force", "chưa ban hành")]


def fixed(office: Office, day: date, **options: Any) -> list[Any]:
    """A session under a key: what is said of it has parts, whose shapes have changed since."""
    return office.acting(SECRETARY, key="fixed", despite=DESPITE, **options).begin(
        "dialogue/2023",
        session.fix,
        on=DAY,
        day=day,
        place=Place(name="Nhà văn hoá"),
        topics=(Topic(title="Đất đai", code="land_management"),),
        legal_basis="party_secretary_dialogue",
    )


def test_a_key_kept_by_a_rule_that_is_gone_answers_by_what_was_recorded(office: Office) -> None:
    """No digest tells what was said in a shape that nobody can say any more; the fact does."""
    first = fixed(office, date(2023, 3, 20))
    with office.store.writing() as writing:
        writing.cursor.execute("UPDATE keys SET digest = 'of another rule' WHERE key = 'fixed'")

    assert first == fixed(office, date(2023, 3, 20))
    with pytest.raises(KeyReused):
        fixed(office, date(2023, 3, 21))
    with pytest.raises(KeyReused):
        fixed(office, date(2023, 3, 20), because=["ward@1"])
    with pytest.raises(KeyReused):
        office.acting(SECRETARY, key="fixed").decide(
            first[0].stream, session.cancel, on=DAY, reason="mưa lũ"
        )
