"""Quy tắc của hệ thống: by which rules this library decides, and no program in its name."""

OWN_RULES = frozenset(
    {
        # A store, its set-up, and what comes out of another record.
        "store-opened",
        "law-kept",
        "ward-set-up",
        "book-entry-is-recorded",
        "predecessors-case-is-carried-on",
        # What follows from a recorded fact.
        "adopted-plan-assigns-its-duties",
        "adopted-plan-foresees-its-dialogues",
        "cancelled-session-frees-its-duties",
        "classified-petition-is-told-to-its-matter",
        "direction-becomes-a-task",
        "issued-conclusion-assigns-its-items",
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
        "split-petition-goes-on-in-its-parts",
        "unsettled-is-on-the-next-list",
        "voided-matter-lets-its-petitions-go",
        "voided-raising-leaves-its-matter",
    }
)
"""The names that a `SystemAct` of this library's own may bear; another one is a finding."""
