"""Mở niêm phong: how the questions read personal data, by whom and what for."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from dialogue_cases.cli.clerk import Clerk
from dialogue_cases.cli.commands import Argument
from dialogue_cases.cli.deciding import act_of, acting_arguments
from dialogue_cases.errors import Invalid, KeyLost
from dialogue_cases.office import Office
from dialogue_cases.office.unsealing import Opener, opened_by, sealed_of
from dialogue_cases.vocabulary import Act, Sealed, SystemAct


def opening_arguments(clerk: Clerk) -> list[Argument]:
    """`--unseal`, and what it needs: who reads, and what for."""
    say = clerk.language.say
    return [
        Argument(
            name="unseal", kind="flag", about=say("read personal data too; it goes on record")
        ),
        Argument(name="purpose", about=say("what the personal data are read for")),
        *acting_arguments(clerk)[:3],
    ]


def unsealed(
    clerk: Clerk, office: Office, typed: Mapping[str, Any], values: Iterable[Any]
) -> Mapping[Sealed, str] | None:
    """The personal data in some facts or states that the officer may read; None if not asked.

    Raises:
        Invalid: `--as` or `--purpose` is missing.
        Refused: none of it is for this office.
    """
    if not typed.get("unseal"):
        if "purpose" in typed:
            raise Invalid(
                "it is missing", where="--unseal", expected="--unseal, --as and --purpose"
            )
        return None
    if "purpose" not in typed:
        raise Invalid("it is missing", where="--purpose", expected="what the personal data are for")
    act = act_of(clerk, office, typed, "", office.today.isoformat()).reads(office)
    wanted = sealed_of(values)
    if not wanted:
        return {}
    try:
        return office.acting(act).unseal_all(wanted, purpose=typed["purpose"])
    except KeyLost:
        return {}


def reader_of(clerk: Clerk, office: Office, typed: Mapping[str, Any]) -> Act | SystemAct | None:
    """Who reads, as `--as` says; None where it isn't said."""
    if "_as" not in typed:
        return None
    return act_of(clerk, office, typed, "", office.today.isoformat()).reads(office)


def noted(
    clerk: Clerk, office: Office, typed: Mapping[str, Any], read: Callable[[Opener], Any]
) -> Mapping[Sealed, str] | None:
    """As `unsealed`, of all that some reading would open: it is done twice, first to see what.

    So everything is opened at once, and each case has one record of it.

    Args:
        read: reads with what it is given; what it answers is left aside.
    """
    asked = opened_by(read) if typed.get("unseal") else []
    return unsealed(clerk, office, typed, asked)


def as_told(unsealed: Mapping[Sealed, str] | None) -> dict[str, Any]:
    """What was read, for a program."""
    if unsealed is None:
        return {}
    told = [
        {"party": sealed.key, "field": sealed.field, "text": text}
        for sealed, text in unsealed.items()
    ]
    return {"unsealed": told}
