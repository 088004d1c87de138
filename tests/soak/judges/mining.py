"""What pm4py reads in event logs, as one line of JSON; it runs in an environment of its own."""

import json
import sys
from pathlib import Path
from typing import Any

import pandas
import pm4py  # type: ignore[import-not-found]  # likewise: AGPL-3.0
from pm4py.objects.ocel.validation import (  # type: ignore[import-not-found]
    ocel20_rel_validation,
)

KINDS = ("petition", "session", "task", "proceeding")


def counts(log: Any) -> dict[str, Any]:
    """Events, objects and relations, and how many events there are of each type."""
    return {
        "events": len(log.events),
        "objects": len(log.objects),
        "touched": len(log.relations[["ocel:eid", "ocel:oid"]].drop_duplicates()),
        "related": len(log.o2o),
        "types": log.events["ocel:activity"].value_counts().to_dict(),
    }


def durations(cases: Any) -> dict[str, float]:
    """How many seconds each case took."""
    found = pm4py.stats.get_all_case_durations
    return {case: found(rows)[0] for case, rows in cases.groupby("case:concept:name", sort=False)}


def judged(folder: Path) -> dict[str, Any]:
    """What it reads in the files of a folder."""
    kept, broken = ocel20_rel_validation.apply(str(folder / "log.sqlite"))
    tables = {
        kind: pm4py.format_dataframe(pandas.read_csv(folder / f"{kind}.csv")) for kind in KINDS
    }
    return {
        "kept": len(kept),
        "broken": list(broken),
        "json": counts(pm4py.read_ocel2_json(str(folder / "log.json"))),
        "sqlite": counts(pm4py.read_ocel2_sqlite(str(folder / "log.sqlite"))),
        "xes": {kind: durations(pm4py.read_xes(str(folder / f"{kind}.xes"))) for kind in KINDS},
        "csv": {kind: durations(rows) for kind, rows in tables.items()},
        "unknown": int(sum(rows.isna().sum().sum() for rows in tables.values())),
    }


if __name__ == "__main__":
    print(json.dumps(judged(Path(sys.argv[1]))))
