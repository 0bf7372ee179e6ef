"""Run from load-testing/: python3 -m unittest"""
