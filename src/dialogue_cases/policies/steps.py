"""What a policy is made of: what it may read, and the step that it leads to."""

from collections.abc import Callable, Mapping, Sequence
from datetime import time
from typing import Any, Protocol

from attrs import frozen

from dialogue_cases.record import Recorded
from dialogue_cases.vocabulary import On, StreamId, SystemAct, last_day, local_time


class OtherLives(Protocol):
    """Người đọc hồ sơ: other lives, within the same transaction."""

    def __call__(self, stream: StreamId, *, upto: On | None = None) -> Any:
        """The state of a life, its `INITIAL` if nothing is recorded of it.

        Args:
            stream: the life.
            upto: leave out what took effect later; None for all that is recorded.
        """

    def streams(
        self, series: str, *, naming: Sequence[str] = (), unsettled: bool = False
    ) -> Sequence[StreamId]:
        """The lives of a series, in the order in which they were entered.

        Args:
            series: what their names begin with, such as `petition` or `task/dialogue/2023/1/item`.
            naming: only those in whose facts one of these ids of lives, facts or groups stands,
                whatever it says there; none: all. Whether it still stands, and as what, the
                life's state says.
            unsettled: of petitions that name one, only those that may be open, or of which
                something was directed; again, the state says.
        """


@frozen(kw_only=True)
class Step:
    """Việc kéo theo: one further decision.

    Args:
        rule: the policy's name, kept in the system's act.
        decision: what is decided …
        arguments: … with which arguments.
        stream: in which life; None for a new one under the next number of `series`.
        series: such as `dialogue/2023`.
    """

    rule: str
    decision: Callable[..., Sequence[Any]]
    arguments: Mapping[str, Any]
    stream: StreamId | None = None
    series: str = ""


def latest(*days: On) -> On:
    """The day (and time) by which all of these have taken effect.

    A late entry is told to another life on the day from which that life can know of it.
    """
    return max(days, key=lambda on: (last_day(on), local_time(on) or time.max))


def follows_by(fact: Recorded[Any], rule: str) -> bool:
    """Whether a fact followed by this rule, so that its cause knows of it already."""
    return isinstance(fact.act, SystemAct) and fact.act.rule == rule
