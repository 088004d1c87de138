"""A period judged again under another law, finished work too: the one verdict, asked twice."""

import json
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from agreement import a_history
from demo_year import demo_year
from dialogue_cases import cli, sentence
from dialogue_cases.codec import NAMES
from dialogue_cases.deadlines import LATE, Obligation, Replay, deadlines, replayed, ward_obligations
from dialogue_cases.draft_file import read_draft
from dialogue_cases.errors import Invalid
from dialogue_cases.law import Law, OwnRegulation, OwnWords, load_law
from dialogue_cases.law.edition import DRAFT
from dialogue_cases.law_draft import LawDraft, ProposedLimit, with_limits
from dialogue_cases.office import Office
from dialogue_cases.record import known_then
from dialogue_cases.vocabulary import EventRef, StreamId
from dialogue_cases.ward import law_on_record
from dialogue_cases.workdays import OfficialDay
from stories import YEAR as STORY
from stories import modules_of
from test_deadlines import a_dialogue, issued, life
from test_law_denunciations import accepted, concluded, denunciation, extended

LAW = load_law(names=NAMES)
PACKAGE = Path(cli.__file__).parents[1]
YEAR: dict[str, Any] = {"first": date(2023, 1, 1), "last": date(2023, 12, 31)}
ON = date(2024, 1, 31)


def limit(rule: str, amount: int, since: date = date(2023, 1, 1), **more: Any) -> ProposedLimit:
    return ProposedLimit(rule=rule, amount=amount, since=since, **more)


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    with demo_year() as year:
        yield year


def under(office: Office, *limits: ProposedLimit, **asked: Any) -> Replay:
    draft = LawDraft(title="dự thảo", limits=limits)
    then = office.law_if(draft=draft.applied, known=asked.get("known"))
    return office.replayed(then, **{**YEAR, "on": ON, **asked})


# -- Laws of it ------------------------------------------------------------------------------


@pytest.mark.parametrize("known", [None, 150, date(2023, 6, 30)])
def test_under_the_same_law_nothing_changes(office: Office, known: Any) -> None:
    same = office.replayed(office.law_if(known=known), known=known, **YEAR)

    assert same.total.owed > 10
    assert () == same.changes
    assert 0 == same.total.changed + same.total.becomes_late + same.total.no_longer_late


@pytest.mark.parametrize("seed", range(4))
def test_under_the_same_law_nothing_changes_in_a_record_made_by_chance(seed: int) -> None:
    """Whatever the ward has set, announced, corrected and voided, and when."""
    with a_history(seed) as office:
        assert () == office.replayed(office.law_if(), **YEAR).changes


@pytest.mark.parametrize("seed", range(4))
def test_a_longer_term_makes_nobody_late_and_no_day_earlier(seed: int) -> None:
    """Of terms after an event; before a fixed day, a longer one begins earlier."""
    chance, found = Random(seed), 0
    with a_history(seed) as office:
        law = office.law_known()
        after = [
            rule
            for rule in law.rules
            if rule.shape == "after"
            and len({version.amount for version in rule.versions}) == 1
            and rule.versions[0].amount
        ]
        for rule in (law.rule("P4"), *chance.sample(after, 7)):
            amount = (rule.versions[0].amount or 0) + chance.randint(1, 30)
            told = under(office, limit(rule.id, amount, date(2010, 1, 1)), last=ON)
            found += len(told.changes)
            for one in told.changes:
                before, later = one.due
                assert one.before is None or one.late != (False, True), (rule.id, one.obligation)
                assert before is None or later is None or before <= later
    assert found


def test_what_differs_adds_up_by_rule_and_by_who_owes_it(office: Office) -> None:
    told = under(office, limit("P4", 3), limit("P7", 10), limit("D4", 10), limit("G8", 5))
    by_rule = Counter(one.rule for one in told.changes)
    by_ower = Counter(one.ower for one in told.changes)
    turns = Counter(one.late for one in told.changes)

    assert by_rule == {of: one.changed for of, one in told.by_rule.items() if one.changed}
    assert by_ower == {of: one.changed for of, one in told.by_ower.items() if one.changed}
    assert turns[False, True] == told.total.becomes_late > 0
    assert turns[True, False] == told.total.no_longer_late
    assert told.total.late_after == told.total.late + told.total.becomes_late
    assert told.total.owed == sum(one.owed for one in told.by_ower.values())


def recounted(office: Office, edition: Law) -> set[tuple[Any, ...]]:
    """What is owed under an edition that is loaded, every life and rule, and whether it is late."""
    law = law_on_record(office.history("ward"), edition)
    owed: list[Obligation] = [one for life in office.lives() for one in deadlines(life, law)]
    facts = sorted((fact for life in office.lives() for fact in life), key=lambda one: one.position)
    owed += ward_obligations(facts, law, **YEAR)
    return {
        (*one.identity, one.due, one.status(ON) in LATE)
        for one in owed
        if YEAR["first"] <= one.arose <= YEAR["last"]
    }


@pytest.mark.parametrize(("rule", "was", "amount"), [("P7", 5, 10), ("D3", 5, 1), ("C5", 3, 1)])
def test_it_tells_what_an_edition_with_that_limit_gives(
    office: Office, rule: str, was: int, amount: int
) -> None:
    """A draft in a file, and a naive recount under a text of the law that says the same."""
    head, found, rest = office.law.rules_text.partition(f'id = "{rule}"\n')
    text = head + found + rest.replace(f"amount = {was}\n", f"amount = {amount}\n", 1)
    edition = load_law(text.encode(), names=NAMES)
    before, after = recounted(office, office.law), recounted(office, edition)
    told = under(office, limit(rule, amount, date(2010, 1, 1)))

    assert before != after
    assert {one[:-2] for one in before ^ after} == {one.obligation.identity for one in told.changes}
    assert sum(one[-1] for one in before) == told.total.late
    assert sum(one[-1] for one in after) == told.total.late_after
    assert len(after) == told.total.owed_after


# -- What is known ---------------------------------------------------------------------------


def test_a_past_state_of_the_record_is_judged_as_it_was_then(office: Office) -> None:
    """Of the dialogue that was still to come nothing is told; judged is at that day's end."""
    known = date(2023, 5, 31)
    told = under(office, limit("P4", 3), known=known, on=None)
    then = [[one for one in life if known_then(one, known)] for life in office.lives()]
    law = office.law_known(known=known)
    again = replayed(then, law, with_limits(law, [limit("P4", 3)]), on=known, known=known, **YEAR)

    assert known == told.on
    assert ["dialogue/2023/1", "dialogue/2023/2"] == [one.stream for one in told.changes]
    assert again.total == told.total


def entered_late(limits: dict[str, int]) -> OwnWords:
    """What the ward set for April, and put on record at the end of May."""
    return OwnWords(
        entry=EventRef("ward@9"),
        known_since=date(2023, 5, 31),
        regulations=(OwnRegulation(since=date(2023, 4, 1), limits=limits),),
    )


def test_a_draft_leaves_what_the_ward_said_late_known_since_it_was_said() -> None:
    """P4 = 2 was entered when the notice had been issued: nobody is late by it, draft or not."""
    held = a_dialogue(date(2023, 4, 26), issued(date(2023, 5, 5)))
    now = LAW.with_words([entered_late({"P4": 2})])
    christmas = OfficialDay(day=date(2023, 12, 25), kind="off", basis=DRAFT)
    then = now.amended(since=date(2023, 1, 1), days=[christmas])
    told = replayed([held], now, then, on=ON, **YEAR)

    assert (1, 0) == (told.by_rule["P4"].owed, told.by_rule["P4"].late)
    assert () == told.changes


def test_what_is_tried_out_counts_as_always_known() -> None:
    """… also beside what the ward itself said later."""
    held = a_dialogue(date(2023, 4, 26), issued(date(2023, 5, 5)))
    now = LAW.with_words([entered_late({"P7": 6})])
    then = now.amended(since=date(2023, 4, 1), limits={"P4": 2})
    told = replayed([held], now, then, on=ON, **YEAR)

    assert [("P4", (False, True))] == [(one.rule, one.late) for one in told.changes]


# -- What comes of a case --------------------------------------------------------------------


def replay_of(*facts: Any, rule: str, amount: int) -> Replay:
    lives = [life(*facts, stream=StreamId("proceeding/2023/1"))]
    return replayed(lives, LAW, with_limits(LAW, [limit(rule, amount)]), on=ON, **YEAR)


def test_an_extension_after_the_shorter_term_moves_nothing_and_is_out_of_time() -> None:
    """Thirty days, extended on the 25th: under twenty the extension comes too late."""
    told = replay_of(
        denunciation("2023-04-03"),
        accepted("2023-04-10"),
        extended("2023-05-05", "2023-06-09", "2023-05-10"),
        concluded("2023-06-05"),
        rule="D4",
        amount=20,
    )
    (one,) = (one for one in told.changes if one.rule == "D4")

    assert (date(2023, 6, 9), date(2023, 5, 4)) == one.due
    assert ("met in time", "met late") == one.status
    assert ((), ("proceeding/2023/1@3", "proceeding/2023/1@4")) == one.out_of_time


def test_what_is_done_under_both_laws_and_due_on_another_day_moves() -> None:
    told = replay_of(
        denunciation("2023-04-03"), accepted("2023-04-10"), concluded("2023-04-20"),
        rule="D4", amount=20,
    )  # fmt: skip

    assert {"D4": "moves"} == {one.rule: one.kind for one in told.changes}
    assert (False, False) == told.changes[0].late


def test_what_arose_outside_of_the_period_isnt_counted() -> None:
    lives = [life(denunciation("2022-12-30"), stream=StreamId("proceeding/2022/1"))]
    told = replayed(lives, LAW, LAW, on=ON, **YEAR)

    assert 0 == told.total.owed


# -- A limit of the law ----------------------------------------------------------------------


def test_a_limit_holds_from_its_day_until_the_next_one() -> None:
    law = with_limits(LAW, [limit("P4", 5, date(2024, 1, 1)), limit("P4", 3, date(2024, 7, 1))])
    days = (date(2023, 12, 31), date(2024, 1, 1), date(2024, 6, 30), date(2024, 7, 1))

    assert [7, 5, 5, 3] == [law.rule("P4").in_force(one).amount for one in days]  # type: ignore[union-attr]


def test_a_limit_of_a_rule_that_came_later_is_in_its_words() -> None:
    """G8 is in force from 01/07/2026; a draft for 2023 leaves no gap before that."""
    law = with_limits(LAW, [limit("G8", 60)])
    versions = law.rule("G8").versions

    assert [(date(2023, 1, 1), date(2026, 6, 30)), (date(2026, 7, 1), None)] == [
        (one.since, one.until) for one in versions
    ]
    assert {60} == {one.amount for one in versions}


def test_a_limit_of_the_law_takes_the_place_of_the_wards_own() -> None:
    own = LAW.amended(since=date(2023, 1, 1), limits={"P4": 5})
    law = with_limits(own, [limit("P4", 9, date(2024, 1, 1))])

    amounts = [law.version("P4", one).amount for one in (date(2023, 5, 2), date(2024, 5, 2))]  # type: ignore[union-attr]
    assert [5, 9] == amounts


def a_limit(rule: str = "P4", amount: int = 3, *more: str, since: str = "2023-01-01") -> str:
    lines = ("[[limit]]", f'rule = "{rule}"', f"since = {since}", f"amount = {amount}", *more)
    return "\n".join(lines)


def a_regulation(line: str) -> str:
    return f"[[regulation]]\non = 2023-01-01\n{line}"


A_DAY = "[[day]]\nday = 2023-05-04"
OWN = "line 4, regulation[1]"
WRONG = {
    "an unknown rule": (a_limit("G88"), "line 3, limit[1].rule", "'G8'"),
    "several amounts": (a_limit("C4"), "line 3, limit[1].rule", "--rules"),
    "no amount": (a_limit("P4", 0), "line 5, limit[1].amount", "1 or more"),
    "no day": (a_limit(since='"May"'), "line 4, limit[1].since", "a date such as"),
    "no unit": (a_limit("P4", 3, 'unit = "days"'), "line 6, limit[1].unit", "expected"),
    "hours": (a_limit("P4", 3, 'unit = "hours"'), "line 6, limit[1].unit", "one of working_days"),
    "a count": (a_limit("P1", 3, 'unit = "weeks"'), "line 6, limit[1].unit", "without a unit"),
    "not the ward's": (
        a_regulation('limits = [{ rule = "P1", amount = 3 }]'),
        f"{OWN}.limits[1].rule",
        "limit-is-the-wards",
    ),
    "no switch": (
        a_regulation('switches = [{ name = "x", value = true }]'),
        f"{OWN}.switches[1].name",
        "one of culture_day_off",
    ),
    "no kind": (f'{A_DAY}\nkind = "free"', "line 4, day[1].kind", "one of off, working"),
    "nothing": ("", "draft.toml", "[[limit]], [[regulation]] or [[day]]"),
    "no field": (f'{A_DAY}\nkind = "off"\nbasis = "x"', "line 5, day[1].basis", "no such field"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_in_a_draft_is_told_with_its_line(tmp_path: Path, wrong: str) -> None:
    text, where, right = WRONG[wrong]
    file = tmp_path / "draft.toml"
    file.write_text(f'title = "thử"\n{text}\n', encoding="utf-8")
    with pytest.raises(Invalid) as error:
        read_draft(file, LAW)

    assert where in str(error.value)
    assert right in str(error.value)
    assert 1 == len(sentence(error.value).splitlines())


# -- On the command line ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ward in whose year one dialogue was held, and its notice issued on the sixth day."""
    folder = tmp_path_factory.mktemp("ward")
    with modules_of(STORY) as modules:
        modules("year").run(f"sqlite:///{folder / 'ward.db'}").close()
    (folder / "draft.toml").write_text(
        'title = "Thông báo trong <3> ngày"\n'
        '[[limit]]\nrule = "P4"\nsince = 2023-01-01\namount = 3\n',
        encoding="utf-8",
    )
    return folder


def asked(store: Path, *more: str) -> list[str]:
    said = ["what-if", "--proposal", str(store / "draft.toml"), "--on", "2024-01-31"]
    return [*said, "--store", str(store / "ward.db"), *more]


def test_the_answer_is_told_in_eighty_columns(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 0 == cli.main(asked(store, "--period", "2023"))
    out = capsys.readouterr().out

    assert "P4 (Ban hành thông báo kết luận buổi đối thoại): 3 ngày làm việc, từ" in out
    assert "True" not in out
    assert "Thêm 3 việc thành quá hạn; 0 việc hết quá hạn." in out
    assert "dialogue/2023/4" in out
    assert all(len(line) <= 80 for line in out.splitlines())


def test_a_program_is_told_the_same(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == cli.main(asked(store, "--period", "2023", "--json"))
    answer = json.loads(capsys.readouterr().out)

    assert 3 == answer["total"]["becomes_late"]
    assert 3 == sum(one["late"] == {"before": False, "after": True} for one in answer["changes"])
    assert {"P4"} == {one["rule"] for one in answer["changes"]}
    figures = [one for total in answer["by_rule"].values() for one in total.values()]
    assert {int} == {type(one) for one in figures}
    assert 64 == len(answer["edition"]["before"])


def test_a_past_state_is_asked_with_known(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked_then = asked(store, "--period", "2023", "--known", "2023-04-30", "--json")
    assert 0 == cli.main(asked_then)
    answer = json.loads(capsys.readouterr().out)

    assert ["dialogue/2023/1"] == [one["stream"] for one in answer["changes"]]


def test_the_page_needs_nothing_beside_it_and_quotes_nobody(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Names, gists and titles stay where they are; what the draft says is no markup."""
    page = store / "page.html"
    assert 0 == cli.main(asked(store, "--period", "2023", "--to", str(page)))
    text = page.read_text(encoding="utf-8")

    assert "page.html" in capsys.readouterr().out
    assert "Thông báo trong &lt;3&gt; ngày" in text
    assert 2 == text.count("<svg")
    assert [] == re.findall(r"<script|@import|url\(|\bsrc=|\bhref=\"h", text)
    assert {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"} >= set(
        re.findall(r"https?://[^\"\s<]+", text)
    )
    assert "dialogue/2023/4" in text
    assert "Nguyễn Thị" not in text


def test_a_page_that_is_there_is_written_over_only_if_asked(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = store / "there.html"
    page.write_text("cũ", encoding="utf-8")
    assert 2 == cli.main(asked(store, "--period", "2023", "--to", str(page)))

    assert "cũ" == page.read_text(encoding="utf-8")
    assert "--overwrite" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["csv", "xlsx", "to"])
def test_a_file_is_written_of_a_period(
    store: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert 2 == cli.main(asked(store, f"--{name}", str(store / f"a.{name}")))

    assert f"--{name}" in capsys.readouterr().err
    assert not (store / f"a.{name}").exists()


def test_a_list_has_a_line_for_each_difference(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 0 == cli.main(asked(store, "--period", "2023", "--csv", "-"))
    head, *lines = capsys.readouterr().out.splitlines()

    assert head.startswith("Hồ sơ,Việc phải làm,Bên thực hiện,Hạn hiện hành,Hạn theo dự thảo")
    assert 4 == len(lines)


def test_finished_alone_asks_of_the_year_of_the_day(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In January 2024 nothing of that year is finished yet."""
    assert 0 == cli.main(asked(store, "--finished", "--json"))
    answer = json.loads(capsys.readouterr().out)

    assert ("2024-01-01", []) == (answer["first"], answer["changes"])


def test_without_a_period_a_draft_is_asked_of_what_is_open(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 0 == cli.main(asked(store, "--lang", "en"))

    assert "Nothing that is open on 2024-01-31 would change." in capsys.readouterr().out


# -- Another edition of the law ---------------------------------------------------------------


def shorter(text: str) -> str:
    """D3's five working days as two, in the text of the law or of its norm."""
    head, rule, rest = text.partition('[[rule]]\nid = "D3"\n')
    assert "amount = 5" in rest.partition("[[rule]]")[0]
    return head + rule + rest.replace("amount = 5", "amount = 2", 1)


@pytest.fixture(params=["deadlines.toml", "norms"])
def edition(request: Any, tmp_path: Path) -> Path:
    """A whole edition in which D3 has two working days, in either form."""
    folder = tmp_path / "bản 2027"
    shutil.copytree(PACKAGE / "law" / "norms", folder / "norms")
    norm = folder / "norms" / "denunciation-law.toml"
    norm.write_text(shorter(norm.read_text(encoding="utf-8")), encoding="utf-8")
    (folder / "calendar.toml").write_text(LAW.calendar_text, encoding="utf-8")
    if request.param == "deadlines.toml":
        shutil.rmtree(folder / "norms")
        text = shorter(load_law().rules_text)
        (folder / "deadlines.toml").write_text(text, encoding="utf-8")
    return folder


def tried(store: Path, what: Path, *more: str, option: str = "--edition") -> list[str]:
    said = ["what-if", option, str(what), "--on", "2024-01-31"]
    return [*said, "--store", str(store / "ward.db"), *more]


def test_a_whole_edition_is_tried_out_as_a_proposal_is(
    store: Path, edition: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same cases as of the proposal that says the same; told under the folder's name."""
    answers, period = [], ("--period", "2023", "--json")
    draft = store / "d3.toml"
    text = 'title = "Hai ngày"\n[[limit]]\nrule = "D3"\nsince = 2019-01-01\namount = 2\n'
    draft.write_text(text, encoding="utf-8")
    for option, what in (("--proposal", draft), ("--edition", edition)):
        assert 0 == cli.main(tried(store, what, *period, option=option))
        answers.append(json.loads(capsys.readouterr().out))
    proposal, whole = answers

    assert ("bản 2027", proposal["total"]) == (whole["title"], whole["total"])
    cases = [[(one["stream"], one["due"]) for one in each["changes"]] for each in answers]
    assert cases[0] == cases[1] != []
    page = store / f"{edition.parent.name}.html"
    assert 0 == cli.main(tried(store, edition, "--period", "2023", "--to", str(page)))
    assert whole["edition"]["after"] in page.read_text(encoding="utf-8")


def test_this_very_edition_changes_nothing(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The folder of the package itself: its norms are put together as they were for it."""
    assert 0 == cli.main(tried(store, PACKAGE / "law", "--period", "2023", "--json"))
    answer = json.loads(capsys.readouterr().out)

    assert [] == answer["changes"]
    assert answer["edition"]["before"] == answer["edition"]["after"]


def test_what_is_open_is_asked_of_an_edition_too(
    store: Path, edition: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 0 == cli.main(tried(store, edition, "--json"))
    assert "changes" in json.loads(capsys.readouterr().out)


def without(*names: str) -> Callable[[Path], object]:
    def taken(folder: Path) -> None:
        for name in names:
            (folder / name).unlink()

    return taken


def changed(name: str, old: str, new: str) -> Callable[[Path], object]:
    def done(folder: Path) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return done


PLAN, OUTLINE = "norms/ward-plan.toml", "norms/edition.toml"
BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "no folder": (shutil.rmtree, "không có thư mục"),
    "two": (lambda one: (one / "deadlines.toml").touch(), "không có đúng một bản quy định"),
    "no outline": (without(OUTLINE), "edition.toml"),
    "a rule without a place": (changed(OUTLINE, "#: P4, ", "#: "), "P4"),
    "a place without a rule": (changed(OUTLINE, "#: P4, ", "#: P4, P99, "), "P99"),
    "a rule twice": (changed(PLAN, 'id = "P5"', 'id = "P4"'), "P4"),
    "an unknown unit": (
        changed(PLAN, 'unit = "working_days"', 'unit = "moons"'),
        "norms/ward-plan.toml, rule P4, version 1, unit: không có giá trị “moons”",
    ),
    "a broken calendar": (changed("calendar.toml", "[not_established]", "[["), "calendar.toml"),
}


@pytest.mark.parametrize("wrong", BAD)
def test_a_folder_that_is_no_edition_is_refused_in_one_sentence(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], wrong: str
) -> None:
    harm, told = BAD[wrong]
    folder = tmp_path / "law"
    shutil.copytree(PACKAGE / "law" / "norms", folder / "norms")
    shutil.copy(PACKAGE / "law" / "calendar.toml", folder)
    harm(folder)

    assert 2 == cli.main(tried(store, folder, "--period", "2023"))
    said = capsys.readouterr()
    assert "" == said.out
    assert told in said.err
    assert 1 == len(said.err.splitlines())


def test_an_edition_is_given_alone(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An empty folder has none; and it doesn't go with other rules."""
    assert 2 == cli.main(tried(store, tmp_path, "--period", "2023"))
    assert "deadlines.toml" in capsys.readouterr().err
    assert 2 == cli.main(tried(store, PACKAGE / "law", "--rules", "x.toml"))
    assert "--rules" in capsys.readouterr().err
