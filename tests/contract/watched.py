"""Ask a question on the command line's way and over HTTP, and print who was connected to or looked up meanwhile."""

from __future__ import annotations

import ipaddress
import json
import sys
import time
from typing import Any

OUTSIDE: list[str] = []
_LOOK_UPS = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"}
_SENDING = {"socket.connect", "socket.sendto", "socket.sendmsg"}


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _LOOK_UPS and not _is_loopback(arguments[0]):
        OUTSIDE.append(f"{event} {arguments[0]!r}")
    # An address is a pair for the internet protocols; local sockets have a path.
    if event in _SENDING and isinstance(arguments[1], tuple) and not _is_loopback(arguments[1][0]):
        OUTSIDE.append(f"{event} {arguments[1]!r}")


def _is_loopback(host: object) -> bool:
    name = host.decode() if isinstance(host, bytes) else str(host)
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"


def main() -> None:
    """Build an index where the settings say, ask, serve, ask again."""
    sys.addaudithook(_watch)
    from fastapi.testclient import TestClient

    from nhipcau.answering.assistant import final_answer, load_assistant
    from nhipcau.config import load_config
    from nhipcau.server.app import create_app
    from nhipcau.vocabulary import Question

    question = "Delegations from seven countries hung how many paper lanterns along the Hoài River?"
    config = load_config()
    assistant = load_assistant(config)
    asked = final_answer(assistant.answer(Question(question)))
    with TestClient(create_app(config, lambda: assistant)) as client:
        while client.get("/readyz").status_code != 200:
            time.sleep(0.05)
        served = client.post("/v1/answers", json={"question": question}).json()
    print(json.dumps({"asked": asked.status, "served": served["status"], "outside": OUTSIDE}))  # noqa: T201


if __name__ == "__main__":
    main()
