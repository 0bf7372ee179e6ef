"""Compares the measured values with the thresholds."""

from __future__ import annotations

from dataclasses import dataclass

from .measurement import Measurement
from .settings import Thresholds

# With fewer requests a single slow one decides the 95th percentile.
MIN_COMPARED = 40


@dataclass(frozen=True)
class Check:
    name: str
    passed: bool
    detail: str


@dataclass(frozen=True)
class Verdict:
    checks: list[Check]
    warnings: list[str]

    @property
    def passed(self) -> bool:
        return all(check.passed for check in self.checks)


def judge(measured: Measurement, thresholds: Thresholds, profile_name: str, baseline: dict | None = None, interrupted: bool = False) -> Verdict:
    """A baseline is the result.json of an earlier run."""
    checks = [_check(measured, name, limit, most) for name, limits in thresholds.operations.items() for limit, most in limits.items()]
    checks.append(Check(
        "errors", measured.requests > 0 and measured.error_share <= thresholds.error_share,
        f"{measured.errors} of {measured.requests} requests failed ({measured.error_share:.2%}); at most {thresholds.error_share:.2%}"
        if measured.requests else "No request was made after the ramp."))
    warnings = _warnings(measured, interrupted)
    if baseline is not None:
        checks += _compare(measured, thresholds, baseline)
        if baseline.get("profile", {}).get("name") != profile_name:
            warnings.append(f"The baseline is from the profile '{baseline.get('profile', {}).get('name')}', this run from '{profile_name}'.")
    return Verdict(checks, warnings)


def _check(measured: Measurement, name: str, limit: str, most: float) -> Check:
    operation = measured.operations.get(name)
    label = f"{name} {limit[:-2]}"
    value = getattr(operation, limit[:-2]) if operation else None
    if value is None:
        return Check(label, False, "No request succeeded after the ramp, so there is nothing to measure.")
    return Check(label, value <= most, f"{value:,.0f} ms; at most {most:,.0f} ms")


def _compare(measured: Measurement, thresholds: Thresholds, baseline: dict) -> list[Check]:
    if thresholds.p95_growth is None:
        return []
    checks = []
    for name, operation in measured.operations.items():
        former = baseline.get("operations", {}).get(name, {})
        if operation.p95 is None or former.get("p95Ms") is None or min(operation.count, former.get("count", 0)) < MIN_COMPARED:
            continue
        most = max(former["p95Ms"] * (1 + thresholds.p95_growth), former["p95Ms"] + thresholds.p95_growth_ms)
        checks.append(Check(
            f"{name} p95 against the baseline", operation.p95 <= most,
            f"{operation.p95:,.0f} ms; {former['p95Ms']:,.0f} ms in the baseline; at most {most:,.0f} ms"))
    return checks


def _warnings(measured: Measurement, interrupted: bool) -> list[str]:
    warnings = []
    if interrupted:
        warnings.append("The run was stopped before its time. The verdict covers only the requests until then.")
    if measured.is_saturated:
        warnings.append(
            f"The load generator was the bottleneck ({measured.generator_cpu_percent:.0f} % of a core): measured durations are too long and "
            "the rate is too low. Repeat with -Workers or from a larger machine.")
    few = [name for name, operation in measured.operations.items() if operation.count < MIN_COMPARED]
    if few:
        warnings.append(f"Fewer than {MIN_COMPARED} requests, so high percentiles are not reliable: {', '.join(few)}.")
    return warnings
