"""pm4py, whose authors are others, reads our event logs and counts what we count.

It is AGPL-3.0 and large, so it is installed into an environment of its own, and runs there.
"""

import json
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

import pytest

from demo_year import demo_year
from dialogue_cases.analysis.mining import (
    ObjectCentricLog,
    mined_lives,
    series_of,
    write_csv,
    write_xes,
)
from mined import in_json, in_xes, relations_in_json, throughput, told_in_json
from spec import act_of

PM4PY = "pm4py>=2.7.23,<2.8"
JUDGE = Path(__file__).parent / "judges" / "mining.py"
KINDS = ("petition", "session", "task", "proceeding")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("mined")
    with demo_year() as office:
        secretary = act_of("bi-thu")
        with ObjectCentricLog(mined_lives(office, act=secretary)) as log:
            log.write_json(made / "log.json")
            log.write_sqlite(made / "log.sqlite")
        for kind in KINDS:
            some = [*mined_lives(office, series_of(kind), act=secretary)]
            write_xes(some, made / f"{kind}.xes")
            write_csv(some, made / f"{kind}.csv")
    return made


@pytest.fixture(scope="module")
def judged(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What pm4py says of the files."""
    apart = tmp_path_factory.mktemp("pm4py")
    venv.create(apart, with_pip=True)
    program = apart / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    subprocess.run([program, "-m", "pip", "install", "-q", PM4PY], check=True)
    ran = subprocess.run(
        [program, str(JUDGE), str(folder)], check=True, capture_output=True, text=True
    )
    return json.loads(ran.stdout.splitlines()[-1])


def test_the_relational_form_keeps_every_constraint(judged: Any) -> None:
    """All 24 that pm4py looks at."""
    assert [] == judged["broken"]
    assert 24 == judged["kept"]


@pytest.mark.parametrize("name", ["json", "sqlite"])
def test_what_it_counts_is_what_was_written(judged: Any, folder: Path, name: str) -> None:
    """Events, of each type, objects, and what touches what."""
    log = in_json(folder / "log.json")
    types = [one.type for one in told_in_json(log)]

    assert {
        "events": len(types),
        "objects": len(log["objects"]),
        "touched": len({one[:2] for one in relations_in_json(log)}),
        "related": sum(len(one["relationships"]) for one in log["objects"]),
        "types": {one: types.count(one) for one in {*types}},
    } == judged[name]


@pytest.mark.parametrize("kind", KINDS)
def test_how_long_cases_took_is_the_same_to_the_second(
    judged: Any, folder: Path, kind: str
) -> None:
    """From XES and from the table."""
    ours = throughput(in_xes(folder / f"{kind}.xes"))

    assert ours == judged["xes"][kind]
    assert ours == judged["csv"][kind]


def test_no_value_of_the_table_is_missing(judged: Any) -> None:
    """Nothing is read as not a number."""
    assert 0 == judged["unknown"]
