"""What pandas and Polars read of Arrow tables, by the dataframe interchange and by Arrow's own way.

python frames.py tables.arrow
"""

import json
import sys
from typing import Any

import pandas
import polars
import pyarrow


def told(column: Any) -> list[str | None]:
    return [None if one is None or one is pandas.NaT else str(one)[:10] for one in column]


def main(path: str) -> None:
    """Print of each way how many rows there are, and the days and words of two columns."""
    table = pyarrow.ipc.open_file(path).read_all()
    flat = table.select([one.name for one in table.schema if not pyarrow.types.is_list(one.type)])
    ways: dict[str, Any] = {
        "pandas": table.to_pandas(),
        "pandas by the interchange": pandas.api.interchange.from_dataframe(flat),
        "polars": polars.from_arrow(table),
        "polars by the interchange": polars.from_dataframe(flat),
    }
    said = {
        name: {"rows": len(frame), "days": told(frame["since"]), "words": list(frame["body"])}
        for name, frame in ways.items()
    }
    print(json.dumps(said))


if __name__ == "__main__":
    main(*sys.argv[1:])
