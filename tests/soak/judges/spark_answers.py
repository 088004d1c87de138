"""What a Spark cluster answers to questions about an export's tables; run with PySpark's Python.

python spark_answers.py spark://127.0.0.1:7077 export questions.json answers.json
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

from pyspark.sql import SparkSession

WORKERS = 2


def executors(spark: Any) -> int:
    """How many processes beside this one hold parts of the data."""
    return int(spark.sparkContext._jsc.sc().getExecutorMemoryStatus().size()) - 1


def main(master: str, folder: str, questions: str, answers: str) -> None:
    """Show the tables and measures, and ask each question."""
    settings = {
        "spark.driver.host": "127.0.0.1", "spark.executor.memory": "600m",
        "spark.executor.cores": "1", "spark.cores.max": str(WORKERS),
        "spark.sql.shuffle.partitions": "4", "spark.sql.session.timeZone": "UTC",
        "spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false",
    }  # fmt: skip
    building = SparkSession.builder.master(master).appName("questions")
    for name, value in settings.items():
        building = building.config(name, value)
    spark = building.getOrCreate()
    for _ in range(600):
        if executors(spark) >= WORKERS:
            break
        time.sleep(0.1)
    told: dict[str, Any] = {"executors": executors(spark), "answers": {}}
    for asked in json.loads(Path(questions).read_text(encoding="utf-8")):
        for table in asked["tables"]:
            spark.read.parquet(f"{folder}/{table}").createOrReplaceTempView(table)
        for view in asked["views"]:
            spark.sql(view)
        began, found = time.perf_counter(), spark.sql(asked["sql"])
        rows = [list(row) for row in found.collect()]
        told["answers"][asked["name"]] = {
            "columns": found.columns,
            "rows": rows,
            "seconds": time.perf_counter() - began,
        }
    Path(answers).write_text(json.dumps(told, default=str), encoding="utf-8")
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
