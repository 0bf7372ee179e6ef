"""The log of a run: one JSON object a line, written during the run so that it can be read even after a crash."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Request:
    """One request, or one stage that the portal reported. Times are seconds since the epoch."""

    at: float
    name: str
    milliseconds: float
    size: int
    error: str | None


@dataclass(frozen=True)
class Sample:
    """The generator at one moment: active users, and the busiest process's share of a core in percent."""

    at: float
    users: int
    cpu_percent: float


@dataclass(frozen=True)
class PortalSample:
    """The portal's process at one moment: percent of one core, so that two busy cores are 200."""

    at: float
    cpu_percent: float
    memory_bytes: int


@dataclass
class RunLog:
    requests: list[Request] = field(default_factory=list)
    samples: list[Sample] = field(default_factory=list)
    portal: list[PortalSample] = field(default_factory=list)


REQUEST, SAMPLE, PORTAL = "request", "sample", "portal"


def read(folder: Path) -> RunLog:
    """Reads the folder's .jsonl files. Ignores an incomplete last line, which a killed process leaves."""
    log = RunLog()
    for path in sorted(Path(folder).glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                if line.endswith("\n"):
                    _add(log, json.loads(line))
    log.requests.sort(key=lambda request: request.at)
    log.samples.sort(key=lambda sample: sample.at)
    log.portal.sort(key=lambda sample: sample.at)
    return log


def _add(log: RunLog, entry: dict) -> None:
    kind = entry["kind"]
    if kind == REQUEST:
        log.requests.append(Request(entry["at"], entry["name"], entry["ms"], entry["bytes"], entry.get("error")))
    elif kind == SAMPLE:
        log.samples.append(Sample(entry["at"], entry["users"], entry["cpu"]))
    elif kind == PORTAL:
        log.portal.append(PortalSample(entry["at"], entry["cpu"], entry["memory"]))
