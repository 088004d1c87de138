"""What a story says that it planted, and what the library finds of it, in the same form."""

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from dialogue_cases import Office
from dialogue_cases.audit.findings import AuditFinding, findings

Finding = Mapping[str, Any]

FOR_PEOPLE = ("id", "vi", "kind")
"""What is in the file for people to read, and by what a finding is looked up."""


class Planted:
    """What a story says that it planted, and what the library finds in its record.

    A rule of the law that isn't listed is none that the story was told under.
    """

    def __init__(self, file: Path, office: Office) -> None:
        read = tomllib.loads(file.read_text(encoding="utf-8"))
        self.office = office
        self.on: date = read["on"]
        self.all: list[Finding] = read["finding"]
        self._told_under = set(read["rules"])
        self._others = {rule.id for rule in office.law.rules} - self._told_under
        self._found = findings(office, self.on)

    def of(self, kind: str) -> list[Finding]:
        """What is planted of a kind."""
        planted = [one for one in self.all if one["kind"] == kind]
        return _in_order(
            {key: value for key, value in one.items() if key not in FOR_PEOPLE} for one in planted
        )

    def found(self, kind: str) -> list[Finding]:
        """What the library finds of a kind, as far as such findings are told in the file."""
        told = {key for one in self.of(kind) for key in one}
        return _in_order(
            self._told(one, told)
            for one in self._found
            if one.kind == kind and one.rule not in self._others
        )

    def _told(self, one: AuditFinding, told: set[str]) -> Finding:
        everything = {"where": one.where, "rule": one.rule, **one.data}
        if "changes" in everything:
            everything["changes"] = [
                rule for rule in everything["changes"] if rule in self._told_under
            ]
        return {
            key: value
            for key, value in everything.items()
            if value is not None and (key in told or not told)
        }


def _in_order(found: Any) -> list[Finding]:
    return sorted(found, key=lambda one: str(sorted(one.items(), key=lambda item: item[0])))
