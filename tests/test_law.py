"""The law as data: what the shipped rules say, and how broken rules are refused."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue_cases.codec import NAMES
from dialogue_cases.errors import Invalid, Refused
from dialogue_cases.law import Law, OwnRegulation, load_law
from dialogue_cases.vocabulary import Citation, Document
from dialogue_cases.workdays import OfficialDay

# One sound rule of each shape; a test breaks one line of it.
SOUND = """
[facts]
complex = ["petition.classified.complex"]

[[rule]]
id = "A1"
slug = "answer"
vi = "Trả lời"
en = "Answer"
shape = "after"
anchor = ["petition.admitted"]
discharged_by = ["petition.answered"]
suspended_by = ["petition.suspended"]
resumed_by = ["petition.resumed"]
extended_by = [{ event = "petition.extended", day_in = "until" }]
owed_by = { body = "people_committee" }
[[rule.version]]
from = 2019-01-01
to = 2023-12-31
amount = 10
unit = "working_days"
citation = { text = "Luật X, Điều 1", certainty = "A" }
[[rule.version]]
from = 2024-01-01
amount = 15
unit = "working_days"
own = { least = 5, most = 20 }
transition = "rederive"
citation = { text = "Luật Y, Điều 2", certainty = "B" }

[[rule]]
id = "B1"
slug = "notice-before"
vi = "Báo trước"
en = "Notice before"
shape = "before"
anchor = [{ event = "session.fixed", day_in = "day" }]
discharged_by = ["session.announced"]
owed_by = { office = "party_secretary" }
[[rule.version]]
amount = 5
unit = "calendar_days"
citation = { text = "Luật Z, Điều 3", certainty = "A" }

[[rule]]
id = "C1"
slug = "monthly-count"
vi = "Hằng tháng"
en = "Monthly"
shape = "per-period"
periods = ["month"]
counts = ["session.ended"]
owed_by = { field = "chair" }
[[rule.version]]
amount = 1
citation = { text = "Luật Z, Điều 4", certainty = "A" }
"""

EVENTS = {
    "petition.admitted", "petition.answered", "petition.suspended", "petition.resumed",
    "petition.extended", "petition.classified", "session.fixed", "session.announced",
    "session.ended",
}  # fmt: skip


def broken(old: str, new: str) -> Invalid:
    """The refusal of the sound rules with one thing changed."""
    assert old in SOUND
    with pytest.raises(Invalid) as caught:
        load_law(SOUND.replace(old, new, 1).encode(), names=EVENTS)
    return caught.value


# -- What is shipped --------------------------------------------------------------------


@pytest.fixture(scope="module")
def law() -> Law:
    return load_law(names=NAMES)


def test_the_shipped_rules_name_only_stored_events_and_their_fields(law: Law) -> None:
    """A renamed event or field would silently end a duty; here it is noticed."""
    named = [
        (happening.event, field)
        for rule in law.rules
        for happenings in (
            rule.anchor,
            *(
                getattr(version, key)
                for version in rule.versions
                for key in (
                    "discharged_by", "reopened_by", "suspended_by", "resumed_by",
                    "extended_by", "renewed_by", "lapses_by", "counts",
                )
            ),
        )
        for happening in happenings
        for field in (
            *happening.where, *happening.as_in, *happening.says, happening.day_in, happening.about,
        )
    ]  # fmt: skip
    sources = [one for fields in law.facts.values() for one in fields]
    named += [
        (event, field)
        for event, _, field in (one.rpartition(".") for one in sources)
        if "." in event
    ]

    assert [] == [
        (event, field)
        for event, field in named
        if field is not None and not _holds(NAMES[event], field)
    ]
    assert [] == [one for one in sources if one.count(".") == 1 and one not in NAMES]


def _holds(shape: type, path: str) -> bool:
    """Whether a field is there; a dotted one looks into a document."""
    name, _, inner = path.partition(".")
    known = name in shape.__annotations__
    return known and (
        not inner or ("Document" in str(shape.__annotations__[name]) and hasattr(Document, inner))
    )


def test_every_version_has_a_source_and_says_how_sure_it_is(law: Law) -> None:
    """A limit without a source is nobody's limit."""
    versions = [version for rule in law.rules for version in rule.versions]

    assert all(version.citation.text for version in versions)
    assert {"A", "B", "S", "I"} == {version.citation.certainty for version in versions}


def test_what_is_not_sure_is_the_wards_own_to_set(law: Law) -> None:
    """A rule marked S or I must come from configuration, with its text beside the value."""
    unsure = [
        version
        for rule in law.rules
        for version in rule.versions
        if version.citation.certainty in "SI" and version.amount
    ]

    assert {"P4", "P5", "P7", "G3", "G4", "X2", "C7"} <= {version.rule for version in unsure}
    assert all(version.own is not None for version in unsure)


@pytest.mark.parametrize(
    ("rule", "on", "amount", "unit", "cited"),
    [
        ("P4", "2023-03-24", 7, "working_days", "mục III.2"),
        ("conclusion-notice", "2026-03-24", 7, "working_days", "mục III.2"),
        ("P1", "2019-02-18", 2, None, "11-QĐi/TW ngày 18/02/2019"),
        ("P1", "2025-11-22", 2, None, "11-QĐi/TW ngày 18/02/2019"),
        ("P1", "2025-11-23", 2, None, "Kết luận 215-KL/TW"),
        ("P5", "2023-01-01", 1, None, "mục II"),
        ("P7", "2023-01-01", 5, "working_days", "Điều 24 khoản 4"),
        ("G3", "2014-07-01", 5, "working_days", "Điều 24 khoản 4"),
        ("S1", "2025-09-30", 3, "calendar_days", "Thông tư 06/2025/TT-TTCP"),
        ("T1", "2010-01-01", 0, "calendar_days", "mục III.3.2"),
    ],
)
def test_a_rule_says_on_every_day_what_was_then_in_force(
    law: Law, rule: str, on: str, amount: int, unit: str | None, cited: str
) -> None:
    """The day of the anchor decides which version holds."""
    version = law.version(rule, date.fromisoformat(on))

    assert version is not None
    assert (amount, unit) == (version.amount, version.unit)
    assert cited in version.citation.text


@pytest.mark.parametrize(
    ("rule", "on"),
    [("P1", "2019-02-17"), ("P4", "2022-12-31"), ("G3", "2014-06-30"), ("S1", "2025-09-29")],
)
def test_before_a_rule_came_into_force_it_said_nothing(law: Law, rule: str, on: str) -> None:
    """The day before the first version is free of the rule."""
    assert law.version(rule, date.fromisoformat(on)) is None


@pytest.mark.requirement("R72")
def test_the_party_report_has_no_cut_off_that_we_know_of(law: Law) -> None:
    """Kết luận 215-KL/TW: monthly, quý I, 6 tháng, 9 tháng, năm; no day until which was found."""
    before = law.version("P6", date(2025, 11, 22))
    since = law.version("P6", date(2025, 11, 23))

    assert before is not None
    assert since is not None
    assert ((), None) == (before.periods, before.amount)
    assert ("month", "quarter-1", "half-year", "nine-months", "year") == since.periods
    assert since.amount is None
    assert since.own is not None
    assert "Ban Nội chính Tỉnh uỷ" in since.to


def test_the_lead_time_of_a_reception_is_open_since_the_law_was_amended(law: Law) -> None:
    """The text of Luật 136/2025/QH15 wasn't found, so from 01/07/2026 the ward may set it."""
    before, since = (law.version("G3", date(2026, *day)) for day in ((6, 30), (7, 1)))

    assert before is not None
    assert since is not None
    assert ("A", None) == (before.citation.certainty, before.own)
    assert "I" == since.citation.certainty
    assert since.own is not None


# -- Editions ---------------------------------------------------------------------------


def test_an_edition_is_named_by_both_texts(law: Law) -> None:
    """What was stored of an edition makes the same law again."""
    stored = load_law(law.rules_text.encode(), law.calendar_text.encode())

    assert law == stored
    assert law.edition == stored.edition
    assert re.fullmatch("[0-9a-f]{64}", law.edition)


def test_a_changed_word_is_another_edition(law: Law) -> None:
    """Rules and calendar both count, and neither can pass for the other."""
    rules = load_law(law.rules_text.encode() + b"\n#", law.calendar_text.encode())
    calendar = load_law(law.rules_text.encode(), law.calendar_text.encode() + b"\n#")

    assert 3 == len({law.edition, rules.edition, calendar.edition})


def test_line_ends_do_not_make_an_edition(law: Law) -> None:
    """A copy that a machine gave other line ends is the same law."""
    assert law.edition == load_law(law.rules_text.replace("\n", "\r\n").encode()).edition


# -- The ward's own limits --------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "amount", "refusal"),
    [
        ("P99", 5, "limit-names-a-rule"),
        ("P1", 3, "limit-is-the-wards"),
        ("S1", 5, "limit-is-the-wards"),
        ("task-due", 5, "limit-is-the-wards"),
        ("P4", 0, "limit-is-positive"),
        ("P4", -7, "limit-is-positive"),
    ],
)
def test_a_ward_sets_only_limits_that_the_law_leaves_to_it(
    law: Law, rule: str, amount: int, refusal: str
) -> None:
    """Each refusal says which limit, and where it stands."""
    with pytest.raises(Refused) as caught:
        law.check_own_limit(rule, amount)

    assert refusal == caught.value.rule
    assert rule == caught.value.data["limit"]
    assert caught.value.citation.text


@pytest.mark.parametrize("rule", ["P4", "conclusion-notice", "P5", "P6", "P7", "G3"])
def test_a_limit_that_the_law_leaves_open_may_be_set(law: Law, rule: str) -> None:
    """By id or by slug."""
    law.check_own_limit(rule, 5)


@pytest.mark.parametrize("amount", [4, 21])
def test_a_limit_of_the_wards_own_stays_within_its_bounds(amount: int) -> None:
    """Where the law gives bounds, the refusal names them."""
    with pytest.raises(Refused) as caught:
        load_law(SOUND.encode()).check_own_limit("A1", amount)

    assert "limit-is-within-bounds" == caught.value.rule
    assert (5, 20) == (caught.value.data["least"], caught.value.data["most"])


@pytest.mark.requirement("R38")
def test_the_wards_regulation_sets_its_limit_from_its_day_on(law: Law) -> None:
    """Seven working days is only where the rule begins."""
    regulation = Citation(text="Quy chế số 12-QC/ĐU", certainty="S")
    ours = law.with_regulations(
        [
            OwnRegulation(since=date(2025, 1, 1), limits={"conclusion-notice": 10}),
            OwnRegulation(since=date(2024, 1, 1), limits={"P4": 5}, basis=regulation),
        ]
    )
    days = (date(2023, 12, 31), date(2024, 1, 1), date(2024, 12, 31), date(2025, 1, 1))
    versions = [ours.version("P4", day) for day in days]

    assert [7, 5, 5, 10] == [version.amount for version in versions if version]
    assert [None, regulation] == [version.own_basis for version in versions[:2] if version]


def test_a_limit_that_is_not_the_wards_any_more_breaks_nothing(law: Law) -> None:
    """What was adopted under another edition is passed over, never an error."""
    ours = law.with_regulations(
        [OwnRegulation(since=date(2020, 1, 1), limits={"P1": 9, "gone": 1, "P4": 0})]
    )

    assert all(
        ours.version(rule.id, date(2026, 1, 5)) == law.version(rule.id, date(2026, 1, 5))
        for rule in law.rules
    )


@given(st.sampled_from(["P4", "P5", "P7"]), st.integers(1, 60), st.dates(date(2019, 1, 1)))
def test_a_limit_of_the_wards_own_changes_only_its_rule(rule: str, amount: int, on: date) -> None:
    """Every other rule says what it said."""
    law = load_law()
    ours = law.with_regulations([OwnRegulation(since=date(2019, 1, 1), limits={rule: amount})])

    assert all(
        ours.version(one.id, on) == law.version(one.id, on) for one in law.rules if one.id != rule
    )


def test_the_wards_reading_of_the_calendar_holds_from_its_day_on(law: Law) -> None:
    """24/11 is a day off only if the ward's regulation says so."""
    ours = law.with_regulations(
        [OwnRegulation(since=date(2026, 6, 1), switches={"culture_day_off": True})]
    )
    culture_day = date(2026, 11, 24)

    assert ours.calendar_on(date(2026, 5, 31)).is_working_day(culture_day)
    assert not ours.calendar_on(date(2026, 6, 1)).is_working_day(culture_day)
    assert not ours.calendar.is_working_day(culture_day)


def test_an_announced_day_is_part_of_the_calendar(law: Law) -> None:
    """With the day on which it became known."""
    flood = OfficialDay(
        day=date(2026, 10, 14),
        kind="off",
        basis=Citation(text="Công điện", certainty="S"),
        known_since=date(2026, 10, 13),
    )
    calendar = law.with_regulations([], [flood]).calendar

    assert not calendar.is_working_day(flood.day)
    assert calendar.as_known(date(2026, 10, 12)).is_working_day(flood.day)


# -- Several amounts of one article -----------------------------------------------------

BY_CASE = SOUND.replace(
    'to = 2023-12-31\namount = 10\n',
    'to = 2023-12-31\namounts = [\n'
    '  { amount = 10, when = { complex = false } },\n'
    '  { amount = 15, when = { complex = true } },\n]\n',
)  # fmt: skip


def test_an_article_with_several_amounts_makes_a_version_of_each() -> None:
    """Same article, same days; the facts of the case choose."""
    versions = load_law(BY_CASE.encode()).rule("A1").versions

    assert [(1, 10), (2, 15), (3, 15)] == [(one.number, one.amount) for one in versions]
    assert versions[0].citation == versions[1].citation
    assert {"complex": True} == versions[1].when


@pytest.mark.parametrize(
    ("old", "new", "where", "what", "expected"),
    [
        ("amounts = [", "amount = 3\namounts = [", "version 1", "one amount and several", "or"),
        ("{ amount = 10, when", "{ amunt = 10, when", "version 1, amounts", "amunt", "rows like"),
        ("{ complex = true }", "{ complex = false }", "version 2", "together", "begins after"),
        ("{ complex = true }", "{ komplex = true }", "version 2", "komplex", "'complex'"),
        (
            """  { amount = 10, when = { complex = false } },
  { amount = 15, when = { complex = true } },
""",
            "",
            "version 1, amounts",
            "no amounts",
            "rows like",
        ),
    ],
)
def test_broken_amounts_are_refused(
    old: str, new: str, where: str, what: str, expected: str
) -> None:
    """With their place, and what would be right."""
    assert old in BY_CASE
    with pytest.raises(Invalid) as caught:
        load_law(BY_CASE.replace(old, new, 1).encode(), names=EVENTS)

    assert where in caught.value.where
    assert what in caught.value.what
    assert expected in caught.value.expected


# -- Fields and values are known too ----------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "where", "what", "expected"),
    [
        ('"proceeding.received.kind"', '"proceeding.received.kynd"', "facts, proceeding",
         "'kynd'", "'kind'"),
        ('"proceeding.received.kind"', '"proceeding.recieved.kind"', "facts, proceeding",
         "'proceeding.recieved'", "'proceeding.received'"),
        ('paper = "decision"', 'papper = "decision"', "rule C5, version 1, discharged_by",
         "'papper'", "'paper'"),
        ('paper = "decision"', 'paper = "decison"', "rule C5, version 1, discharged_by",
         "'decison'", "'decision'"),
        ('about = "refusal"', 'about = "refused"', "rule C2, version 1, discharged_by",
         "'refused'", "'refusal'"),
        ('of = "proceeding.suspended"', 'of = "proceeding.suspend"', "rule C10", "'proceeding.susp",
         "'proceeding.suspended'"),
        ('of = "proceeding.suspended"', 'of = 3', "rule C10", "names no field", "day_in"),
        ('day_in = "day", same = "number"', 'day_in = "day", same = "nr"', "rule C9, anchor",
         "'nr'", "number"),
        ('day_in = "day", same = "number"', 'day_in = "days", same = "number"', "rule C9, anchor",
         "'days'", "'day'"),
        ('says = ["place", "topics"]', 'says = ["place", "topic"]', "rule P7, version 1",
         "'topic'", "'topics'"),
        ('about = "day", says', 'about = "date", says', "rule P7, version 1", "'date'", "'at'"),
        ('proceeding = "denunciation", instance', 'proceeding = "denunciatio", instance',
         "rule D1, version 1, when", "'denunciatio'", "'denunciation'"),
        ('degree = "complex"', 'degree = "komplex"', "rule C4, version 2, when", "'komplex'",
         "'complex'"),
        ('where = { about = "acceptance", complete = true }', 'where = ["acceptance"]',
         "rule C2, version 1", "compares no fields", "where ="),
        ('owed_by = { party = "complainant" }', 'owed_by = { party = "complainer" }',
         "rule C1, version 1, owed_by.party", "complainer", ""),
        ('owed_by = { party = "complainant" }',
         'owed_by = { party = "complainant", body = "people_committee" }',
         "rule C1, version 1, owed_by", "two", "party"),
    ],
)  # fmt: skip
def test_a_field_or_value_that_no_event_has_is_refused(
    law: Law, old: str, new: str, where: str, what: str, expected: str
) -> None:
    """It would never match, and a duty would silently be met never, or never arise."""
    assert old in law.rules_text
    with pytest.raises(Invalid) as caught:
        load_law(law.rules_text.replace(old, new, 1).encode(), names=NAMES)

    assert where in caught.value.where
    assert what in caught.value.what
    assert expected in caught.value.expected


# -- Broken data is refused -------------------------------------------------------------


def test_the_sound_rules_are_read() -> None:
    """Every case below changes exactly one thing of them."""
    law = load_law(SOUND.encode(), names=EVENTS)

    assert ["A1", "B1", "C1"] == [rule.id for rule in law.rules]


@pytest.mark.parametrize(
    ("old", "new", "where", "what", "expected"),
    [
        ("[facts]", "[facts", "line 2", "isn't closed with ]", "TOML"),
        ('id = "A1"\n', 'id = "A1"\nid = "A2"\n', "line 7", "", "TOML"),
        ("[facts]", "[fact]", "deadlines.toml", "'fact'", "facts, bodies and rule"),
        ('vi = "Trả lời"\n', "", "rule A1", "vi is missing", "'vi'"),
        ('slug = "answer"', 'slug = "An Answer"', "rule A1, slug", "", "lower-case"),
        ('shape = "after"', 'shape = "since"', "rule A1, shape", "since", "per-period"),
        ('slug = "answer"', 'slug = "notice-before"', "rule B1", "'notice-before'", "another name"),
        ('id = "B1"', 'id = "A1"', "rule A1", "'A1'", "another name"),
        ("amount = 10\n", "amount = -1\n", "rule A1, version 1, amount", "0", "0 or more"),
        ("amount = 10\n", "amount = 1.5\n", "version 1, amount", "not a whole number",
         "whole number"),
        ("amount = 10\n", "", "rule A1, version 1", "its amount", "own"),
        ("amount = 15\n", "", "rule A1, version 2", "no amount", "whole number"),
        ("amount = 15\n", "amount = 30\n", "rule A1, version 2", "30", "within"),
        ("amount = 10\n", "amont = 10\n", "rule A1, version 1", "no field amont", "'amount'"),
        ("certainty = \"A\" }", 'certainty = "X" }', "citation.certainty", "X", "A, B, C"),
        ('text = "Luật X, Điều 1"', 'text = ""', "citation.text", "nothing is said", ""),
        ('citation = { text = "Luật X, Điều 1", certainty = "A" }', "", "version 1",
         "citation is missing", "a table like"),
        ('certainty = "A" }', 'certainty = "M" }', "rule A1, version 1", "M", "own"),
        ('unit = "working_days"', 'unit = "fortnights"', "version 1, unit", "fortnights",
         "calendar_days"),
        ('unit = "working_days"\n', "", "rule A1, version 1", "no unit", "working_days"),
        ("to = 2023-12-31", "to = 2024-06-30", "rule A1, version 2", "together with version 1",
         "begins after"),
        ("to = 2023-12-31", "to = 2018-12-31", "rule A1, version 1", "2018-12-31", "on or after"),
        ("to = 2023-12-31", 'to = "soon"', "rule A1, version 1, to", "", "a date"),
        ("from = 2024-01-01", "from = 2018-01-01\nto = 2018-12-31", "rule A1, version 2", "order",
         "oldest"),
        ('transition = "rederive"', 'transition = "forget"', "version 2, transition", "forget",
         "keep, rederive, restart"),
        ("most = 20", "most = 4", "rule A1, version 2, own", "no room", "most"),
        ("least = 5", "least = -1", "version 2, own.least", "less than 0", "0 or more"),
        ('anchor = ["petition.admitted"]', 'anchor = ["petition.admited"]', "rule A1, anchor",
         "'petition.admited'", "'petition.admitted'"),
        ('anchor = ["petition.admitted"]', "", "rule A1", "counted from", "anchor"),
        ('anchor = ["petition.admitted"]', 'expiry_of = "C1"', "rule A1", "'C1'", "with a term"),
        ('anchor = ["petition.admitted"]', 'expiry_of = "Z9"', "rule A1", "'Z9'", "with a term"),
        ('anchor = ["petition.admitted"]', 'expiry_of = "A1"', "rule A1", "own expiry", "follow"),
        ('anchor = ["petition.admitted"]',
         'anchor = [{ event = "petition.admitted", as_in = { on = "judge" } }]',
         "rule A1, anchor", "'judge'", "complex"),
        ('anchor = ["petition.admitted"]',
         'anchor = [{ event = "petition.admitted", as_in = "judge" }]',
         "rule A1, anchor", "no facts", "as_in"),
        ('unit = "working_days"', 'unit = "hours"', "rule A1, version 1", "hours", "before"),
        ('shape = "before"', 'shape = "before"\nduty = "keep"', "rule B1", "kept", "after"),
        ('shape = "per-period"', 'shape = "per-period"\nswitch = "light"', "rule C1, switch",
         "light", "chairman_receptions"),
        ('discharged_by = ["petition.answered"]', "discharged_by = [{ kind = 1 }]",
         "version 1, discharged_by", "no event", "stored name"),
        ('discharged_by = ["petition.answered"]',
         'discharged_by = [{ event = "petition.answered", about = 3 }]',
         "version 1, discharged_by", "no field", "about"),
        ('[{ event = "petition.extended", day_in = "until" }]', '["petition.extended"]',
         "rule A1, version 1", "petition.extended", "day_in"),
        ('resumed_by = ["petition.resumed"]', "", "rule A1, version 1", "one of two", "both"),
        ('suspended_by = ["petition.suspended"]', "suspend = []", "rule A1", "'suspend'",
         "suspended_by"),
        ('owed_by = { body = "people_committee" }', "owed_by = {}", "version 1, owed_by",
         "who owes", "office"),
        ('owed_by = { body = "people_committee" }', 'owed_by = { body = "king" }',
         "version 1, owed_by.body", "king", ""),
        ('owed_by = { body = "people_committee" }',
         'owed_by = { body = "people_committee", field = "lead" }', "owed_by", "two", "one of"),
        ('owed_by = { body = "people_committee" }',
         'owed_by = { body = "people_committee" }\nwhen = { complexity = true }',
         "rule A1, version 1", "'complexity'", "'complex'"),
        ('owed_by = { body = "people_committee" }', 'owed_by = { body = "people_committee" }\n'
         'amount = 3', "rule A1", "'amount'", "rule.version"),
        ('complex = ["petition.classified.complex"]', 'complex = ["petition.complex"]',
         "facts, complex", "'petition.complex'", "petition."),
        ('complex = ["petition.classified.complex"]', "complex = 3", "facts", "", "<event>"),
        ('complex = ["petition.classified.complex"]', 'series = []', "facts", "'series'",
         "another name"),
        ('owed_by = { office = "party_secretary" }',
         'owed_by = { office = "party_secretary" }\nperiods = ["year"]', "rule B1, version 1",
         "'periods'", "no periods"),
        ('owed_by = { office = "party_secretary" }',
         'owed_by = { office = "party_secretary" }\nsuspended_by = ["session.ended"]\n'
         'resumed_by = ["session.ended"]', "rule B1, version 1", "suspended", "no suspended_by"),
        ('[{ event = "session.fixed", day_in = "day" }]', '["session.fixed"]', "rule B1, anchor",
         "session.fixed", "day_in"),
        ('anchor = [{ event = "session.fixed", day_in = "day" }]', 'expiry_of = "A1"', "rule B1",
         "no sense", "after"),
        ('shape = "per-period"', 'shape = "per-period"\nanchor = ["session.ended"]', "rule C1",
         "no anchor", "no anchor"),
        ('counts = ["session.ended"]', "", "rule C1, version 1", "counted, or done", "counts"),
        ('counts = ["session.ended"]', 'discharged_by = ["session.ended"]', "rule C1, version 1",
         "which period", "about"),
        ('counts = ["session.ended"]',
         'discharged_by = [{ event = "session.ended", about = "period" }]', "rule C1, version 1",
         "no unit", "calendar_days"),
        ("amount = 1\n", 'amount = 1\nunit = "months"\n', "rule C1, version 1", "unit", "counted"),
        ("amount = 1\n", "amount = 0\n", "rule C1, version 1", "no number", "1 or more"),
        ("amount = 1\n", "amount = 1\nends_on = 31\n", "rule C1, version 1, ends_on", "28",
         "1 to 28"),
        ('periods = ["month"]', 'periods = ["fortnight"]', "version 1, periods", "fortnight",
         "quarter-1"),
        ('periods = ["month"]', 'periods = ["month"]\nlapses_by = ["session.ended"]', "rule C1",
         "'lapses_by'", "no lapses_by"),
    ],
)  # fmt: skip
def test_a_broken_rule_is_refused_with_its_place_and_what_would_be_right(
    old: str, new: str, where: str, what: str, expected: str
) -> None:
    """One thing is wrong, and the refusal names it."""
    refusal = broken(old, new)

    assert "deadlines.toml" in refusal.where
    assert where in refusal.where
    assert what in refusal.what
    assert expected in refusal.expected


@pytest.mark.parametrize("rules", [b"", b"rule = 3", b"[facts]\n", b"rule = [3]"])
def test_a_file_without_rules_is_refused(rules: bytes) -> None:
    """An empty file would silently end every duty."""
    with pytest.raises(Invalid):
        load_law(rules)


def test_a_rule_without_a_version_is_refused() -> None:
    """It would never be in force."""
    with pytest.raises(Invalid, match="rule C1: it has no version"):
        load_law(SOUND[: SOUND.rindex("[[rule.version]]")].encode())


def test_text_that_is_not_utf8_is_refused() -> None:
    """With the line in which it stops being text."""
    with pytest.raises(Invalid, match=r"deadlines\.toml, line 1: it isn't UTF-8"):
        load_law(b"#\xff")


def test_a_broken_calendar_is_refused_when_the_law_is_loaded() -> None:
    """Not on the day when the first term is counted."""
    with pytest.raises(Invalid, match=r"calendar\.toml"):
        load_law(calendar=b"[weekly]\n")


def test_two_versions_of_one_time_may_hold_for_different_cases() -> None:
    """A complex case may have another limit than a plain one."""
    law = load_law(
        SOUND.replace("to = 2023-12-31", "when = { complex = false }")
        .replace("from = 2024-01-01", "from = 2019-01-01\nwhen = { complex = true }")
        .encode()
    )
    plain, complicated, unknown = (
        law.version("A1", date(2025, 1, 1), facts)
        for facts in ({"complex": False}, {"complex": True}, {})
    )

    assert plain is not None
    assert complicated is not None
    assert (10, 15) == (plain.amount, complicated.amount)
    assert plain == unknown
