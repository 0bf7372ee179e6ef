"""The numbers of a run, from every request after the ramp: percentiles are exact, by nearest rank."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

from .run_log import Request, RunLog
from .settings import OPERATIONS, REQUESTS

SATURATED_CPU_PERCENT = 90.0


@dataclass(frozen=True)
class Operation:
    """Durations are those of the requests that succeeded, in milliseconds; None when none did."""

    name: str
    count: int
    errors: int
    per_second: float
    p50: float | None
    p95: float | None
    p99: float | None
    longest: float | None


@dataclass(frozen=True)
class Slice:
    """A part of the run's time, for the charts. Seconds are since the start of the run."""

    second: float
    users: int
    per_second: float
    errors_per_second: float
    percentiles: dict[str, tuple[float, float, float]]


@dataclass(frozen=True)
class Measurement:
    begin: float
    ramp_seconds: float
    seconds: float
    users: int
    requests: int
    errors: int
    per_second: float
    operations: dict[str, Operation]
    mistakes: dict[str, int]
    slices: list[Slice]
    slice_seconds: float
    generator_cpu_percent: float
    portal_cpu_percent: float | None
    portal_cpu_longest: float | None
    portal_memory_bytes: int | None
    portal_points: list[tuple[float, float, int]]

    @property
    def error_share(self) -> float:
        return self.errors / self.requests if self.requests else 0.0

    @property
    def is_saturated(self) -> bool:
        return self.generator_cpu_percent >= SATURATED_CPU_PERCENT


def percentile(ordered: list[float], share: float) -> float | None:
    """The smallest value that this share of all values does not exceed."""
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)] if ordered else None


def measure(log: RunLog, ramp_seconds: float) -> Measurement:
    """Leaves out requests that began during the ramp, before the first stage had all its users."""
    begin = min((entry.at for entries in (log.requests, log.samples) for entry in entries), default=0.0)
    end = max((request.at + request.milliseconds / 1000 for request in log.requests), default=begin)
    steady_from = begin + ramp_seconds
    steady = [request for request in log.requests if request.at >= steady_from]
    seconds = max(end - steady_from, 0.0)
    operations = {name: _operation(name, [request for request in steady if request.name == name], seconds) for name in OPERATIONS}
    asked = [request for request in steady if request.name in REQUESTS]
    failed = [request for request in asked if request.error]
    slices, width = _slices(log, begin, end)
    samples = [sample for sample in log.samples if sample.at >= steady_from]
    portal = [sample for sample in log.portal if steady_from <= sample.at <= end]
    return Measurement(
        begin, ramp_seconds, seconds, max((sample.users for sample in log.samples), default=0), len(asked), len(failed),
        len(asked) / seconds if seconds else 0.0, {name: operation for name, operation in operations.items() if operation.count},
        dict(Counter(f"{request.name}: {request.error}" for request in failed).most_common()), slices, width,
        max((sample.cpu_percent for sample in samples), default=0.0),
        sum(sample.cpu_percent for sample in portal) / len(portal) if portal else None,
        max((sample.cpu_percent for sample in portal), default=None),
        max((sample.memory_bytes for sample in portal), default=None),
        [(sample.at - begin, sample.cpu_percent, sample.memory_bytes) for sample in log.portal if begin <= sample.at <= end])


def _operation(name: str, requests: list[Request], seconds: float) -> Operation:
    durations = sorted(request.milliseconds for request in requests if not request.error)
    return Operation(
        name, len(requests), len(requests) - len(durations), len(requests) / seconds if seconds else 0.0,
        percentile(durations, 0.50), percentile(durations, 0.95), percentile(durations, 0.99), durations[-1] if durations else None)


def _slices(log: RunLog, begin: float, end: float) -> tuple[list[Slice], float]:
    """At most 40 of them, wide enough to have a 95th percentile of their own in a long run."""
    width = max(1.0, math.ceil((end - begin) / 40))
    count = math.ceil((end - begin) / width)
    requests: list[list[Request]] = [[] for _ in range(count)]
    for request in log.requests:
        if request.name in REQUESTS:
            requests[min(count - 1, int((request.at - begin) / width))].append(request)
    users = [0] * count
    for sample in log.samples:
        if sample.at <= end:
            users[min(count - 1, int((sample.at - begin) / width))] = sample.users
    for index in range(1, count):
        users[index] = users[index] or users[index - 1]
    made = []
    for index, inside in enumerate(requests):
        # The last slice may be shorter than the others.
        seconds = min(width, end - begin - index * width) or width
        percentiles = {}
        for name in REQUESTS:
            durations = sorted(request.milliseconds for request in inside if request.name == name and not request.error)
            if durations:
                percentiles[name] = (percentile(durations, 0.50), percentile(durations, 0.95), percentile(durations, 0.99))
        if seconds >= width / 2 or index == 0:
            made.append(Slice(
                index * width, users[index], len(inside) / seconds, sum(1 for request in inside if request.error) / seconds, percentiles))
    return made, width
