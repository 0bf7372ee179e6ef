"""Profiles and thresholds, read from JSON; an unknown name is an error and never ignored."""

from __future__ import annotations

import difflib
import json
import math
from dataclasses import dataclass, field, replace
from pathlib import Path

REQUESTS = ("upload", "view", "download", "list")
STAGES = ("stage: generate", "stage: optimise", "stage: store")
OPERATIONS = REQUESTS + STAGES
LIMITS = ("p50Ms", "p95Ms", "p99Ms")
MAX_USERS = 100_000


class SettingsError(Exception):
    """A setting that cannot be used; the message is shown to the user."""


@dataclass(frozen=True)
class Stage:
    """A number of users, started or stopped at this rate a second, held until the seconds have passed."""

    users: int
    spawn_rate: float
    seconds: float


@dataclass(frozen=True)
class Profile:
    name: str
    description: str
    stages: tuple[Stage, ...]

    @property
    def seconds(self) -> float:
        return sum(stage.seconds for stage in self.stages)

    @property
    def ramp_seconds(self) -> float:
        """The time until all users of the first stage have started, which the verdict leaves out."""
        return self.stages[0].users / self.stages[0].spawn_rate

    def to_json(self) -> dict:
        stages = [{"users": stage.users, "spawnRate": stage.spawn_rate, "seconds": stage.seconds} for stage in self.stages]
        return {"name": self.name, "description": self.description, "stages": stages}


@dataclass(frozen=True)
class Thresholds:
    """The highest values that are accepted."""

    operations: dict[str, dict[str, float]]
    error_share: float
    p95_growth: float | None = None
    p95_growth_ms: float = field(default=0.0)


def read_profile(path: Path, name: str) -> Profile:
    profiles = _read(path)
    _known(profiles, name, f"There is no profile '{name}' in '{path}'")
    return parse_profile(name, profiles[name], path)


def parse_profile(name: str, entry: object, path: Path) -> Profile:
    where = f"'{path}', profile '{name}'"
    _only(entry, {"description", "stages", "name"}, where)
    stages = entry.get("stages")
    if not isinstance(stages, list) or not stages:
        raise SettingsError(f"{where}: 'stages' is a list of one stage or more.")
    read = []
    for index, stage in enumerate(stages):
        at = f"{where}, stage {index + 1}"
        _only(stage, {"users", "spawnRate", "seconds"}, at)
        users = _number(stage, "users", at)
        read.append(_checked(Stage(int(users), _number(stage, "spawnRate", at), _number(stage, "seconds", at)), users, at))
    return _with_time_for_ramp(Profile(name, str(entry.get("description", "")), tuple(read)))


def adjust(profile: Profile, users: int | None, spawn_rate: float | None, seconds: float | None) -> Profile:
    """The profile with other numbers, which is possible only for a profile of one stage."""
    if users is None and spawn_rate is None and seconds is None:
        return profile
    if len(profile.stages) > 1:
        raise SettingsError(
            f"The profile '{profile.name}' has {len(profile.stages)} stages: -Users, -SpawnRate and -Duration change profiles of one stage only. "
            "Write your own profile into a file and give it with -ProfilesFile.")
    stage = profile.stages[0]
    changed = Stage(
        stage.users if users is None else users,
        stage.spawn_rate if spawn_rate is None else spawn_rate,
        stage.seconds if seconds is None else seconds)
    return _with_time_for_ramp(replace(profile, stages=(_checked(changed, changed.users, "The run"),)))


def read_thresholds(path: Path) -> Thresholds:
    entry = _read(path)
    where = f"'{path}'"
    _only(entry, {"operations", "errorShare", "baseline"}, where)
    operations = entry.get("operations", {})
    if not isinstance(operations, dict) or not operations:
        raise SettingsError(f"{where}: 'operations' names one operation or more ({', '.join(OPERATIONS)}) with its limits.")
    for name, limits in operations.items():
        _known(dict.fromkeys(OPERATIONS), name, f"{where}: there is no operation '{name}'")
        _only(limits, set(LIMITS), f"{where}, operation '{name}'")
        if not limits:
            raise SettingsError(f"{where}, operation '{name}': give at least one of {', '.join(LIMITS)}.")
        for limit in limits:
            _number(limits, limit, f"{where}, operation '{name}'")
    share = _number(entry, "errorShare", where)
    if not 0 <= share <= 1:
        raise SettingsError(f"{where}: 'errorShare' is a share from 0 to 1, and {share:g} is not.")
    baseline = entry.get("baseline")
    if baseline is None:
        return Thresholds(operations, share)
    _only(baseline, {"p95Growth", "p95GrowthMs"}, f"{where}, 'baseline'")
    growth = _number(baseline, "p95Growth", f"{where}, 'baseline'")
    growth_ms = _number(baseline, "p95GrowthMs", f"{where}, 'baseline'") if "p95GrowthMs" in baseline else 0.0
    return Thresholds(operations, share, growth, growth_ms)


def parse_duration(text: str) -> float:
    """Seconds of '90', '90s', '10m', '1h' or '1m30s'."""
    total, digits = 0.0, ""
    for letter in text.strip().lower():
        if letter.isdigit() or letter == ".":
            digits += letter
        elif letter in "hms" and digits:
            total += _float(digits, text) * {"h": 3600, "m": 60, "s": 1}[letter]
            digits = ""
        else:
            raise SettingsError(_duration_mistake(text))
    total += _float(digits, text) if digits else 0
    if total <= 0:
        raise SettingsError(_duration_mistake(text))
    return total


def _float(digits: str, text: str) -> float:
    try:
        return float(digits)
    except ValueError:
        raise SettingsError(_duration_mistake(text)) from None


def _duration_mistake(text: str) -> str:
    return f"'{text}' is not a duration. Write more than zero seconds like 90, 90s, 10m or 1m30s."


def _checked(stage: Stage, users: float, where: str) -> Stage:
    if users != stage.users or not 1 <= stage.users <= MAX_USERS:
        raise SettingsError(f"{where}: users are a whole number from 1 to {MAX_USERS}, and {users:g} is not.")
    if not 0 < stage.spawn_rate <= MAX_USERS:
        raise SettingsError(f"{where}: the spawn rate is more than 0 users a second, and {stage.spawn_rate:g} is not.")
    if stage.seconds <= 0:
        raise SettingsError(f"{where}: the duration is more than 0 seconds, and {stage.seconds:g} is not.")
    return stage


def _with_time_for_ramp(profile: Profile) -> Profile:
    if profile.ramp_seconds >= profile.stages[0].seconds:
        stage = profile.stages[0]
        raise SettingsError(
            f"{stage.users} users at {stage.spawn_rate:g} a second need {profile.ramp_seconds:g} s to start, "
            f"and the run ends after {stage.seconds:g} s. Nothing would be left to judge: raise the spawn rate or the duration.")
    return profile


def _read(path: Path) -> dict:
    try:
        content = json.loads(Path(path).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SettingsError(f"'{path}' cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise SettingsError(f"'{path}' is not JSON: {error}.") from error
    if not isinstance(content, dict):
        raise SettingsError(f"'{path}' must contain a JSON object.")
    return content


def _only(entry: object, names: set[str], where: str) -> None:
    if not isinstance(entry, dict):
        raise SettingsError(f"{where}: a JSON object is expected.")
    for name in entry:
        _known(dict.fromkeys(sorted(names)), name, f"{where}: '{name}' is not known")


def _known(names: dict, name: str, mistake: str) -> None:
    if name in names:
        return
    near = difflib.get_close_matches(name, names, n=1)
    raise SettingsError(f"{mistake}. " + (f"Did you mean '{near[0]}'?" if near else f"Known: {', '.join(names)}."))


def _number(entry: dict, name: str, where: str) -> float:
    value = entry.get(name)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value) or value < 0:
        found = f", and {json.dumps(value)} is not." if name in entry else ", and is missing."
        raise SettingsError(f"{where}: '{name}' is a number, 0 or more{found}")
    return value
