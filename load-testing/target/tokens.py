"""The bearer tokens of the simulated users, in the portal's own format: role:name=token."""

from __future__ import annotations

from pathlib import Path

VARIABLE = "IMAGESTORAGE_API_TOKENS"
CREATORS = ("teacher", "admin")


def parse(text: str) -> list[str]:
    """The tokens that may create assignments. Entries are separated by line ends or semicolons; a token without a role is a teacher's."""
    tokens = []
    for entry in text.replace("\n", ";").split(";"):
        entry = entry.strip()
        who, separator, token = entry.partition("=")
        if separator and ":" in who:
            if who.partition(":")[0] in CREATORS:
                tokens.append(token)
        elif entry:
            tokens.append(entry)
    return tokens


def read(path: str | None, environment: dict[str, str]) -> list[str]:
    """The tokens of the file, or without one those of the environment."""
    return parse(Path(path).read_text(encoding="utf-8") if path else environment.get(VARIABLE, ""))
