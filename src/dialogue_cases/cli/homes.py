"""Lệnh ở đâu: which commands there are, and where each is found when it is asked for."""

from importlib import import_module
from typing import Any

from dialogue_cases.cli.clerk import Clerk
from dialogue_cases.cli.commands import Commands, Words
from dialogue_cases.life import LIVES

HOMES = {
    "keeping:add_keeping": "init void erase hold-back-openings release-openings rotate-key "
    "complete-erasures",
    "hiding:add_hiding": "redact",
    "holding:add_holding": "hold lift-hold destroy retention",
    "importing:add_importing": "import takeover",
    "asking:add_questions": "show history followers list deadlines check log",
    "due:add_due": "due",
    "next_steps:add_next": "next",
    "views:add_views": "register reception-book board ledger matters topics scorecard "
    "plan-fulfilment dossier",
    "viewing:add_rebuild": "rebuild",
    "whatif:add_what_if": "what-if",
    "doctor:add_doctor": "doctor",
    "auditing:add_auditing": "timeline decided-by decision diff openings erasure provenance",
    "backing:add_backup": "backup restore",
    "attaching:add_attaching": "attach attachments open-attachment",
    "writing:add_pictures": "calendar chart",
    "findings:add_findings": "findings",
    "statistics:add_statistics": "statistics report",
    "completing:add_completion": "completion",
    "remembering:add_settings": "settings",
}
"""Which function adds which commands. Its module, with all that it needs, is loaded where one of
them is named; all of them are where they are listed."""

GROUPS = {
    "plan": "keeping:add_plan_import",
    "document": "writing:add_writing",
    "person": "persons:add_persons",
    "audit": "proving:add_proving",
    "witness": "proving:add_witnessing",
    "export": "exporting:add_export",
    "sheet": "worksheet:add_worksheets",
}
"""What adds the commands of a group, beside the decisions of a life."""

NAMES = (*" ".join(HOMES.values()).split(), *dict.fromkeys((*LIVES, *GROUPS)))
"""Every command and group of the program."""


def commands(clerk: Clerk) -> Commands:
    """All commands, each found when it is asked for."""
    say = clerk.language.say
    groups = {
        "ward": say("Decide about the ward: bodies, groups, offices, its own rules."),
        "plan": say("Decide about a year's plan, or import it."),
        "session": say("Decide about a dialogue or a reception."),
        "task": say("Decide about what a body has been told to do."),
        "petition": say("Decide about a petition, on the Party's clock."),
        "proceeding": say("Record what the competent body does with a complaint or denunciation."),
        "matter": say("Decide about one grievance behind several petitions and opinions."),
        "document": say("Make a document from the record, as a DOCX file."),
        "person": say("Keep, look up and forget that parties of several cases are one person."),
        "audit": say("Prove to outsiders that the record wasn't rewritten."),
        "export": say("Take the record elsewhere: for analysis, or as it lies there."),
        "sheet": say("Enter a whole session, petitions and tasks from one sheet."),
        "witness": say("Keep checkpoints of others, and sign those that continue them."),
    }

    def load(root: Commands, words: Words) -> None:
        named = words[0] if words else ""
        for home, names in HOMES.items():
            if named in names.split() or named not in NAMES:
                _adder(home)(root, clerk)
        for name, about in groups.items():
            root.group(Commands(name, about, load_group))

    def load_group(group: Commands, words: Words) -> None:
        if group.name in GROUPS:
            _adder(GROUPS[group.name])(group, clerk)
        if group.name in LIVES:
            _adder("deciding:add_decisions")(group, clerk, words)

    about = say("Dialogues, petitions and promises of a ward, kept as facts.")
    return Commands("dialogue-cases", about, load)


def _adder(home: str) -> Any:
    module, _, name = home.partition(":")
    return getattr(import_module(f"dialogue_cases.cli.{module}"), name)
