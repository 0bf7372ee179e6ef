import unittest

from evaluation.charts import scale


class ChartTests(unittest.TestCase):
    def test_scale_reaches_the_highest_in_few_round_steps(self):
        for exponent in range(-6, 9):
            for mantissa in (1, 1.3, 2, 2.5, 3.7, 5, 7.9, 9.99):
                highest = mantissa * 10.0**exponent
                with self.subTest(highest):
                    ticks = scale(highest)
                    self.assertEqual(ticks[0], 0)
                    self.assertGreaterEqual(ticks[-1], highest * 0.999999)
                    self.assertLessEqual(ticks[-1], highest * 2)
                    self.assertLessEqual(len(ticks), 6)
