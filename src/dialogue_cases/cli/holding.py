"""Giữ nguyên và tiêu huỷ: hold a case, lift the hold, list what is due, destroy what is over."""

from typing import Any

from dialogue_cases.cli import reading
from dialogue_cases.cli.clerk import Clerk
from dialogue_cases.cli.commands import Argument, Commands, add
from dialogue_cases.cli.deciding import act_of, acting_arguments, tell_recorded
from dialogue_cases.cli.telling import Teller, as_json
from dialogue_cases.cli.viewing import Looking, Shown, ShownPart, add_view
from dialogue_cases.office.retention import in_force
from dialogue_cases.projection import Answer
from dialogue_cases.views.retention import COLUMNS
from dialogue_cases.vocabulary import Document, StreamId, first_day
from dialogue_cases.ward import WARD
from dialogue_cases.ward.in_any_life import lift_hold, place_hold


def add_holding(app: Commands, clerk: Clerk) -> None:
    """Add `hold`, `lift-hold`, `destroy` and `retention` to the program."""
    say = clerk.language.say
    stream = Argument(
        name="stream",
        positional=True,
        required=True,
        about=say("the life, such as petition/2023/1; ward: the whole record"),
        hint=StreamId,
    )
    on = Argument(name="on", required=True, about=say("the day on which it is decided"))
    reason = Argument(name="reason", required=True, about=say("why, without names"))
    document = Argument(name="document", about=say("the document that orders it"), hint=Document)
    acting = [
        one
        for one in acting_arguments(clerk, needed=True)
        if one.name not in ("_expected", "_corrects")
    ]
    add(
        app,
        "hold",
        say("Hold a case, or the whole record: nothing of it is erased or destroyed."),
        [
            stream,
            on,
            reason,
            Argument(name="asked_by", required=True, about=say("the body that asks for it")),
            document,
            *acting,
        ],
        lambda typed: _hold(clerk, typed),
    )
    add(
        app,
        "lift-hold",
        say("Lift a hold: the case may be erased and destroyed again."),
        [
            stream,
            Argument(
                name="number", positional=True, required=True, about=say("the number of the hold")
            ),
            on,
            reason,
            document,
            *acting,
        ],
        lambda typed: _lift(clerk, typed),
    )
    add(
        app,
        "destroy",
        say("Destroy the keys of a case that was kept as long as it had to be, for good."),
        [stream, on, reason, *acting[:5]],
        lambda typed: _destroy(clerk, typed),
    )
    add_view(
        app,
        clerk,
        "retention",
        say("Which cases are due for destruction, since when, and which are held."),
        [
            Argument(name="on", about=say("as of this day; today if not given")),
            Argument(name="all", kind="flag", about=say("every closed case too, due or not")),
        ],
        _retention,
    )


def _hold(clerk: Clerk, typed: dict[str, Any]) -> None:
    with clerk.office() as office:
        office.history(typed["stream"])
        told = act_of(clerk, office, typed, "", typed["on"])
        facts = told.desk(office).decide(
            typed["stream"],
            place_hold,
            on=reading.day(typed["on"], "--on"),
            reason=typed["reason"],
            asked_by=typed["asked_by"],
            document=_document(told.reader, typed),
        )
        tell_recorded(clerk, facts)
    if not clerk.json:
        for fact in facts:
            number = fact.event.number
            line = clerk.language.say(
                "It is hold {number} of {life}.", number=number, life=fact.stream
            )
            Teller(clerk.language).line(line)


def _lift(clerk: Clerk, typed: dict[str, Any]) -> None:
    with clerk.office() as office:
        office.history(typed["stream"])
        told = act_of(clerk, office, typed, "", typed["on"])
        facts = told.desk(office).decide(
            typed["stream"],
            lift_hold,
            on=reading.day(typed["on"], "--on"),
            number=reading.whole(typed["number"], "NUMBER"),
            reason=typed["reason"],
            document=_document(told.reader, typed),
        )
        tell_recorded(clerk, facts)


def _document(reader: reading.Reader, typed: dict[str, Any]) -> Document | None:
    given = typed.get("document")
    return None if given is None else reader.read(Document, [given], "--document")


def _destroy(clerk: Clerk, typed: dict[str, Any]) -> None:
    with clerk.office() as office:
        told = act_of(clerk, office, typed, "", typed["on"])
        receipt = office.destroy(
            typed["stream"],
            act=told.decides(office, typed["stream"], "destroy"),
            on=first_day(reading.day(typed["on"], "--on")),
            reason=typed["reason"],
        )
        copies = office.copies(typed["stream"])
    if clerk.json:
        as_json({"stream": typed["stream"], "destroyed": receipt.erased, "copies": copies})
        return
    teller, say = Teller(clerk.language), clerk.language.say
    if not receipt.recorded:
        teller.line(say("{life} was destroyed before.", life=typed["stream"]))
    else:
        teller.line(
            say(
                "{life} is destroyed: {number} keys, and nobody can read what was sealed.",
                life=typed["stream"],
                number=len(receipt.erased),
            )
        )
    for copy in copies:
        teller.line(say("Another record has the case too, destroy it there: {copy}", copy=copy), 2)


def _retention(looking: Looking) -> Shown:
    office, say, on = looking.office, looking.clerk.language.say, looking.on
    known = looking.known
    every = office.retention(on, known=known)
    due = [one for one in every if one.status == "due_for_destruction" or one.has_a_hold]
    rows = every if looking.typed.get("all") else due
    below = []
    if not office.ward(effective=on, known=known).retention:
        below.append(say("The ward hasn't set how long cases are kept, so none is due."))
    if in_force(office.history(WARD), on, known=known):
        below.append(say("The whole record is held."))
    title = say("Due for destruction on {day}", day=on)
    return Shown(
        parts={"": ShownPart(title, COLUMNS, Answer(rows=tuple(rows), position=looking.position))},
        said={"on": on},
        below=below,
    )
