"""Hai lần thay đổi: what the record says of a ward over 1 July 2025 and 1 July 2026.

python examples/two_changes/two_changes.py
"""

import sys
import textwrap
from collections.abc import Callable, Iterator
from datetime import date

from dialogue_cases import BodyId, Obligation, Refused
from invented_ward import Ward
from story import FIRST, LAST_DAY, SECOND, SEVEN_DAYS, SUSPENDED, TEN_DAYS, WORK, run

WIDTH = 80
REFUSED = {
    "body-exists": "cơ quan này không còn vào ngày đó",
    "suspension-ground-is-in-force": "ngày đó pháp luật chưa cho tạm đình chỉ khiếu nại",
}
"""What a refusal means, for the two rules that this story runs into."""


def printed(told: Ward) -> str:
    """The whole of it, in plain Vietnamese and 80 columns."""
    parts: tuple[tuple[str, Callable[[Ward], Iterator[str]]], ...] = (
        ("Việc đang làm được cơ quan mới làm tiếp", _carried_on),
        ("Khiếu nại lần hai lên tỉnh, không lên cấp huyện", _second_instance),
        ("Báo cáo lên trên: nơi nhận thay đổi", _addressees),
        ("Thụ lý: 10 ngày, rồi 07 ngày làm việc", _acceptance),
        ("Tạm đình chỉ: chỉ từ 01/07/2026, kể cả vụ đã thụ lý trước", _suspension),
    )
    lines = [
        "=" * WIDTH,
        "MỘT PHƯỜNG QUA HAI LẦN THAY ĐỔI: 01/07/2025 VÀ 01/07/2026".center(WIDTH).rstrip(),
        "=" * WIDTH,
        *_wrapped(
            "[ví dụ hư cấu] Điều luật và ngày có hiệu lực là thật; phường, vụ việc, ngày tháng "
            f"trong chuyện đều được bịa ra. Tính đến hết ngày {_day(LAST_DAY)}."
        ),
    ]
    for number, (title, part) in enumerate(parts, start=1):
        lines += ["", f"{number}. {title.upper()}", "-" * WIDTH, *part(told)]
    return "\n".join(lines) + "\n"


def _carried_on(told: Ward) -> Iterator[str]:
    work = told.office.as_of(WORK)
    then = told.office.ward(effective=date(2025, 6, 30))
    now = told.office.ward(effective=LAST_DAY)
    successor = now.successor(work.lead)
    yield from _wrapped(
        f"Giao ngày {_day(work.assigned.on)} cho {then.bodies[work.lead].name}: {work.text}."
    )
    yield from _wrapped(
        f"{then.bodies[work.lead].name} hợp nhất vào {now.bodies[successor].name}; sổ vẫn ghi "
        "cơ quan được giao ban đầu."
    )
    (owed,) = _owed(told, WORK, "T1")
    yield from _explained(owed)


def _second_instance(told: Ward) -> Iterator[str]:
    yield from _refusals(told, date(2025, 7, 10))
    opened = told.office.as_of(FIRST).second_instance
    yield from _wrapped(
        f"Ngày {_day(opened.on)} khiếu nại lần hai được gửi đến {_name(told, opened.to)}."
    )
    (owed,) = _owed(told, FIRST, "C6")
    yield from _explained(owed)
    (owed,) = _owed(told, SECOND, "C7")
    yield ""
    yield from _explained(owed)


def _addressees(told: Ward) -> Iterator[str]:
    for day in (date(2025, 6, 30), date(2025, 11, 22), date(2025, 11, 23)):
        version = told.office.law_on(day).version("P6", day)
        yield from _wrapped(
            f"{_day(day)}: {', '.join(version.to)} [{version.citation.text}]", hang=4
        )
    yield from _wrapped(
        "Từ 01/07 đến 22/11/2025 văn bản vẫn ghi nơi nhận cấp huyện, nhưng cấp huyện không còn."
    )
    yield from _refusals(told, date(2025, 7, 4))
    for sent in told.office.ward(effective=LAST_DAY).reports:
        to = ", ".join(_name(told, body) for body in sent.to)
        yield from _wrapped(f"Đã gửi ngày {_day(sent.on)} ({sent.document.number}): {to}.")


def _acceptance(told: Ward) -> Iterator[str]:
    for number, stream in enumerate((TEN_DAYS, SEVEN_DAYS)):
        (owed,) = _owed(told, stream, "C2")
        yield from [""] * number
        yield from _explained(owed)


def _suspension(told: Ward) -> Iterator[str]:
    yield from _refusals(told, date(2026, 6, 29))
    (owed,) = _owed(told, SUSPENDED, "C4")
    yield from _explained(owed)
    sent, *_ = _owed(told, SUSPENDED, "C10")
    yield ""
    yield from _explained(sent)


def _owed(told: Ward, stream: str, *rules: str) -> list[Obligation]:
    return [
        one
        for one in told.office.deadlines(stream)
        if one.rule.id in rules and one.status(LAST_DAY) != "void"
    ]


def _explained(owed: Obligation) -> Iterator[str]:
    for line in owed.explain("vi"):
        yield from _wrapped(line, 2, hang=5)


def _refusals(told: Ward, on: date) -> Iterator[str]:
    for day, refused in told.refusals:
        if day == on:
            yield from _wrapped(f"Ngày {_day(day)} bị từ chối: {_why(told, refused)}.")


def _why(told: Ward, refused: Refused) -> str:
    body = refused.data.get("body")
    whose = f" – {_name(told, body)}" if body else ""
    return f"{REFUSED[refused.rule]}{whose} [{refused.rule}; {refused.citation}]"


def _name(told: Ward, body: BodyId) -> str:
    return told.office.ward().bodies[body].name


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _wrapped(text: str, indent: int = 0, *, hang: int = 2) -> Iterator[str]:
    yield from textwrap.wrap(
        text,
        WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + hang),
        break_on_hyphens=False,
    )


def main() -> str:
    """Let it happen in memory, and say what the record answers.

    Returns:
        What is printed.
    """
    told = run("memory:")
    with told.office:
        return printed(told)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a pipe, too
    print(main(), end="")
