"""Calls to one server, with the standard library alone."""

from __future__ import annotations

import http.client
import json
import socket
import urllib.error
import urllib.parse
import urllib.request
import uuid
from dataclasses import dataclass
from typing import Any, Dict, Iterator, Mapping, Optional

from ._errors import NoConnection, StampedeError, api_error

# The server says a word at least every 15 s; a link that is silent for longer is dead.
SILENCE = 40.0


@dataclass(frozen=True)
class Event:
    """A resource was created, changed or removed."""

    number: int
    kind: str
    id: str
    what: str


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect could carry the token to somebody else."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def quoted(text: str) -> str:
    """For a path or a query."""
    return urllib.parse.quote(text, safe="")


class Server:
    """One server and the token for it."""

    def __init__(self, url: str, token: str, timeout: float) -> None:
        parts = urllib.parse.urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("%r is not the address of a server, as in http://127.0.0.1:8090" % url)
        self.url = url.rstrip("/")
        self._token = token
        self._timeout = timeout
        handlers: list = [_NoRedirect()]
        if parts.hostname == "localhost" or parts.hostname.startswith("127.") or parts.hostname == "::1":
            # What listens here is not reached through a proxy.
            handlers.append(urllib.request.ProxyHandler({}))
        self._opener = urllib.request.build_opener(*handlers)

    def __repr__(self) -> str:
        return "Server(%r)" % self.url

    def call(
        self,
        method: str,
        path: str,
        query: Optional[Mapping[str, Any]] = None,
        body: Optional[Mapping[str, Any]] = None,
    ) -> Any:
        """The answer's JSON."""
        headers: Dict[str, str] = {}
        data: Optional[bytes] = None
        if body is not None:
            data = json.dumps(body).encode()
            headers["Content-Type"] = "application/json"
        if method == "POST":
            headers["Idempotency-Key"] = str(uuid.uuid4())
        with self.open(method, path, query, data, headers, self._timeout) as answer:
            return self._json(answer, path)

    def upload(self, path: str, file: Any, size: int) -> Any:
        """Sends what ``file.read`` gives, ``size`` bytes in all."""
        headers = {"Content-Type": "application/octet-stream", "Content-Length": str(size)}
        with self.open("PUT", path, None, file, headers, None) as answer:
            return self._json(answer, path)

    def download(self, path: str, file: Any) -> None:
        """Writes what comes to a file; less than was announced is an error."""
        headers = {"Accept": "application/octet-stream"}
        with self.open("GET", path, None, None, headers, None) as answer:
            announced = answer.headers.get("Content-Length")
            count = 0
            for block in iter(lambda: answer.read(1 << 16), b""):
                file.write(block)
                count += len(block)
            if announced is not None and count != int(announced):
                raise NoConnection("the content of %s broke off" % path)

    def events(self) -> Iterator[Event]:
        """Changes as they happen; ends when the server ends."""
        headers = {"Accept": "text/event-stream"}
        with self.open("GET", "/v1/events", None, None, headers, SILENCE) as answer:
            kind, data = "", ""
            for line in self._lines(answer):
                if line.startswith("event:"):
                    kind = line[6:].strip()
                elif line.startswith("data:"):
                    data += line[5:].strip()
                elif not line:
                    if kind == "change" and data:
                        event = json.loads(data)
                        yield Event(
                            int(event.get("number", 0)),
                            str(event.get("kind", "")),
                            str(event.get("id", "")),
                            str(event.get("what", "")),
                        )
                    kind, data = "", ""

    def lines(self, path: str, query: Mapping[str, Any], accept: str = "text/plain") -> Iterator[str]:
        """A text that goes on, line by line."""
        with self.open("GET", path, query, None, {"Accept": accept}, None) as answer:
            yield from self._lines(answer)

    @staticmethod
    def _lines(answer: Any) -> Iterator[str]:
        try:
            for raw in answer:
                yield raw.decode("utf-8", "replace").rstrip("\r\n")
        except (OSError, http.client.HTTPException) as e:
            raise NoConnection("the stream broke off: %s" % (e,)) from e

    def open(
        self,
        method: str,
        path: str,
        query: Optional[Mapping[str, Any]],
        data: Any,
        headers: Mapping[str, str],
        timeout: Optional[float],
    ) -> Any:
        """The open answer; the caller closes it."""
        url = self.url + path
        if query:
            url += "?" + urllib.parse.urlencode(query, quote_via=urllib.parse.quote)
        request = urllib.request.Request(url, data=data, method=method)
        request.add_header("Accept", "application/json")
        request.add_header("User-Agent", "stampede-python")
        for name, value in headers.items():
            request.add_header(name, value)
        if self._token:
            request.add_unredirected_header("Authorization", "Bearer " + self._token)
        where = "%s %s" % (method, url)
        try:
            if timeout is None:
                return self._opener.open(request, timeout=None)
            return self._opener.open(request, timeout=timeout)
        except urllib.error.HTTPError as e:
            with e:
                raise api_error(e.code, _problem(e), where) from None
        except urllib.error.URLError as e:
            raise NoConnection(self._unreachable(where, e.reason)) from e
        except (OSError, http.client.HTTPException) as e:
            raise NoConnection(self._unreachable(where, e)) from e

    @staticmethod
    def _unreachable(where: str, why: Any) -> str:
        reason = "no answer in time" if isinstance(why, socket.timeout) else str(why)
        return "no connection (%s): %s; is the console running, and STAMPEDE_URL right?" % (where, reason)

    def _json(self, answer: Any, path: str) -> Any:
        try:
            text = answer.read()
        except (OSError, http.client.HTTPException) as e:
            raise NoConnection(self._unreachable(path, e)) from e
        try:
            return json.loads(text) if text.strip() else {}
        except ValueError:
            raise StampedeError(
                "%s%s did not answer as a Stampede server does; check the address" % (self.url, path)
            ) from None


def _problem(answer: Any) -> Mapping[str, Any]:
    try:
        problem = json.loads(answer.read(1 << 20))
        return problem if isinstance(problem, dict) else {}
    except (ValueError, OSError, http.client.HTTPException):
        # Something between us and the server speaks: only its status is known.
        return {}
