"""The official calendar 2019 to 2026: what it says, since when, and how a broken one is refused."""

import tomllib
from datetime import date, timedelta
from inspect import signature

import holidays
import pytest

from dialogue_cases.errors import CalendarUnknown, Invalid
from dialogue_cases.law.calendar import calendar_bytes, load_calendar
from dialogue_cases.workdays import add

YEARS = range(2019, 2027)

# The weekdays off of each year, as the lists of days off give them (day/month, inclusive).
OFF = {
    2019: "1/1 4/2-8/2 15/4 29/4-1/5 2/9",
    2020: "1/1 23/1-24/1 27/1-29/1 2/4 30/4-1/5 2/9",
    2021: "1/1 10/2-12/2 15/2-16/2 21/4 30/4 3/5 2/9-3/9",
    2022: "3/1 31/1-4/2 11/4 2/5-3/5 1/9-2/9",
    2023: "2/1 20/1 23/1-26/1 1/5-3/5 1/9 4/9",
    2024: "1/1 8/2-9/2 12/2-14/2 18/4 29/4-1/5 2/9-3/9",
    2025: "1/1 27/1-31/1 7/4 30/4-2/5 1/9-2/9",
    2026: "1/1-2/1 16/2-20/2 27/4 30/4-1/5 31/8-2/9",
}

# (swapped day off, its make-up Saturday)
SWAPS = [
    (date(2018, 12, 31), date(2019, 1, 5)),
    (date(2019, 4, 29), date(2019, 5, 4)),
    (date(2024, 4, 29), date(2024, 5, 4)),
    (date(2025, 5, 2), date(2025, 4, 26)),
    (date(2026, 1, 2), date(2026, 1, 10)),
    (date(2026, 8, 31), date(2026, 8, 22)),
]

# Mùng Một Tết
TET = {
    2019: date(2019, 2, 5),
    2020: date(2020, 1, 25),
    2021: date(2021, 2, 12),
    2022: date(2022, 2, 1),
    2023: date(2023, 1, 22),
    2024: date(2024, 2, 10),
    2025: date(2025, 1, 29),
    2026: date(2026, 2, 17),
}


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year, 12, 31) - first).days + 1)]


def spelled_out(year: int, spans: str) -> set[date]:
    days = set()
    for span in spans.split():
        ends = [date(year, int(m), int(d)) for d, m in (end.split("/") for end in span.split("-"))]
        length = (ends[-1] - ends[0]).days
        days |= {ends[0] + timedelta(days=n) for n in range(length + 1)}
    return days


@pytest.mark.parametrize("year", YEARS)
def test_every_weekday_off_is_listed_and_no_other(year: int) -> None:
    """The weekdays on which offices are closed are those of the year's official list."""
    calendar = load_calendar()
    closed = {d for d in days_of(year) if d.weekday() < 5 and not calendar.is_working_day(d)}

    assert spelled_out(year, OFF[year]) == closed


@pytest.mark.parametrize("year", YEARS)
def test_only_make_up_saturdays_are_worked_at_weekends(year: int) -> None:
    """A make-up day is a working day; every other Saturday and Sunday is off."""
    calendar = load_calendar()
    worked = {d for d in days_of(year) if d.weekday() >= 5 and calendar.is_working_day(d)}

    assert {worked for _, worked in SWAPS if worked.year == year} == worked


@pytest.mark.parametrize(("swapped", "worked"), SWAPS)
def test_a_swapped_day_and_its_make_up_day_name_each_other(swapped: date, worked: date) -> None:
    """Hoán đổi: the number of working days doesn't change, so each has its other."""
    calendar = load_calendar()
    free, made_up = calendar.official(swapped), calendar.official(worked)

    assert free is not None
    assert made_up is not None
    assert ("swapped", worked) == (free.kind, free.stands_for)
    assert ("working", swapped) == (made_up.kind, made_up.stands_for)
    assert free.known_since == made_up.known_since
    assert "swapped day off" == calendar.kind_of(swapped).kind
    assert "make-up working day" == calendar.kind_of(worked).kind


def test_there_are_no_other_swaps() -> None:
    """The table of swaps above is the whole of them."""
    swaps = {(d.day, d.stands_for) for d in load_calendar().days if d.kind == "swapped"}

    assert set(SWAPS) == swaps


@pytest.mark.parametrize("year", YEARS)
def test_the_first_three_days_of_tet_are_off(year: int) -> None:
    """Bộ luật Lao động 2019, Điều 112: Tết Âm lịch, 05 days."""
    calendar = load_calendar()
    three = [TET[year] + timedelta(days=n) for n in range(3)]

    assert [False] * 3 == [calendar.is_working_day(day) for day in three]


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize(("month", "day"), [(1, 1), (4, 30), (5, 1), (9, 2)])
def test_a_holiday_on_a_weekly_day_off_is_compensated(year: int, month: int, day: int) -> None:
    """Bộ luật Lao động 2019, Điều 111 khoản 3: compensated on the next working day."""
    calendar, holiday = load_calendar(), date(year, month, day)
    following = calendar.next_working_day(holiday) - timedelta(days=1)

    assert not calendar.is_working_day(holiday)
    if holiday.weekday() >= 5:
        found = [calendar.kind_of(d) for d in days_of(year) if holiday < d <= following]
        assert any(kind.name.startswith("Nghỉ bù") for kind in found)


@pytest.mark.parametrize("year", YEARS)
def test_compensation_follows_what_it_compensates(year: int) -> None:
    """A day named as compensation has a weekly day off among the days off just before it."""
    calendar = load_calendar()
    for official in calendar.days:
        if official.day.year == year and official.name.startswith("Nghỉ bù"):
            before = official.day - timedelta(days=1)
            run = []
            while not calendar.is_working_day(before):
                run.append(before)
                before -= timedelta(days=1)

            assert any(day.weekday() >= 5 for day in run), official


def test_every_day_has_a_name_a_basis_and_a_source() -> None:
    """Nothing official is asserted without saying what it rests on, and how sure that is."""
    for official in load_calendar(culture_day_off=True).days:
        assert official.name
        assert official.basis.text
        assert official.basis.note
        assert "B" == official.basis.certainty


@pytest.mark.parametrize("year", YEARS)
def test_only_three_days_differ_from_the_holidays_package(year: int) -> None:
    """A second opinion. It misses the swap of 02/01/2026, and asserts 24/11/2026."""
    # The package names make-up days only of the years that it has already loaded.
    other = holidays.country_holidays("VN", years=range(2018, 2028), language="vi")
    ours = load_calendar()
    differing = {d for d in days_of(year) if ours.is_working_day(d) != other.is_working_day(d)}
    written = {date(2026, 1, 2), date(2026, 1, 10), date(2026, 11, 24)}

    assert {day for day in written if day.year == year} == differing


# -- Since when ------------------------------------------------------------------------


def test_the_swap_of_january_2026_was_known_from_christmas_2025() -> None:
    """12729/VPCP-KGVX of 25/12/2025: the day before, 02/01/2026 was a working day."""
    calendar = load_calendar()
    eve, christmas = (calendar.as_known(date(2025, 12, day)) for day in (24, 25))
    friday, saturday = date(2026, 1, 2), date(2026, 1, 10)

    assert (True, False) == (eve.is_working_day(friday), eve.is_working_day(saturday))
    assert (False, True) == (christmas.is_working_day(friday), christmas.is_working_day(saturday))


def test_the_swap_of_may_2025_was_known_from_november_2024() -> None:
    """8726/VPCP-KGVX of 26/11/2024."""
    calendar = load_calendar()
    before, since = (calendar.as_known(date(2024, 11, day)) for day in (25, 26))

    assert before.is_working_day(date(2025, 5, 2))
    assert not before.is_working_day(date(2025, 4, 26))
    assert not since.is_working_day(date(2025, 5, 2))
    assert since.is_working_day(date(2025, 4, 26))


def test_a_day_whose_announcement_isnt_established_counts_as_known_at_all_times() -> None:
    """The stated fallback: no later surprise is asserted that nobody has shown."""
    long_ago = load_calendar().as_known(date(2000, 1, 1))

    assert not long_ago.is_working_day(date(2026, 8, 31))
    assert {
        date(2025, 5, 2),
        date(2025, 4, 26),
        date(2026, 1, 2),
        date(2026, 1, 10),
    } == {d.day for d in load_calendar().days} - {d.day for d in long_ago.days}


@pytest.mark.requirement("R38")
def test_a_term_across_the_swap_ends_later_as_known_now_than_as_known_then() -> None:
    """07 working days from 24/12/2025: nobody could know on that day that 02/01 would be off."""
    calendar, ended = load_calendar(), date(2025, 12, 24)

    assert date(2026, 1, 5) == add(calendar.as_known(ended), ended, 7, "working_days").due
    assert date(2026, 1, 6) == add(calendar, ended, 7, "working_days").due


# -- Switches --------------------------------------------------------------------------


def test_the_culture_day_is_worked_unless_the_ward_says_otherwise() -> None:
    """24/11/2026, Ngày Văn hóa Việt Nam: no text in force that makes it a day off was read."""
    day = date(2026, 11, 24)

    assert load_calendar().is_working_day(day)
    assert "Ngày Văn hóa Việt Nam" == load_calendar(culture_day_off=True).kind_of(day).name
    assert not load_calendar(culture_day_off=True).is_working_day(day)


def test_the_switches_are_described_where_the_days_are() -> None:
    """The default in the data, with its reason, is the default of the loader."""
    described = tomllib.loads(calendar_bytes().decode())["switch"]
    defaults = {
        name: parameter.default
        for name, parameter in signature(load_calendar).parameters.items()
        if name != "text"
    }

    assert {name: switch["default"] for name, switch in described.items()} == defaults


# -- What isn't known ------------------------------------------------------------------


@pytest.mark.parametrize("day", [date(2018, 12, 28), date(2027, 1, 1), date(2027, 1, 2)])
def test_a_year_without_an_official_calendar_is_unknown(day: date) -> None:
    """Nothing is guessed, not even that a Saturday is off."""
    with pytest.raises(CalendarUnknown) as refused:
        load_calendar().is_working_day(day)

    assert day.year == refused.value.year


def test_the_last_day_of_2018_is_known_by_itself() -> None:
    """It was given free by the calendar of 2019; the rest of its year isn't known."""
    assert "swapped day off" == load_calendar().kind_of(date(2018, 12, 31)).kind


# -- Broken data -----------------------------------------------------------------------

HEAD = """\
[not_established]
fallback = "known at all times"
reason = "…"
[weekly]
days_off = ["saturday", "sunday"]
basis = "…"
certainty = "B"
source = "…"
[switch.culture_day_off]
default = false
reason = "…"
[switch.roll_on_swapped]
default = true
reason = "…"
[[year]]
year = 2026
known_since = "not established"
certainty = "B"
source = "…"
"""
GOOD = '{ day = 2026-09-02, kind = "off", name = "Quốc khánh", basis = "Điều 112" }'
FREE = (
    '{ day = 2026-08-31, kind = "swapped", name = "…", basis = "…", stands_for = 2026-08-22 }',
    '{ day = 2026-08-22, kind = "working", name = "…", basis = "…", stands_for = 2026-08-31 }',
)


def a_file(*days: str, head: str = HEAD) -> str:
    return head + "days = [" + ", ".join(days) + "]\n"


def refusal(text: str | bytes) -> str:
    with pytest.raises(Invalid) as refused:
        load_calendar(text)
    return str(refused.value)


def test_a_small_file_loads() -> None:
    """What the broken ones below differ from."""
    calendar = load_calendar(a_file(GOOD, *FREE))

    assert [date(2026, 8, 22), date(2026, 8, 31), date(2026, 9, 2)] == [
        official.day for official in calendar.days
    ]
    assert calendar == load_calendar(a_file(*FREE, GOOD).encode())


DAY = "calendar.toml, year 2026, day "


@pytest.mark.parametrize(
    ("days", "where", "why"),
    [
        ([GOOD, GOOD], DAY + "2026-09-02", "listed twice"),
        ([GOOD.replace("2026-09", "2025-09")], DAY + "2025-09-02", "section of 2026"),
        ([GOOD.replace("2026-09-02", '"2026-09-02"')], DAY + "2026-09-02", "a date such as"),
        ([GOOD.replace("2026-09-02", "2026-09-02T08:00:00")], DAY, "a date such as"),
        (["{ kind = 'off' }"], "calendar.toml, year 2026, days number 1", "which day"),
        (["3"], "calendar.toml, year 2026, days", "a whole number, not fields"),
        (
            [GOOD.replace('"off"', '"holiday"')],
            DAY + "2026-09-02",
            "holiday isn't known here; expected off or",
        ),
        (
            [GOOD.replace(', basis = "Điều 112"', "")],
            DAY + "2026-09-02",
            "basis is missing; expected the",
        ),
        (
            [GOOD.replace('"Điều 112"', '""')],
            DAY + "2026-09-02",
            "nothing is said there; expected the norm",
        ),
        (
            [GOOD.replace('name = "Quốc khánh", ', "")],
            DAY + "2026-09-02",
            "name is missing; expected",
        ),
        (
            [GOOD.replace("basis", "bases = 1, basis")],
            DAY + "2026-09-02",
            "no field bases; expected 'b",
        ),
        ([GOOD.replace(" }", ", known_since = 3 }")], DAY + "2026-09-02", "not established"),
        ([GOOD.replace(" }", ", stands_for = 2026-09-05 }")], DAY + "2026-09-02", "no other day"),
        (FREE[:1], DAY + "2026-08-31", "2026-08-22 isn't listed as the make-up working day"),
        (FREE[1:], DAY + "2026-08-22", "2026-08-31 isn't listed as the swapped day"),
        (
            [FREE[0].replace(", stands_for = 2026-08-22", ""), FREE[1]],
            DAY + "2026-08-31",
            "doesn't name the make-up working day",
        ),
        (
            [FREE[0], FREE[1].replace(" }", ", known_since = 2026-01-05 }")],
            DAY + "2026-08-31",
            "another day than its make-up working day 2026-08-22",
        ),
        (
            [day.replace("2026-08-22", "2026-08-21") for day in FREE],
            DAY + "2026-08-21",
            "a make-up working day falls on a weekday",
        ),
        (
            [day.replace("2026-08-31", "2026-08-30") for day in FREE],
            DAY + "2026-08-30",
            "a swapped day falls on a weekend",
        ),
        (
            [GOOD.replace('"off"', '"disputed"')],
            DAY + "2026-09-02",
            "names a switch; expected culture_day_off",
        ),
    ],
)
def test_a_broken_day_is_refused_with_its_place_and_the_reason(
    days: list[str], where: str, why: str
) -> None:
    """A day off that is silently lost moves every due date after it."""
    told = refusal(a_file(*days))

    assert told.startswith(where)
    assert why in told


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("year = 2026", "year = ", "line 16"),
        ("[weekly]", "[weekly", "line 4"),
        ("year = 2026", 'year = "2026"', "year 2026, year: it is a text, not a whole number"),
        ("year = 2026", "year = 0", "it is less than 1; expected 1 to 9999"),
        ('known_since = "not established"\n', "", "known_since is missing; expected a date, or"),
        ('known_since = "not established"', 'known_since = "soon"', "'soon' isn't right"),
        (
            'certainty = "B"\nsource = "…"\n[switch',
            'certainty = "D"\n[switch',
            "D isn't known here",
        ),
        ("days_off", "weekend", "no field weekend; expected"),
        ('"saturday"', '"saturnday"', "saturnday isn't known here; expected monday"),
        (
            '"saturday"',
            '"monday", "tuesday", "wednesday", "thursday", "friday", "saturday"',
            "all seven weekdays",
        ),
        (
            "known at all times",
            "never known",
            "never known isn't known here; expected known at all times",
        ),
        ("[switch.roll_on_swapped]", "[switch.roll]", "no field roll; expected"),
        (
            "default = true",
            "default = 1",
            "it is a whole number, not true or false; expected true or false",
        ),
        (
            "[not_established]",
            "edition = 1\n[not_established]",
            "no field edition; expected one of",
        ),
        ("[[year]]", "[year]", "year: it is fields with their names, not a list"),
    ],
)
def test_a_broken_file_is_refused_with_its_place_and_the_reason(
    old: str, new: str, told: str
) -> None:
    """Every key is known, of its kind, and there."""
    said = refusal(a_file(GOOD, head=HEAD.replace(old, new, 1)))

    assert said.startswith("calendar.toml")
    assert told in said


def test_a_year_has_one_section() -> None:
    """The second would be read as if it were the whole."""
    section = a_file(GOOD)[HEAD.index("[[year]]") :]

    assert "year 2026: the year 2026 has two sections" in refusal(
        a_file(GOOD) + section.replace("2026-09-02", "2026-09-01")
    )


def test_a_file_that_isnt_text_is_refused_with_its_line() -> None:
    """A file in another encoding doesn't lose its Vietnamese silently."""
    assert "calendar.toml, line 2: it isn't UTF-8; expected UTF-8 text" == refusal(
        b"a = 1\nb = '\xff'\n"
    )
