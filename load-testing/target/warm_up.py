"""One request of each kind before the run: it finds a host that cannot be tested, and keeps slow first calls out of the numbers."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
import uuid
from urllib.parse import urljoin

ROUNDS = 3
TIMEOUT_SECONDS = 60


class WarmUpError(Exception):
    """The host cannot be tested; the message is shown to the user."""


def warm_up(host: str, token: str, rounds: int = ROUNDS) -> None:
    """Creates, lists, views and removes an assignment in each round."""
    for _ in range(rounds):
        _round(host, token)


def _round(host: str, token: str) -> None:
    assignment_id = f"load-warm-up-{uuid.uuid4().hex}"
    one = f"{host}/api/v1/assignments/{assignment_id}"
    try:
        body = {"assignmentId": assignment_id, "prompt": "A picture to warm up with"}
        created = json.loads(_ask(f"{host}/api/v1/assignments", token, "POST", body))
        image = created["assignment"]["image"]
        if image is None:
            raise WarmUpError(f"{host} created an assignment without its picture ({created['assignment']['status']}). The portal's log has the reason.")
        _ask(f"{host}/api/v1/assignments?pageSize=24", token)
        _ask(one, token)
        _ask(urljoin(f"{host}/", image["url"]), None)
        _ask(one, token, "DELETE")
    except (ValueError, KeyError, TypeError) as error:
        raise WarmUpError(f"{host} answers, but not like the portal's API: {error!r}. Check -TargetHost.") from error


def _ask(url: str, token: str | None, method: str = "GET", body: dict | None = None) -> bytes:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    if body is not None:
        headers["Content-Type"] = "application/json"
    request = urllib.request.Request(url, method=method, headers=headers, data=json.dumps(body).encode() if body is not None else None)
    try:
        with _OPENER.open(request, timeout=TIMEOUT_SECONDS) as answer:
            return answer.read()
    except urllib.error.HTTPError as error:
        raise WarmUpError(f"{method} {url} was answered with {error.code}{_said(error)}.{_advice(error.code)}") from error
    except OSError as error:
        reason = getattr(error, "reason", error)
        raise WarmUpError(f"{url} cannot be reached: {reason}. Is the portal running there?") from error


def _said(error: urllib.error.HTTPError) -> str:
    try:
        problem = json.loads(error.read())
        return f" ({problem['errorId']}: {problem.get('detail', '')})".replace(": )", ")")
    except (ValueError, KeyError, TypeError, OSError):
        return ""


def _advice(status: int) -> str:
    if status in (401, 403):
        return " Give a teacher's token: -TokenFile, or IMAGESTORAGE_API_TOKENS."
    if status == 429:
        return " Give more teachers' tokens, or raise the portal's Portal__GenerationsPerMinute."
    return ""


_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))
