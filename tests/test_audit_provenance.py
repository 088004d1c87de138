"""What is on record in the words of W3C PROV, read back by the package that is the standard's."""

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from prov.constants import PROV_TYPE
from prov.model import (
    ProvActivity,
    ProvAssociation,
    ProvCommunication,
    ProvDelegation,
    ProvDerivation,
    ProvDocument,
    ProvInvalidation,
    ProvMembership,
)

from commands import Run
from demo_year import demo_year
from dialogue_cases import Invalid, NotFound, Office, codec
from dialogue_cases.audit import prov_json, provenance, timeline
from dialogue_cases.office.checks import sealed_in
from dialogue_cases.record import Recorded, Voided, known_then
from dialogue_cases.vocabulary import Act, StreamId
from spec import act_of

SECRETARY = act_of("bi-thu")
DENOUNCED = StreamId("petition/2023/12")


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    with demo_year() as made:
        yield made


@pytest.fixture(scope="module")
def log(office: Office) -> list[Recorded[Any]]:
    return [*office.log.since()]


@pytest.fixture(scope="module")
def told(office: Office) -> ProvDocument:
    """The whole record as who may open everything is told it, read back from PROV-JSON."""
    written = prov_json(provenance(office, act=SECRETARY))
    return ProvDocument.deserialize(content=written, format="json")


def ends(relation: Any) -> tuple[str, ...]:
    return tuple(str(one) for one in relation.args if one is not None)


def test_what_is_written_is_read_back_as_the_same_document(office: Office) -> None:
    """By the package that reads PROV-JSON."""
    made = provenance(office, "dialogue/2023/1", act=SECRETARY)

    assert made == ProvDocument.deserialize(content=prov_json(made), format="json")


def test_every_fact_is_an_activity_of_its_kind_and_leaves_an_entry(
    told: ProvDocument, log: list[Recorded[Any]]
) -> None:
    """The entry is a member of its life."""
    kinds = {
        str(one.identifier): {str(kind) for kind in one.get_attribute(PROV_TYPE)}
        for one in told.get_records(ProvActivity)
    }
    members = {ends(one) for one in told.get_records(ProvMembership)}

    assert {f"fact:{one.ref}": {f"dcase:{codec.name_of(one.event)}"} for one in log} == kinds
    assert {(f"life:{one.stream}", f"entry:{one.ref}") for one in log} == members


def test_an_officer_acts_on_behalf_of_an_office_and_that_of_its_body(
    told: ProvDocument, log: list[Recorded[Any]]
) -> None:
    """For each act of an officer, and for nothing else."""
    acts = [(one, one.act) for one in log if isinstance(one.act, Act)]
    delegations = {ends(one) for one in told.get_records(ProvDelegation)}

    assert delegations == {
        pair
        for fact, act in acts
        for pair in (
            (f"officer:{act.officer}", f"office:{act.body}/{act.office}", f"fact:{fact.ref}"),
            (f"office:{act.body}/{act.office}", f"body:{act.body}", f"fact:{fact.ref}"),
        )
    }


def test_who_typed_it_in_and_by_which_rule_it_followed_are_agents_too(
    told: ProvDocument, log: list[Recorded[Any]]
) -> None:
    """Two for each fact: who or what decided it, and who typed it."""
    found = {ends(one)[:2] for one in told.get_records(ProvAssociation)}
    decided = {
        f"officer:{one.act.officer}" if isinstance(one.act, Act) else f"rule:{one.act.rule}"
        for one in log
    }

    assert len(log) * 2 == len(found)
    assert decided <= {agent for _, agent in found}


def test_what_follows_a_correction_and_a_void_are_relations(
    told: ProvDocument, log: list[Recorded[Any]]
) -> None:
    """`because` and a rule's trigger inform; a correction revises an entry, a void ends one."""
    informed = {ends(one) for one in told.get_records(ProvCommunication)}
    revised = {ends(one)[:2] for one in told.get_records(ProvDerivation)}
    ended = {ends(one)[:2] for one in told.get_records(ProvInvalidation)}
    instead = [one for one in log if one.corrects is not None]

    assert {
        (f"fact:{one.ref}", f"fact:{cause}") for one in log for cause in one.because
    } <= informed
    assert revised == {
        (f"entry:{one.ref}", f"entry:{one.stream}@{one.corrects}")
        for one in instead
        if not isinstance(one.event, Voided)
    }
    assert ended == {
        (f"entry:{one.stream}@{one.corrects}", f"fact:{one.ref}")
        for one in instead
        if isinstance(one.event, Voided)
    }


def test_no_text_and_no_personal_data_goes_out(office: Office, log: list[Recorded[Any]]) -> None:
    """Not even to who may read it: no gist, no reason, no name of an officer, nothing sealed."""
    written = prov_json(provenance(office, act=SECRETARY))
    texts = {
        value
        for one in log
        for value in _texts(msgspec.to_builtins(one.event))
        if " " in value.strip() and not one.stream.startswith("ward")
    }
    names = {one.name for one in office.ward().holdings if one.name}
    sealed = [piece for one in log for _, piece in sealed_in(one.event)]

    assert texts
    assert sealed
    assert not [
        text for text in texts | names if json.dumps(text, ensure_ascii=False)[1:-1] in written
    ]
    assert not [one for one in sealed if one.data in written]
    assert not [one for one in sealed if office.vault.unseal(one) in written]


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            yield from _texts(list(value.values()))
        case list() | tuple():
            for one in value:
                yield from _texts(one)


def test_a_denunciation_goes_out_only_for_who_may_open_it(office: Office) -> None:
    """Or where it is asked for by its name; nothing names it otherwise."""
    anybody = prov_json(provenance(office))
    secretary = prov_json(provenance(office, act=SECRETARY))
    named = prov_json(provenance(office, DENOUNCED))

    assert [False, True, True] == [f"{DENOUNCED}@" in one for one in (anybody, secretary, named)]


def test_a_life_goes_out_with_what_belongs_to_it(office: Office) -> None:
    """As in its timeline, but for what the book of matters says of it."""
    told = provenance(office, "dialogue/2023/2", act=SECRETARY)
    facts = {str(one.identifier) for one in told.get_records(ProvActivity)}

    assert facts == {
        f"fact:{one.attribution.ref}"
        for one in timeline(office, "dialogue/2023/2", act=SECRETARY)
        if not one.attribution.stream.startswith("matter/")
    }


def test_what_was_recorded_later_isnt_told_as_known_on_a_past_day(
    office: Office, log: list[Recorded[Any]]
) -> None:
    """And of a life that wasn't on record yet nothing is."""
    day = date(2023, 3, 31)
    told = provenance(office, act=SECRETARY, known=day)

    assert {f"fact:{one.ref}" for one in log if known_then(one, day)} == {
        str(one.identifier) for one in told.get_records(ProvActivity)
    }
    with pytest.raises(NotFound):
        provenance(office, DENOUNCED, known=day)


def test_without_prov_it_is_said_what_to_install(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The extra is named."""
    monkeypatch.setitem(sys.modules, "prov.model", None)
    with pytest.raises(Invalid, match="PROV isn't installed") as refused:
        provenance(office)

    assert "dialogue-cases[prov]" in str(refused.value.expected)


def test_the_command_writes_a_file(run: Run, ward: Path) -> None:
    """And not over one that is there."""
    told = run("provenance", "plan/2023", "--to", "plan.json")
    again = run("provenance", "plan/2023", "--to", "plan.json")
    plain = json.loads(run("provenance", "--to", "all.json", "--json").out)
    read = ProvDocument.deserialize(content=Path("plan.json").read_text("utf-8"), format="json")

    assert 0 == told.code
    assert "plan.json" in told.out
    assert 2 == again.code
    assert plain["records"] > len(read.records) > 0
