"""Phân quyền: which office may decide what, and which may open which sealed data.

Roles are data: `roles.toml` has the safe default, with its sources; a ward's own file of the
same form stands in its place. What no entry allows is refused.
What a body is competent for is the law's and stands in the decisions of the lives; this is how
the ward shares the work among its offices.
"""

import hashlib
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from attrs import field, frozen

from dialogue_cases.law.citations import cited
from dialogue_cases.life import LIVES
from dialogue_cases.prepared import decoder
from dialogue_cases.vocabulary import BodyKind, Certainty, Citation, OfficeKind

if TYPE_CHECKING:
    from dialogue_cases.toml_file import TomlTable

FILE, READY = "roles.toml", "roles.json"
CASES = ("petition", "proceeding", "dialogue", "reception", "matter", "task", "plan", "ward")
KINDS = (
    "complaint", "disciplinary_complaint", "denunciation", "recommendation", "report",
    "anonymous_tip", "unclassified", "spoken", "secrecy_asked", "own_papers",
)  # fmt: skip
"""Of which kind a case is, as far as that decides who may read what is sealed in it."""

EXPORTS = ("export_officers", "export_texts", "export_record")
"""Quyền xuất: what is taken away of a record only by whom an entry names for it."""

BY_NAME = frozenset({"destroy", "lift_hold", "hold_back_openings", "release_openings", *EXPORTS})
"""Decisions that `*` doesn't give: data go for good by them, or are taken away, or it is kept from
people that theirs were read; so an entry has to name them."""

WHO_DECIDES = cited("roles.who_decides")


@frozen(kw_only=True)
class Holder:
    """Chức vụ được giao: an office, a kind of body, or an office of a kind of body.

    Example:
        >>> str(Holder(office="head", body="party_office")), str(Holder(body="party_cell"))
        ('head of party_office', 'any office of party_cell')
    """

    office: OfficeKind | None = None
    body: BodyKind | None = None

    def __str__(self) -> str:
        return f"{self.office or 'any office'} of {self.body or 'any body'}"

    def is_held(self, office: OfficeKind, body: BodyKind | None) -> bool:
        """Whether somebody acts in it."""
        return self.office in (None, office) and self.body in (None, body)


@frozen(kw_only=True)
class Deciding:
    """Quyền quyết định: some decisions of a life (`*`: of any), and who may take them."""

    life: str
    names: tuple[str, ...]
    by: tuple[Holder, ...]


@frozen(kw_only=True)
class Opening:
    """Quyền mở niêm phong: some sealed fields of some kinds of case, and who may open them.

    Args:
        id: its name in the file; the record of an opening keeps it.
        cases: the first word of the case's id …
        kinds: … its kind as it is now …
        fields: … and the sealed fields, with `*` for any ending.
        by: who may.
        citation: on what it rests.
    """

    id: str
    cases: tuple[str, ...]
    kinds: tuple[str, ...]
    fields: tuple[str, ...]
    by: tuple[Holder, ...]
    citation: Citation

    def covers(self, case: str, kind: str, field: str) -> bool:
        """Whether it is about this field of a case of this kind."""
        return case in self.cases and kind in self.kinds and _any(self.fields, field)


@frozen(kw_only=True)
class Roles:
    """Bảng phân quyền của một phường.

    Args:
        decisions: who may decide what.
        openings: who may open what.
        edition: a digest of the file, which the record of each opening keeps.
    """

    decisions: tuple[Deciding, ...]
    openings: tuple[Opening, ...]
    edition: str
    _answers: dict[Any, bool] = field(factory=dict, init=False, eq=False, repr=False)

    def may_decide(
        self, life: str, decision: str, office: OfficeKind, body: BodyKind | None
    ) -> bool:
        """Whether an office of a kind of body may take a decision of a life."""
        asked = life, decision, office, body
        answer = self._answers.get(asked)
        if answer is None:
            answer = self._answers[asked] = any(
                one.life in ("*", life)
                and (decision in one.names if decision in BY_NAME else _any(one.names, decision))
                and any(holder.is_held(office, body) for holder in one.by)
                for one in self.decisions
            )
        return answer

    def may_open(
        self, case: str, kind: str, field: str, office: OfficeKind, body: BodyKind | None
    ) -> Opening | None:
        """The entry by which an office may open a field of a case of a kind, None if none."""
        for one in self.about(case, kind, field):
            if any(holder.is_held(office, body) for holder in one.by):
                return one
        return None

    def opens(self, office: OfficeKind, body: BodyKind | None) -> bool:
        """Whether an office of a kind of body may open anything at all."""
        return any(holder.is_held(office, body) for one in self.openings for holder in one.by)

    def about(self, case: str, kind: str, field: str) -> Iterator[Opening]:
        """The entries that say who may open a field of a case of a kind."""
        return (one for one in self.openings if one.covers(case, kind, field))


def read_roles(path: Path | None = None) -> Roles:
    """Read a ward's roles.

    Args:
        path: the ward's own file; the packaged default if None.

    Raises:
        Invalid: what is wrong in the file, every mistake with its line and field.

    Example:
        >>> roles = read_roles()
        >>> denouncer = "petition", "denunciation", "petitioner_name"
        >>> roles.may_open(*denouncer, "party_secretary", "ward_party_committee").id
        'denunciation'
        >>> roles.may_open(*denouncer, "official", "people_committee") is None
        True
    """
    if path is None:
        return _packaged()
    # Late: the packaged default is ready, and most wards have no file of their own.
    from dialogue_cases.toml_file import TomlFile

    file = TomlFile.open(path)
    root = file.root
    roles = Roles(
        decisions=tuple(
            Deciding(
                life=row.choice("life", ("*", *LIVES)),
                names=row.texts("names"),
                by=_holders(row),
            )
            for row in root.rows("decision")
        ),
        openings=tuple(
            Opening(
                id=row.text("id"),
                cases=_words(row, "cases", CASES),
                kinds=_words(row, "kinds", KINDS),
                fields=row.texts("fields"),
                by=_holders(row),
                citation=_citation(row.table("citation")),
            )
            for row in root.rows("opening")
        ),
        edition=hashlib.sha256(path.read_bytes()).hexdigest()[:12],
    )
    file.finish()
    return roles


@cache
def _packaged() -> Roles:
    """The default as it was read when the package was made (`tools/ready.py`)."""
    ready: Roles = decoder(Roles)(files(__package__).joinpath(READY).read_bytes())
    return ready


def _holders(row: "TomlTable") -> tuple[Holder, ...]:
    if not row.has("by"):
        row.wrong("by", "it is missing", 'a list such as [{ office = "head", body = "…" }]')
    return tuple(_holder(one) for one in row.rows("by"))


def _holder(row: "TomlTable") -> Holder:
    office = row.choice("office", ("*", *get_args(OfficeKind)), "*")
    body = row.choice("body", ("*", *get_args(BodyKind)), "*")
    if not row.has("office") and not row.has("body"):
        row.wrong("office", "it is missing", "an office, a kind of body, or both")
    return Holder(office=_unless_any(office), body=_unless_any(body))


def _unless_any(word: str) -> Any:
    return None if word == "*" else word


def _words(row: "TomlTable", name: str, among: Sequence[str]) -> tuple[str, ...]:
    if not row.has(name):
        row.wrong(name, "it is missing", "a list of {among}", among=", ".join(among))
    return row.choices(name, among, ())


def _citation(row: "TomlTable") -> Citation:
    return Citation(
        text=row.text("text"),
        certainty=row.choice("certainty", get_args(Certainty)),
        note=row.text("note", ""),
    )


def _any(patterns: Sequence[str], name: str) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)
