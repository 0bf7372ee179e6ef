import unittest

from target import tokens


class TokenTests(unittest.TestCase):
    def test_lines_and_semicolons_both_separate_entries(self):
        self.assertEqual(tokens.parse("teacher:a=one;teacher:b=two\nadmin:c=three\n"), ["one", "two", "three"])

    def test_students_may_not_create_and_are_left_out(self):
        self.assertEqual(tokens.parse("student:s=one;teacher:t=two"), ["two"])

    def test_bare_token_is_taken_as_it_is(self):
        self.assertEqual(tokens.parse("abc==; def"), ["abc==", "def"])
