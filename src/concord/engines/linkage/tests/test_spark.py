"""A cluster of two workers gives the same pairs with the same weights as one machine. Needs Java 17 or newer."""

import shutil
from pathlib import Path

import pytest

from concord.engines.linkage.linking import link
from concord.engines.linkage.tables import on_spark, write
from concord.engines.linkage.tests.linked import linked, pairs_of

QUIET = {
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.codegen.wholeStage": "false",
    "spark.ui.enabled": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.log.level": "ERROR",
}


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java: apt-get install openjdk-17-jre-headless")
def test_two_workers_find_what_one_machine_finds(tmp_path: Path) -> None:
    of = linked("disputes").model
    forms = list(linked("disputes").forms.values())[:800]
    write(forms, tmp_path / "forms.parquet")
    settings = {**QUIET, "spark.sql.warehouse.dir": str(tmp_path / "warehouse")}
    with on_spark(tmp_path / "forms.parquet", tmp_path, "local-cluster[2,1,1024]", settings) as engine:
        cluster = {(pair.left, pair.right): pair.weight for pair in link(engine, of)}
    alone = {(pair.left, pair.right): pair.weight for pair in pairs_of(forms, of)}
    assert len(alone) > 50
    assert cluster == pytest.approx(alone, abs=1e-9)
