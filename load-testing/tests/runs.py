"""Builds run logs from numbers."""

from evaluation.run_log import PortalSample, Request, RunLog, Sample


def request(at, name="upload", milliseconds=100.0, error=None):
    return Request(at, name, milliseconds, 10, error)


def steady(seconds=100, milliseconds=100.0, cpu=20.0, error_every=0):
    """One request a second of each operation."""
    names = ("upload", "view", "download", "list")
    requests = [request(1000.0 + second, name, milliseconds, "HTTP 500" if error_every and second % error_every == 0 else None)
                for second in range(seconds) for name in names]
    samples = [Sample(1000.0 + second, 10, cpu) for second in range(seconds)]
    portal = [PortalSample(1000.0 + second, 50.0, 200_000_000 + second) for second in range(seconds)]
    return RunLog(requests, samples, portal)
