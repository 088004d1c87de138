"""Gợi ý ghép vụ việc: which papers a clerk may want to join, and the commands that do it.

It is no column of a view: what is printed are commands of this program, to be copied.
"""

from collections.abc import Iterator
from datetime import date

from dialogue_cases.cli.axes import first_of
from dialogue_cases.cli.viewing import Looking, Shown, ShownPart
from dialogue_cases.errors import Invalid
from dialogue_cases.projection import Answer, Column, Columns, Wording
from dialogue_cases.views import matters
from dialogue_cases.views.matters import (
    MatterSuggestion,
    RaisedPaper,
    suggesting,
)
from dialogue_cases.vocabulary import GroupId


def suggest(looking: Looking, least: int | None) -> Shown:
    """Which papers may be one matter, the likeliest first, and how to join them.

    Args:
        looking: who asks, and what else was typed.
        least: from which score on; None: from where it is worth a clerk's time.
    """
    language = looking.clerk.language
    limit = first_of(looking.typed) or suggesting.MOST
    try:
        answer: Answer[MatterSuggestion] = matters.suggestions(
            looking.views,
            group=looking.value("group", GroupId),
            least=suggesting.LIKELY if least is None else least,
            known=looking.known,
            limit=limit,
        )
    except ModuleNotFoundError:
        raise Invalid(
            "rapidfuzz isn't installed",
            where="matters suggest",
            expected="pip install 'dialogue-cases[dedupe]'",
        ) from None
    say, today = language.say, looking.office.today
    places = {id(one): number for number, one in enumerate(answer.rows, start=1)}
    columns: Columns[MatterSuggestion] = Columns(
        MatterSuggestion,
        [
            Column("score", "Cặp", "Pair", 4, 6, lambda one, _: places[id(one)]),
            Column("score", "Giống nhau", "Alike", 5, 8),
            Column("one other", "Đơn, ý kiến", "Papers", 30, 64, _papers),
            Column("words numbers same_topic same_group", "Lý do", "Because of", 33, 48, _reasons),
            Column(
                "one other", "Lệnh ghép", "To join them", 0, 80,
                lambda one, _: "\n".join(map(" ".join, joining(one, today))),
            ),
        ],
    )  # fmt: skip
    below = []
    for number, one in enumerate(answer.rows, start=1):
        below += ["", say("To join pair {number}, whoever decides adds --as:", number=number)]
        below += [" \\\n    ".join(command) for command in joining(one, today)]
    part = ShownPart(say("Papers that may be one matter"), columns, answer)
    return Shown(parts={"": part}, below=below)


def _papers(suggestion: MatterSuggestion, wording: Wording) -> str:
    return "\n".join(
        f"{_paper(one)} ({wording.value(one.said_on)}): {one.gist}"
        for one in (suggestion.one, suggestion.other)
    )


def _paper(said: RaisedPaper) -> str:
    """A petition, or the opinion of a session, in a word."""
    return said.stream if said.stream.startswith("petition/") else f"{said.session} #{said.opinion}"


def _reasons(suggestion: MatterSuggestion, wording: Wording) -> str:
    """Why they look alike, and how a clerk who agrees would join them."""
    say = wording.say
    reasons = [say("in common: {words}", words=", ".join(suggestion.words[:6]))]
    if suggestion.numbers:
        reasons.append(say("the same numbers: {numbers}", numbers=", ".join(suggestion.numbers)))
    if suggestion.same_topic:
        reasons.append(say("the same topic"))
    if suggestion.same_group:
        reasons.append(say("the same residential group"))
    return "; ".join(reasons)


def joining(suggestion: MatterSuggestion, on: date) -> list[list[str]]:
    """The commands with which a clerk who agrees joins two papers: each with its options."""
    one, other = suggestion.one, suggestion.other
    if one.matter is None and other.matter is not None:
        one, other = other, one
    year = on.year
    made = []
    if one.matter is None:
        made.append([f"matter open-matter --new matter/{year}", f"--on {on}", "--gist …"])
        made.append(_join(one, f"matter/{year}/…", on))
    elif other.matter is not None:
        left = f"matter separate {other.matter}"
        made.append([left, f"--on {on}", *_named(other), "--reason …"])
    made.append(_join(other, one.matter or f"matter/{year}/…", on))
    return [[f"dialogue-cases {command}", *options] for command, *options in made]


def _join(said: RaisedPaper, matter: str, on: date) -> list[str]:
    return [f"matter join {matter}", f"--on {on}", f"--raised {said.said_on}", *_named(said)]


def _named(said: RaisedPaper) -> Iterator[str]:
    if said.stream.startswith("petition/"):
        yield f"--petition {said.stream}"
    if said.session is not None:
        yield f"--session {said.session} --opinion {said.opinion}"
