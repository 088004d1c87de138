"""The lives of a series that name an id: searched where they lie, so that few are read back."""

from collections.abc import Sequence

import msgspec


def lives(series: str, naming: Sequence[str]) -> tuple[str, list[str]]:
    """The question for the lives of a series in the order of their entry, and its words.

    Args:
        series: what their names begin with, such as `petition` or `petition/2023`.
        naming: only those in one of whose facts one of these ids stands; none: all.
    """
    found, words = _naming(naming)
    # A slash ends a name's part, and "0" is the character after it.
    question = (
        "SELECT originator_id FROM stored_events WHERE originator_id > ? AND originator_id < ? "
        f"AND ({found}) GROUP BY originator_id ORDER BY min(position)"
    )
    return question, [f"{series}/", f"{series}0", *words]


def _naming(ids: Sequence[str]) -> tuple[str, list[str]]:
    """The condition that one of these ids stands in a fact's text, and its words.

    Ids of one series are looked for only where any of that series stands, so that many of them
    take hardly more time than one.
    """
    series: dict[str, list[str]] = {}
    for one in ids:
        word = msgspec.json.encode(one).decode()
        head, slash, _ = word.partition("/")
        series.setdefault(head + slash, []).append(word)
    each = "instr(state, ?)"
    groups = (f"({each} AND ({' OR '.join([each] * len(words))}))" for words in series.values())
    asked = [word for head, words in series.items() for word in (head, *words)]
    return " OR ".join(groups) or "1", asked
