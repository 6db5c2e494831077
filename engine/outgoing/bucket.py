"""Files in S3-compatible storage: three requests, signed with AWS Signature Version 4, addressed by path."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import quote, urlsplit

import structlog
import urllib3
from urllib3.exceptions import HTTPError

from engine import clock
from engine.errors import EngineError, InvalidError, UnavailableError
from engine.settings import Bucket

OK, DENIED, MISSING = 200, 403, 404
# All three can be done again without harm, so a line that broke is tried once more.
_WEB: Final = urllib3.PoolManager(
    timeout=urllib3.Timeout(connect=5, read=30), retries=urllib3.Retry(1, redirect=False, status=False)
)
_SCOPE: Final = ("s3", "aws4_request")
_SIGNED: Final = "host;x-amz-content-sha256;x-amz-date"

log = structlog.get_logger()


@dataclass(frozen=True)
class Answer:
    """What the storage said."""

    status: int
    data: bytes


def put(bucket: Bucket, named: str, data: bytes) -> None:
    """Keep content under a name; raise UnavailableError when the storage did not take it."""
    answer = ask(bucket, "PUT", named, data)
    if answer.status != OK:
        raise _trouble("PUT", answer)


def get(bucket: Bucket, named: str) -> bytes | None:
    """Return the content kept under a name, None when there is none; raise UnavailableError."""
    answer = ask(bucket, "GET", named)
    if answer.status == MISSING:
        return None
    if answer.status != OK:
        raise _trouble("GET", answer)
    return answer.data


def look(bucket: Bucket) -> None:
    """Raise InvalidError when the settings lead to no bucket of ours, UnavailableError when nothing answers."""
    answer = ask(bucket, "HEAD", "")
    if answer.status == MISSING:
        raise InvalidError(
            f"Det finns ingen bucket {bucket.name} på {bucket.endpoint}. Gör den, eller rätta RALS_FILES.",
            f"There is no bucket {bucket.name} at {bucket.endpoint}. Make it, or correct RALS_FILES.",
        )
    if answer.status != OK:
        raise InvalidError(
            f"Fillagret {bucket.endpoint} svarar {answer.status}. Rätta RALS_FILES_KEY, RALS_FILES_SECRET och"
            " RALS_FILES_REGION, och ge nyckeln rätt att läsa och skriva.",
            f"The file storage {bucket.endpoint} answers {answer.status}. Correct RALS_FILES_KEY, RALS_FILES_SECRET"
            " and RALS_FILES_REGION, and let the key read and write.",
        )


def ask(bucket: Bucket, method: str, named: str, data: bytes = b"") -> Answer:
    """Make one signed request about what is kept under a name, or about the bucket itself."""
    place = "/".join(part for part in (bucket.name, bucket.prefix, named) if part) if named else bucket.name
    path = f"{urlsplit(bucket.endpoint).path}/{quote(place)}"
    host = urlsplit(bucket.endpoint)
    headers = signed(bucket, method, path, data, clock.now())
    try:
        answer = _WEB.request(
            method,
            f"{host.scheme}://{host.netloc}{path}",
            body=data or None,
            headers=headers,
            redirect=False,
        )
    except HTTPError as error:
        log.warning("file-storage-away", method=method, why=type(error).__name__)
        raise UnavailableError(
            "Fillagret svarar inte. Försök igen om en stund. Säg till den som driver Räls om det fortsätter.",
            "The file storage does not answer. Try again in a while. Tell those who run Räls if it goes on.",
        ) from error
    return Answer(answer.status, answer.data)


def signed(bucket: Bucket, method: str, path: str, data: bytes, at: datetime) -> dict[str, str]:
    """Return the headers of a request without a query, Authorization among them."""
    stamp, digest = at.strftime("%Y%m%dT%H%M%SZ"), hashlib.sha256(data).hexdigest()
    headers = {"host": urlsplit(bucket.endpoint).netloc, "x-amz-content-sha256": digest, "x-amz-date": stamp}
    named = "".join(f"{name}:{value}\n" for name, value in headers.items())
    request = f"{method}\n{path}\n\n{named}\n{_SIGNED}\n{digest}"
    scope = (stamp[:8], bucket.region, *_SCOPE)
    said = "\n".join(
        ("AWS4-HMAC-SHA256", stamp, "/".join(scope), hashlib.sha256(request.encode()).hexdigest())
    )
    key = f"AWS4{bucket.secret}".encode()
    for step in (*scope, said):
        key = hmac.digest(key, step.encode(), hashlib.sha256)
    credential = f"{bucket.key}/{'/'.join(scope)}"
    shown = f"AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders={_SIGNED}, Signature={key.hex()}"
    return {**headers, "Authorization": shown}


def _trouble(method: str, answer: Answer) -> EngineError:
    log.error("file-storage-refused", method=method, status=answer.status)
    return UnavailableError(
        f"Fillagret svarade {answer.status}. Försök igen om en stund. Säg till den som driver Räls om det fortsätter.",
        f"The file storage answered {answer.status}. Try again in a while. Tell those who run Räls if it goes on.",
    )
