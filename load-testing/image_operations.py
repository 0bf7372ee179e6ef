"""
The load on the portal's API: teachers create assignments with a picture, and people look at them.

Run by run-image-load-test.ps1, or by itself:
    IMAGESTORAGE_API_TOKENS=... locust -f image_operations.py --headless -H http://127.0.0.1:8080 -u 10 -r 2 -t 60s

Written for Locust 2.12 and later, in one process, with --processes, or as master and workers on several machines.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import logging
import os
import random
import time
import uuid
from pathlib import Path
from urllib.parse import urljoin

import gevent
import gevent.pool
import requests
from locust import HttpUser, LoadTestShape, between, events, runners, task
from locust.runners import MasterRunner, WorkerRunner

from target import tokens

# Debian's package of 2.12 has no version number, and a master refuses workers without one.
if not runners.__version__:
    runners.__version__ = "2.12.1"

API = "/api/v1"
TIMEOUT_SECONDS = 60
PAGE_SIZE = 24
STAGES = {"generate": "stage: generate", "optimize": "stage: optimise", "upload": "stage: store"}
# The Accept header that a browser sends for a picture on a page.
PICTURE_ACCEPT = "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8"
SUBJECTS = ("A lighthouse at sunrise", "The parts of a flower", "A volcano in section", "A market in the Middle Ages", "The water cycle", "A steam engine")

OUTPUT = os.environ.get("IMAGESTORAGE_LOAD_OUTPUT")
RUN = os.environ.get("IMAGESTORAGE_LOAD_RUN") or uuid.uuid4().hex[:8]
PLAN = json.loads(os.environ.get("IMAGESTORAGE_LOAD_STAGES", "[]"))

_tokens = itertools.cycle(tokens.read(None, os.environ) or [""])
# The assignments that this process created, with the token of each; the ids that can be viewed; the entries to write to the log.
_made: dict[str, str] = {}
_viewable: list[str] = []
_entries: list[dict] = []


class ImageLoadTest(HttpUser):
    """Creates, views and lists assignments as people do, with time to think in between."""

    wait_time = between(1, 3)

    def on_start(self):
        self.authorization = {"Authorization": f"Bearer {next(_tokens)}"}
        self.client.headers.update(self.authorization)

    @task(3)
    def create(self):
        # The id is chosen here and noted before the request, so that the assignment is removed even when no answer arrives.
        assignment_id = f"load-{RUN}-{uuid.uuid4().hex}"
        _made[assignment_id] = self.authorization["Authorization"]
        body = {
            "assignmentId": assignment_id,
            "prompt": f"{random.choice(SUBJECTS)}, drawn for load test {RUN}",
            "questionAnswers": [{"question": "What do you see?", "answer": "What the picture shows"}],
            "seed": random.randrange(4_294_967_295),
        }
        began = time.time()
        with self.client.post(f"{API}/assignments", json=body, name="upload", catch_response=True, timeout=TIMEOUT_SECONDS) as answer:
            created = _json_or_failure(answer, 201)
            if created is None:
                return
            assignment = created["assignment"]
            if assignment["status"] != "success" or not assignment["image"]:
                answer.failure(f"The assignment was created without its picture: {assignment['status']}")
                return
        _viewable.append(assignment_id)
        for stage, name in STAGES.items():
            if created["durationsMs"].get(stage) is not None:
                # A stage gets its upload's start time, so that the ramp excludes both or neither.
                events.request.fire(
                    request_type="STAGE", name=name, response_time=created["durationsMs"][stage], response_length=0, exception=None,
                    context={}, start_time=began)

    @task(5)
    def view(self):
        if not _viewable:
            self.create()
            return
        assignment_id = random.choice(_viewable)
        with self.client.get(f"{API}/assignments/{assignment_id}", name="view", catch_response=True, timeout=TIMEOUT_SECONDS) as answer:
            assignment = _json_or_failure(answer, 200)
            if assignment is None:
                return
            if not assignment["image"]:
                answer.failure("The assignment has lost its picture")
                return
        self._download(assignment["image"])

    @task(1)
    def list(self):
        with self.client.get(f"{API}/assignments?pageSize={PAGE_SIZE}", name="list", catch_response=True, timeout=TIMEOUT_SECONDS) as answer:
            page = _json_or_failure(answer, 200)
            if page is not None and len(page["items"]) > PAGE_SIZE:
                answer.failure(f"{len(page['items'])} assignments on a page of {PAGE_SIZE}")

    def _download(self, image):
        url = urljoin(f"{self.host}/", image["url"])
        # Pictures are public, and the token must only be sent to the portal.
        headers = {"Accept": PICTURE_ACCEPT, "Authorization": None}
        with self.client.get(url, name="download", headers=headers, catch_response=True, timeout=TIMEOUT_SECONDS) as answer:
            if answer.status_code != 200:
                answer.failure(_reason(answer))
            elif len(answer.content) != image["optimizedSizeBytes"]:
                answer.failure("The picture's size differs from its record")
            elif image["sha256"] and hashlib.sha256(answer.content).hexdigest() != image["sha256"]:
                answer.failure("The picture's SHA-256 differs from its record")


if PLAN:

    class PlannedStages(LoadTestShape):
        """The stages of a profile that has more than one."""

        def tick(self):
            until = 0
            for stage in PLAN:
                until += stage["seconds"]
                if self.get_run_time() < until:
                    return stage["users"], stage["spawnRate"]
            return None


def _json_or_failure(answer, expected):
    """The answer's JSON; None when the answer is not as expected, which is counted as the request's failure."""
    if answer.status_code != expected:
        answer.failure(_reason(answer))
        return None
    try:
        return answer.json()
    except ValueError:
        answer.failure("The answer is not JSON")
        return None


def _reason(answer):
    """A short text without details, so that similar failures are counted together."""
    if answer.status_code == 0:
        return f"No answer: {type(answer.error).__name__}"
    try:
        problem = answer.json().get("errorId", "")
    except (ValueError, AttributeError):
        problem = ""
    return f"HTTP {answer.status_code} {problem}".strip()


@events.request.add_listener
def _note_request(name, response_time, response_length, exception=None, start_time=None, **_):
    began = start_time if start_time is not None else time.time() - response_time / 1000
    _entries.append({
        "kind": "request", "at": round(began, 3), "name": name, "ms": round(response_time, 2), "bytes": response_length or 0,
        "error": str(exception) if exception else None})


@events.report_to_master.add_listener
def _hand_over(data, **_):
    data["log"], _entries[:] = list(_entries), []


@events.worker_report.add_listener
def _take_over(data, **_):
    _entries.extend(data.pop("log", []))


@events.init.add_listener
def _begin_log(environment, runner, **_):
    """Only one process writes the log: the master, or the single process of a run without workers."""
    if OUTPUT and not isinstance(runner, WorkerRunner):
        gevent.spawn(_write_log, runner)


def _write_log(runner):
    while True:
        gevent.sleep(1)
        _write(runner)


def _write(runner):
    if runner.state not in ("ready", "stopped"):
        busiest = [runner.current_cpu_usage]
        if isinstance(runner, MasterRunner):
            busiest += [worker.cpu_usage for worker in runner.clients.values()]
        _entries.append({"kind": "sample", "at": round(time.time(), 3), "users": runner.user_count, "cpu": max(busiest)})
    lines, _entries[:] = [json.dumps(entry) + "\n" for entry in _entries], []
    with open(Path(OUTPUT) / "requests.jsonl", "a", encoding="utf-8") as log:
        log.writelines(lines)


@events.quitting.add_listener
def _end(environment, **_):
    # After a signal users are still running, and would fail on assignments that are removed meanwhile.
    if environment.runner.state in ("spawning", "running"):
        environment.runner.stop()
    if OUTPUT and not isinstance(environment.runner, WorkerRunner):
        _write(environment.runner)
    _remove_what_was_made(environment.host)


def _remove_what_was_made(host):
    if not _made:
        return
    session = requests.Session()
    session.trust_env = False

    def remove(assignment_id):
        try:
            answer = session.delete(
                f"{host}{API}/assignments/{assignment_id}", headers={"Authorization": _made[assignment_id]}, timeout=TIMEOUT_SECONDS)
            # 404 is fine: the assignment was requested but never created.
            return answer.status_code in (204, 404)
        except requests.RequestException:
            return False

    removed = gevent.pool.Pool(8).map(remove, list(_made))
    logging.info("Clean-up: removed %d of the %d assignments that this process created.", sum(removed), len(removed))
    if not all(removed):
        logging.warning("Clean-up: %d assignments could not be removed. Their ids begin with 'load-%s-': remove them with Remove-Assignment.", len(removed) - sum(removed), RUN)
