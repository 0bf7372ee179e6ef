"""The verdict for programs: JSON, CSV and JUnit XML."""

from __future__ import annotations

import csv
import json
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from .measurement import Measurement
from .settings import REQUESTS
from .verdict import Verdict


def write(folder: Path, plan: dict, measured: Measurement, verdict: Verdict) -> None:
    (folder / "result.json").write_text(json.dumps(to_json(plan, measured, verdict), indent=2) + "\n", encoding="utf-8")
    _write_rows(folder / "operations.csv", ["operation", "count", "errors", "per_second", "p50_ms", "p95_ms", "p99_ms", "max_ms"], [
        [operation.name, operation.count, operation.errors, round(operation.per_second, 3), operation.p50, operation.p95, operation.p99, operation.longest]
        for operation in measured.operations.values()])
    heads = ["second", "users", "per_second", "errors_per_second"] + [f"{name}_{share}_ms" for name in REQUESTS for share in ("p50", "p95", "p99")]
    _write_rows(folder / "timeline.csv", heads, [
        [part.second, part.users, round(part.per_second, 3), round(part.errors_per_second, 3)]
        + [value for name in REQUESTS for value in part.percentiles.get(name, (None, None, None))]
        for part in measured.slices])
    _junit(verdict, measured).write(folder / "junit.xml", encoding="utf-8", xml_declaration=True)


def to_json(plan: dict, measured: Measurement, verdict: Verdict) -> dict:
    return {
        **plan,
        "passed": verdict.passed,
        "checks": [{"name": check.name, "passed": check.passed, "detail": check.detail} for check in verdict.checks],
        "warnings": verdict.warnings,
        "measuredSeconds": round(measured.seconds, 1),
        "rampSeconds": measured.ramp_seconds,
        "users": measured.users,
        "requests": measured.requests,
        "errors": measured.errors,
        "errorShare": measured.error_share,
        "requestsPerSecond": round(measured.per_second, 2),
        "generatorCpuPercent": measured.generator_cpu_percent,
        "portal": None if measured.portal_cpu_percent is None else {
            "cpuPercentMean": round(measured.portal_cpu_percent, 1),
            "cpuPercentMax": measured.portal_cpu_longest,
            "memoryBytesMax": measured.portal_memory_bytes,
        },
        "operations": {
            operation.name: {
                "count": operation.count, "errors": operation.errors, "perSecond": round(operation.per_second, 3),
                "p50Ms": operation.p50, "p95Ms": operation.p95, "p99Ms": operation.p99, "maxMs": operation.longest,
            } for operation in measured.operations.values()
        },
        "mistakes": measured.mistakes,
    }


def _write_rows(path: Path, heads: list[str], rows: list[list]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(heads)
        writer.writerows(rows)


def _junit(verdict: Verdict, measured: Measurement) -> ElementTree.ElementTree:
    missed = [check for check in verdict.checks if not check.passed]
    suite = ElementTree.Element("testsuite", {
        "name": "load test", "tests": str(len(verdict.checks)), "failures": str(len(missed)), "errors": "0", "time": f"{measured.seconds:.1f}"})
    for check in verdict.checks:
        case = ElementTree.SubElement(suite, "testcase", {"classname": "thresholds", "name": check.name})
        if check.passed:
            ElementTree.SubElement(case, "system-out").text = check.detail
        else:
            ElementTree.SubElement(case, "failure", {"message": check.detail})
    return ElementTree.ElementTree(suite)
