"""One HTTP exchange with a server that is not trusted: one deadline for the whole of it, a size limit, no detours.

Only the address of the request is contacted: no redirect is followed, no proxy used, no scheme but http and https known.
What goes wrong on the way is a NkgraphError of a sentence or two that names the address without its credentials.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from email.message import Message
from queue import Empty, SimpleQueue
from typing import Any

from nkgraph.errors import NkgraphError

_CHUNK = 65536
_LONGEST_QUOTE = 160
_GRACE = 5.0  # a socket gives up this much later than whoever waits for the whole, who then says so


@dataclass(frozen=True)
class Limits:
    """How long an exchange may take from the first byte sent to the last received, and how many bytes may come."""

    seconds: float = 60.0
    most_bytes: int = 256 * 1024 * 1024


@dataclass(frozen=True)
class Login:
    """A name and password, sent only when the server asks for them."""

    name: str
    password: str


@dataclass(frozen=True)
class Reply:
    """The whole of an answer."""

    status: int
    headers: Message
    body: bytes

    @property
    def kind(self) -> str:
        """The media type, without parameters."""
        return self.headers.get_content_type() if self.headers.get("Content-Type") else ""


def send(request: urllib.request.Request, limits: Limits, login: Login | None = None) -> Reply:
    """Send a request and read the whole answer within the limits."""
    outcome: SimpleQueue[Reply | str | None] = SimpleQueue()
    line = _Line()
    work = threading.Thread(target=_work, args=(request, limits, login, line, outcome), daemon=True)
    work.start()
    try:
        came = outcome.get(timeout=limits.seconds)
    except Empty:
        came = f"there was no whole answer within {limits.seconds:g} seconds. Ask for less, or allow more time"
    finally:
        line.cut()
    if isinstance(came, Reply):
        return came
    assert came is not None, "the exchange failed in a way that is not foreseen"
    raise NkgraphError(f"{shown(request.full_url)}: {came}.")


def shown(address: str) -> str:
    """An address as it may be printed: without name, password, query, and what a terminal would obey."""
    try:
        parts = urllib.parse.urlsplit(address)
    except ValueError:
        return "the address"
    return quoted(urllib.parse.urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="")))


def quoted(text: str) -> str:
    """The first line of what a stranger says, short and without what a terminal would obey."""
    first = next((line for line in text.splitlines() if line.strip()), "").strip()
    plain = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in first)
    return plain if len(plain) <= _LONGEST_QUOTE else f"{plain[:_LONGEST_QUOTE]}…"


class _Line:
    """The sockets of an exchange, so that it can be cut from outside."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []
        self._is_cut = False

    def hold(self, held: socket.socket) -> None:
        with self._lock:
            self._sockets.append(held)
            if self._is_cut:
                _shut(held)

    def cut(self) -> None:
        with self._lock:
            self._is_cut = True
            for held in self._sockets:
                _shut(held)


def _shut(held: socket.socket) -> None:
    try:
        held.shutdown(socket.SHUT_RDWR)
    except OSError:  # it is closed already
        return


class _Plain(urllib.request.HTTPHandler):
    def __init__(self, line: _Line) -> None:
        super().__init__()
        self._line = line

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        line = self._line

        class Connection(http.client.HTTPConnection):
            def connect(self) -> None:
                super().connect()
                line.hold(self.sock)

        return self.do_open(Connection, req)


class _Secured(urllib.request.HTTPSHandler):
    def __init__(self, line: _Line) -> None:
        super().__init__()
        self._line = line

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        line = self._line

        class Connection(http.client.HTTPSConnection):
            def connect(self) -> None:
                super().connect()
                line.hold(self.sock)

        return self.do_open(Connection, req, context=ssl.create_default_context())


class _AsItIs(urllib.request.BaseHandler):
    """Every status is an answer: errors are told by whoever asked, redirects are not followed."""

    def http_error_default(self, req: Any, fp: Any, code: int, msg: str, hdrs: Any) -> Any:
        return fp


class _Digest(urllib.request.HTTPDigestAuthHandler):
    """A login of a kind that is neither of the two known is left to be told as any other 401."""

    def http_error_401(self, req: Any, fp: Any, code: int, msg: str, headers: Any) -> Any:
        try:
            return super().http_error_401(req, fp, code, msg, headers)
        except ValueError:
            return None


class _Basic(urllib.request.HTTPBasicAuthHandler):
    """The same for the other kind."""

    def http_error_401(self, req: Any, fp: Any, code: int, msg: str, headers: Any) -> Any:
        try:
            return super().http_error_401(req, fp, code, msg, headers)
        except ValueError:
            return None


def _work(
    request: urllib.request.Request, limits: Limits, login: Login | None, line: _Line, outcome: SimpleQueue[Reply | str | None]
) -> None:
    """What the thread does; whatever happens, something is put into `outcome`."""
    came: Reply | str | None = None
    try:
        came = _exchange(request, limits, login, line)
    except urllib.error.HTTPError as error:  # a login that was refused
        came = Reply(error.code, error.headers, b"")
        error.close()
    except (OSError, http.client.HTTPException, ValueError) as error:
        came = _reason(error)
    finally:
        outcome.put(came)


def _exchange(request: urllib.request.Request, limits: Limits, login: Login | None, line: _Line) -> Reply | str:
    opener = urllib.request.OpenerDirector()
    handlers: list[urllib.request.BaseHandler] = [
        _Plain(line), _Secured(line), urllib.request.HTTPErrorProcessor(), _AsItIs(),
    ]  # fmt: skip
    if login is not None:
        known = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        known.add_password(None, request.full_url, login.name, login.password)
        handlers += [_Digest(known), _Basic(known)]
    for handler in handlers:
        opener.add_handler(handler)
    with opener.open(request, timeout=limits.seconds + _GRACE) as response:
        pieces, size = [], 0
        while piece := response.read(_CHUNK):
            size += len(piece)
            if size > limits.most_bytes:
                return f"the answer is larger than {limits.most_bytes:,} bytes and was not read. Ask for less"
            pieces.append(piece)
        promised = response.headers.get("Content-Length", "")
        if promised.isdigit() and size < int(promised):
            return "the connection ended in the middle of the answer, of which nothing is used. Ask again"
        return Reply(response.status, response.headers, b"".join(pieces))


def _reason(error: Exception) -> str:
    """What happened on the way and what to do, in words."""
    cause = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(cause, socket.gaierror):
        return "there is no machine of this name. Look at the spelling, or at the network"
    if isinstance(cause, ConnectionRefusedError):
        return "nobody answers at this port. Start the server, or look at the address"
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f"its certificate is not valid ({quoted(cause.verify_message)}). Look at the address, or ask who runs the server"
    if isinstance(cause, ssl.SSLError):
        return "it does not speak https. Look whether the address begins with http instead"
    if isinstance(cause, TimeoutError):
        return "there was no answer in time. Look whether the server is up, or allow more time"
    if isinstance(cause, http.client.IncompleteRead | ConnectionError | http.client.RemoteDisconnected):
        return "the connection ended in the middle of the answer, of which nothing is used. Ask again"
    if isinstance(cause, http.client.HTTPException):
        return "what answers does not speak HTTP as it should. Look at the address"
    if isinstance(cause, OSError) and cause.strerror:
        return f"it cannot be reached ({quoted(cause.strerror)}). Look at the address and the network"
    return f"it cannot be asked ({quoted(str(cause))}). Look at the address"
