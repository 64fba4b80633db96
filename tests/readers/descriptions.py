#!/usr/bin/env python3
"""Holds what a run describes for other programs against those programs: descriptions.py COMMUNIQUE OUTPUT_DIR

datapackage.json against Frictionless, views.sql in DuckDB, sources.yml with dbt, metrics.prom with the parser of Prometheus's
client, openlineage.ndjson with OpenLineage's client; the last two also after a run that failed.
"""
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb
import frictionless
import pyarrow.parquet
from openlineage.client import event_v2, facet_v2
from prometheus_client.parser import text_string_to_metric_families

FACETS = {
    "errorMessage": facet_v2.error_message_run.ErrorMessageRunFacet,
    "jobType": facet_v2.job_type_job.JobTypeJobFacet,
    "outputStatistics": facet_v2.output_statistics_output_dataset.OutputStatisticsOutputDatasetFacet,
    "parent": facet_v2.parent_run.ParentRunFacet,
    "processing_engine": facet_v2.processing_engine_run.ProcessingEngineRunFacet,
    "schema": facet_v2.schema_dataset.SchemaDatasetFacet,
    "version": facet_v2.dataset_version_dataset.DatasetVersionDatasetFacet,
}


def data_package(generation):
    """The descriptor, and every row of every table against what the descriptor says.

    Rows come from pyarrow: Frictionless's own Parquet reader goes through pandas, which has neither lists nor nullable integers.
    """
    descriptor = json.loads((generation / "datapackage.json").read_text())
    frictionless.Package.from_descriptor(descriptor, basepath=str(generation)).to_descriptor(validate=True)
    for resource in descriptor["resources"]:
        paths = [resource["path"]] if isinstance(resource["path"], str) else resource["path"]
        rows = [row for path in paths for row in pyarrow.parquet.read_table(generation / path).to_pylist()]
        names = [field["name"] for field in resource["schema"]["fields"]]
        if not rows:
            continue
        data = [names] + [list(row.values()) for row in rows]
        if list(rows[0]) != names:
            yield f"{resource['name']}: columns {list(rows[0])}, described {names}"
        schema = frictionless.Schema.from_descriptor(resource["schema"])
        report = frictionless.Resource(data=data, schema=schema).validate()
        yield from (f"{resource['name']}: {error.message}" for task in report.tasks for error in task.errors[:3])
        print(f"datapackage.json: {resource['name']:22} {len(rows):6} rows as described")


def views(generation):
    session = duckdb.connect()
    session.execute((generation / "views.sql").read_text())
    for (table,) in session.execute("select view_name from duckdb_views() where not internal").fetchall():
        seen = session.execute(f"select count(*) from {table}").fetchone()[0]
        written = json.loads((generation / "manifest.json").read_text())["tables"].pop(table)["rows"]
        if seen != written:
            yield f"views.sql: {table} has {seen} rows, manifest.json says {written}"
    tables = len(json.loads((generation / "manifest.json").read_text())["tables"])
    count = session.execute("select count(*) from duckdb_views() where not internal").fetchone()[0]
    if count != tables:
        yield f"views.sql: {count} views of {tables} tables"
    print(f"views.sql: {count} views in DuckDB")


def sources(generation):
    """A dbt project of one model on the sources; dbt also runs the tests that sources.yml declares for the keys."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        (project / "models").mkdir()
        (project / "models" / "sources.yml").write_text((generation / "sources.yml").read_text())
        (project / "models" / "pairs.sql").write_text(
            "select pair, count(*) as facts from {{ source('communique', 'trade_figures') }} group by pair"
        )
        (project / "dbt_project.yml").write_text("name: communique\nversion: 1.0.0\nprofile: communique\n")
        (project / "profiles.yml").write_text(
            "communique: {target: ci, outputs: {ci: {type: duckdb, path: ci.duckdb, threads: 2}}}\n"
        )
        dbt = Path(sys.executable).with_name("dbt")
        environment = os.environ | {"DBT_SEND_ANONYMOUS_USAGE_STATS": "false"}
        arguments = [dbt, "--no-use-colors", "build", "--profiles-dir", ".", "--no-version-check"]
        done = subprocess.run(arguments, cwd=project, env=environment, capture_output=True, text=True)
        print("sources.yml:", done.stdout.strip().splitlines()[-1])
        if done.returncode:
            yield f"sources.yml: dbt says\n{done.stdout}{done.stderr}"
        if done.stdout.count("PASS source_unique") < 5:
            yield "sources.yml: dbt ran hardly any test of keys"


def metrics(output, exit_code):
    families = {family.name: family for family in text_string_to_metric_families((output / "metrics.prom").read_text())}
    for family in families.values():
        if not family.documentation or family.type != "gauge":
            yield f"metrics.prom: {family.name} is {family.type}, {family.documentation!r}"
        if not family.name.startswith("communique_") or family.name.endswith("_total"):
            yield f"metrics.prom: {family.name} is no name of a gauge of ours"
    value = families["communique_last_run_exit_code"].samples[0].value
    if value != exit_code:
        yield f"metrics.prom: exit code {value}, expected {exit_code}"
    print(f"metrics.prom: {len(families)} metrics after exit code {exit_code}")


def run_facet(name, facet):
    """The facet as OpenLineage's own class, which refuses what the spec does not know; complains about another version."""
    fields = {key: value for key, value in facet.items() if not key.startswith("_")}
    if name == "parent":
        fields = {"run": facet_v2.parent_run.Run(**fields["run"]), "job": facet_v2.parent_run.Job(**fields["job"])}
    if name == "schema":
        fields = {"fields": [facet_v2.schema_dataset.SchemaDatasetFacetFields(**field) for field in fields["fields"]]}
    built = FACETS[name](**fields, producer=facet["_producer"])
    ours, theirs = (url.rsplit("/", 1)[-1] for url in (facet["_schemaURL"], built._get_schema()))
    if ours != theirs or not facet["_schemaURL"].startswith("https://openlineage.io/spec/facets/"):
        raise ValueError(f"facet {name}: {facet['_schemaURL']}, the client knows {built._get_schema()}")
    return built


def facets(of):
    return {name: run_facet(name, facet) for name, facet in of.items()}


def as_run_event(event):
    outputs = [
        event_v2.OutputDataset(
            dataset["namespace"], dataset["name"], facets=facets(dataset["facets"]), outputFacets=facets(dataset["outputFacets"])
        )
        for dataset in event["outputs"]
    ]
    return event_v2.RunEvent(
        eventType=event_v2.RunState(event["eventType"]),
        eventTime=event["eventTime"],
        run=event_v2.Run(event["run"]["runId"], facets(event["run"]["facets"])),
        job=event_v2.Job(event["job"]["namespace"], event["job"]["name"], facets(event["job"]["facets"])),
        inputs=[event_v2.InputDataset(**dataset) for dataset in event["inputs"]],
        outputs=outputs,
        producer=event["producer"],
    )


def lineage(run, last):
    events = [json.loads(line) for line in (run / "openlineage.ndjson").read_text().splitlines()]
    for event in events:
        try:
            understood = as_run_event(event).schemaURL
        except (KeyError, TypeError, ValueError) as error:
            yield f"openlineage.ndjson: {event['eventType']} of {event['job']['name']}: {error}"
            continue
        if event["schemaURL"] != understood:
            yield f"openlineage.ndjson: {event['schemaURL']}, the client knows {understood}"
    told = [event["eventType"] for event in events]
    if told[0] != "START" or told[-1] != last or told.count("START") * 2 != len(told):
        yield f"openlineage.ndjson: {told}, expected to end with {last}"
    print(f"openlineage.ndjson: {len(events)} events, the last one {last}")


def newest_run(output):
    return max((output / "runs").iterdir())


def failed_run(program, folder):
    """A run that finds a file too many that is no article; gives its output directory."""
    articles, output = folder / "articles", folder / "output"
    articles.mkdir()
    (articles / "empty.txt").write_text("")
    arguments = [program, "run", "--input", articles, "--output", output, "--set", "run.max_quarantine_ratio=0"]
    done = subprocess.run(arguments, capture_output=True, text=True)
    if done.returncode != 4:
        sys.exit(f"a run that should exit with 4 gave {done.returncode}: {done.stderr}")
    return output


def main():
    program, output = sys.argv[1], Path(sys.argv[2])
    generation = (output / "current").resolve()
    failures = [*data_package(generation), *views(generation), *sources(generation)]
    failures += [*metrics(output, 0), *lineage(newest_run(output), "COMPLETE")]
    with tempfile.TemporaryDirectory() as folder:
        failed = failed_run(program, Path(folder))
        failures += [*metrics(failed, 4), *lineage(newest_run(failed), "FAIL")]
    print("\n".join(failures) or "every description is understood")
    sys.exit(bool(failures))


if __name__ == "__main__":
    main()
