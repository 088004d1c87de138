"""Quy tắc của hệ thống: by which rules this library decides, and no program in its name."""

from dialogue_cases.vocabulary import SystemAct

BY_THEMSELVES = frozenset(
    {
        "store-opened",
        "law-kept",
        "ward-set-up",
        "predecessors-case-is-carried-on",
        "holds-survive-a-restore",
    }
)
"""A store, its set-up, what is taken elsewhere, and what a store held that a copy replaces: no fact
of this record has to set it off."""

FOLLOWING = frozenset(
    {
        # What comes out of another record: a book, a predecessor's.
        "book-entry-is-recorded",
        # What follows from a recorded fact.
        "adopted-plan-assigns-its-duties",
        "adopted-plan-foresees-its-dialogues",
        "adopted-plan-sets-its-limits",
        "cancelled-session-frees-its-duties",
        "classified-petition-is-told-to-its-matter",
        "direction-becomes-a-task",
        "issued-conclusion-assigns-its-items",
        "standing-item-is-a-standing-task",
        "issued-conclusion-directs-its-petitions",
        "joined-petition-is-told-to-its-matter",
        "joined-raising-is-told-to-its-petition",
        "opinion-taken-becomes-a-petition",
        "overdue-is-told-upwards",
        "petition-of-an-opinion-joins-its-matter",
        "promise-is-told-to-its-matter",
        "repeated-matter-is-flagged",
        "replaced-conclusion-amends-its-items",
        "replaced-conclusion-drops-an-item",
        "sent-decision-is-a-reply-to-its-petition",
        "separated-petition-is-told-to-its-matter",
        "separated-raising-is-told-to-its-petition",
        "split-hands-over-named-lives",
        "split-petition-goes-on-in-its-parts",
        "unsettled-is-on-the-next-list",
        "voided-matter-lets-its-petitions-go",
        "voided-raising-leaves-its-matter",
    }
)
"""What follows from a fact that it names."""

OWN_RULES = BY_THEMSELVES | FOLLOWING
"""The names that a `SystemAct` of this library's own may bear; another one is a finding."""


def is_own(act: SystemAct) -> bool:
    """Whether it can be an act of this library: by a rule of its own, from a fact that it names.

    Whoever can write to a store can decide in the system's name; that is seen by this.

    Example:
        >>> is_own(SystemAct(rule="law-kept")), is_own(SystemAct(rule="nightly-job"))
        (True, False)
        >>> is_own(SystemAct(rule="direction-becomes-a-task"))  # from no direction
        False
    """
    return act.rule in BY_THEMSELVES or (act.rule in FOLLOWING and act.trigger is not None)
