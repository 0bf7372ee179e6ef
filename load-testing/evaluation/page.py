"""The verdict for people: one HTML file that needs no other file."""

from __future__ import annotations

from html import escape

from .charts import Line, chart
from .measurement import Measurement, Operation
from .settings import REQUESTS, Thresholds
from .verdict import Verdict

STYLE = """
:root { color-scheme: light dark; --text: #1d2433; --soft: #5b6475; --page: #f5f6f8; --card: #fff; --edge: #dfe3ea;
  --met: #17703c; --missed: #b3261e; --warn: #8a5a00; --c1: #1f6feb; --c2: #d9730d; --c3: #8250df; --c4: #b3261e; --c5: #17703c; }
@media (prefers-color-scheme: dark) { :root { --text: #e6e9ef; --soft: #a3adbd; --page: #12151b; --card: #1b2029; --edge: #313947;
  --met: #3fb96b; --missed: #ff7b72; --warn: #e3b341; --c1: #6cb0ff; --c2: #f0a35e; --c3: #c297ff; --c4: #ff7b72; --c5: #3fb96b; } }
body { margin: 0; padding: 24px; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 1120px; margin: auto; }
h1 { margin: 0; font-size: 26px; } h2 { margin: 28px 0 10px; font-size: 18px; }
.verdict { border-left: 8px solid; padding: 16px 20px; background: var(--card); border-radius: 6px; }
.verdict.met { border-color: var(--met); } .verdict.missed { border-color: var(--missed); }
.met b, .verdict.met h1 { color: var(--met); } .missed b, .verdict.missed h1 { color: var(--missed); }
.verdict p { margin: 4px 0 0; color: var(--soft); } .verdict .warning { color: var(--warn); margin: 8px 0 0; }
.scroll { overflow-x: auto; background: var(--card); border: 1px solid var(--edge); border-radius: 6px; }
table { border-collapse: collapse; width: 100%; } th, td { padding: 7px 14px; text-align: left; border-bottom: 1px solid var(--edge); }
tr:last-child td { border-bottom: 0; } th { font-weight: 600; color: var(--soft); } .n { text-align: right; font-variant-numeric: tabular-nums; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(135px, 1fr)); gap: 12px; margin: 16px 0 0; }
.facts div { background: var(--card); border: 1px solid var(--edge); border-radius: 6px; padding: 10px 14px; }
.facts dt { color: var(--soft); font-size: 13px; } .facts dd { margin: 0; font-size: 18px; font-weight: 600; white-space: nowrap; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 500px), 1fr)); gap: 16px; }
figure { margin: 0; background: var(--card); border: 1px solid var(--edge); border-radius: 6px; padding: 12px; }
figcaption small, .legend { color: var(--soft); } .legend { float: right; font-size: 13px; }
svg { width: 100%; height: auto; display: block; } svg text { font-size: 14px; fill: var(--soft); }
.grid { stroke: var(--edge); } .ramp { fill: var(--soft); opacity: .13; } line.limit { stroke: var(--missed); stroke-dasharray: 6 4; }
.line { fill: none; stroke-width: 2; stroke-linejoin: round; } .key { margin-left: 14px; } .key::before { content: ""; display: inline-block;
  width: 14px; height: 3px; margin-right: 6px; vertical-align: middle; background: currentColor; } .key.limit::before { background: var(--missed); }
polyline.c1 { stroke: var(--c1); } polyline.c2 { stroke: var(--c2); } polyline.c3 { stroke: var(--c3); } polyline.c4 { stroke: var(--c4); } polyline.c5 { stroke: var(--c5); }
.key.c1::before { background: var(--c1); } .key.c2::before { background: var(--c2); } .key.c3::before { background: var(--c3); }
.key.c4::before { background: var(--c4); } .key.c5::before { background: var(--c5); }
@media (max-width: 600px) { body { padding: 12px; } th, td { padding: 7px 10px; } svg text { font-size: 18px; } .legend { float: none; display: block; } .key:first-child { margin-left: 0; } }
footer { margin-top: 24px; color: var(--soft); font-size: 13px; }
"""


def render(plan: dict, measured: Measurement, verdict: Verdict, thresholds: Thresholds) -> str:
    name, result = plan["profile"]["name"], "Thresholds met" if verdict.passed else "Thresholds missed"
    return "\n".join([
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{result}: {escape(name)}</title><style>{STYLE}</style></head><body><main>",
        f'<section class="verdict {"met" if verdict.passed else "missed"}"><h1>{result}</h1>',
        f"<p>{escape(name)} on {escape(plan['host'])}, started {escape(plan['startedAt'])}. {escape(plan['profile']['description'])}</p>",
        *(f'<p class="warning">{escape(warning)}</p>' for warning in verdict.warnings), "</section>",
        _facts(measured), "<h2>Thresholds</h2>", _checks(verdict), "<h2>Operations</h2>", _operations(measured), _mistakes(measured),
        "<h2>Over time</h2>", _charts(measured, thresholds),
        f"<footer>The verdict covers the {measured.seconds:,.0f} s after the ramp of {measured.ramp_seconds:g} s (shaded). Percentiles are exact, "
        f"over all requests that succeeded, by nearest rank; a point in a chart covers {measured.slice_seconds:g} s. "
        "Stages are the times that the portal reports for the parts of an upload.</footer>",
        "</main></body></html>", ""])


def _facts(measured: Measurement) -> str:
    facts = [
        ("Users", f"{measured.users}"), ("Requests", f"{measured.requests:,}"), ("Requests a second", f"{measured.per_second:,.1f}"),
        ("Errors", f"{measured.errors:,} ({measured.error_share:.2%})"), ("Generator's CPU, most", f"{measured.generator_cpu_percent:.0f} %")]
    if measured.portal_cpu_percent is not None:
        facts.append(("Portal's CPU, mean", f"{measured.portal_cpu_percent:.0f} %"))
        facts.append(("Portal's memory, most", f"{measured.portal_memory_bytes / 1048576:,.0f} MiB"))
    return '<dl class="facts">' + "".join(f"<div><dt>{label}</dt><dd>{value}</dd></div>" for label, value in facts) + "</dl>"


def _checks(verdict: Verdict) -> str:
    rows = "".join(
        f'<tr class="{"met" if check.passed else "missed"}"><td><b>{"met" if check.passed else "missed"}</b></td><td>{escape(check.name)}</td>'
        f"<td>{escape(check.detail)}</td></tr>" for check in verdict.checks)
    return f'<div class="scroll"><table><tr><th>Result<th>Threshold<th>Measured</tr>{rows}</table></div>'


def _operations(measured: Measurement) -> str:
    heads = "".join(f'<th class="n">{head}' for head in ("Count", "Errors", "A second", "p50 ms", "p95 ms", "p99 ms", "Longest ms"))
    rows = "".join(_operation(operation) for operation in measured.operations.values())
    return f'<div class="scroll"><table><tr><th>Operation{heads}</tr>{rows}</table></div>'


def _operation(operation: Operation) -> str:
    durations = ["-" if value is None else f"{value:,.0f}" if value >= 10 else f"{value:.1f}"
                 for value in (operation.p50, operation.p95, operation.p99, operation.longest)]
    numbers = [f"{operation.count:,}", f"{operation.errors:,}", f"{operation.per_second:,.2f}", *durations]
    return f"<tr><td>{escape(operation.name)}</td>" + "".join(f'<td class="n">{number}</td>' for number in numbers) + "</tr>"


def _mistakes(measured: Measurement) -> str:
    if not measured.mistakes:
        return ""
    rows = "".join(f'<tr><td class="n">{count:,}</td><td>{escape(mistake)}</td></tr>' for mistake, count in measured.mistakes.items())
    return f'<h2>Errors</h2><div class="scroll"><table><tr><th class="n">Times<th>What</tr>{rows}</table></div>'


def _charts(measured: Measurement, thresholds: Thresholds) -> str:
    seconds = measured.slices[-1].second + measured.slice_seconds if measured.slices else 1

    def draw(title: str, unit: str, lines: list[Line], most: float | None = None) -> str:
        return chart(title, unit, lines, seconds, measured.ramp_seconds, most)

    parts = [
        draw("Users", "at once", [Line("users", 1, [(part.second, part.users) for part in measured.slices])]),
        draw("Rate", "requests a second", [
            Line("requests", 1, [(part.second, part.per_second) for part in measured.slices]),
            Line("errors", 4, [(part.second, part.errors_per_second) for part in measured.slices])]),
    ]
    for name in REQUESTS:
        lines = [Line(label, colour, [(part.second, part.percentiles[name][index]) for part in measured.slices if name in part.percentiles])
                 for index, (label, colour) in enumerate((("p50", 5), ("p95", 2), ("p99", 3)))]
        parts.append(draw(name.capitalize(), "ms", lines, thresholds.operations.get(name, {}).get("p95Ms")))
    if measured.portal_points:
        parts.append(draw("Portal's CPU", "% of one core", [Line("CPU", 1, [(second, cpu) for second, cpu, _ in measured.portal_points])]))
        parts.append(draw("Portal's memory", "MiB", [Line("memory", 1, [(second, memory / 1048576) for second, _, memory in measured.portal_points])]))
    return f'<div class="charts">{"".join(parts)}</div>'
