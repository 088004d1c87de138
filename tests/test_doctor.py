"""The doctor says what is missing, and writes nothing whatever it finds."""

import json
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from dialogue_cases import GroupId, Office, SystemAct, cli, policies
from dialogue_cases.policies.own_rules import OWN_RULES
from dialogue_cases.proofs import Proofs, signing_key
from dialogue_cases.store import Store
from dialogue_cases.ward import establish_group
from offices import an_office
from test_erasure import ERASING, PARTY, named, opened

Look = Callable[[], dict[str, str]]


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    """A store with one petitioner; a copy of its vault from before is beside it."""
    path = tmp_path / "ward.db"
    with an_office(path=path) as office:
        shutil.copy2(tmp_path / "ward.db.vault", tmp_path / "before.vault")
        named(office)
    return path


@pytest.fixture
def look(ward: Path, capsys: pytest.CaptureFixture[str]) -> Look:
    """What the doctor finds, after it has changed no file and made none."""

    def looked() -> dict[str, str]:
        before = {one: one.read_bytes() for one in ward.parent.iterdir()}
        code = cli.main(("doctor", "--json", "--lang", "en", "--store", str(ward)))
        assert before == {one: one.read_bytes() for one in ward.parent.iterdir()}
        answer = json.loads(capsys.readouterr().out)
        assert (code == 0) == answer["whole"]
        found: dict[str, str] = answer["checks"]
        return found

    return looked


def test_a_whole_store_is_whole(look: Look) -> None:
    assert {"log": "ok", "vault": "ok", "files": "ok"} == look()


def test_what_was_changed_before_a_checkpoint_is_found(ward: Path, look: Look) -> None:
    """The log alone reads as if nothing had happened."""
    with closing(Store.open(f"sqlite:///{ward}")) as store, Proofs.of(store) as proofs:
        proofs.take(store, signing_key(store, proofs.origin))
    assert "ok" == look()["proofs"]

    with closing(sqlite3.connect(ward)) as database:
        database.execute(
            'UPDATE stored_events SET state = replace(state, \'"officer":"\', \'"officer":"x\') '
            "WHERE position = 20"
        )
        database.commit()

    assert "changed: 20 (ward@20)" == look()["proofs"]
    assert "ok" == look()["log"]


def test_a_lost_tail_is_found_by_the_newest_checkpoint(ward: Path, look: Look) -> None:
    with closing(Store.open(f"sqlite:///{ward}")) as store, Proofs.of(store) as proofs:
        last = proofs.take(store, signing_key(store, proofs.origin)).position

    with closing(sqlite3.connect(ward)) as database:
        database.execute("DELETE FROM stored_events WHERE position > ?", (last - 2,))
        database.execute("UPDATE sqlite_sequence SET seq = ?", (last - 2,))
        database.commit()

    assert f"cut: {last - 1}–{last}" == look()["proofs"]


def test_a_vault_that_is_missing_is_not_made(ward: Path, look: Look) -> None:
    """Else the next look would find it whole."""
    ward.with_name("ward.db.vault").unlink()

    assert [True, True] == ["the vault is missing" in look()["vault"] for _ in range(2)]


def test_an_empty_vault_is_none(ward: Path, look: Look) -> None:
    ward.with_name("ward.db.vault").write_bytes(b"")

    assert "can't be used" in look()["vault"]


def test_another_stores_vault_is_told(
    ward: Path, look: Look, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other") / "ward.db"
    an_office(path=other).close()
    for ending in ("vault", "key"):
        shutil.copy2(other.with_name(f"ward.db.{ending}"), ward.with_name(f"ward.db.{ending}"))

    assert "is another store's" in look()["vault"]


def test_keys_that_the_log_needs_are_looked_for(ward: Path, look: Look) -> None:
    """A vault that is older than the log isn't whole, until who is missing was erased."""
    shutil.copy2(ward.with_name("before.vault"), ward.with_name("ward.db.vault"))
    assert f"no key of {PARTY}" in look()["vault"]

    with closing(opened(ward)) as office:
        office.erase(PARTY, **ERASING)

    assert "ok" == look()["vault"]


def test_a_key_of_who_was_erased_is_told(ward: Path, look: Look) -> None:
    """A copy of the vault from before the erasure was put back."""
    vault = ward.with_name("ward.db.vault")
    shutil.copy2(vault, ward.with_name("copy.vault"))
    with closing(opened(ward)) as office:
        office.erase(PARTY, **ERASING)
    shutil.copy2(ward.with_name("copy.vault"), vault)

    assert f"their keys are here still: {PARTY}" in look()["vault"]


def test_a_key_that_nobody_erased_and_that_is_destroyed_is_told(ward: Path, look: Look) -> None:
    """The log is an older copy than the vault."""
    with closing(opened(ward)) as office:
        office.vault.destroy(PARTY)

    assert "no erasure is on record" in look()["vault"]


def test_the_roles_are_read(ward: Path, look: Look) -> None:
    """Every other command would stop at a mistake in them."""
    roles = ward.with_name("ward.db.roles.toml")
    roles.write_text("[[decision]]\n", encoding="utf-8")
    assert "life" in look()["roles"]

    roles.write_text("", encoding="utf-8")

    assert "ok" == look()["roles"]


def test_the_doctor_names_what_was_decided_in_the_systems_name(
    ward: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only the rules of this library act as the system; another name on record is a finding."""
    with Office.open(f"sqlite:///{ward}") as office:
        (fact,) = office.by_rule(SystemAct(rule="nightly-job")).decide(
            "ward",
            establish_group,
            on=date(2023, 1, 5),
            group=GroupId("moi"),
            name="TDP Mới",
        )

    code = cli.main(("doctor", "--lang", "en", "--store", str(ward)))

    told = " ".join(capsys.readouterr().out.split())
    assert (0, True) == (code, f"by no rule of this library: {fact.ref}" in told)


def test_every_rule_of_a_policy_is_one_of_the_librarys_own() -> None:
    """The list of names is complete: what follows by rule is never a finding."""
    sources = Path(policies.__file__).parent.glob("*.py")
    named = {
        found
        for source in sources
        for found in re.findall(
            r'^(?:[A-Z_]+ = |\s+rule=)"([a-z-]+)"', source.read_text(encoding="utf-8"), re.M
        )
    }

    assert set() == named - OWN_RULES
