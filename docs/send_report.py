"""Hands in a status report from a file: RALS=https://.../api/v1 KEY=rals_... python3 send_report.py report.toml (see status-reports.md)."""

import hashlib
import json
import os
import sys
import tomllib
import urllib.error
import urllib.request
from pathlib import Path


def call(address: str, body: bytes | None = None, **headers: str) -> dict:
    """Return the answer to a GET, or to a POST when there is a body."""
    request = urllib.request.Request(address, body, headers | {"Content-Type": "application/json"})
    # Not to where an answer leads on to.
    request.add_unredirected_header("Authorization", f"Bearer {os.environ['KEY']}")
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def send(file: Path) -> str:
    """Fetch what the next report begins with, put what the file says over it, and hand it in; the same file again is the same report."""
    content = file.read_bytes()
    said, key = tomllib.loads(content.decode()), hashlib.sha256(content).hexdigest()
    # The key goes to RALS alone, whatever address a file has: files come from others too.
    site, case = os.environ["RALS"].removesuffix("/api/v1"), said["case"].rpartition("/arenden/")[2]
    reports, kept = f"{site}/api/v1/cases/{case}/status-reports", file.with_suffix(f".{key[:8]}.json")
    if not kept.exists():  # else it has been sent before: what it said then is sent again
        body = call(f"{reports}/next")["answers"] | said["answers"]
        kept.write_text(json.dumps({"answers": body}, default=str))
    made = call(reports, kept.read_bytes(), **{"Idempotency-Key": key})
    return f"Rapport {made['number']}: {site}/statusrapporter/{made['id']}"


try:
    print(send(Path(sys.argv[1])))
except urllib.error.HTTPError as refused:
    problem = json.load(refused)
    faults = [f"\n{one['pointer']}: {one['detail']}" for one in problem.get("errors", ())]
    sys.exit(problem["detail"] + "".join(faults))
except (OSError, ValueError, KeyError, IndexError) as trouble:
    sys.exit(f"{sys.argv[1:]}: {trouble!r}")
