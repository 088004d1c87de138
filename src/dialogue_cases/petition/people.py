"""Who a petition is about: petitioners, representatives, agents, the accused; each sealed.

Each has a key of their own in this case: the accused's data never open with the petitioner's.
"""

from typing import TYPE_CHECKING

import attrs
from attrs import frozen

from dialogue_cases.errors import Refused
from dialogue_cases.petition.rules import (
    AGENTS,
    AGENTS_PAPERS,
    LARGE_GROUP,
    OWN_RECORD,
    REPRESENTATIVES,
    not_closed,
    of_this_case,
    raised,
    sealed_under,
    since_july_2026,
)
from dialogue_cases.petition.words import Capacity, Certification
from dialogue_cases.proposal import examines
from dialogue_cases.vocabulary import (
    Document,
    FreeText,
    GroupId,
    On,
    PartyId,
    Sealed,
)
from dialogue_cases.ward import Setting

if TYPE_CHECKING:
    from dialogue_cases.petition.state import Petition


@frozen(kw_only=True)
class PetitionerNamed:
    """Người nộp đơn: one of those who raise it, under a key of their own in this case.

    Named again, what is said now stands in the place of what was said before.

    Args:
        party: the petitioner in this case.
        group: the residential group in which they live, where it may stand in the clear.
        secrecy_asked: whether they ask that their identity be kept secret.
    """

    on: On
    party: PartyId
    petitioner_name: Sealed | None = None
    petitioner_address: Sealed | None = None
    petitioner_id_paper: Sealed | None = None
    petitioner_contact: Sealed | None = None
    group: GroupId | None = None
    secrecy_asked: bool = False


def name_petitioner(
    petition: "Petition",
    setting: Setting,
    *,
    on: On,
    party: PartyId | None = None,
    petitioner_name: Sealed | None = None,
    petitioner_address: Sealed | None = None,
    petitioner_id_paper: Sealed | None = None,
    petitioner_contact: Sealed | None = None,
    group: GroupId | None = None,
    secrecy_asked: bool = False,
) -> list[PetitionerNamed]:
    """Ghi người nộp đơn, each under a key of their own; what is said anew takes its place.

    Raises:
        Refused: `petition-is-raised`, `party-is-given`, `party-is-of-this-case`,
            `accused-is-another-party`, `sealed-under-the-party`, `group-is-known`.
    """
    raised(petition)
    party = of_this_case(setting, party)
    event = PetitionerNamed(
        on=on,
        party=party,
        petitioner_name=petitioner_name,
        petitioner_address=petitioner_address,
        petitioner_id_paper=petitioner_id_paper,
        petitioner_contact=petitioner_contact,
        group=group,
        secrecy_asked=secrecy_asked,
    )
    if any(attrs.evolve(event, on=one.on) == one for one in petition.petitioners):
        return []
    _another_party(party, tuple(one.party for one in petition.accused))
    sealed_under(
        party, petitioner_name, petitioner_address, petitioner_id_paper, petitioner_contact
    )
    setting.known_groups(group)
    return [event]


@frozen(kw_only=True)
class RepresentativesAppointed:
    """Cử người đại diện: several people appointed who speaks for them.

    Args:
        parties: the petitioners who speak for all.
        signed_by_all: whether all of them signed the appointment.
        document: the written appointment.
    """

    on: On
    parties: tuple[PartyId, ...]
    signed_by_all: bool = False
    document: Document | None = None


@examines(RepresentativesAppointed)
def appoint_representatives(
    petition: "Petition", setting: Setting, fact: RepresentativesAppointed
) -> list[RepresentativesAppointed]:
    """Cử người đại diện of several people, by a written appointment that all of them signed.

    Raises:
        Refused: `petition-is-not-closed`, `representatives-are-petitioners`;
            unlawful: `representatives-fit-the-group`, `appointment-is-signed-by-all`.
    """
    raised(petition)
    known = petition.representatives
    if known is not None and attrs.evolve(fact, on=known.on) == known:
        return []
    not_closed(petition)
    named = {one.party for one in petition.petitioners}
    strangers = [one for one in fact.parties if one not in named]
    if strangers or not fact.parties:
        raise Refused("representatives-are-petitioners", REPRESENTATIVES, parties=strangers)
    most = 5 if petition.people > 10 else 2
    setting.lawful(
        petition.people < LARGE_GROUP or len(set(fact.parties)) <= most,
        "representatives-fit-the-group",
        REPRESENTATIVES,
        people=petition.people,
        representatives=len(set(fact.parties)),
        most=most,
    )
    setting.lawful(
        fact.signed_by_all and fact.document is not None,
        "appointment-is-signed-by-all",
        REPRESENTATIVES,
        document=fact.document,
    )
    return [fact]


@frozen(kw_only=True)
class AgentAuthorised:
    """Uỷ quyền: somebody acts for a petitioner, under a key of their own in this case.

    Args:
        party: the agent in this case.
        principal: the petitioner for whom they act; None: for all.
        capacity: as what.
        scope: for which content, without names; None: for all of it.
        certification: how the authorisation is certified, if it is.
        document: the authorisation, or the paper that shows the capacity.
    """

    on: On
    party: PartyId
    capacity: Capacity
    principal: PartyId | None = None
    scope: FreeText | None = None
    certification: Certification | None = None
    document: Document | None = None
    agent_name: Sealed | None = None
    agent_address: Sealed | None = None
    agent_id_paper: Sealed | None = None
    agent_contact: Sealed | None = None


def authorise_agent(
    petition: "Petition",
    setting: Setting,
    *,
    on: On,
    capacity: Capacity,
    party: PartyId | None = None,
    principal: PartyId | None = None,
    scope: str | None = None,
    certification: Certification | None = None,
    document: Document | None = None,
    agent_name: Sealed | None = None,
    agent_address: Sealed | None = None,
    agent_id_paper: Sealed | None = None,
    agent_contact: Sealed | None = None,
) -> list[AgentAuthorised]:
    """Ghi người được uỷ quyền, đại diện, luật sư: somebody who acts for a petitioner.

    Args:
        principal: the petitioner for whom they act; None: for all.
        scope: for which content, without names; None: for all of it.
        document: the authorisation, or the paper that shows the capacity.

    Raises:
        Refused: `petition-is-not-closed`, `party-is-given`, `party-is-of-this-case`,
            `accused-is-another-party`, `principal-is-a-petitioner`,
            `sealed-under-the-party`; unlawful:
            `one-agent-for-one-content`, `agent-has-papers`, `complaint-agent-is-certified`.
    """
    raised(petition)
    party = of_this_case(setting, party)
    event = AgentAuthorised(
        on=on,
        party=party,
        capacity=capacity,
        principal=principal,
        scope=scope,
        certification=certification,
        document=document,
        agent_name=agent_name,
        agent_address=agent_address,
        agent_id_paper=agent_id_paper,
        agent_contact=agent_contact,
    )
    if any(attrs.evolve(event, on=one.on) == one for one in petition.agents):
        return []
    not_closed(petition)
    _another_party(party, tuple(one.party for one in petition.accused))
    if principal is not None and all(one.party != principal for one in petition.petitioners):
        raise Refused("principal-is-a-petitioner", AGENTS, principal=principal)
    sealed_under(party, agent_name, agent_address, agent_id_paper, agent_contact)
    setting.lawful(
        capacity != "authorised" or not any(_same_content(event, one) for one in petition.agents),
        "one-agent-for-one-content",
        AGENTS,
        party=party,
        scope=scope,
    )
    if since_july_2026(on):
        setting.lawful(document is not None, "agent-has-papers", AGENTS_PAPERS, capacity=capacity)
        setting.lawful(
            (petition.kind, capacity) != ("complaint", "authorised") or certification is not None,
            "complaint-agent-is-certified",
            AGENTS,
            party=party,
        )
    return [event]


def _same_content(asked: AgentAuthorised, known: AgentAuthorised) -> bool:
    """Whether both would act for one petitioner in one content, and aren't one person."""
    return (
        known.capacity == "authorised"
        and known.party != asked.party
        and (known.principal == asked.principal or None in (known.principal, asked.principal))
        and (known.scope == asked.scope or None in (known.scope, asked.scope))
    )


@frozen(kw_only=True)
class AccusedNamed:
    """Người bị khiếu nại, bị tố cáo: whom it is directed against, under a key of their own.

    Args:
        party: the person in this case.
        party_member: whether it is a Party member, where that decides who is competent.
    """

    on: On
    party: PartyId
    party_member: bool | None = None
    accused_name: Sealed | None = None
    accused_position: Sealed | None = None
    accused_address: Sealed | None = None


def name_accused(
    petition: "Petition",
    setting: Setting,
    *,
    on: On,
    party: PartyId | None = None,
    party_member: bool | None = None,
    accused_name: Sealed | None = None,
    accused_position: Sealed | None = None,
    accused_address: Sealed | None = None,
) -> list[AccusedNamed]:
    """Ghi người bị khiếu nại, bị tố cáo, sealed under a key of their own.

    Raises:
        Refused: `petition-is-raised`, `party-is-given`, `party-is-of-this-case`,
            `accused-is-another-party`, `sealed-under-the-party`.
    """
    raised(petition)
    party = of_this_case(setting, party)
    event = AccusedNamed(
        on=on,
        party=party,
        party_member=party_member,
        accused_name=accused_name,
        accused_position=accused_position,
        accused_address=accused_address,
    )
    if any(attrs.evolve(event, on=one.on) == one for one in petition.accused):
        return []
    _another_party(party, tuple(one.party for one in petition.petitioners))
    _another_party(party, tuple(one.party for one in petition.agents))
    sealed_under(party, accused_name, accused_position, accused_address)
    return [event]


def _another_party(party: PartyId, others: tuple[PartyId, ...]) -> None:
    """Refuse one key for both sides: erasing or opening one would erase or open the other."""
    if party in others:
        raise Refused("accused-is-another-party", OWN_RECORD, party=party)
