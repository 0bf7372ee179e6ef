"""A portal started for one run: on a free port, with its records and pictures in a temporary folder, and its CPU and memory sampled."""

from __future__ import annotations

import json
import os
import secrets
import signal
import socket
import subprocess
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

START_SECONDS = 60
STOP_SECONDS = 20
TEACHERS = 10


class PortalError(Exception):
    """The portal could not be started; the message is shown to the user."""


class Portal:
    """Started by the constructor, ended by close. Uses the bucket and database of the environment variables, if they are set."""

    def __init__(self, program: Path, folder: Path):
        if not program.is_file():
            raise PortalError(f"There is no portal '{program}'. Build it first: dotnet build -c Release src/ImageStorage.Portal.")
        self.tokens = [secrets.token_urlsafe(32) for _ in range(TEACHERS)]
        self.address = f"http://127.0.0.1:{_free_port()}"
        self._log = (folder / "portal.log").open("w", encoding="utf-8")
        self._samples = folder / "portal.jsonl"
        self._home = tempfile.TemporaryDirectory(prefix="imagestorage-load-", ignore_cleanup_errors=True)
        self._stopping = threading.Event()
        settings = {
            "ASPNETCORE_URLS": self.address,
            "IMAGESTORAGE_HOME": self._home.name,
            "Portal__ApiTokens": ";".join(f"teacher:load-{number}={token}" for number, token in enumerate(self.tokens, 1)),
            # A few teachers stand for many here, and the limit is per teacher.
            "Portal__GenerationsPerMinute": "10000",
        }
        command = ["dotnet", str(program)] if program.suffix == ".dll" else [str(program)]
        try:
            self._process = subprocess.Popen(
                command, cwd=program.parent, env={**os.environ, **settings},
                stdin=subprocess.DEVNULL, stdout=self._log, stderr=subprocess.STDOUT, start_new_session=True)
        except OSError as error:
            raise PortalError(f"'{' '.join(command)}' cannot be started: {error.strerror}.") from error
        self._wait_until_ready()
        self._watcher = threading.Thread(target=self._watch, daemon=True)
        self._watcher.start()

    def close(self) -> None:
        self._stopping.set()
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._log.close()
        self._home.cleanup()

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                break
            try:
                with _OPENER.open(self.address + "/health/ready", timeout=5):
                    return
            except OSError:
                time.sleep(0.2)
        ended = self._process.poll()
        self._process.kill()
        self._process.wait()
        self._log.close()
        self._home.cleanup()
        what = f"was not ready within {START_SECONDS} s" if ended is None else f"ended with {ended} before it was ready"
        raise PortalError(f"The portal {what}. Its log is '{self._log.name}'.")

    def _watch(self) -> None:
        """Samples CPU and memory on Linux; on other systems the report leaves them out."""
        before = None
        while not self._stopping.wait(1):
            usage = _usage(self._process.pid)
            if usage is None:
                return
            now = time.time()
            if before is not None:
                cpu = 100 * (usage[0] - before[1]) / (now - before[0])
                entry = {"kind": "portal", "at": round(now, 3), "cpu": round(cpu, 1), "memory": usage[1]}
                with self._samples.open("a", encoding="utf-8") as samples:
                    samples.write(json.dumps(entry) + "\n")
            before = now, usage[0]


# Requests to this machine must not go through a proxy that the environment names.
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _usage(pid: int) -> tuple[float, int] | None:
    """Seconds of processor time so far, and resident bytes; None where the system does not report them."""
    try:
        # The command's name, in brackets, may contain spaces.
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return None
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"), int(fields[21]) * os.sysconf("SC_PAGE_SIZE")
