import contextlib
import csv
import io
import json
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import report
from evaluation.settings import Profile, Stage, Thresholds
from tests.runs import steady

PROFILE = Profile("stress", "Many <people> & more", (Stage(10, 5, 100),))


class ReportTests(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        plan = {"profile": PROFILE.to_json(), "host": "http://127.0.0.1", "startedAt": "2026-11-01T00:00:00Z"}
        (self.folder / "plan.json").write_text(json.dumps(plan), encoding="utf-8")

    def write_log(self, log, tail=""):
        lines = [{"kind": "request", "at": each.at, "name": each.name, "ms": each.milliseconds, "bytes": each.size, "error": each.error} for each in log.requests]
        lines += [{"kind": "sample", "at": each.at, "users": each.users, "cpu": each.cpu_percent} for each in log.samples]
        lines += [{"kind": "portal", "at": each.at, "cpu": each.cpu_percent, "memory": each.memory_bytes} for each in log.portal]
        (self.folder / "requests.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines) + tail, encoding="utf-8")

    def evaluate(self, limit=2000):
        with contextlib.redirect_stdout(io.StringIO()):
            return report.evaluate(self.folder, PROFILE, Thresholds({"upload": {"p95Ms": limit}}, 0))

    def test_met_thresholds_exit_with_0(self):
        self.write_log(steady())
        self.assertEqual(self.evaluate(), 0)

    def test_missed_thresholds_exit_with_1(self):
        self.write_log(steady())
        self.assertEqual(self.evaluate(limit=1), 1)

    def test_run_without_requests_cannot_be_judged(self):
        with self.assertRaisesRegex(report.ReportError, "Not one request"):
            self.evaluate()

    def test_incomplete_last_line_is_ignored(self):
        self.write_log(steady(), tail='{"kind": "requ')
        self.assertEqual(self.evaluate(), 0)

    def test_result_holds_the_operations_and_the_portal(self):
        self.write_log(steady())
        self.evaluate()
        result = json.loads((self.folder / "result.json").read_text(encoding="utf-8"))
        self.assertEqual((result["operations"]["download"]["p95Ms"], result["portal"]["cpuPercentMean"], result["passed"]), (100, 50, True))

    def test_result_serves_as_baseline(self):
        self.write_log(steady())
        self.evaluate()
        self.assertIn("upload", report.read_baseline(self.folder / "result.json")["operations"])

    def test_junit_has_a_failure_for_each_missed_threshold(self):
        self.write_log(steady(error_every=2))
        self.evaluate(limit=1)
        suite = ElementTree.parse(self.folder / "junit.xml").getroot()
        self.assertEqual((suite.get("failures"), len(suite.findall("testcase/failure"))), ("2", 2))

    def test_csv_has_a_row_for_each_operation(self):
        self.write_log(steady())
        self.evaluate()
        with (self.folder / "operations.csv").open(encoding="utf-8", newline="") as file:
            self.assertEqual([row["operation"] for row in csv.DictReader(file)], ["upload", "view", "download", "list"])

    def test_page_needs_no_other_file_and_escapes_its_texts(self):
        self.write_log(steady())
        self.evaluate()
        page = (self.folder / "report.html").read_text(encoding="utf-8")
        self.assertIn("Many &lt;people&gt; &amp; more", page)
        for outside in ("<script", "src=", "href=", "@import", "url("):
            self.assertNotIn(outside, page)

    def test_page_draws_every_chart(self):
        self.write_log(steady())
        self.evaluate()
        self.assertEqual((self.folder / "report.html").read_text(encoding="utf-8").count("<svg"), 8)
