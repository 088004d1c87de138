"""Write what the package carries ready of its own data, or check it (`--check`).

`law/edition.json`: the text of the law's edition, put together from `law/norms/`, and what reading
it and `law/calendar.toml` gives. `law/citations.json`, `law/grounds.json` and `roles.json`: what
reading the TOML files of those names gives.
"""

import argparse
import sys
from pathlib import Path
from typing import Any

import attrs
import msgspec

from dialogue_cases.law import citations as cited
from dialogue_cases.law import grounds as stand
from dialogue_cases.law.calendar import calendar_bytes
from dialogue_cases.law.calendar_reading import read_calendar
from dialogue_cases.law.citations_reading import read_citations
from dialogue_cases.law.grounds_reading import read_grounds
from dialogue_cases.law.norms_together import norm_texts, rules_text
from dialogue_cases.law.packaged import EDITION, Packaged
from dialogue_cases.law.reading import read_rules

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "dialogue_cases"
NORMS = PACKAGE / "law" / "norms"
EMPTY: tuple[Any, ...] = (None, "", [], {})


def edition() -> bytes:
    """What `packaged` reads: checked against every event that can be recorded."""
    # Late, as the roles below: what is imported here cites, and so needs the citations made ready.
    from dialogue_cases.codec import NAMES

    text = rules_text(norm_texts(NORMS))
    return _json(
        Packaged(
            rules_text=text,
            rules=read_rules(text, names=NAMES),
            calendar=read_calendar(calendar_bytes()),
        )
    )


def roles() -> bytes:
    """What `read_roles` answers where a ward has no file of its own."""
    from dialogue_cases.roles import FILE, read_roles

    return _json(read_roles(PACKAGE / FILE))


def citations() -> bytes:
    """What `cited` answers from."""
    return _json(read_citations((PACKAGE / "law" / cited.FILE).read_text(encoding="utf-8")))


def grounds() -> bytes:
    """What `listed` and `in_force_since` answer from."""
    return _json(read_grounds((PACKAGE / "law" / stand.FILE).read_text(encoding="utf-8")))


def _json(value: Any) -> bytes:
    """The same JSON each time: fields and keys as they stand, sets sorted, nothing empty."""
    return msgspec.json.format(msgspec.json.encode(_told(value)), indent=1) + b"\n"


def _told(value: Any) -> Any:
    if attrs.has(type(value)):
        value = attrs.asdict(value, recurse=False)
    match value:
        case dict():
            return {key: told for key, one in value.items() if (told := _told(one)) not in EMPTY}
        case list() | tuple():
            return [_told(one) for one in value]
        case set() | frozenset():
            return sorted(value)
    return value


READY = {
    PACKAGE / "law" / cited.READY: citations,
    PACKAGE / "law" / stand.READY: grounds,
    PACKAGE / "law" / EDITION: edition,
    PACKAGE / "roles.json": roles,
}


def main() -> int:
    """Write them, or with --check say which is out of date and fail."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail on any problem")
    arguments = parser.parse_args()
    wrong = []
    for path, made in READY.items():
        if not arguments.check:
            path.write_bytes(made())
        elif not path.exists() or path.read_bytes() != made():
            wrong.append(f"{path.relative_to(ROOT)} is out of date: run `make generated`")
    for sentence in wrong:
        print(sentence, file=sys.stderr)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
