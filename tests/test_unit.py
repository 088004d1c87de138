"""A xã, an đặc khu, a thôn are called what they are: in every paper, sheet, list and message.

The example year is told of another unit, and everything that can be written of it is written.
"""

import gettext
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from dialogue_cases import cli, documents
from dialogue_cases.documents import FORMS
from dialogue_cases.errors import CaseError
from dialogue_cases.law import load_law
from dialogue_cases.law.citations import citations
from dialogue_cases.office import Office
from dialogue_cases.sentences import Language
from dialogue_cases.unit import Unit, proper_name, unit_of
from dialogue_cases.vocabulary import GroupId
from dialogue_cases.ward import Group, Ward
from stories import YEAR, modules_of

MODEL = re.compile("phường Ph[ổố] H[oò][àa]", re.IGNORECASE)
"""The model plan is a phường's, wherever it is cited."""

LOCALE = Path(cli.__file__).parents[1] / "locale"
OF_PHUONG = re.compile(r"(?<!\w)(phường|tổ dân phố|tdp)(?!\w)", re.IGNORECASE)
OF_WARD = re.compile(r"\b[Tt]h(?:e|is) ward\b|\bward party committee")

UNITS = {"xã": "Thôn", "đặc khu": "Khu phố"}
DAY = "2023-12-31"


# -- What a name says -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind", "proper"),
    [
        ("xã Sông Mơ", "xã", "Sông Mơ"),
        ("Xã Sông Mơ", "xã", "Sông Mơ"),
        ("XÃ SÔNG MƠ", "xã", "SÔNG MƠ"),
        ("phường Xã Đàn", "phường", "Xã Đàn"),
        ("PHƯỜNG SÔNG MƠ", "phường", "SÔNG MƠ"),
        ("đặc khu Phú Quý", "đặc khu", "Phú Quý"),
        ("ĐẶC KHU PHÚ QUÝ", "đặc khu", "PHÚ QUÝ"),
        ("thị trấn Mơ", "thị trấn", "Mơ"),
        ("X. Sông Mơ", "xã", "Sông Mơ"),
        ("Phường 3", "phường", "Phường 3"),
        ("P.3", "phường", "P.3"),
        ("Sông Mơ", "đơn vị", "Sông Mơ"),
        ("xã Sông Mơ".replace("ã", "a\u0303"), "xã", "Sông Mơ"),
    ],
)
def test_a_unit_is_what_its_name_says(name: str, kind: str, proper: str) -> None:
    """The first word of its kind, small or capital; a number keeps the word before it."""
    assert (kind, proper) == (unit_of(Ward(name=name)).kind, proper_name(name))


def test_a_name_without_the_word_is_asked_of_the_other_names() -> None:
    """A ward file may say "Sông Mơ" alone."""
    assert "xã" == unit_of(Ward(name="Sông Mơ", aliases=("Mơ", "Xã Sông Mơ"))).kind


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("Thôn Một", "Thôn Hai"), "thôn"),
        (("TDP số 1", "Tổ dân phố số 2"), "tổ dân phố"),
        (("Tổ 5",), "tổ dân phố"),
        (("KHU PHỐ 3", "KP 4"), "khu phố"),
        (("Bản Mơ", "Thôn Hai"), "bản, thôn"),
        (("Ấp Tây",), "ấp"),
        (("Thônh Một", "Nho Lâm"), "thôn, tổ dân phố"),
        ((), "thôn, tổ dân phố"),
    ],
)
def test_groups_are_what_their_names_say(names: tuple[str, ...], said: str) -> None:
    """Each word once, in the order of the groups; the law's two where none says it."""
    groups = {
        GroupId(f"g-{n}"): Group(id=GroupId(f"g-{n}"), name=name) for n, name in enumerate(names)
    }

    assert said == unit_of(Ward(name="xã Sông Mơ", groups=groups)).groups


def test_a_name_in_a_text_keeps_its_word() -> None:
    """Only the library's own word is fitted; what is called phường stays one."""
    unit = Unit(kind="xã", groups="thôn")

    assert "Xã nhận của phường Phổ Hoà, Phường 3" == unit.fitted(
        "Phường nhận của phường Phổ Hoà, Phường 3"
    )
    assert "Thôn đã nhận, SỔ CỦA XÃ NĂM 2026" == unit.fitted(
        "Tổ dân phố đã nhận, SỔ CỦA PHƯỜNG NĂM 2026"
    )


def test_before_a_unit_is_known_it_is_called_neither() -> None:
    """The help of a command is read before there is a store."""
    language = Language("vi")

    assert "Lập sổ mới cho đơn vị, kèm két khoá và tệp khoá." == language.say(
        "Make a new store for a ward, with its vault and key."
    )
    assert "Đảng uỷ" == language.word("ward_party_committee")


# -- A whole year of another unit -----------------------------------------------------------


class Told:
    """The example year as another unit's: its store, and how a command answers."""

    def __init__(self, kind: str, store: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.kind, self.store, self._capsys = kind, store, capsys

    def run(self, *arguments: str) -> str:
        """All that a command says."""
        self._capsys.readouterr()
        cli.main([*arguments, "--store", str(self.store)])
        told = self._capsys.readouterr()
        assert "Traceback" not in told.err
        return told.out + told.err


def _moved(folder: Path, kind: str, group: str) -> None:
    """The example's files as those of another unit, its names with them."""
    for file in folder.iterdir():
        if file.suffix in (".py", ".toml"):
            text = file.read_text(encoding="utf-8")
            for old, new in (("phường", kind), ("Phường", kind.capitalize())):
                text = text.replace(old, new)
            file.write_text(re.sub(r"TDP|[Tt]ổ dân phố", group, text), encoding="utf-8")


@pytest.fixture(scope="module", params=sorted(UNITS))
def year(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Path]:
    """The kind of the unit, and the folder of its demo: the store, and the files of the year."""
    kind = request.param
    example = tmp_path_factory.mktemp("unit") / "example"
    shutil.copytree(YEAR, example, ignore=shutil.ignore_patterns("__pycache__"))
    _moved(example, kind, UNITS[kind])
    place = tmp_path_factory.mktemp("year")
    with modules_of(example) as named:
        named("demo").main(place)
    return kind, place


@pytest.fixture
def told(year: tuple[str, Path], capsys: pytest.CaptureFixture[str]) -> Told:
    kind, place = year
    return Told(kind, place / "pho_hoa_2023.db", capsys)


def _unfit(text: str, pattern: re.Pattern[str] = OF_PHUONG) -> list[str]:
    """Where a text says what this unit isn't."""
    text = MODEL.sub("", text)
    return [text[max(0, one.start() - 60) : one.end() + 30] for one in pattern.finditer(text)]


def _texts(file: Path) -> str:
    """All that stands in a file, whatever its form."""
    if file.suffix not in (".docx", ".xlsx"):
        return file.read_bytes().decode("utf-8", "ignore")
    with ZipFile(file) as packed:
        parts = (packed.read(name).decode() for name in packed.namelist() if name.endswith(".xml"))
        return "\n".join(re.sub("<[^>]*>", "", part) for part in parts)


def test_every_file_of_the_year_says_what_the_unit_is(year: tuple[str, Path]) -> None:
    """Plan, calendar, registers, board, ledger, dossiers, notices, tables, reports, charts."""
    kind, place = year
    files = sorted((place / "ho-so").iterdir())

    assert {} == {one.name: wrong for one in files if (wrong := _unfit(_texts(one)))}
    assert any(kind in _texts(one).lower() for one in files)


OF_ANY_LIFE = ("decision-record", "timeline", "urging-letter")


def _made(office: Office, every: int) -> Iterator[tuple[str, bytes]]:
    streams = [facts[0].stream for facts in office.lives()]
    for form in FORMS.values():
        for stream in streams[:: every * (5 if form.name in OF_ANY_LIFE else 1)]:
            try:
                yield form.name, documents.write(office, form.name, stream).docx
            except CaseError:
                continue  # nothing to make of this life


def test_every_document_of_every_life_says_what_the_unit_is(
    year: tuple[str, Path], tmp_path: Path
) -> None:
    """All forms of papers, of all lives that they can be made of; what any life has, of a fifth,
    and of a unit of the second kind a third of that: it differs in words alone."""
    found: dict[str, list[str]] = {}
    made = set()
    with Office.open(f"sqlite:///{year[1] / 'pho_hoa_2023.db'}") as office:
        for name, docx in _made(office, 1 if year[0] == "xã" else 3):
            file = tmp_path / "one.docx"
            file.write_bytes(docx)
            made.add(name)
            if wrong := _unfit(_texts(file)):
                found[name] = wrong

    assert {} == found
    assert made > {"announcement", "acceptance-proposal", "minutes", "conclusion-notice"}


COMMANDS = (
    "register", "reception-book", f"board --on {DAY}", f"ledger --on {DAY}", f"matters --on {DAY}",
    f"plan-fulfilment 2023 --on {DAY}", f"scorecard --on {DAY}", f"check --on {DAY}", "log", "list",
    "doctor", f"findings --on {DAY}", "statistics --period 2023-Q2", "report --period 2023-year",
    f"deadlines ward --on {DAY} --explain", f"deadlines plan/2023 --on {DAY} --explain",
    f"deadlines petition/2023/1 --on {DAY} --explain", "show ward", "show plan/2023",
    "show dialogue/2023/2", "show petition/2023/7", "history dialogue/2023/2", "history ward",
    "history petition/2023/7", f"dossier dialogue/2023/2 --on {DAY}", "timeline dialogue/2023/2",
    "retention", f"what-if --on {DAY} --limit P4=5", "decision ward@5", "decided-by bi-thu",
    "show dialogue/2023/99", "petition admit petition/2023/7 --on 2023-12-01 --as bi-thu",
    "petition forward petition/2023/7 --on 2023-12-01 --to-body ubnd --as bi-thu",
    "ward establish-body --on 2023-12-01 --body x --kind other --name X --parent khong-co "
    "--as bi-thu",
    "session acknowledge-announcement dialogue/2023/4 --on 2023-12-01 --group khong-co --as bi-thu",
    "petition admit petition/2023/7 --on 2023-12-01 --as dai-truyen-thanh",
)  # fmt: skip


@pytest.mark.parametrize("year", ["xã"], indirect=True)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_list_and_message_says_what_the_unit_is(told: Told, command: str) -> None:
    """What is asked, and what is refused, in Vietnamese and in English."""
    assert [] == _unfit(told.run(*command.split()))
    assert [] == _unfit(told.run(*command.split(), "--lang", "en"), OF_WARD)


# -- Nothing that the library says escapes --------------------------------------------------


THON = GroupId("thon-1")


def test_no_text_of_the_catalogue_stays_a_phuongs() -> None:
    """Every sentence, rule, field, word and decision, as a xã's reader is told it."""
    texts = _catalogue("vi")
    language = Language("vi")
    language.meet(Ward(name="xã Sông Mơ", groups={THON: Group(id=THON, name="Thôn Một")}))

    assert [] == [text for text in texts if _unfit(language.fitted(text))]
    assert len(texts) > 1000


def test_no_citation_of_our_own_names_a_kind_of_unit() -> None:
    """A source is told as it stands, wherever it is told; the model plan is a phường's."""
    texts = [one.text for one in citations().values()]
    texts += [one.citation.text for rule in load_law().rules for one in rule.versions]

    assert [] == [text for text in texts if _unfit(text)]


def _catalogue(code: str) -> list[str]:
    found = gettext.translation("dialogue_cases", LOCALE, [code])
    return list(found._catalog.values())  # type: ignore[attr-defined]
