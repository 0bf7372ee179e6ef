import random
import unittest

from evaluation.measurement import measure, percentile
from evaluation.run_log import RunLog
from tests.runs import request, steady


class MeasurementTests(unittest.TestCase):
    def test_percentile_is_the_smallest_value_that_the_share_does_not_exceed(self):
        for seed in range(200):
            values = sorted(random.Random(seed).choices(range(50), k=random.Random(seed).randint(1, 60)))
            for share in (0.5, 0.95, 0.99):
                with self.subTest(seed=seed, share=share):
                    expected = min(value for value in values if sum(other <= value for other in values) >= share * len(values))
                    self.assertEqual(percentile(values, share), expected)

    def test_percentile_of_nothing_is_nothing(self):
        self.assertIsNone(percentile([], 0.95))

    def test_ramp_is_left_out(self):
        log = RunLog([request(1000 + second, milliseconds=9000 if second < 10 else 100) for second in range(60)])
        self.assertEqual(measure(log, 10).operations["upload"].longest, 100)

    def test_failed_requests_count_as_errors_and_not_as_durations(self):
        measured = measure(RunLog([request(1000), request(1001, milliseconds=9000, error="HTTP 500"), request(1002)]), 0)
        self.assertEqual((measured.errors, measured.requests, measured.operations["upload"].longest), (1, 3, 100))

    def test_stages_are_no_requests_of_their_own(self):
        measured = measure(RunLog([request(1000), request(1000, "stage: store")]), 0)
        self.assertEqual((measured.requests, measured.operations["stage: store"].count), (1, 1))

    def test_rate_is_over_the_steady_seconds(self):
        self.assertAlmostEqual(measure(steady(100), 20).per_second, 4, delta=0.1)

    def test_slices_cover_every_request(self):
        for seconds in (7, 39, 40, 41, 1000):
            with self.subTest(seconds):
                measured = measure(steady(seconds), 0)
                self.assertLessEqual(len(measured.slices), 40)
                self.assertAlmostEqual(sum(part.per_second for part in measured.slices) * measured.slice_seconds, seconds * 4, delta=measured.slice_seconds * 4 + 4)

    def test_portal_is_measured_without_the_ramp(self):
        log = steady(100)
        self.assertEqual(measure(log, 10).portal_memory_bytes, max(sample.memory_bytes for sample in log.portal))

    def test_run_without_requests_measures_nothing(self):
        measured = measure(RunLog(), 10)
        self.assertEqual((measured.requests, measured.operations, measured.slices), (0, {}, []))
