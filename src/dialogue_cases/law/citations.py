"""Căn cứ: what a decision cites that asks for something, or refuses it; data, not code."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from dialogue_cases.prepared import decoder
from dialogue_cases.vocabulary import Citation

FILE, READY = "citations.toml", "citations.json"


@cache
def citations() -> Mapping[str, Citation]:
    """Every entry of `citations.toml` by its name, as it was read when the package was made."""
    ready: Mapping[str, Citation] = decoder(dict[str, Citation])(
        files(__package__).joinpath(READY).read_bytes()
    )
    return ready


def cited(name: str) -> Citation:
    """The citation of that name.

    Args:
        name: the life that cites it, and its own word.

    Raises:
        LookupError: there is no such entry.

    Example:
        >>> answer = cited("petition.answer")
        >>> str(answer), answer.certainty
        ('Luật Tiếp công dân 2013, Điều 28 khoản 1', 'A')
    """
    try:
        return citations()[name]
    except KeyError:
        raise LookupError(f"{FILE} has no {name}, or tools/ready.py wasn't run since") from None
