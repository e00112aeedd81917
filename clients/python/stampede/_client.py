"""The way in: a client for one server."""

from __future__ import annotations

import json
import os
from typing import Any, Dict, Iterator, List, Mapping, Optional

from ._errors import StampedeError
from ._http import Event, Server
from ._resource import TIMEOUT, Collection, Resource, _settled
from ._schema import Kind, kinds, snake
from ._wait import Watch

USUAL_URL = "http://127.0.0.1:8090"


class Client:
    """A server's kinds as attributes: ``client.containers``, ``client.virtual_machines``.

    :param timeout: how long an answer may take, in seconds
    """

    def __init__(self, url: str = USUAL_URL, token: str = "", timeout: float = 60.0) -> None:
        self._server = Server(url, token, timeout)
        self._kinds: Optional[Dict[str, Kind]] = None

    @classmethod
    def from_env(cls, env: Optional[Mapping[str, str]] = None, timeout: float = 60.0) -> "Client":
        """By ``STAMPEDE_URL`` and ``STAMPEDE_TOKEN``, else what ``stampede login`` kept."""
        env = os.environ if env is None else env
        kept = _kept(env)
        url = (env.get("STAMPEDE_URL") or kept.get("url") or USUAL_URL).rstrip("/")
        # The token that was kept goes to the server it was kept for, and to no other.
        own = kept.get("token", "") if kept.get("url", "").rstrip("/") == url else ""
        return cls(url, env.get("STAMPEDE_TOKEN") or own, timeout)

    @property
    def url(self) -> str:
        """The server's address."""
        return self._server.url

    @property
    def kinds(self) -> Dict[str, Kind]:
        """All kinds by plural, fetched once."""
        if self._kinds is None:
            self._kinds = kinds(self._server.call("GET", "/v1/schemas"))
        return self._kinds

    def refresh(self) -> None:
        """Forgets the schema, for a server that has changed meanwhile."""
        self._kinds = None

    def __getattr__(self, name: str) -> Collection:
        if not name.startswith("_"):
            for plural, kind in self.kinds.items():
                if name in (plural, snake(plural)):
                    return Collection(self, kind)
        raise AttributeError("the server has no kind %r; it has %s" % (name, self._words()))

    def __dir__(self) -> List[str]:
        try:
            words = [snake(plural) for plural in self.kinds]
        except StampedeError:
            words = []
        return sorted({*super().__dir__(), *words})

    def _words(self) -> str:
        return ", ".join(snake(plural) for plural in self._kinds or {})

    def __repr__(self) -> str:
        return "Client(%r)" % self.url

    def wait(self, resource: Resource, state: Optional[str] = None, timeout: float = TIMEOUT) -> Resource:
        """Until the resource rests, in ``state`` if one is given; answers it as it is then.

        :raises Failed: when it goes to error
        :raises TimedOut: when it takes too long
        """
        return _settled(resource, Watch(self._server), timeout, state)

    def events(self, kind: str = "") -> Iterator[Event]:
        """Changes as they happen, of one kind or of all. Events may be lost: look now and then."""
        for event in self._server.events():
            if not kind or event.kind == kind:
                yield event

    def tasks(self, limit: int = 50) -> List[Dict[str, Any]]:
        """What was done, newest first."""
        return list(self._server.call("GET", "/v1/tasks", {"limit": limit}).get("data", []))


def _kept(env: Mapping[str, str]) -> Dict[str, str]:
    """What ``stampede login`` kept."""
    folder = env.get("XDG_CONFIG_HOME", "")
    if not folder.startswith("/"):
        folder = os.path.join(env.get("HOME") or os.path.expanduser("~"), ".config")
    path = os.path.join(folder, "stampede", "config.json")
    try:
        with open(path, encoding="utf-8") as file:
            kept = json.load(file)
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as e:
        raise StampedeError("%s cannot be read: %s; mend it or log in again" % (path, e)) from e
    return {k: str(v) for k, v in kept.items()} if isinstance(kept, dict) else {}
