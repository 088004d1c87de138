"""What follows from a body's split: the lives that are named go to the body that was named.

Who carries on for the rest is what `Ward.successor` says; a task or petition that goes to another
of the new bodies is assigned to it, so that whatever asks who leads finds it there.
"""

from collections.abc import Iterator
from typing import Any

from dialogue_cases import petition, task
from dialogue_cases.errors import Refused
from dialogue_cases.law.citations import cited
from dialogue_cases.policies.steps import OtherLives, Step
from dialogue_cases.record import Recorded

RULE = "split-hands-over-named-lives"
REASON = "Cơ quan chủ trì được chia, tách"


def body_split(fact: Recorded[Any], read: OtherLives) -> Iterator[Step]:
    """Each task and petition that is named is assigned to the body that it goes to.

    Raises:
        Refused: `split-hands-over-what-it-leads`.
    """
    split = fact.event
    for handed in split.handed_over:
        known = read(handed.life)
        if known.lead != split.body or not known.is_open:
            raise Refused(
                "split-hands-over-what-it-leads",
                cited("ward.own_record"),
                life=handed.life,
                lead=known.lead,
                body=split.body,
            )
        told = {
            "on": split.on,
            "lead": handed.body,
            "supports": tuple(one for one in known.supports if one != handed.body),
            "due": known.due,
            "reason": REASON,
        }
        decision: Any = petition.assign
        if isinstance(known, task.Task):
            decision, text = task.amend, known.text
        else:
            text = known.assignments[-1].text
        yield Step(
            rule=RULE, stream=handed.life, decision=decision, arguments={**told, "text": text}
        )
