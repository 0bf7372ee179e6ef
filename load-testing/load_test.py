#!/usr/bin/env python3
"""Runs a profile against a portal and judges it. Exit code 0: thresholds met, 1: missed, 2: it could not be run."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import uuid
from pathlib import Path

import report
from evaluation import settings
from evaluation.settings import Profile, SettingsError
from target import tokens
from target.portal import Portal, PortalError
from target.warm_up import WarmUpError, warm_up

HERE = Path(__file__).resolve().parent
MET, MISSED, COULD_NOT_RUN = 0, 1, 2
FINISH_SECONDS = 30
CLEAN_UP_SECONDS = 600
WAIT_SECONDS, REMOTE_WAIT_SECONDS = 60, 600
LOCUST_MISSING = (
    "Locust is not on PATH. Debian and Ubuntu: apt-get install python3-locust. "
    "Elsewhere: pip install locust (https://docs.locust.io/en/stable/installation.html).")


class CannotRun(Exception):
    """The run cannot start; the message is shown to the user."""


def main(arguments: list[str]) -> int:
    try:
        options = _parse(arguments)
        profile = settings.read_profile(options.profiles, options.profile)
        seconds = settings.parse_duration(options.duration) if options.duration is not None else None
        profile = settings.adjust(profile, options.users, options.spawn_rate, seconds)
        thresholds = settings.read_thresholds(options.thresholds)
        baseline = report.read_baseline(options.baseline) if options.baseline else None
        if shutil.which("locust") is None:
            raise CannotRun(LOCUST_MISSING)
        folder = _make_folder(options.output, profile.name)
        interrupted = _run(profile, options, folder)
        return report.evaluate(folder, profile, thresholds, baseline, interrupted)
    except (SettingsError, CannotRun, WarmUpError, PortalError, report.ReportError) as error:
        print(f"load test: {error}", file=sys.stderr)
        return COULD_NOT_RUN


def _run(profile: Profile, options: argparse.Namespace, folder: Path) -> bool:
    """Runs the load. True when it was interrupted."""
    stop = _Stop()
    portal = Portal(options.portal.resolve(), folder) if options.portal else None
    try:
        host = (portal.address if portal else options.host).rstrip("/")
        known = portal.tokens if portal else _tokens(options.token_file)
        print(f"{profile.name} on {host}: {profile.description}", flush=True)
        warm_up(host, known[0])
        _write_plan(folder, profile, host)
        _drive(profile, options, folder, host, known, stop)
    finally:
        if portal:
            portal.close()
    return stop.asked


def _drive(profile: Profile, options: argparse.Namespace, folder: Path, host: str, known: list[str], stop: _Stop) -> None:
    environment = {
        **os.environ, tokens.VARIABLE: ";".join(known), "IMAGESTORAGE_LOAD_OUTPUT": str(folder), "IMAGESTORAGE_LOAD_RUN": folder.name[-8:]}
    common = ["locust", "-f", str(HERE / "image_operations.py"), "--loglevel", "INFO"]
    load = [*common, "--headless", "--only-summary", "-H", host, "--stop-timeout", str(FINISH_SECONDS), "--exit-code-on-error", "0"]
    if len(profile.stages) > 1:
        environment["IMAGESTORAGE_LOAD_STAGES"] = json.dumps(profile.to_json()["stages"])
    else:
        stage = profile.stages[0]
        load += ["-u", str(stage.users), "-r", f"{stage.spawn_rate:g}", "-t", f"{max(1, round(stage.seconds))}s"]
    workers = options.workers + options.remote_workers
    if workers:
        wait_seconds = REMOTE_WAIT_SECONDS if options.remote_workers else WAIT_SECONDS
        load += ["--master", "--expect-workers", str(workers), "--expect-workers-max-wait", str(wait_seconds)]
    with (folder / "locust.log").open("w", encoding="utf-8") as log:
        def start(command: list[str]) -> subprocess.Popen:
            return subprocess.Popen(command, env=environment, cwd=HERE, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)

        processes = [start(load)] + [start([*common, "--worker"]) for _ in range(options.workers)]
        _wait(processes, profile, stop, folder)
    if processes[0].returncode and not stop.asked and not _has_begun(folder):
        raise CannotRun(f"Locust ended with {processes[0].returncode} before it sent a request. Its log is '{folder / 'locust.log'}'.")


def _has_begun(folder: Path) -> bool:
    path = folder / "requests.jsonl"
    return path.exists() and path.stat().st_size > 0


def _wait(processes: list[subprocess.Popen], profile: Profile, stop: _Stop, folder: Path) -> None:
    """Waits until all processes have ended and have removed their assignments."""
    master = processes[0]
    deadline = time.monotonic() + profile.seconds + FINISH_SECONDS + CLEAN_UP_SECONDS
    if len(processes) > 1:
        deadline += REMOTE_WAIT_SECONDS
    announced = False
    while any(process.poll() is None for process in processes):
        if stop.asked and not announced:
            announced = True
            print("Stopping: users finish what they began, then the report is written.", flush=True)
            if master.poll() is None:
                master.terminate()
        # Workers that never reached the master would keep trying for minutes.
        if time.monotonic() > deadline or (master.poll() is not None and not _has_begun(folder)):
            for process in processes:
                process.kill()
        time.sleep(0.2)


class _Stop:
    """Remembers Ctrl+C or SIGTERM, so that the run ends in order and still reports."""

    def __init__(self):
        self.asked = False
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._note)

    def _note(self, *_):
        self.asked = True


def _tokens(path: Path | None) -> list[str]:
    try:
        known = tokens.read(path, os.environ)
    except OSError as error:
        raise CannotRun(f"'{path}' cannot be read: {error.strerror}.") from error
    if not known:
        raise CannotRun(f"A teacher's token is needed: -TokenFile (see Portal__TokenFile), or {tokens.VARIABLE} in the environment. The portal prints them at start.")
    return known


def _make_folder(output: Path, profile: str) -> Path:
    folder = output.resolve() / f"{profile}-{time.strftime('%Y%m%dT%H%M%SZ', time.gmtime())}-{uuid.uuid4().hex[:8]}"
    try:
        folder.mkdir(parents=True)
        (folder / "locust.log").touch()
    except OSError as error:
        raise CannotRun(f"'{folder}' cannot be written: {error.strerror}. Choose another -Output.") from error
    return folder


def _write_plan(folder: Path, profile: Profile, host: str) -> None:
    plan = {"profile": profile.to_json(), "host": host, "startedAt": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())}
    (folder / "plan.json").write_text(json.dumps(plan, indent=2) + "\n", encoding="utf-8")


class _Parser(argparse.ArgumentParser):
    """Reports a wrong argument like any other settings error, instead of printing the usage."""

    def error(self, message):
        raise SettingsError(f"{message[0].upper()}{message[1:]}.")


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = _Parser(description=__doc__)
    parser.add_argument("--profile", default="smoke")
    parser.add_argument("--profiles", type=Path, default=HERE / "profiles.json")
    parser.add_argument("--thresholds", type=Path, default=HERE / "thresholds.json")
    parser.add_argument("--host", default="http://127.0.0.1:8080")
    parser.add_argument("--portal", type=Path, help="a portal to start for this run, instead of --host")
    parser.add_argument("--token-file", type=Path)
    parser.add_argument("--users", type=int)
    parser.add_argument("--spawn-rate", type=float)
    parser.add_argument("--duration", help="90, 90s, 10m")
    parser.add_argument("--workers", type=int, default=0, help="generator processes on this machine besides the master; 0: a single process")
    parser.add_argument("--remote-workers", type=int, default=0, help="generator processes on other machines to wait for")
    parser.add_argument("--baseline", type=Path, help="the result.json of an earlier run")
    parser.add_argument("--output", type=Path, default=Path("load-test-results"))
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
