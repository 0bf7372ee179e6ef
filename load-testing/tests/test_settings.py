import json
import tempfile
import unittest
from pathlib import Path

from evaluation import settings
from evaluation.settings import SettingsError

HERE = Path(__file__).resolve().parent.parent


class SettingsTests(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = Path(folder.name) / "settings.json"

    def write(self, content):
        self.path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return self.path

    def thresholds(self, **changed):
        return self.write({"operations": {"upload": {"p95Ms": 2000}}, "errorShare": 0.01, **changed})

    def test_every_profile_of_the_project_can_be_read(self):
        for name in ("smoke", "baseline", "stress", "spike", "endurance"):
            with self.subTest(name):
                self.assertGreater(settings.read_profile(HERE / "profiles.json", name).seconds, 0)

    def test_every_thresholds_file_of_the_project_can_be_read(self):
        for path in HERE.glob("thresholds*.json"):
            with self.subTest(path.name):
                self.assertIn("download", settings.read_thresholds(path).operations)

    def test_wrong_profile_name_suggests_the_right_one(self):
        with self.assertRaisesRegex(SettingsError, "Did you mean 'baseline'"):
            settings.read_profile(HERE / "profiles.json", "basline")

    def test_misspelled_threshold_is_refused(self):
        for changed in ({"errorShrae": 0.1}, {"operations": {"uplaod": {"p95Ms": 1}}}, {"operations": {"upload": {"p59Ms": 1}}}, {"baseline": {"p95Growht": 1}}):
            with self.subTest(changed), self.assertRaisesRegex(SettingsError, "Did you mean"):
                settings.read_thresholds(self.thresholds(**changed))

    def test_threshold_that_is_no_number_is_refused(self):
        for value in ("2000", None, True, -1):
            with self.subTest(value), self.assertRaisesRegex(SettingsError, "is a number"):
                settings.read_thresholds(self.thresholds(operations={"upload": {"p95Ms": value}}))

    def test_missing_error_share_is_refused(self):
        with self.assertRaisesRegex(SettingsError, "'errorShare'.*missing"):
            settings.read_thresholds(self.write({"operations": {"upload": {"p95Ms": 1}}}))

    def test_no_operation_at_all_is_refused(self):
        with self.assertRaisesRegex(SettingsError, "names one operation or more"):
            settings.read_thresholds(self.thresholds(operations={}))

    def test_text_that_is_not_json_is_refused(self):
        with self.assertRaisesRegex(SettingsError, "is not JSON"):
            settings.read_thresholds(self.write("{"))

    def test_file_that_is_not_there_is_refused(self):
        with self.assertRaisesRegex(SettingsError, "cannot be read"):
            settings.read_thresholds(self.path)

    def test_profile_with_impossible_numbers_is_refused(self):
        for stage in ({"users": 0, "spawnRate": 1, "seconds": 9}, {"users": 1.5, "spawnRate": 1, "seconds": 9}, {"users": 1, "spawnRate": 0, "seconds": 9},
                      {"users": 1, "spawnRate": 1, "seconds": 0}):
            with self.subTest(stage), self.assertRaises(SettingsError):
                settings.read_profile(self.write({"mine": {"stages": [stage]}}), "mine")

    def test_run_that_ends_within_its_ramp_is_refused(self):
        profile = settings.read_profile(HERE / "profiles.json", "stress")
        with self.assertRaisesRegex(SettingsError, "Nothing would be left to judge"):
            settings.adjust(profile, None, 1, 30)

    def test_adjust_changes_only_what_is_given(self):
        stage = settings.adjust(settings.read_profile(HERE / "profiles.json", "stress"), 20, None, 60).stages[0]
        self.assertEqual((stage.users, stage.spawn_rate, stage.seconds), (20, 5, 60))

    def test_adjust_refuses_a_profile_of_several_stages(self):
        with self.assertRaisesRegex(SettingsError, "4 stages"):
            settings.adjust(settings.read_profile(HERE / "profiles.json", "spike"), 20, None, None)

    def test_durations_are_read(self):
        for text, seconds in (("90", 90), ("90s", 90), ("10m", 600), ("1h", 3600), ("1m30s", 90), ("0.5m", 30)):
            with self.subTest(text):
                self.assertEqual(settings.parse_duration(text), seconds)

    def test_invalid_duration_is_refused(self):
        for text in ("", "0", "0s", "-5", "soon", "m", "1.2.3s"):
            with self.subTest(text), self.assertRaisesRegex(SettingsError, "is not a duration"):
                settings.parse_duration(text)
