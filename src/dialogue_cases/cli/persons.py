"""Một người trong nhiều vụ việc: kept in the vault alone, looked up on record, forgotten."""

from typing import Any

from dialogue_cases.cli import reading
from dialogue_cases.cli.clerk import Clerk
from dialogue_cases.cli.commands import Argument, Commands, add
from dialogue_cases.cli.deciding import act_of, acting_arguments
from dialogue_cases.cli.failing import RECORDED
from dialogue_cases.cli.telling import Teller, as_json
from dialogue_cases.errors import Invalid, KeyDestroyed, KeyLost
from dialogue_cases.office import Office
from dialogue_cases.office.removing import RemovalReceipt
from dialogue_cases.office.secrecy import stream_of
from dialogue_cases.vocabulary import Act, PartyId, first_day


def add_persons(group: Commands, clerk: Clerk) -> None:
    """Add `person link`, `unlink`, `cases` and `erase` to the program."""
    say = clerk.language.say
    about = say("the party, such as petition/2023/1#1")
    party = Argument(name="party", positional=True, required=True, about=about)
    other = Argument(
        name="other", positional=True, required=True, about=say("a party of another case")
    )
    purpose = Argument(name="purpose", required=True, about=say("what it is looked up for"))
    acting = acting_arguments(clerk, needed=True)[:3]
    add(
        group,
        "link",
        say("Keep that two parties are one person, in the vault alone."),
        [party, other, purpose, *acting],
        lambda typed: _link(clerk, typed),
    )
    add(
        group,
        "unlink",
        say("Take a party out again: it was another person."),
        [party, purpose, *acting],
        lambda typed: _unlink(clerk, typed),
    )
    add(
        group,
        "cases",
        say("The cases in which this person is a party, as far as you may know."),
        [party, purpose, *acting],
        lambda typed: _cases(clerk, typed),
    )
    add(
        group,
        "erase",
        say("Destroy the keys of a person's data in every case, for good."),
        [
            party,
            Argument(name="on", required=True, about=say("the day on which it is decided")),
            Argument(name="reason", required=True, about=say("why")),
            purpose,
            *acting,
        ],
        lambda typed: _erase(clerk, typed),
    )


def _link(clerk: Clerk, typed: dict[str, Any]) -> None:
    with clerk.office() as office:
        act, party, other = (
            _act(clerk, office, typed),
            _party(typed, "party"),
            _party(typed, "other"),
        )
        office.same_person(party, other, act=act, purpose=typed["purpose"])
    told = clerk.language.say(
        "{party} and {other} are kept as one person.", party=party, other=other
    )
    _tell(clerk, told, party=party, other=other)


def _unlink(clerk: Clerk, typed: dict[str, Any]) -> None:
    with clerk.office() as office:
        party = _party(typed, "party")
        act = _act(clerk, office, typed)
        office.another_person(party, act=act, purpose=typed["purpose"])
    told = clerk.language.say("{party} is kept as a person of its own.", party=party)
    _tell(clerk, told, party=party)


def _cases(clerk: Clerk, typed: dict[str, Any]) -> None:
    with clerk.office() as office:
        act, party = _act(clerk, office, typed), _party(typed, "party")
        parties = office.cases_of(party, act=act, purpose=typed["purpose"])
    if clerk.json:
        as_json({"party": party, "parties": parties})
        return
    for one in parties:
        Teller(clerk.language).line(one)


def _erase(clerk: Clerk, typed: dict[str, Any]) -> int:
    day = first_day(reading.day(typed["on"], "--on"))
    with clerk.office() as office:
        group = office.vault.same_person(_party(typed, "party"))
        before = {one: office.lost(one) for one in group}
        receipt = office.erase_person(
            _party(typed, "party"),
            act=_act(clerk, office, typed),
            on=day,
            reason=typed["reason"],
            purpose=typed["purpose"],
        )
        told = [erasure(office, one, before[one]) for one in receipt.erased]
    if clerk.json:
        as_json(
            {
                "outcome": receipt.outcome,
                "erased": receipt.erased,
                "removals": receipt.removals,
                "told": told,
            }
        )
    else:
        for one in told:
            tell_erasure(clerk, one)
        tell_refused(clerk, receipt)
    # The lookup is on record, and so is what was erased and refused.
    return 0 if receipt.outcome == "removed" else RECORDED


def tell_refused(clerk: Clerk, receipt: RemovalReceipt) -> None:
    """Tell which data weren't removed and why, and what that makes of the whole."""
    teller, say = Teller(clerk.language), clerk.language.say
    for one in receipt.removals:
        if one.outcome != "removal_refused":
            continue
        told = say(
            "The data of {party} were not erased: held by {hold}.", party=one.key, hold=one.hold
        )
        teller.line(told, style="yellow")
    if receipt.outcome != "removed":
        teller.line(clerk.language.word(receipt.outcome), style="bold")


def erasure(office: Office, party: PartyId, before: KeyLost | None) -> dict[str, Any]:
    """What became of a party's data, and where more of them, or others', still are.

    Args:
        party: who was erased just now.
        before: why nothing of them could be read before, if nothing could.
    """
    stream = stream_of(party)
    return {
        "party": party,
        "erased": not isinstance(before, KeyDestroyed),
        "key_destroyed": before is None,
        "other_parties": office.parties(stream),
        "copies": office.copies(stream),
    }


def tell_erasure(clerk: Clerk, told: dict[str, Any]) -> None:
    """Tell it to a clerk, who has to go on where a copy lies."""
    teller, say, party = Teller(clerk.language), clerk.language.say, told["party"]
    if not told["erased"]:
        teller.line(say("The personal data of {party} were erased before.", party=party))
    elif told["key_destroyed"]:
        teller.line(
            say("The personal data of {party} can't be read any more in this record.", party=party)
        )
    else:
        teller.line(
            say(
                "The erasure of {party} is on record, but this vault hasn't the key: where the "
                "vault that has it lies, run complete-erasures.",
                party=party,
            )
        )
    if told["other_parties"]:
        among = ", ".join(told["other_parties"])
        teller.line(say("Other parties of the case: {parties}.", parties=among), 2)
    for copy in told["copies"]:
        teller.line(say("Another record has the case too, erase it there: {copy}", copy=copy), 2)


def _act(clerk: Clerk, office: Office, typed: dict[str, Any]) -> Act:
    act = act_of(clerk, office, typed, "", office.today.isoformat()).reads(office)
    if not isinstance(act, Act):
        raise Invalid("who decides?", where="--as", expected="the id of an officer")
    return act


def _party(typed: dict[str, Any], name: str) -> PartyId:
    return reading.party(typed[name], name.upper())


def _tell(clerk: Clerk, told: str, **parties: PartyId) -> None:
    if clerk.json:
        as_json(parties)
        return
    Teller(clerk.language).line(told)
