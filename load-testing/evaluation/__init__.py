"""Reads a run's log, measures it, judges it and writes the reports. Needs only Python 3.10 or newer."""
