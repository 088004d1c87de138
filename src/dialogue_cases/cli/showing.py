"""Hiện hồ sơ: how a life stands, what was recorded of it, and what followed from a fact."""

from collections.abc import Callable
from typing import Any

import msgspec

from dialogue_cases.cli.axes import effective, known_as
from dialogue_cases.cli.clerk import Clerk
from dialogue_cases.cli.telling import Teller, as_json, plain
from dialogue_cases.cli.unsealing import as_told, reader_of, unsealed
from dialogue_cases.errors import NotFound
from dialogue_cases.office import Office, life_of
from dialogue_cases.office.holding import told_to
from dialogue_cases.office.restricted import veil_facts, veil_for
from dialogue_cases.plan import Plan, as_text
from dialogue_cases.record import Known, Voided, known_then
from dialogue_cases.sentences import HIDDEN
from dialogue_cases.vocabulary import Act, StreamId

TAKEN_OUT = "voided"
"""How a life stands of which nothing stands any more."""


def show(clerk: Clerk, typed: dict[str, Any]) -> None:
    """How a life stands; of one that was taken out, by which entry."""
    with clerk.office() as office:
        on, known = effective(typed), known_as(typed)
        state = office.as_of(typed["stream"], effective=on, known=known)
        gone = office.taken_out(typed["stream"], known=known)
        stands = TAKEN_OUT if gone else status_of(state)
        texts = unsealed(clerk, office, typed, [state])
        state = _veil(clerk, office, typed)(StreamId(typed["stream"]), state)
        listed = _listed(office, StreamId(typed["stream"]), known) if not gone else ()
        if clerk.json:
            told = {"stream": typed["stream"], "on": on, "known": known, **as_told(texts)}
            told |= {"taken_out": plain(gone)} if gone else {}
            told |= {"carried_to_it": listed} if listed else {}
            as_json({**told, "status": stands, "state": msgspec.to_builtins(state)})
            return
        say = clerk.language.say
        teller = Teller(clerk.language, texts, lost=office.lost)
        teller.line(f"{typed['stream']}  {clerk.language.word(stands)}", style="bold")
        if gone is not None:
            teller.line(say("It was taken out of the record as a whole; its number stays used."), 2)
            teller.record(gone, whole=True)
            return
        if isinstance(state, Plan):
            if state.adopted:
                teller.facts(state.adopted)
            teller.line(as_text(state), hang=0)
        else:
            teller.facts(state, skip=HIDDEN)
        if listed:
            teller.line(say("Carried over to it:"))
            for stream in listed:
                teller.line(f"- {stream}", 2)


def _veil(clerk: Clerk, office: Office, typed: dict[str, Any]) -> Callable[[StreamId, Any], Any]:
    """How facts and states are shown to whoever asks, as far as they said who they are."""
    return veil_for(office, reader_of(clerk, office, typed), _withheld(clerk))


def _withheld(clerk: Clerk) -> str:
    return clerk.language.say("[restricted]")


def _listed(office: Office, session: StreamId, known: Known | None) -> tuple[StreamId, ...]:
    """What was carried over to a session: tasks and petitions, and matters on its list."""
    if not session.startswith(("dialogue/", "reception/")):
        return ()
    found = []
    for series in ("task", "petition", "matter"):
        for stream in office.log.streams(series, naming=(session,)):
            life = life_of(stream)
            state = life.fold(office.history(stream), known=known)
            to = {one.to for one in getattr(state, "carried", ())}
            on = {one.session for one in getattr(state, "listings", ())}
            if session in to | on:
                found.append(stream)
    return tuple(found)


def history(clerk: Clerk, typed: dict[str, Any]) -> None:
    """Everything that was recorded of a life."""
    with clerk.office() as office:
        whole, known = office.history(typed["stream"]), known_as(typed)
        told = told_to(office, reader_of(clerk, office, typed))
        facts = [one for one in whole if known_then(one, known) and told(one)]
        if not facts:
            raise NotFound(StreamId(typed["stream"]))
        texts = unsealed(clerk, office, typed, [fact.event for fact in facts])
        facts = [*map(veil_facts(office, reader_of(clerk, office, typed), _withheld(clerk)), facts)]
        if clerk.json:
            plainly = [plain(fact) for fact in facts]
            as_json({"stream": typed["stream"], "facts": plainly, **as_told(texts)})
            return
        teller = Teller(clerk.language, texts, lost=office.lost)
        for fact in facts:
            teller.record(fact, whole=True)


def followers(clerk: Clerk, typed: dict[str, Any]) -> None:
    """What followed from a fact, or hangs on it."""
    with clerk.office() as office:
        ref, known = typed["ref"], known_as(typed)
        shown = veil_facts(office, None, _withheld(clerk))
        found = [*map(shown, filter(told_to(office, None), office.followers(ref, known=known)))]
        stream, _, version = ref.rpartition("@")
        facts = [one for one in office.history(stream) if known_then(one, known)]
    (fact,) = (one for one in facts if one.version == int(version))
    last = [one for one in facts if one.root == fact.root][-1]
    if last is fact:
        stands = "as recorded"
    else:
        stands = "voided" if isinstance(last.event, Voided) else "corrected"
    if clerk.json:
        as_json({"ref": ref, "stands": stands, "followers": [plain(one) for one in found]})
        return
    teller, say = Teller(clerk.language), clerk.language.say
    teller.record(fact)
    if stands == "as recorded":
        teller.line(say("It stands as it was recorded."), 2)
        told = say("This followed from it:")
    else:
        corrected = say("It was corrected by @{version}.", version=last.version)
        voided = say("It was voided by @{version}.", version=last.version)
        teller.line(voided if stands == "voided" else corrected, 2, style="yellow")
        told = say("This followed from it and waits for an officer to decide about it:")
    teller.line(
        told if found else say("Nothing followed from it, or all of it has been mended."), 2
    )
    for one in found:
        teller.record(one)
        if not isinstance(one.act, Act):
            teller.line(say("follows by rule: {rule}", rule=one.act.rule), 2)


# -- What several questions need ---------------------------------------------------------


def status_of(state: Any) -> str:
    """How far a life has got, in one word."""
    return str(getattr(state, "status", "kept"))
