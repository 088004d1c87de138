"""No name that was sealed stands in clear anywhere: no file, no output, no error, no repr."""

import base64
import io
import json
import shutil
import sqlite3
import string
import tempfile
import traceback
import zipfile
from collections.abc import Iterator
from contextlib import chdir, closing, redirect_stderr, redirect_stdout
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue_cases import cli, petition, proceeding, session
from dialogue_cases.errors import CaseError, Invalid, KeyLost, KeyReused, Refused
from dialogue_cases.office import Office
from dialogue_cases.proceeding import Person
from dialogue_cases.record import DataRequestAnswered, Erased, SealedField, SealOpened
from dialogue_cases.spelling import bare
from dialogue_cases.vocabulary import BodyId, PartyId, StreamId
from offices import an_office
from spec import act_of

DAY = date(2023, 3, 1)
CASE = StreamId("petition/2023/1")
CLERK, SECRETARY, DEPUTY = act_of("chanh-van-phong"), act_of("bi-thu"), act_of("pho-bi-thu")
WHY = "trả lời chủ thể dữ liệu"
RAISED: Any = {
    "on": DAY,
    "channel": "oral",
    "gist": "Tố cáo việc cấp đất",
    "received_by": BodyId("van-phong"),
}

OLD_DIGEST = "13c528ec5a1cf1bdac270bf2ea13115c6d349ae27c37d608c3c9ce7ca79e2e1b"
"""Of the clerk's call that raises that petition, kept with all its arguments."""

syllables = st.text(string.ascii_lowercase + "ăâđêôơưáạếộứ", min_size=4, max_size=8)
names = st.lists(syllables, min_size=2, max_size=4).map(
    lambda words: "Zq" + " ".join(word.capitalize() for word in words)
)
"""Names that begin as nothing else does here, so that to find one is to have let it out."""


@pytest.fixture
def office() -> Iterator[Office]:
    with an_office() as made:
        yield made


def denounce(office: Office, name: str, stream: str = "petition/2023", **more: Any) -> PartyId:
    """A denunciation, from its first word on, with its denouncer."""
    desk = office.acting(CLERK, despite=[("looks-entered-already", "mỗi người một đơn")])
    with office.together():
        (fact,) = desk.begin(stream, petition.raise_petition, **{**RAISED, **more})
        party = office.new_party(fact.stream)
        desk.decide(
            fact.stream,
            petition.name_petitioner,
            on=DAY,
            party=party,
            secrecy_asked=True,
            petitioner_name=office.seal(party, "petitioner_name", name),
            petitioner_address=office.seal(party, "petitioner_address", name),
            petitioner_contact=office.seal(party, "petitioner_contact", name),
        )
        desk.decide(
            fact.stream,
            petition.keep_content,
            on=DAY,
            content=office.seal_content(fact.stream, "content", f"Tôi là {name}"),
        )
        desk.decide(fact.stream, petition.classify, on=DAY, kind="denunciation", area="land")
    return party


def named(office: Office, party: PartyId) -> Any:
    state = office.as_of(party.rpartition("#")[0])
    return next(one for one in state.petitioners if one.party == party).petitioner_name


# -- Files --------------------------------------------------------------------------------


@settings(max_examples=8, deadline=None)
@given(name=names, address=names)
def test_no_file_has_what_was_sealed(name: str, address: str) -> None:
    """Luật Tố cáo 2018, Điều 56: whatever is written beside the store, while it is open too."""
    with tempfile.TemporaryDirectory() as folder:
        office = an_office(path=Path(folder) / "ward.db")
        party = denounce(office, name)
        other = denounce(office, address)
        office.acting(SECRETARY).unseal(named(office, party), purpose=WHY)
        office.same_person(party, other, act=SECRETARY, purpose=WHY)
        with pytest.raises(Refused):
            office.acting(DEPUTY).unseal(named(office, party), purpose=WHY)
        while_open = b"".join(file.read_bytes() for file in Path(folder).iterdir())
        office.erase(party, act=CLERK, on=DAY, reason="theo yêu cầu")
        office.close()
        written = while_open + b"".join(file.read_bytes() for file in Path(folder).iterdir())

    for text in (name, address):
        for coding in ("utf-8", "utf-16-le"):
            assert text.encode(coding) not in written
            assert text.split()[0].encode(coding) not in written


def test_which_parties_are_one_person_is_nowhere_in_the_log(office: Office) -> None:
    """The vault alone knows, and can forget."""
    party = denounce(office, "Nguyễn Thị A")
    other = denounce(office, "Nguyễn Thị A")
    before = office.log.position
    office.same_person(party, other, act=SECRETARY, purpose=WHY)

    (fact,) = office.log.since(before)
    assert (CASE, SealOpened) == (fact.stream, type(fact.event))
    assert (SealedField(party=party, field="person"),) == fact.event.opened
    assert other not in repr(fact)


# -- Outputs ------------------------------------------------------------------------------


def run(*arguments: str) -> tuple[int, str]:
    """One command: its exit code, and all that it said on both streams."""
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        code = cli.main(arguments)
    return code, said.getvalue()


NAME, STREET, CONTENT = "Zquyễn Thị Ẩn", "Zđường Số Không", "Zphải bị ép bán đất"
SECRETS = (NAME, STREET, CONTENT)


def is_secret(said: str) -> bool:
    return not any(bare(word) in bare(said) for secret in SECRETS for word in secret.split()[:1])


NOW = mock.patch(
    "dialogue_cases.office.office._now", return_value=datetime(2023, 3, 1, 3, tzinfo=UTC)
)


@pytest.fixture(scope="module")
def entered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store on disk with one denunciation, entered on the command line."""
    folder = tmp_path_factory.mktemp("ward")
    an_office(path=folder / "ward.db").close()
    with chdir(folder), NOW:
        code, said = run(*ENTER)
        assert (0, True) == (code, is_secret(said)), said
        code, said = run(
            *("petition", "classify", CASE, "--on", "2023-03-01", "--kind", "denunciation"),
            *("--area", "land", "--as", "bi-thu"),
        )
        assert 0 == code, said
    return folder


@pytest.fixture
def ward(entered: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy of that store, in the folder that commands run in."""
    for file in entered.iterdir():
        shutil.copy2(file, tmp_path / file.name)
    with chdir(tmp_path), NOW:
        yield tmp_path / "ward.db"


ENTER = (
    *("petition", "raise-petition", "--new", "petition/2023", "--as", "chanh-van-phong"),
    *("--on", "2023-03-01", "--channel", "written", "--received-by", "van-phong"),
    *("--gist", "Tố cáo việc cấp đất", "--petitioner-name", NAME, "--petitioner-address", STREET),
    *("--content", CONTENT, "--secrecy-asked", "--key", "phiếu 1"),
)
AS_DEPUTY = ("--unseal", "--as", "pho-bi-thu", "--purpose", "xem")


@pytest.mark.parametrize("form", [(), ("--json",), ("--lang", "en")])
@pytest.mark.parametrize(
    "command",
    [
        ("show", CASE),
        ("history", CASE),
        ("list",),
        ("log",),
        ("deadlines", CASE, "--explain"),
        ("check", "--on", "2023-12-31", "--all"),
        ("doctor",),
        ("timeline", CASE),
        ("timeline", CASE, "--as", "pho-bi-thu"),
        ("decision", f"{CASE}@2"),
        ("decided-by", "chanh-van-phong"),
        ("openings", f"{CASE}#1"),
        ("findings", "--on", "2023-12-31"),
        ("diff", CASE, "--before", "1"),
        ("diff", "--before", "2023-01-01"),
        ("show", CASE, *AS_DEPUTY),
        ("history", CASE, *AS_DEPUTY),
        ("show", CASE, "--unseal", "--as", "bi-thu"),
        ("person", "cases", f"{CASE}#1", "--as", "pho-bi-thu", "--purpose", "xem"),
        ENTER,
        (*ENTER[:-1], "phiếu 2", "--expected", "9"),
        (*ENTER[:-3], "--key", "phiếu 1"),
        ("petition", "classify", CASE, "--on", "2023-03-01", "--petitioner-name", NAME[:0]),
    ],
    ids=lambda one: " ".join(one[:2]) + f" +{len(one)}",
)
def test_no_output_says_who_denounced(
    ward: Path, command: tuple[str, ...], form: tuple[str, ...]
) -> None:
    """The denouncer is visible to named offices only, in every output, refusals among them."""
    _, said = run(*command, *form)

    assert said or command[0] == "deadlines"
    assert is_secret(said)


def test_a_named_office_reads_it_and_that_is_recorded(ward: Path) -> None:
    """And nobody without saying who they are and what for."""
    reading = ("--unseal", "--as", "bi-thu", "--purpose", "xác minh")
    code, said = run("show", CASE, *reading)
    _, as_json = run("history", CASE, "--json", *reading)
    _, history = run("history", CASE)

    assert (0, True) == (code, NAME in said and STREET in said and CONTENT in said)
    assert NAME in [one["text"] for one in json.loads(as_json)["unsealed"]]
    assert 2 == history.count("Mở niêm phong")
    assert 2 == run("show", CASE, "--unseal", "--purpose", "xác minh")[0]
    assert 2 == run("show", CASE, "--unseal", "--as", "bi-thu")[0]


def test_no_file_of_the_command_line_has_what_was_typed(ward: Path) -> None:
    """The keys of calls are kept as digests of what is sealed, not of what was typed."""
    run(*ENTER)
    written = b"".join(file.read_bytes() for file in ward.parent.iterdir())

    assert b"petition.petitioner_named" in written
    for secret in SECRETS:
        assert secret.split()[0].encode() not in written


def test_after_an_erasure_nothing_of_it_is_in_any_byte_of_any_file(ward: Path) -> None:
    """Whatever was asked, proved, copied and handed out before and after; the key is gone too."""
    reading = ("--unseal", "--as", "bi-thu", "--purpose", "xác minh")

    def everything(number: int) -> None:
        for command in (
            ("register", "--csv", f"r{number}.csv"),
            ("board", "--on", "2023-12-31"),
            ("rebuild",),
            ("show", CASE, *reading),
            ("provenance", "--to", f"p{number}.json"),
            ("export", "ocel", f"o{number}.json"),
            ("export", "ocel", f"o{number}.sqlite"),
            ("export", "xes", f"c{number}.xes", "--of", "petition"),
            ("export", "events", f"c{number}.csv", "--of", "petition"),
            ("audit", "checkpoint"),
            ("audit", "bundle", CASE, "--belonging", "--to", f"e{number}.zip"),
            ("backup", "--to", f"copy{number}", "--vault-to", f"apart{number}"),
        ):
            run(*command)

    with chdir(ward.parent):
        everything(1)
        with closing(sqlite3.connect(ward.with_name(f"{ward.name}.vault"))) as vault:
            keys = [
                one for (one,) in vault.execute("SELECT wrapped FROM keys WHERE wrapped NOT NULL")
            ]
        assert keys
        assert all(one in ward.with_name(f"{ward.name}.vault").read_bytes() for one in keys)
        assert 0 == run("rotate-key")[0]
        for number in (0, 1):
            party = ("erase", f"{CASE}#{number}", "--on", "2023-03-01", "--reason", "theo yêu cầu")
            assert 0 == run(*party, "--as", "bi-thu")[0]
        everything(2)
    files = [
        one
        for one in ward.parent.rglob("*")
        if one.is_file() and "apart1" not in one.parts  # a copy of the vault from before
    ]
    assert {"copy1", "copy2", "apart2"} <= {one.parent.name for one in files}
    written = b"".join(one.read_bytes() for one in files)
    for archive in (one for one in files if one.suffix == ".zip"):
        with zipfile.ZipFile(archive) as opened:
            written += b"".join(map(opened.read, opened.namelist()))
    for key in keys:
        assert key not in written
    for secret in SECRETS:
        word = secret.split()[0]
        for form in (
            word.encode(),
            word.encode("utf-16-le"),
            json.dumps(word)[1:-1].encode(),
            base64.b64encode(word.encode())[:-4],
        ):
            assert form not in written


def test_who_may_not_read_is_told_who_may(ward: Path) -> None:
    """In the reader's words."""
    code, said = run("show", CASE, *AS_DEPUTY)

    assert 1 == code
    assert "Bí thư Đảng uỷ" in said


def test_no_repr_and_no_trace_shows_what_was_sealed(office: Office) -> None:
    """What a program logs of a fact, of a state or of an error says nothing either."""
    party = denounce(office, NAME)
    said = [repr(fact) for fact in office.log.since()]
    said += [repr(office.as_of(CASE)), repr(office), str(office.as_of(CASE))]
    for act, purpose in ((DEPUTY, WHY), (SECRETARY, " ")):
        try:
            office.acting(act).unseal(named(office, party), purpose=purpose)
        except CaseError:
            said.append(traceback.format_exc())
    try:
        denounce(office, NAME, gist=f"Đơn của {NAME}")
    except CaseError as refused:
        said.append(f"{refused!r}{refused}")

    assert len(said) > 5
    assert all(NAME not in one for one in said)


# -- Texts in clear -----------------------------------------------------------------------


@settings(max_examples=15, deadline=None)
@given(name=names, change=st.sampled_from([str, str.upper, str.lower, bare]))
def test_a_gist_does_not_name_whom_the_case_seals(name: str, change: Any) -> None:
    """However it is spelt: with or without tones, in capitals, within a sentence."""
    with an_office() as office:
        with pytest.raises(Refused, match="sealed-name-stays-sealed") as caught:
            denounce(office, name, gist=f"Đơn của ({change(name)}), về đất")
        assert name not in str(caught.value)
        assert () == tuple(one for one in office.log.since() if one.stream == CASE)


def test_what_was_sealed_before_is_not_told_by_a_refusal(office: Office) -> None:
    """Whoever may write in a case can't find out by guessing whom it keeps sealed."""
    denounce(office, "Nguyễn Thị A")
    for guess in ("Nguyễn Thị A", "Nguyễn Thị B"):
        assert office.acting(DEPUTY).decide(
            CASE, petition.ask_completion, on=DAY, gist=f"mời {guess}"
        )


def test_a_street_may_bear_a_petitioners_name(office: Office) -> None:
    """It is let in with a reason, and found by the auditor."""
    desk = office.acting(CLERK, despite=[("sealed-name-stays-sealed", "là tên đường")])
    gist = "Phản ánh rác thải ở đường Nguyễn Thị A"
    with office.together():
        (fact,) = desk.begin("petition/2023", petition.raise_petition, **{**RAISED, "gist": gist})
        party = office.new_party(fact.stream)
        (named_,) = desk.decide(
            fact.stream,
            petition.name_petitioner,
            on=DAY,
            party=party,
            petitioner_name=office.seal(party, "petitioner_name", "Nguyễn Thị A"),
        )

    assert ["sealed-name-stays-sealed"] == [one.rule for one in named_.despite]


def test_a_name_of_one_word_is_not_looked_for(office: Office) -> None:
    """It would be found in half of all texts."""
    denounce(office, "Lan", gist="Phản ánh rác thải ở xã Hoa Lan")

    assert 4 == len(office.history(CASE))


# -- Entered in one command ---------------------------------------------------------------


def test_a_petition_is_entered_with_all_its_petitioners(ward: Path) -> None:
    """The options again, in the same order; the same call again adds nothing."""
    enter = [*ENTER[: ENTER.index("--petitioner-name")], "--key", "phiếu 3"]
    enter += ["--despite", "looks-entered-already=mỗi người một đơn", "--json"]
    people = ["--petitioner-name", "Nguyễn Thị B", "--petitioner-name", "Nguyễn Thị C"]
    people += ["--petitioner-contact", "", "--petitioner-contact", "0900"]
    once, again = run(*enter, *people), run(*enter, *people)

    told = [one["kind"] for one in json.loads(once[1])["recorded"]]
    assert ["petition.raised", "petition.petitioner_named", "petition.petitioner_named"] == told
    assert ["petition.raised"] == [one["kind"] for one in json.loads(again[1])["recorded"]]
    assert again == run(*enter, *people[:1], "Nguyễn Thị D")
    assert (2, "invalid") == _error(
        run(*enter[:-5], *enter[-3:-1], *people[:4], *people[4:6], "--json")
    )
    with Office.open(f"sqlite:///{ward}") as office:
        assert ["petition/2023/2#1", "petition/2023/2#2"] == [
            one.party for one in office.as_of("petition/2023/2").petitioners
        ]
        assert [False, True] == [
            one.petitioner_contact is not None
            for one in office.as_of("petition/2023/2").petitioners
        ]


def _error(said: tuple[int, str]) -> tuple[int, str]:
    return said[0], json.loads(said[1])["error"]["kind"]


def test_a_repeated_call_tells_nothing_of_what_it_sealed(ward: Path) -> None:
    """Luật Tố cáo 2018, Điều 56: a right guess and a wrong one are answered alike, and unread."""
    naming: tuple[str, ...] = ("petition", "name-petitioner", CASE, "--as", "bi-thu")
    naming += ("--on", "2023-03-01")
    naming += ("--key", "phiếu 4", "--json", "--petitioner-name")
    first = run(*naming, "Nguyễn Thị B")
    with Office.open(f"sqlite:///{ward}") as office:
        before = office.log.position

    assert first == run(*naming, "Nguyễn Thị B") == run(*naming, "Trần Văn C")
    assert run(*ENTER) == run(*ENTER[: ENTER.index(NAME)], "Trần Văn C", *ENTER[-3:])
    with Office.open(f"sqlite:///{ward}") as office:
        assert before == office.log.position
        assert not office.vault.holds(PartyId(f"{CASE}#3"))


def test_a_call_is_repeated_with_what_was_sealed_anew(office: Office) -> None:
    """A web form that is sent twice seals twice, for a new party each time."""
    denounce(office, "Nguyễn Thị A")
    desk = office.acting(CLERK, key="form-1")

    def send(name: str, **more: Any) -> Any:
        party = office.new_party(CASE)
        sealed = office.seal(party, "petitioner_name", name)
        return desk.decide(
            CASE, petition.name_petitioner, on=DAY, party=party, petitioner_name=sealed, **more
        )

    (first,) = send("Nguyễn Thị B")
    assert [first] == send("Nguyễn Thị B") == send("Trần Văn C")
    assert 2 == len(office.as_of(CASE).petitioners)
    with pytest.raises(KeyReused):
        send("Nguyễn Thị B", secrecy_asked=True)


def test_what_stands_sealed_deeper_is_left_out_of_a_repeated_call_too(office: Office) -> None:
    """A proceeding is received with its people in it."""
    desk = office.acting(SECRETARY, key="form-2")

    def receive(name: str, gist: str = "Tố cáo việc cấp đất") -> Any:
        party = office.new_party("proceeding/2023/1")
        person = Person(party=party, name=office.seal(party, "name", name))
        return desk.begin(
            "proceeding/2023",
            proceeding.receive,
            on=DAY,
            kind="denunciation",
            body=BodyId("ubnd"),
            gist=gist,
            raised_by=(person,),
        )

    assert receive("Nguyễn Thị A") == receive("Nguyễn Thị B")
    with pytest.raises(KeyReused):
        receive("Nguyễn Thị A", "Tố cáo việc khác")


def test_a_key_that_was_kept_before_is_the_same_call_still(office: Office) -> None:
    """Digests once were made of all arguments and had no version; those on record stay good."""
    desk = office.acting(CLERK, key="máy-1/1")
    (first,) = desk.begin("petition/2023", petition.raise_petition, **RAISED)
    for digest in (OLD_DIGEST, OLD_DIGEST[::-1]):  # of a rule that is gone the fact tells
        with office.store.writing() as writing:
            writing.cursor.execute("UPDATE keys SET digest = ?", (digest,))
        assert [first] == desk.begin("petition/2023", petition.raise_petition, **RAISED)
        with pytest.raises(KeyReused):
            desk.begin("petition/2023", petition.raise_petition, **{**RAISED, "people": 7})


@pytest.mark.parametrize("value", [object(), "\ud800", 10**400])
def test_a_call_with_a_key_says_what_can_not_be_kept(office: Office, value: Any) -> None:
    """One sentence, no traceback."""
    for key, gist in (("k", value), ("\ud800", "Mương")):
        with pytest.raises((Invalid, Refused)):
            office.acting(CLERK, key=key).begin(
                "petition/2023", petition.raise_petition, **{**RAISED, "gist": gist}
            )


# -- Persons ------------------------------------------------------------------------------


def test_an_office_sees_only_those_cases_of_a_person_that_are_its_own(office: Office) -> None:
    """Else a clerk of one case would learn that its petitioner denounced somebody in another."""
    secret = denounce(office, "Nguyễn Thị A")
    desk = office.acting(CLERK, despite=[("looks-entered-already", "mỗi người một đơn")])
    (fact,) = desk.begin("petition/2023", petition.raise_petition, **RAISED)
    plain = office.new_party(fact.stream)
    desk.decide(
        fact.stream,
        petition.name_petitioner,
        on=DAY,
        party=plain,
        petitioner_name=office.seal(plain, "petitioner_name", "Nguyễn Thị A"),
    )
    desk.decide(fact.stream, petition.classify, on=DAY, kind="report", area="land")
    with pytest.raises(Refused, match="named-office-opens-the-seal"):
        office.same_person(plain, secret, act=DEPUTY, purpose=WHY)
    office.same_person(plain, secret, act=SECRETARY, purpose=WHY)

    assert {plain, secret} == set(office.cases_of(plain, act=SECRETARY, purpose=WHY))
    assert (plain,) == office.cases_of(plain, act=DEPUTY, purpose=WHY)
    with pytest.raises(Refused, match="named-office-opens-the-seal"):
        office.cases_of(secret, act=DEPUTY, purpose=WHY)


def test_a_person_is_forgotten_in_every_case(office: Office) -> None:
    """All keys go, and so does the group."""
    first, second, third = (denounce(office, "Nguyễn Thị A") for _ in range(3))
    office.same_person(first, second, act=SECRETARY, purpose=WHY)
    office.same_person(third, second, act=SECRETARY, purpose=WHY)
    stranger = denounce(office, "Nguyễn Thị A")

    gone = office.erase_person(second, act=SECRETARY, on=DAY, reason="theo yêu cầu", purpose=WHY)

    assert ("removed", {first, second, third}) == (gone.outcome, set(gone.erased))
    assert 3 == sum(isinstance(one.event, Erased) for one in office.log.since())
    assert [True, True, True, False] == [
        office.is_erased(one) for one in (first, second, third, stranger)
    ]
    assert (first,) == office.vault.same_person(first)
    with pytest.raises(KeyLost):
        office.acting(SECRETARY).unseal(named(office, first), purpose=WHY)


def test_an_erased_party_leaves_its_group_and_a_group_of_one_is_none(office: Office) -> None:
    """Nothing is kept that says nothing."""
    first, second = (denounce(office, "Nguyễn Thị A") for _ in range(2))
    office.same_person(first, second, act=SECRETARY, purpose=WHY)
    office.erase(first, act=CLERK, on=DAY, reason="theo yêu cầu")

    assert (second,) == office.vault.same_person(second)
    assert [(0,)] == office.vault._database.execute("SELECT count(*) FROM persons").fetchall()


def test_a_wrong_link_is_undone(office: Office) -> None:
    """Two people may bear one name."""
    first, second = (denounce(office, "Nguyễn Thị A") for _ in range(2))
    office.same_person(first, second, act=SECRETARY, purpose=WHY)

    assert office.another_person(second, act=SECRETARY, purpose=WHY)
    assert (first,) == office.cases_of(first, act=SECRETARY, purpose=WHY)
    assert not office.another_person(second, act=SECRETARY, purpose=WHY)


def test_a_correction_keeps_the_party_and_what_it_does_not_say_anew(office: Office) -> None:
    """Else the address is lost unnoticed, and erasing the party that was told leaves the name."""
    party = denounce(office, "Nguyễn Thị A")
    (before,) = office.as_of(CASE).petitioners
    desk = office.acting(CLERK, corrects=2)
    name = office.seal(party, "petitioner_name", "Nguyễn Thị An")

    desk.decide(CASE, petition.name_petitioner, on=DAY, petitioner_name=name)

    assert (evolve(before, petitioner_name=name),) == office.as_of(CASE).petitioners
    desk.decide(CASE, petition.name_petitioner, on=DAY, petitioner_contact=None)
    (after,) = office.as_of(CASE).petitioners
    assert (name, None) == (after.petitioner_name, after.petitioner_contact)
    assert after.secrecy_asked


def test_a_correction_that_names_another_party_keeps_nothing(office: Office) -> None:
    """It was somebody else."""
    denounce(office, "Nguyễn Thị A")
    other = office.new_party(CASE)
    name = office.seal(other, "petitioner_name", "Trần Văn B")

    office.acting(CLERK, corrects=2).decide(
        CASE, petition.name_petitioner, on=DAY, party=other, petitioner_name=name
    )

    (named_,) = office.as_of(CASE).petitioners
    assert (other, None, False) == (named_.party, named_.petitioner_address, named_.secrecy_asked)


def test_a_correction_on_the_command_line_keeps_the_party(ward: Path) -> None:
    """And an erasure says which parties the case still has, and what it can't know it doesn't."""
    named = ("petition", "name-petitioner", CASE, "--as", "bi-thu", "--on", "2023-03-01")
    assert 0 == run(*named, "--corrects", "2", "--petitioner-name", "Nguyễn Thị B")[0]
    assert 0 == run(*named, "--petitioner-name", "Nguyễn Thị C")[0]
    erase = ("erase", f"{CASE}#1", "--on", "2023-03-01", "--reason", "theo yêu cầu")
    code, said = run(*erase, "--as", "bi-thu", "--lang", "en")

    assert 0 == code
    assert f"{CASE}#1 can't be read any more in this record" in said
    assert f"Other parties of the case: {CASE}#2." in said
    assert "were erased before" in run(*erase, "--as", "bi-thu", "--lang", "en")[1]
    shown = run("show", CASE, "--unseal", "--as", "bi-thu", "--purpose", "xem")[1]
    assert not {"Nguyễn Thị B", STREET} & {one.partition(": ")[2] for one in shown.splitlines()}


# -- What a person asks -------------------------------------------------------------------


def test_what_a_person_asked_is_answered_by_erasing(office: Office) -> None:
    """The answer and the erasure are one; the key goes after both are on record."""
    party = denounce(office, "Nguyễn Thị A")
    office.acting(CLERK).decide(
        CASE, petition.receive_data_request, on=DAY, asks="delete", gist="xoá tên", party=party
    )
    office.erase(party, act=CLERK, on=DAY, reason="theo yêu cầu", request=1)

    erased, answered = [one.event for one in office.history(CASE)[-2:]]
    assert isinstance(erased, Erased)
    assert ("granted", 1) == (answered.outcome, answered.number)
    assert isinstance(answered, DataRequestAnswered)
    assert office.is_erased(party)


def test_an_erasure_that_answers_no_request_to_delete_erases_nothing(office: Office) -> None:
    """A wrong number destroys no key."""
    party = denounce(office, "Nguyễn Thị A")
    office.acting(CLERK).decide(
        CASE, petition.receive_data_request, on=DAY, asks="see", gist="xem", party=party
    )
    for number, rule in ((1, "data-request-asks-to-delete"), (2, "data-request-was-received")):
        with pytest.raises(Refused, match=rule):
            office.erase(party, act=CLERK, on=DAY, reason="theo yêu cầu", request=number)

    assert not office.is_erased(party)
    assert not any(isinstance(one.event, Erased) for one in office.history(CASE))


def test_no_key_is_destroyed_in_a_transaction_that_may_be_undone(office: Office) -> None:
    """A key doesn't come back; its record might go."""
    party = denounce(office, "Nguyễn Thị A")

    with pytest.raises(Invalid, match="by itself"), office.together():
        office.erase(party, act=CLERK, on=DAY, reason="theo yêu cầu")

    assert not office.is_erased(party)


def test_a_session_has_requests_about_data_too(office: Office) -> None:
    """Whoever spoke may ask as well as whoever wrote."""
    from dialogue_cases.session import DataRequestReceived

    request = DataRequestReceived(on=DAY, number=1, asks="see", gist="xem")
    state = session.evolve(session.INITIAL, request)

    assert (request,) == state.data_requests
