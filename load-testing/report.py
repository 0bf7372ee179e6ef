#!/usr/bin/env python3
"""Judges a run's folder and writes result.json, operations.csv, timeline.csv, junit.xml and report.html into it."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from evaluation import exports, page, run_log, settings
from evaluation.measurement import Measurement, measure
from evaluation.settings import Profile, SettingsError, Thresholds
from evaluation.verdict import Verdict, judge

HERE = Path(__file__).resolve().parent


class ReportError(Exception):
    """The report cannot be written; the message is shown to the user."""


def evaluate(folder: Path, profile: Profile, thresholds: Thresholds, baseline: dict | None = None, interrupted: bool = False) -> int:
    """Writes the reports and prints the verdict. 0: met, 1: missed, 2: there is nothing to judge."""
    try:
        plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
        log = run_log.read(folder)
        if not log.requests:
            raise ReportError(f"Not one request was made. Locust's log is '{folder / 'locust.log'}'.")
        measured = measure(log, profile.ramp_seconds)
        verdict = judge(measured, thresholds, profile.name, baseline, interrupted)
        exports.write(folder, plan, measured, verdict)
        (folder / "report.html").write_text(page.render(plan, measured, verdict, thresholds), encoding="utf-8")
    except OSError as error:
        raise ReportError(f"'{error.filename}' cannot be read or written: {error.strerror}.") from error
    _print_summary(folder, measured, verdict)
    return 0 if verdict.passed else 1


def read_baseline(path: Path) -> dict:
    try:
        baseline = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ReportError(f"The baseline '{path}' cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise ReportError(f"The baseline '{path}' is not JSON: {error}.") from error
    if not isinstance(baseline, dict) or not isinstance(baseline.get("operations"), dict):
        raise ReportError(f"The baseline '{path}' is not the result.json of a run.")
    return baseline


def _print_summary(folder: Path, measured: Measurement, verdict: Verdict) -> None:
    print(f"\n{'operation':<18}{'count':>8}{'errors':>8}{'req/s':>8}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}")
    for operation in measured.operations.values():
        durations = "".join(f"{'-' if value is None else format(value, ',.0f'):>9}" for value in (operation.p50, operation.p95, operation.p99))
        print(f"{operation.name:<18}{operation.count:>8}{operation.errors:>8}{operation.per_second:>8.1f}{durations}")
    print()
    for check in verdict.checks:
        print(f"{'met   ' if check.passed else 'MISSED'}  {check.name}: {check.detail}")
    for mistake, count in list(measured.mistakes.items())[:5]:
        print(f"error   {count} x {mistake}")
    for warning in verdict.warnings:
        print(f"warning {warning}")
    print(f"\n{'Thresholds met' if verdict.passed else 'Thresholds MISSED'}. The report: {folder / 'report.html'}", flush=True)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--thresholds", type=Path, default=HERE / "thresholds.json")
    parser.add_argument("--baseline", type=Path)
    options = parser.parse_args(arguments)
    try:
        path = options.folder / "plan.json"
        entry = json.loads(path.read_text(encoding="utf-8"))["profile"]
        profile = settings.parse_profile(entry["name"], entry, path)
        baseline = read_baseline(options.baseline) if options.baseline else None
        return evaluate(options.folder.resolve(), profile, settings.read_thresholds(options.thresholds), baseline)
    except (SettingsError, ReportError) as error:
        print(f"report: {error}", file=sys.stderr)
    except OSError as error:
        print(f"report: '{error.filename}' cannot be read: {error.strerror}.", file=sys.stderr)
    except (ValueError, KeyError, TypeError):
        print(f"report: '{options.folder}' is not the folder of a run.", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
