"""Who may decide what, who may open what is sealed, and the record of every opening."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs
import pytest

from dialogue_cases import matter, petition, plan, proceeding, session, task, ward
from dialogue_cases.errors import Invalid, KeyLost, NotFound, Refused
from dialogue_cases.life import LIVES
from dialogue_cases.office import Office
from dialogue_cases.office.guard import role_of
from dialogue_cases.office.secrecy import stream_of
from dialogue_cases.proceeding import Person
from dialogue_cases.record import SealedField, SealOpened
from dialogue_cases.roles import CASES, KINDS, read_roles
from dialogue_cases.vocabulary import BodyId, Place, Sealed, StreamId, SystemAct, Topic
from dialogue_cases.ward.in_any_life import OF_THE_RECORD
from offices import Clock, an_office
from spec import act_of

DAY = date(2023, 3, 1)
NAME = "Nguyễn Thị A"
WHY = "xác minh người nộp đơn"
MODULES: dict[str, ModuleType] = {
    "ward": ward,
    "plan": plan,
    "session": session,
    "task": task,
    "petition": petition,
    "proceeding": proceeding,
    "matter": matter,
}

OWN = """
[[decision]]
life = "petition"
names = ["*"]
by = [{ office = "party_secretary" }]

[[opening]]
id = "chairman"
cases = ["petition"]
kinds = ["denunciation", "unclassified"]
fields = ["petitioner_name"]
by = [{ office = "people_committee_chair", body = "people_committee" }]
citation = { text = "Quy chế của phường", certainty = "S" }
"""


@pytest.fixture
def office() -> Iterator[Office]:
    with an_office() as made:
        yield made


def raised(office: Office, by: str = "bi-thu", **more: Any) -> tuple[StreamId, Sealed]:
    """A petition with its petitioner named, entered in one transaction."""
    desk = office.acting(act_of(by), despite=[("looks-entered-already", "mỗi người một đơn")])
    secret = more.pop("secrecy_asked", False)
    with office.together():
        (fact,) = desk.begin(
            "petition/2023",
            petition.raise_petition,
            **{
                "on": DAY,
                "channel": "oral",
                "gist": "Phản ánh việc cấp đất",
                "received_by": BodyId("van-phong"),
                **more,
            },
        )
        party = office.new_party(fact.stream)
        sealed = office.seal(party, "petitioner_name", NAME)
        desk.decide(
            fact.stream,
            petition.name_petitioner,
            on=DAY,
            party=party,
            petitioner_name=sealed,
            secrecy_asked=secret,
        )
    return fact.stream, sealed


def classified(office: Office, stream: StreamId, kind: Any) -> None:
    office.acting(act_of("bi-thu")).decide(
        stream, petition.classify, on=DAY, kind=kind, area="land", reason="theo nội dung"
    )


def reads(office: Office, officer: str, sealed: Sealed) -> bool:
    """Whether an officer reads it; whoever doesn't is told who may, and nothing else."""
    desk = office.acting(act_of(officer))
    try:
        text = desk.unseal(sealed, purpose=WHY)
    except Refused as error:
        refused = error
    else:
        return text == NAME
    assert ("named-office-opens-the-seal", False) == (refused.rule, refused.unlawful)
    assert NAME not in f"{refused}{refused.data}"
    return False


def test_nothing_is_closed_to_everybody() -> None:
    """Whatever has become of a case, the secretary can read it, by the default roles."""
    roles = read_roles()
    closed = [
        (case, kind)
        for case in CASES
        for kind in KINDS
        if (kind != "spoken" or case in ("dialogue", "reception"))
        and (kind == "own_papers") == (case in ("matter", "task", "plan", "ward"))
        and not roles.may_open(case, kind, "any", "party_secretary", "ward_party_committee")
    ]

    assert [] == closed


# -- Who may decide -----------------------------------------------------------------------


def test_every_name_in_the_default_roles_is_a_decision() -> None:
    """A misspelt name would give a power to nobody without a word."""
    of_the_record = {role_of(one) for one in OF_THE_RECORD}
    for entry in read_roles().decisions:
        known = of_the_record if entry.life == "*" else set(MODULES[entry.life].LIFE.decisions)
        assert set(entry.names) - {"*"} <= known


def test_the_default_roles_speak_of_every_life() -> None:
    """What isn't allowed is refused, so a life left out could never be decided in."""
    lives = {entry.life for entry in read_roles().decisions} - {"*"}

    assert set(LIVES) == lives == set(MODULES)


def test_an_office_decides_only_what_its_role_gives_it(office: Office) -> None:
    """A public address station announces sessions; it raises no petition."""
    station = act_of("bi-thu")
    with pytest.raises(Refused) as caught:
        office.acting(
            type(station)(
                officer=station.officer, office="official", body=BodyId("dai-truyen-thanh")
            ),
            despite=[("office-is-held", "chưa nhập")],
        ).begin(
            "petition/2023",
            petition.raise_petition,
            on=DAY,
            channel="oral",
            gist="Phản ánh rác thải",
            received_by=BodyId("van-phong"),
        )

    assert ("role-may-decide", True) == (caught.value.rule, caught.value.unlawful)
    assert {"life": "petition", "decision": "raise-petition"}.items() <= caught.value.data.items()


def test_what_an_office_decided_beyond_its_role_is_recorded_all_the_same(office: Office) -> None:
    """It happened; the auditor finds it by the rule that it broke."""
    stream, _ = raised(office)
    facts = office.acting(
        act_of("bi-thu-nho-lam"), despite=[("role-may-decide", "bí thư uỷ quyền miệng")]
    ).decide(stream, petition.classify, on=DAY, kind="report", area="land")

    assert ["role-may-decide"] == [one.rule for one in facts[0].despite]


def test_what_follows_by_rule_needs_no_role(office: Office) -> None:
    """The system holds no office."""
    facts = office.by_rule(SystemAct(rule="test")).decide(
        raised(office)[0], petition.classify, on=DAY, kind="report", area="land"
    )

    assert 1 == len(facts)


def test_who_may_not_decide_in_a_case_takes_no_entry_out_of_it(office: Office) -> None:
    """Taking an entry out is a decision of the life too."""
    stream, _ = raised(office)

    with pytest.raises(Refused, match="role-may-decide"):
        office.acting(act_of("bi-thu-nho-lam")).void(stream, version=2, on=DAY, reason="nhập nhầm")


# -- Who may open -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "readers"),
    [
        (None, {"bi-thu", "chu-tich", "chu-nhiem", "chanh-van-phong"}),
        ("denunciation", {"bi-thu", "chu-tich", "chu-nhiem", "chanh-van-phong"}),
        ("report", {"bi-thu", "pho-bi-thu", "chu-tich", "chu-nhiem", "chanh-van-phong"}),
    ],
)
def test_a_petitioner_is_visible_to_named_offices_only(
    office: Office, kind: str | None, readers: set[str]
) -> None:
    """Luật Tố cáo 2018, Điều 8 khoản 3, Điều 56: name and address of the denouncer are secret."""
    stream, sealed = raised(office)
    if kind is not None:
        classified(office, stream, kind)

    everybody = {"bi-thu", "pho-bi-thu", "chu-tich", "chu-nhiem", "chanh-van-phong"}
    everybody |= {"truong-khoi", "can-bo-dan-van", "chu-tich-mttq", "bi-thu-nho-lam"}
    assert readers == {one for one in everybody if reads(office, one, sealed)}


def test_a_petition_becomes_secret_when_it_turns_out_a_denunciation(office: Office) -> None:
    """The kind as of now decides, not that of the day on which it was sealed."""
    stream, sealed = raised(office)
    classified(office, stream, "report")
    before = reads(office, "pho-bi-thu", sealed)
    classified(office, stream, "denunciation")

    assert (True, False) == (before, reads(office, "pho-bi-thu", sealed))


def test_whoever_asks_for_secrecy_is_as_secret_as_a_denouncer(office: Office) -> None:
    """Nghị định 154/2026/NĐ-CP, Điều 12 khoản 2."""
    stream, sealed = raised(office, secrecy_asked=True)
    classified(office, stream, "report")

    assert not reads(office, "pho-bi-thu", sealed)


def test_a_petition_called_a_denunciation_is_secret_before_it_is_classified(
    office: Office,
) -> None:
    """What its writer called it counts until it is known to be something else."""
    stream, sealed = raised(office, title="denunciation")

    assert "denunciation" == _refusal(office, "pho-bi-thu", sealed).data["kind"]
    classified(office, stream, "report")
    assert reads(office, "pho-bi-thu", sealed)


def test_a_part_that_is_a_denunciation_makes_the_whole_secret(office: Office) -> None:
    """The petitioner of a mixed petition is the denouncer of its part."""
    stream, sealed = raised(office)
    classified(office, stream, "report")
    part, _ = raised(office, part_of=stream, part=1)
    classified(office, part, "denunciation")

    assert not reads(office, "pho-bi-thu", sealed)


def test_who_spoke_what_became_a_denunciation_is_secret_at_the_session_too(
    office: Office,
) -> None:
    """One name under two keys is one name."""
    dialogue, sealed, other = _spoken(office)
    assert reads(office, "can-bo-dan-van", sealed)
    stream, _ = raised(office, channel="dialogue", session=dialogue, opinion=1)
    classified(office, stream, "denunciation")

    assert not reads(office, "can-bo-dan-van", sealed)
    assert reads(office, "can-bo-dan-van", other)


def test_a_body_that_is_denounced_opens_nothing_of_the_case(office: Office) -> None:
    """Whatever its role is otherwise."""
    sealed = _denounced(office, BodyId("ubnd"))

    assert not reads(office, "chu-tich", sealed)
    assert reads(office, "bi-thu", sealed)


def test_a_refused_opening_says_who_may(office: Office) -> None:
    """So that the clerk knows whom to ask."""
    stream, sealed = raised(office)
    classified(office, stream, "denunciation")

    who = [str(one) for one in _refusal(office, "pho-bi-thu", sealed).data["who"]]

    assert "party_secretary of ward_party_committee" in who
    assert "head of party_inspection_committee" in who


def test_no_despite_opens_a_seal(office: Office) -> None:
    """Refused is refused: what was read can't be made unread."""
    _, sealed = raised(office)
    rules = ("named-office-opens-the-seal", "office-is-held", "role-may-decide")
    desk = office.acting(act_of("pho-bi-thu"), despite=[(one, "cần gấp") for one in rules])
    stranger = act_of("bi-thu")
    stranger = type(stranger)(
        officer=act_of("chu-tich").officer, office=stranger.office, body=stranger.body
    )

    with pytest.raises(Refused, match="named-office-opens-the-seal"):
        desk.unseal(sealed, purpose=WHY)
    with pytest.raises(Refused, match="office-is-held"):
        office.acting(stranger, despite=[("office-is-held", "cần gấp")]).unseal(sealed, purpose=WHY)


def test_the_system_opens_nothing(office: Office) -> None:
    """Somebody answers for every opening."""
    _, sealed = raised(office)

    with pytest.raises(Refused, match="officer-opens-the-seal"):
        office.by_rule(SystemAct(rule="nightly")).unseal(sealed, purpose=WHY)


def test_an_opening_has_a_purpose(office: Office) -> None:
    """An auditor asks what for."""
    _, sealed = raised(office)

    with pytest.raises(Refused, match="purpose-is-given"):
        office.acting(act_of("bi-thu")).unseal(sealed, purpose=" ")


# -- The strictest of all that a case ever was ----------------------------------------------


def reclassified(office: Office, stream: StreamId, kind: Any, by: str, **desk: Any) -> None:
    office.acting(act_of(by), **desk).decide(
        stream, petition.classify, on=DAY, kind=kind, area="other", reason="xem lại"
    )


def renamed(office: Office, sealed: Sealed, by: str, *, secret: bool, **desk: Any) -> None:
    office.acting(act_of(by), **desk).decide(
        stream_of(sealed.key),
        petition.name_petitioner,
        on=DAY,
        party=sealed.key,
        petitioner_name=sealed,
        secrecy_asked=secret,
    )


def test_who_may_not_open_a_denunciation_does_not_make_it_another_kind(office: Office) -> None:
    """Luật Tố cáo 2018, Điều 8, 56: classified anew or mended, its denouncer stays secret."""
    stream, sealed = raised(office)
    classified(office, stream, "denunciation")
    reclassified(office, stream, "recommendation", "pho-bi-thu")
    assert not reads(office, "pho-bi-thu", sealed)
    reclassified(office, stream, "denunciation", "pho-bi-thu")
    reclassified(office, stream, "report", "pho-bi-thu", corrects=3)
    reclassified(office, stream, "report", "pho-bi-thu", corrects=5)

    assert "report" == office.as_of(stream).kind
    assert not reads(office, "pho-bi-thu", sealed)
    assert reads(office, "bi-thu", sealed)


def test_a_denunciation_that_was_taken_out_is_secret_still(office: Office) -> None:
    """Whoever voids the entry isn't one who may open what it said."""
    stream, sealed = raised(office)
    classified(office, stream, "denunciation")
    office.acting(act_of("pho-bi-thu")).void(stream, version=3, on=DAY, reason="nhập nhầm")
    reclassified(office, stream, "report", "pho-bi-thu")

    assert not reads(office, "pho-bi-thu", sealed)


@pytest.mark.parametrize("lift", ["classify", "correct", "void"])
def test_an_office_that_may_open_it_lifts_it_on_record(office: Office, lift: str) -> None:
    """It was no denunciation after all: the secretary says so."""
    stream, sealed = raised(office)
    classified(office, stream, "denunciation")
    reclassified(office, stream, "report", "pho-bi-thu")
    assert not reads(office, "pho-bi-thu", sealed)
    match lift:
        case "classify":
            reclassified(office, stream, "complaint", "bi-thu")
        case "correct":
            reclassified(office, stream, "report", "bi-thu", corrects=4)
        case _:
            office.acting(act_of("bi-thu")).void(stream, version=3, on=DAY, reason="nhập nhầm")

    assert reads(office, "pho-bi-thu", sealed)


def test_who_only_claims_an_office_lifts_nothing(office: Office) -> None:
    """It is recorded despite the rule, because it happened, and gives nobody a name to read."""
    stream, sealed = raised(office)
    classified(office, stream, "denunciation")
    secretary = act_of("bi-thu")
    claimed = attrs.evolve(secretary, officer=act_of("pho-bi-thu").officer)
    office.acting(claimed, despite=[("office-is-held", "thay mặt")]).decide(
        stream, petition.classify, on=DAY, kind="report", area="land", reason="xem lại"
    )

    assert not reads(office, "pho-bi-thu", sealed)


def test_who_may_not_read_a_petition_does_not_open_it_by_classifying_it(office: Office) -> None:
    """What nobody has read yet may be a denunciation."""
    stream, sealed = raised(office)
    reclassified(office, stream, "report", "pho-bi-thu")

    assert not reads(office, "pho-bi-thu", sealed)
    reclassified(office, stream, "report", "chanh-van-phong", corrects=3)
    assert reads(office, "pho-bi-thu", sealed)


def test_secrecy_once_asked_stays_until_who_may_open_it_lifts_it(office: Office) -> None:
    """Mended by somebody else it stays; naming another petitioner lifts nothing either."""
    stream, sealed = raised(office, secrecy_asked=True)
    classified(office, stream, "report")
    renamed(office, sealed, "pho-bi-thu", secret=False, corrects=2)
    assert not reads(office, "pho-bi-thu", sealed)
    other = office.new_party(stream)
    renamed(office, office.seal(other, "petitioner_name", "Trần Văn B"), "bi-thu", secret=False)
    assert not reads(office, "pho-bi-thu", sealed)

    renamed(office, sealed, "bi-thu", secret=False, corrects=2)

    assert reads(office, "pho-bi-thu", sealed)


def test_the_parts_of_a_mixed_petition_are_as_secret_as_its_denunciation(office: Office) -> None:
    """One writer: who reads the name in one part reads it of the other."""
    stream, _ = raised(office)
    classified(office, stream, "report")
    parts = [raised(office, part_of=stream, part=number) for number in (1, 2)]
    for (part, _), kind in zip(parts, ("denunciation", "report"), strict=True):
        classified(office, part, kind)

    assert not reads(office, "pho-bi-thu", parts[1][1])
    assert reads(office, "chu-tich", parts[1][1])


def test_what_was_voiced_is_as_secret_as_it_was_in_an_entry_mended_since(office: Office) -> None:
    """The petition that came of it is told to be no part of it by who may not read it."""
    dialogue, sealed, _ = _spoken(office)
    stream, _ = raised(office, channel="dialogue", session=dialogue, opinion=1)
    classified(office, stream, "denunciation")
    office.acting(act_of("pho-bi-thu")).decide(
        dialogue,
        session.voice_opinion,
        on=DAY,
        kind="report",
        subject="government_management",
        gist="Cấp đất sai quy định",
        party=sealed.key,
        speaker_name=sealed,
    )
    all_the_same = [("nothing-hangs-on-the-voided-entry", "nhập nhầm")]
    office.acting(act_of("pho-bi-thu"), despite=all_the_same).void(
        stream, version=1, on=DAY, reason="nhập nhầm"
    )

    assert not reads(office, "can-bo-dan-van", sealed)


def test_a_denounced_body_does_not_open_it_by_mending_the_entry(office: Office) -> None:
    """Nor the petition that it came of; an office of another body can say that it was a slip."""
    stream, name = raised(office)
    classified(office, stream, "denunciation")
    sealed = _denounced(office, BodyId("ubnd"), petition=stream)
    received = office.history("proceeding/2023/1")[0].event
    mended = {**attrs.asdict(received, recurse=False), "against_body": None}
    office.acting(act_of("chu-tich"), corrects=1).decide(
        "proceeding/2023/1", proceeding.receive, **mended
    )
    assert not reads(office, "chu-tich", sealed)
    assert not reads(office, "chu-tich", name)

    office.acting(act_of("bi-thu"), corrects=1).decide(
        "proceeding/2023/1", proceeding.receive, **mended
    )

    assert reads(office, "chu-tich", sealed)


# -- Every opening is on record -----------------------------------------------------------


def test_an_opening_is_a_fact_of_the_case(office: Office) -> None:
    """Who, when, which fields of whom, what for, by which role; never what was read."""
    stream, sealed = raised(office)
    office.acting(act_of("chanh-van-phong")).unseal(sealed, purpose=WHY)

    fact = office.history(stream)[-1]
    assert act_of("chanh-van-phong") == fact.act
    assert fact.event == SealOpened(
        on=DAY,
        opened=(SealedField(party=sealed.key, field="petitioner_name"),),
        purpose=WHY,
        role="receiving",
        roles=office.roles.edition,
    )


def test_an_opening_changes_nothing_of_the_case(office: Office) -> None:
    """It tells of a reading, not of the petition."""
    stream, sealed = raised(office)
    before, owed = office.as_of(stream), office.deadlines(stream)
    office.acting(act_of("bi-thu")).unseal(sealed, purpose=WHY)

    assert before == office.as_of(stream)
    assert owed == office.deadlines(stream)
    classified(office, stream, "report")
    assert "report" == office.as_of(stream).kind


def test_each_opening_is_recorded_each_time(office: Office) -> None:
    """Reading twice is two readings."""
    stream, sealed = raised(office)
    for _ in range(2):
        office.acting(act_of("bi-thu")).unseal(sealed, purpose=WHY)

    assert 2 == sum(isinstance(one.event, SealOpened) for one in office.history(stream))


def test_many_are_opened_with_one_record_for_each_case(office: Office) -> None:
    """The record names every field; what isn't for this office is left out."""
    first, one = raised(office)
    second, other = raised(office)
    secret, hidden = raised(office)
    for stream, kind in ((first, "report"), (second, "complaint"), (secret, "denunciation")):
        classified(office, stream, kind)

    told = office.acting(act_of("pho-bi-thu")).unseal_all((one, other, hidden), purpose=WHY)

    assert {one: NAME, other: NAME} == told
    opened = [one for one in office.log.since() if isinstance(one.event, SealOpened)]
    assert [first, second] == [one.stream for one in opened]


def test_an_opening_is_never_taken_out(office: Office) -> None:
    """Nobody unreads."""
    stream, sealed = raised(office)
    office.acting(act_of("bi-thu")).unseal(sealed, purpose=WHY)
    version = office.history(stream)[-1].version

    with pytest.raises(Refused, match="entry-stands"):
        office.acting(act_of("bi-thu")).void(stream, version=version, on=DAY, reason="nhầm")


def test_nothing_is_opened_in_a_transaction_that_may_be_undone(office: Office) -> None:
    """Else one could read, and let the record of it vanish."""
    stream, sealed = raised(office)

    with pytest.raises(Invalid, match="by themselves"), office.together():
        office.acting(act_of("bi-thu")).unseal(sealed, purpose=WHY)

    assert not any(isinstance(one.event, SealOpened) for one in office.history(stream))


def test_nothing_is_told_when_the_opening_cannot_be_recorded(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """First the record, then the text."""
    stream, sealed = raised(office)
    monkeypatch.setattr(Clock, "__call__", lambda _: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        office.acting(act_of("bi-thu")).unseal(sealed, purpose=WHY)

    assert not any(isinstance(one.event, SealOpened) for one in office.history(stream))


def test_what_is_in_no_case_is_not_opened(office: Office) -> None:
    """There is no life in which the opening could be recorded."""
    party = office.new_party("petition/2023/1")

    with pytest.raises(NotFound):
        office.acting(act_of("bi-thu")).unseal(
            office.seal(party, "petitioner_name", NAME), purpose=WHY
        )


def test_what_was_erased_is_opened_by_nobody_and_no_opening_recorded(office: Office) -> None:
    """Nothing was read."""
    stream, sealed = raised(office)
    office.erase(sealed.key, act=act_of("bi-thu"), on=DAY, reason="theo yêu cầu")

    with pytest.raises(KeyLost):
        office.acting(act_of("bi-thu")).unseal(sealed, purpose=WHY)
    assert not any(isinstance(one.event, SealOpened) for one in office.history(stream))


def test_an_office_has_no_other_way_to_what_is_sealed() -> None:
    """The vault is the office's own; a desk opens, and records."""
    assert not hasattr(Office, "unseal")


# -- The ward's own roles -----------------------------------------------------------------


def test_a_wards_own_file_stands_in_the_place_of_the_default(tmp_path: Path) -> None:
    """Given to the office, or laid beside the store; what it doesn't allow is refused."""
    (tmp_path / "own.toml").write_text(OWN, encoding="utf-8")
    store = tmp_path / "ward.db"
    with an_office(path=store) as made:
        stream, sealed = raised(made)
        classified(made, stream, "denunciation")

    def readers(**options: Any) -> list[str]:
        with Office.open(f"sqlite:///{store}", clock=Clock(), **options) as again:
            return [one for one in ("bi-thu", "chu-tich") if reads(again, one, sealed)]

    assert ["bi-thu", "chu-tich"] == readers()
    assert ["chu-tich"] == readers(roles=read_roles(tmp_path / "own.toml"))
    (tmp_path / "own.toml").rename(tmp_path / "ward.db.roles.toml")
    assert ["chu-tich"] == readers()


def test_an_empty_file_allows_nothing(tmp_path: Path) -> None:
    """The default is safe, and so is its absence."""
    (tmp_path / "none.toml").write_text("", encoding="utf-8")
    roles = read_roles(tmp_path / "none.toml")

    assert not roles.may_decide("petition", "classify", "party_secretary", "ward_party_committee")
    assert () == roles.openings


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ('life = "petition"\nnames = ["*"]', "decision[1].by: it is missing"),
        ('life = "petitions"\nnames = ["*"]\nby = []', "'petitions' is unknown"),
        ('life = "petition"\nnames = ["*"]\nby = [{ office = "boss" }]', "'boss' is unknown"),
        ('life = "petition"\nnames = ["*"]\nby = [{}]', "office: it is missing"),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_place(
    tmp_path: Path, wrong: str, told: str
) -> None:
    """A role that can't be read gives no power by accident."""
    (tmp_path / "own.toml").write_text(f"[[decision]]\n{wrong}\n", encoding="utf-8")

    with pytest.raises(Invalid) as caught:
        read_roles(tmp_path / "own.toml")

    assert told in str(caught.value)


# -- What the stories above need ----------------------------------------------------------


def _refusal(office: Office, officer: str, sealed: Sealed) -> Refused:
    with pytest.raises(Refused) as caught:
        office.acting(act_of(officer)).unseal(sealed, purpose=WHY)
    return caught.value


def _spoken(office: Office) -> tuple[StreamId, Sealed, Sealed]:
    """A dialogue with two speakers."""
    (fixed, *_) = office.acting(act_of("chanh-van-phong")).begin(
        "dialogue/2023",
        session.fix,
        on=date(2023, 2, 20),
        day=DAY,
        place=Place(name="Nhà sinh hoạt cộng đồng"),
        topics=(Topic(title="Quản lý đất đai", code="land_management"),),
    )
    dialogue = fixed.stream
    office.acting(act_of("bi-thu")).decide(dialogue, session.open_session, on=DAY)
    spoken = []
    for gist in ("Cấp đất sai", "Mương bị lấp"):
        party = office.new_party(dialogue)
        sealed = office.seal(party, "speaker_name", NAME)
        office.acting(act_of("chanh-van-phong")).decide(
            dialogue,
            session.voice_opinion,
            on=DAY,
            kind="report",
            subject="government_management",
            gist=gist,
            party=party,
            speaker_name=sealed,
        )
        spoken.append(sealed)
    return dialogue, spoken[0], spoken[1]


def _denounced(office: Office, body: BodyId, **more: Any) -> Sealed:
    """A denunciation of a body of the ward, and the denouncer's name."""
    desk = office.acting(act_of("bi-thu"))
    stream = StreamId("proceeding/2023/1")
    party = office.new_party(stream)
    sealed = office.seal(party, "name", NAME)
    desk.begin(
        "proceeding/2023",
        proceeding.receive,
        on=DAY,
        kind="denunciation",
        body=BodyId("ubnd"),
        gist="Tố cáo việc cấp đất",
        raised_by=(Person(party=party, name=sealed),),
        against_body=body,
        **more,
    )
    return sealed
