"""What happened, one JSON object a line: each request, and what befell the service. Never a query nor a whole address of a
client, unless whoever runs the service asks for the queries.

Lines are written by a thread of their own, so that a full disk or a slow reader does not hold up any answer; where it falls
behind for long, lines are left out, and counted.
"""

from __future__ import annotations

import json
import sys
import threading
import time
import traceback
from collections import deque
from datetime import UTC, datetime
from pathlib import Path

from nkgraph.errors import NkgraphError

MOST_WAITING = 20_000  # lines


class Journal:
    """Takes lines until it is closed. A file is opened for each handful of lines, so that it may be moved away meanwhile."""

    def __init__(self, path: Path | None = None, *, queries: bool = False) -> None:
        self.queries = queries
        self._path = path
        self._waiting: deque[str] = deque()
        self._left_out = 0  # lines that came when too many waited
        self._unwritten = 0  # lines that could not be written
        self._told = 0  # of both, as many as the log tells of
        self._something = threading.Event()
        self._closed = False
        if path is not None:
            try:
                path.open("a").close()
            except OSError as error:
                raise NkgraphError(f"{path}: cannot be written to: {error.strerror}. Name another file with --log.") from error
        self._writer = threading.Thread(target=self._write, name="journal", daemon=True)
        self._writer.start()

    def event(self, event: str, **said: object) -> None:
        """Note what befell the service."""
        self._take(json.dumps({"time": _stamp(), "event": event, **said}, ensure_ascii=False, default=str))

    def failure(self, event: str, error: BaseException, **said: object) -> None:
        """Note what should not have happened, with the place in the program where it did."""
        self.event(event, **said, error=repr(error), traceback="".join(traceback.format_exception(error)))

    def request(
        self, method: str, path: str, query: str, status: int, seconds: float, size: int, client: str, snapshot: str
    ) -> None:
        """Note a request: `path` as it came, `query` only where that is wanted."""
        said = {
            "time": _stamp(), "method": method, "path": path, "status": status, "ms": round(seconds * 1000, 1),
            "bytes": size, "client": client, "snapshot": snapshot,
        }  # fmt: skip
        if self.queries and query:
            said["query"] = query
        self._take(json.dumps(said))

    def close(self) -> None:
        """Write what waits, and stop."""
        self._closed = True
        self._something.set()
        self._writer.join(5)

    def _take(self, line: str) -> None:
        if len(self._waiting) >= MOST_WAITING:
            self._left_out += 1
            return
        self._waiting.append(line)
        if not self._something.is_set():
            self._something.set()

    def _write(self) -> None:
        while True:
            self._something.wait()
            self._something.clear()
            self._put([self._waiting.popleft() for _ in range(len(self._waiting))])
            if self._closed and not self._waiting:
                return
            if not self._closed:
                time.sleep(0.05)  # so that many lines are written at once

    def _put(self, lines: list[str]) -> None:
        """Write lines, and how many are missing; where that fails, these are missing too."""
        missing = self._left_out + self._unwritten - self._told
        more = [json.dumps({"time": _stamp(), "event": "lines left out", "lines": missing})] if missing else []
        text = "".join(line + "\n" for line in (*lines, *more))
        try:
            if self._path is None:
                sys.stderr.write(text)
                sys.stderr.flush()
            else:
                with self._path.open("a", encoding="utf-8", errors="backslashreplace") as file:
                    file.write(text)
            self._told += missing
        except (OSError, ValueError):
            self._unwritten += len(lines)  # told when there is room again


def _stamp() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
