"""Reading a ward's set-up from TOML: decisions of the ward's life, in the order of effect."""

from datetime import date
from pathlib import Path

import pytest

from dialogue_cases import ward
from dialogue_cases.errors import Invalid
from dialogue_cases.law import load_law
from dialogue_cases.proposal import ask
from dialogue_cases.vocabulary import NOT_IN_COPY, BodyId, Document, GroupId, SystemAct
from dialogue_cases.ward import Limit, Setting, Ward
from dialogue_cases.ward_file import WardFile, read_ward

EXAMPLE = Path(__file__).parents[1] / "examples" / "pho_hoa_2023" / "ward.toml"

WARD = """\
[ward]
code = "01234"
name = "phường Mẫu"
since = 2023-01-01

[[abolished]]
body = "thi-uy"
on = 2025-07-01
successor = "tinh-uy"

[[officer]]
id = "bi-thu"
office = "party_secretary"
body = "dang-uy"
title = "Bí thư"
on = 2024-02-01

[[group]]
id = "mot"
name = "TDP 1"
cell = "chi-bo-1"

[[body]]
id = "dang-uy"
kind = "ward_party_committee"
name = "Đảng uỷ"

[[body]]
id = "chi-bo-1"
kind = "party_cell"
name = "Chi bộ TDP 1"
parent = "dang-uy"

[[body]]
id = "thi-uy"
kind = "superior_party_committee"
name = "Thị uỷ"
superior = true

[[body]]
id = "tinh-uy"
kind = "superior_party_committee"
name = "Tỉnh uỷ"
superior = true

[[term]]
body = "dang-uy"
term = "2020–2025"

[[regulation]]
kind = "house_rules"
document = { kind = "Quyết định", number = "not in copy" }
limits = [{ rule = "conclusion-issued", amount = 5 }]
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "ward.toml"
    path.write_text(text, encoding="utf-8")
    return path


def decided(file: WardFile, on: date) -> Ward:
    """The ward that these decisions make, as of a day; nothing is waived."""
    state, law = ward.INITIAL, load_law()
    for step in (file.opening("a-store"), *file.steps):
        if step.on <= on:
            setting = Setting(act=SystemAct(rule="ward-set-up"), ward=state, law=law)
            for event in ask(step.decision, state, setting, step.arguments):
                state = ward.evolve(state, event)
    return state


def test_decisions_come_in_the_order_of_effect_and_bodies_first(tmp_path: Path) -> None:
    file = read_ward(write(tmp_path, WARD))

    assert [
        (ward.establish_body, date(2023, 1, 1)),
        (ward.establish_body, date(2023, 1, 1)),
        (ward.establish_body, date(2023, 1, 1)),
        (ward.establish_body, date(2023, 1, 1)),
        (ward.establish_group, date(2023, 1, 1)),
        (ward.begin_term, date(2023, 1, 1)),
        (ward.adopt_regulation, date(2023, 1, 1)),
        (ward.appoint, date(2024, 2, 1)),
        (ward.abolish_body, date(2025, 7, 1)),
    ] == [(step.decision, step.on) for step in file.steps]


def test_a_regulation_is_read_with_its_own_limits(tmp_path: Path) -> None:
    (step,) = (
        step
        for step in read_ward(write(tmp_path, WARD)).steps
        if step.decision is ward.adopt_regulation
    )

    assert {
        "on": date(2023, 1, 1),
        "kind": "house_rules",
        "document": Document(kind="Quyết định", number=NOT_IN_COPY),
        "limits": (Limit(rule="conclusion-issued", amount=5),),
    } == step.arguments


def test_topics_of_the_wards_own_are_read_after_the_groups_that_they_belong_to(
    tmp_path: Path,
) -> None:
    path = tmp_path / "ward.toml"
    path.write_text(
        WARD
        + """
[[topic]]
id = "muong"
name = "Mương thoát nước"
code = "environmental_sanitation"

[[topic]]
id = "muong-1"
name = "Mương TDP 1"
code = "environmental_sanitation"
parent = "muong"
groups = ["mot"]
""",
        encoding="utf-8",
    )
    steps = [one for one in read_ward(path).steps if one.decision is ward.define_topic]

    assert [
        ("muong", "Mương thoát nước", None, ()),
        ("muong-1", "Mương TDP 1", "muong", ("mot",)),
    ] == [
        tuple(one.arguments[name] for name in ("topic", "name", "parent", "groups"))
        for one in steps
    ]
    assert read_ward(path).steps.index(steps[0]) > next(
        number
        for number, one in enumerate(read_ward(path).steps)
        if one.decision is ward.establish_group
    )


def test_the_store_gives_its_id_to_the_opening() -> None:
    opening = read_ward(EXAMPLE).opening("a-store")

    assert (ward.open_ward, "a-store", "pho-hoa") == (
        opening.decision,
        opening.arguments["store"],
        opening.arguments["code"],
    )


def test_the_example_makes_a_ward_without_a_refusal() -> None:
    known = decided(read_ward(EXAMPLE), date(2023, 1, 1))

    assert "phường Phổ Hoà" == known.name
    assert ["TDP Nho Lâm", "TDP An Thường", "TDP Hiền Văn", "TDP Hòa Thạnh"] == [
        group.name for group in known.groups.values()
    ]
    assert all(
        group.cell in known.bodies and group.community_house for group in known.groups.values()
    )


@pytest.mark.requirement("R63", "R64")
@pytest.mark.parametrize(
    ("written", "body"),
    [
        ("Khối dân vận Đảng ủy", "dan-van"),
        ("Khối Dân vận Đảng uỷ", "dan-van"),
        ("Văn phòng Đảng ủy - Kiểm tra - Tuyên giáo - Dân vận", "van-phong"),
        ("Văn phòng Đảng uỷ", "van-phong"),
        ("Thường trực HĐND phường", "hdnd"),
        ("UBND phường", "ubnd"),
        ("Đài truyền thanh của phường", "dai-truyen-thanh"),
        ("các tổ chức chính trị - xã hội phường", "doan-the"),
        ("các đoàn thể CT-XH phường", "doan-the"),
        ("Ban Thường vụ Thị uỷ", "ban-thuong-vu-thi-uy"),
        ("BTVHU", "ban-thuong-vu-thi-uy"),
    ],
)
def test_a_body_is_found_however_the_plan_writes_it(written: str, body: str) -> None:
    found = decided(read_ward(EXAMPLE), date(2023, 1, 1)).body(written)

    assert found is not None
    assert body == found.id


@pytest.mark.requirement("R63")
def test_a_group_is_found_in_both_spellings() -> None:
    known = decided(read_ward(EXAMPLE), date(2023, 1, 1))

    assert (
        known.group("TDP Hòa Thạnh")
        == known.group("Hoà Thạnh")
        == known.groups[GroupId("hoa-thanh")]
    )


@pytest.mark.requirement("R58")
def test_the_district_level_ends_after_june_2025() -> None:
    file = read_ward(EXAMPLE)
    above = (BodyId("ban-thuong-vu-thi-uy"), BodyId("ban-dan-van-thi-uy"))

    for day, there in ((date(2025, 6, 30), True), (date(2025, 7, 1), False)):
        known = decided(file, day)

        assert [there, there] == [known.exists(body) for body in above]


def test_offices_are_held_by_office_and_no_person_is_named() -> None:
    known = decided(read_ward(EXAMPLE), date(2023, 1, 1))

    assert {None} == {holding.name for holding in known.holdings}


def test_mistakes_are_shown_together_with_line_and_field(tmp_path: Path) -> None:
    text = WARD.replace("party_secretary", "secretary").replace("since", "sinse")
    with pytest.raises(Invalid) as caught:
        read_ward(write(tmp_path, text))
    told = str(caught.value)

    assert "ward.toml, line 1, ward.since: it is missing" in told
    assert "ward.toml, line 4, ward.sinse: there is no such field; expected 'since'" in told
    assert "ward.toml, line 13, officer[1].office: 'secretary' is unknown" in told


REFERRING = """
[[body]]
id = "van-phong"
kind = "party_office"
name = "Văn phòng"
parent = "dang-ui"

[[topic]]
id = "muong-1"
name = "Mương TDP 1"
code = "environmental_sanitation"
parent = "muong"
groups = ["mot", "hai"]

[[term]]
body = "hdnd"
term = "2021-2026"

[[group]]
id = "ba"
name = "TDP 3"
cell = "chi-bo-3"

[[abolished]]
body = "ubnd"
successor = "ubnd-moi"

[[officer]]
id = "chu-tich"
office = "people_committee_chair"
body = "ubnd"
title = "Chủ tịch"
"""


def test_what_is_referred_to_stands_in_the_file(tmp_path: Path) -> None:
    """Bodies, groups and topics; all at once, each with its line and what would be right."""
    with pytest.raises(Invalid) as caught:
        read_ward(write(tmp_path, WARD + REFERRING))
    told = str(caught.value)
    first = WARD.count("\n") + 2

    assert "8 mistakes" in told
    assert (
        f"ward.toml, line {first + 4}, body[5].parent: 'dang-ui' is unknown; expected 'dang-uy'"
    ) in told
    for line, place, what, table in (
        (10, "topic[1].parent", "muong", "topic"),
        (11, "topic[1].groups", "hai", "group"),
        (14, "term[2].body", "hdnd", "body"),
        (20, "group[2].cell", "chi-bo-3", ""),
        (23, "abolished[2].body", "ubnd", "body"),
        (24, "abolished[2].successor", "ubnd-moi", "body"),
        (29, "officer[2].body", "ubnd", "body"),
    ):
        right = f"the id of a [[{table}]] of this file" if table else "'chi-bo-1'"
        assert (
            f"ward.toml, line {first + line}, {place}: {what!r} is unknown; expected {right}"
        ) in told


def test_what_is_referred_to_is_there_on_that_day_and_stands_once(tmp_path: Path) -> None:
    text = WARD.replace('id = "dang-uy"', 'id = "dang-uy"\non = 2024-06-01').replace(
        'id = "tinh-uy"', 'id = "thi-uy"'
    )
    with pytest.raises(Invalid) as caught:
        read_ward(write(tmp_path, text))
    told = str(caught.value)

    for place in ("officer[1].body", "body[2].parent", "term[1].body"):
        assert f"{place}: 'dang-uy' is there from 2024-06-01 on only" in told
    assert "body[4].id: 'thi-uy' stands twice" in told


def test_a_topic_stands_anywhere_in_the_file(tmp_path: Path) -> None:
    """Below the topic that it is a part of, or above."""
    topic = '[[topic]]\nid = "{}"\nname = "{}"\ncode = "environmental_sanitation"\n{}\n'
    text = topic.format("muong-1", "Mương 1", 'parent = "muong"') + topic.format("muong", "M", "")
    file = read_ward(write(tmp_path, WARD + text))

    assert ["muong", "muong-1"] == [
        one.arguments["topic"] for one in file.steps if one.decision is ward.define_topic
    ]


@pytest.mark.parametrize(
    ("written", "line", "told"),
    [
        ("since = 2025-02-29", 4, "'2025-02-29' isn't a date such as 2023-03-15"),
        ("since = 2025-13-01", 4, "'2025-13-01' isn't a date such as 2023-03-15"),
        ("since = 15/03/2025", 4, "'15/03/2025' isn't a date such as 2023-03-15"),
        ("since = '2025-02-29'", 4, "'2025-02-29' isn't a date such as 2023-03-15"),
        (
            "since = 2025-07-01T00:00:00Z",
            4,
            "2025-07-01T00:00:00+00:00 isn't a date such as 2023-03-15",
        ),
        ("since = true", 4, "true isn't a date such as 2023-03-15"),
        ("since = 2023-01-01 2023", 4, "it isn't TOML: something stands behind a value"),
        ("since = thứ hai", 4, "it isn't TOML: a value is no text in quotes, number, date"),
    ],
)
def test_a_day_that_is_none_is_told_as_that(
    written: str, line: int, told: str, tmp_path: Path
) -> None:
    """With its line and how a day is written, and in no words of Python's."""
    with pytest.raises(Invalid) as caught:
        read_ward(write(tmp_path, WARD.replace("since = 2023-01-01", written)))

    assert f"ward.toml, line {line}" in str(caught.value)
    assert told in str(caught.value)
