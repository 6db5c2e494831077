"""An HTTP client with one connection that is kept alive."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from http.client import HTTPConnection
from typing import Any, Final, Self

from engine.errors import UnavailableError

SECONDS: Final = 30


class Client:
    """Asks the API; anything but success is a fault of the benchmark or of the house, and ends the run."""

    def __init__(self, port: int) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=SECONDS)

    def status(self, path: str) -> int:
        """Return the status of a GET without a login."""
        return self._ask("GET", path, {}, None)[0]

    def text(self, path: str) -> str:
        """Return what a GET outside the API gives to whoever asks from this machine."""
        return self._ask("GET", path, {}, None)[1].decode()

    def get(self, path: str, token: str) -> Any:
        """Return the JSON of a GET."""
        return self._call("GET", path, token, None)

    def post(self, path: str, token: str, body: Mapping[str, Any]) -> Any:
        """Return the JSON that answers a POST."""
        return self._call("POST", path, token, json.dumps(body).encode())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def _call(self, method: str, path: str, token: str, body: bytes | None) -> Any:
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        status, said = self._ask(method, f"/api/v1{path}", headers, body)
        if status >= HTTPStatus.BAD_REQUEST:
            what = f"{method} {path}: {status} {said.decode()[:1000]}"
            raise UnavailableError(f"Mätningen fick ett fel. {what}", f"The measurement met a fault. {what}")
        return json.loads(said)

    def _ask(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes | None
    ) -> tuple[int, bytes]:
        self._connection.request(method, path, body, dict(headers))
        answer = self._connection.getresponse()
        return answer.status, answer.read()
