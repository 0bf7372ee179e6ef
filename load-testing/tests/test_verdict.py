import unittest

from evaluation.measurement import measure
from evaluation.run_log import RunLog
from evaluation.settings import Thresholds
from evaluation.verdict import judge
from tests.runs import request, steady


def verdict(log, baseline=None, interrupted=False, error_share=0.0, **limits):
    thresholds = Thresholds({"upload": limits or {"p95Ms": 100}}, error_share, 0.25, 20)
    return judge(measure(log, 0), thresholds, "stress", baseline, interrupted)


def former(p95, count=100, name="stress"):
    return {"profile": {"name": name}, "operations": {"upload": {"p95Ms": p95, "count": count}}}


class VerdictTests(unittest.TestCase):
    def test_value_equal_to_its_limit_is_met(self):
        self.assertTrue(verdict(steady(milliseconds=100)).passed)

    def test_limit_that_is_exceeded_is_missed(self):
        self.assertEqual([check.name for check in verdict(steady(milliseconds=101)).checks if not check.passed], ["upload p95"])

    def test_errors_above_the_share_miss(self):
        self.assertFalse(verdict(steady(error_every=10), error_share=0.05).passed)

    def test_errors_within_the_share_are_met(self):
        self.assertTrue(verdict(steady(error_every=25), error_share=0.05).passed)

    def test_operation_that_never_succeeded_misses(self):
        self.assertFalse(verdict(RunLog([request(1000, "list")])).passed)

    def test_run_without_a_request_misses(self):
        self.assertFalse(verdict(RunLog()).passed)

    def test_growth_beyond_the_tolerance_misses(self):
        self.assertFalse(verdict(steady(milliseconds=100), former(70)).passed)

    def test_growth_within_the_tolerance_is_met(self):
        self.assertTrue(verdict(steady(milliseconds=100), former(80)).passed)

    def test_growth_of_few_milliseconds_is_no_regression(self):
        self.assertTrue(verdict(steady(milliseconds=15), former(5)).passed)

    def test_baseline_of_few_requests_is_not_compared(self):
        self.assertTrue(verdict(steady(milliseconds=100), former(10, count=5)).passed)

    def test_baseline_of_another_profile_is_warned_of(self):
        self.assertTrue(any("from the profile 'smoke'" in warning for warning in verdict(steady(), former(100, name="smoke")).warnings))

    def test_saturated_generator_is_warned_of(self):
        self.assertTrue(any("generator" in warning for warning in verdict(steady(cpu=95)).warnings))

    def test_interrupted_run_is_warned_of(self):
        self.assertTrue(any("before its time" in warning for warning in verdict(steady(), interrupted=True).warnings))
