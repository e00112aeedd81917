"""Resources and collections: attributes and methods follow from the schema."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any, Callable, Dict, Iterable, Iterator, List, Mapping, Optional, Sequence, Union

from ._errors import NotFound
from ._http import quoted
from ._onboard import Added, Onboarding, Outlook, Wishes, fields_of, targets
from ._schema import Action, Kind, given_names, snake
from ._wait import Watch, wait

if TYPE_CHECKING:
    from ._client import Client

PAGE = 500
TIMEOUT = 600.0


@dataclass(frozen=True)
class Step:
    """One step of a plan; ``calls`` are the exact commands and API calls, as far as known."""

    title: str
    destroys: bool
    calls: Sequence[str]


@dataclass(frozen=True)
class Plan:
    """What a change would do; nothing of it has been done."""

    steps: Sequence[Step]
    waiting: str
    problem: Optional[Mapping[str, Any]]

    @staticmethod
    def of(json: Mapping[str, Any]) -> "Plan":
        steps = [
            Step(str(s.get("title", "")), bool(s.get("destroys")), tuple(s.get("calls") or ()))
            for s in json.get("steps") or ()
        ]
        return Plan(tuple(steps), str(json.get("waiting") or ""), json.get("problem"))

    def __str__(self) -> str:
        lines = []
        for number, step in enumerate(self.steps, 1):
            lines.append("%2d. %s%s" % (number, step.title, " (destroys)" if step.destroys else ""))
            lines += ["      " + call for call in step.calls]
        if self.waiting:
            lines.append("It would wait: " + self.waiting)
        if self.problem:
            lines.append("This cannot be done: %s" % self.problem.get("message", ""))
        return "\n".join(lines) or "Nothing is to be done."


def _plain(value: Any) -> Any:
    """A value for JSON: a resource stands for its id."""
    if isinstance(value, Resource):
        return value.id
    if isinstance(value, (list, tuple, set)):
        return [_plain(v) for v in value]
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items()}
    return value


def _method(action: Action, does: Callable[..., Any], owner: str) -> Callable[..., Any]:
    """An action as a function that can be asked for its documentation."""

    def call(**values: Any) -> Any:
        return does(action, values)

    call.__name__ = snake(action.name)
    call.__qualname__ = "%s.%s" % (owner, call.__name__)
    call.__doc__ = action.doc
    return call


class Resource:
    """One resource as it was last seen; :meth:`reload` looks again.

    Fields are attributes, in snake or camel case; a field without a value is ``None``. Actions are
    methods, which take ``wait=True``, ``timeout=`` and ``plan=True`` beside their own input.
    """

    # What the server adds to every resource, beside the fields of its kind.
    id: str
    name: str
    state: str
    transitioning: str
    message: str

    _ALWAYS = ("id", "name", "state", "transitioning", "message")
    _SOMETIMES = ("progress", "problem", "generation", "created", "seenAt", "links", "actions", "type")

    def __init__(self, client: "Client", kind: Kind, json: Mapping[str, Any]) -> None:
        self._client = client
        self._kind = kind
        self._json: Dict[str, Any] = dict(json)

    @property
    def schema(self) -> Kind:
        """The kind it is of."""
        return self._kind

    def to_dict(self) -> Dict[str, Any]:
        """As the server sent it."""
        return dict(self._json)

    def get(self, name: str, default: Any = None) -> Any:
        """A member of what the server sent."""
        return self._json.get(name, default)

    def __getitem__(self, name: str) -> Any:
        return self._json[name]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if name in self._ALWAYS:
            return self._json.get(name, "")
        field = self._kind.field(name)
        if field is not None:
            return self._json.get(field.name)
        for known in self._SOMETIMES:
            if name in (known, snake(known)):
                return self._json.get(known)
        action = self._kind.action(name)
        if action is not None:
            return _method(action, self._act, self._kind.name)
        raise AttributeError(
            "a %s has no field and no action %r; see help(client.%s)"
            % (self._kind.called, name, snake(self._kind.plural))
        )

    def __dir__(self) -> List[str]:
        names = set(super().__dir__()) | set(self._ALWAYS) | {snake(n) for n in self._SOMETIMES}
        names |= {snake(f.name) for f in self._kind.fields}
        names |= {snake(a.name) for a in self._kind.actions if not a.collection}
        return sorted(names)

    def __repr__(self) -> str:
        return "<%s %s %s>" % (self._kind.name, self.name, self.state)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Resource) and (other._kind.name, other.id) == (self._kind.name, self.id)

    def __hash__(self) -> int:
        return hash((self._kind.name, self.id))

    @property
    def _path(self) -> str:
        return "/v1/%s/%s" % (self._kind.plural, quoted(self.id))

    def _gone(self) -> "Resource":
        self._json.update(state="removed", transitioning="no", message="")
        self._json.pop("progress", None)
        return self

    def reload(self) -> "Resource":
        """Looks again."""
        self._json = dict(self._client._server.call("GET", self._path))
        return self

    def update(self, *, wait: bool = False, timeout: float = TIMEOUT, plan: bool = False, **fields: Any) -> Any:
        """Changes the fields that are given; answers itself, or the :class:`Plan`."""
        body = _plain(given_names(self._kind.fields, fields))
        return self._change("PUT", self._path, {}, body, wait, timeout, plan)

    def delete(self, *, wait: bool = False, timeout: float = TIMEOUT, plan: bool = False) -> Any:
        """Removes it; answers itself, or the :class:`Plan`."""
        return self._change("DELETE", self._path, {}, None, wait, timeout, plan, "removed")

    def act(self, action: str, **values: Any) -> Any:
        """An action by its name, for those whose name something else has taken."""
        known = self._kind.action(action)
        if known is None:
            raise AttributeError("a %s has no action %r" % (self._kind.called, action))
        return self._act(known, values)

    def _act(self, action: Action, values: Dict[str, Any]) -> Any:
        own = {f.name for f in action.input} | {snake(f.name) for f in action.input}
        options = {k: values.pop(k) for k in ("wait", "timeout", "plan") if k in values and k not in own}
        body = _plain(given_names(action.input, values))
        return self._change(
            "POST",
            self._path,
            {"action": action.name},
            body,
            options.get("wait", False),
            options.get("timeout", TIMEOUT),
            options.get("plan", False),
        )

    def _change(
        self,
        method: str,
        path: str,
        query: Dict[str, Any],
        body: Any,
        wait: bool,
        timeout: float,
        plan: bool,
        end: Optional[str] = None,
    ) -> Any:
        if plan:
            return Plan.of(self._client._server.call(method, path, {**query, "plan": "true"}, body))
        watch = Watch(self._client._server) if wait else None
        self._json = dict(self._client._server.call(method, path, query, body))
        return self if watch is None else _settled(self, watch, timeout, end)

    def wait(self, state: Optional[str] = None, timeout: float = TIMEOUT) -> "Resource":
        """Until its transition ends, or it is in ``state``."""
        return self._client.wait(self, state=state, timeout=timeout)

    def logs(self, tail: int = 100, follow: bool = False) -> Union[str, Iterator[str]]:
        """Its log as one text; with ``follow`` line by line, without an end."""
        query = {"tail": tail, "follow": "true" if follow else "false"}
        lines = self._client._server.lines(self._path + "/logs", query)
        return lines if follow else "".join(line + "\n" for line in lines)

    def figures(self, *, step: int = 10, since: Optional[datetime] = None) -> List[Dict[str, Any]]:
        """How busy a host was: one entry for each step, oldest first, with ``time`` as a datetime.

        :param step: seconds, 10 (kept for an hour), 60 (a day) or 600 (30 days)
        :param since: an aware datetime; all that is kept where left out
        """
        query: Dict[str, Any] = {"step": step}
        if since is not None:
            query["from"] = since.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        columns = self._client._server.call("GET", self._path + "/figures", query)
        times = columns.get("times") or []
        series = {snake(k): v for k, v in columns.items() if isinstance(v, list) and k != "times"}
        return [
            {"time": datetime.fromtimestamp(at, timezone.utc), **{k: v[i] for k, v in series.items()}}
            for i, at in enumerate(times)
        ]

    def ticket(self) -> str:
        """The address of a WebSocket, good for one opening within 30 seconds: a host's terminal (binary
        frames are bytes, a text frame ``{"columns": 120, "rows": 40}`` is the window's size), or a virtual
        machine's screen (VNC)."""
        server = self._client._server
        return "ws" + server.url[len("http") :] + server.call("POST", self._path + "/ticket", body={})["url"]

    def tasks(self) -> List[Dict[str, Any]]:
        """What was done to it, newest first."""
        return list(self._client._server.call("GET", self._path + "/tasks").get("data", []))


def _settled(resource: Resource, watch: Watch, timeout: float, state: Optional[str] = None) -> Resource:
    try:
        return wait(resource, state, timeout, watch)
    finally:
        watch.end()


class Collection:
    """All resources of a kind: ``list``, ``get``, ``create`` and more; iterates page by page."""

    def __init__(self, client: "Client", kind: Kind) -> None:
        self._client = client
        self._kind = kind
        self.__doc__ = kind.doc

    @property
    def schema(self) -> Kind:
        """The kind, with its fields and actions."""
        return self._kind

    def __repr__(self) -> str:
        return "<%s at %s>" % (self._kind.plural, self._client.url)

    def __dir__(self) -> List[str]:
        asks = {snake(a.name) for a in self._kind.actions if a.collection}
        own = set(super().__dir__())
        if self._kind.name not in ("image", "volume", "virtualMachine"):
            own -= {"upload"}
        if self._kind.name not in ("volume", "virtualMachine", "snapshot"):
            own -= {"download"}
        if self._kind.name != "host":
            own -= {"add", "add_all", "discover"}
        return sorted(own | asks)

    def __getattr__(self, name: str) -> Any:
        if not name.startswith("_"):
            action = self._kind.action(name, collection=True)
            if action is not None:
                return _method(action, self._ask, self._kind.plural)
        raise AttributeError("%s have no %r; see dir(client.%s)" % (self._kind.plural, name, self._kind.plural))

    @property
    def _path(self) -> str:
        return "/v1/" + self._kind.plural

    def _ask(self, action: Action, values: Dict[str, Any]) -> Dict[str, Any]:
        body = _plain(given_names(action.input, values))
        return dict(self._client._server.call("POST", self._path, {"action": action.name}, body))

    def _of(self, json: Mapping[str, Any]) -> Resource:
        return Resource(self._client, self._kind, json)

    def iterate(self, *, sort: str = "", limit: Optional[int] = None, **filters: Any) -> Iterator[Resource]:
        """One after the other; the next page is fetched when it is needed."""
        query: Dict[str, Any] = {self._kind.parameter(k): _word(_plain(v)) for k, v in filters.items()}
        if sort:
            query["sort"] = self._sort(sort)
        left = limit
        while left is None or left > 0:
            query["limit"] = PAGE if left is None else min(PAGE, left)
            page = self._client._server.call("GET", self._path, query)
            for json in list(page.get("data", []))[:left]:
                yield self._of(json)
            if left is not None:
                left -= len(page.get("data", []))
            cursor = page.get("next")
            if not cursor or cursor == query.get("cursor"):
                return
            query["cursor"] = cursor

    def _sort(self, sort: str) -> str:
        words = [(w[:1] == "-", w.lstrip("-")) for w in sort.split(",")]
        return ",".join(("-" if down else "") + self._kind.parameter(word) for down, word in words)

    def __iter__(self) -> Iterator[Resource]:
        return self.iterate()

    def list(self, *, sort: str = "", limit: Optional[int] = None, **filters: Any) -> "List[Resource]":
        """All that match: ``state="running"``, ``name_like="web"``, ``memory_gte=512``."""
        return [*self.iterate(sort=sort, limit=limit, **filters)]

    def get(self, id_or_name: str) -> Resource:
        """One of them.

        :raises NotFound: when there is none
        """
        return self._of(self._client._server.call("GET", "%s/%s" % (self._path, quoted(id_or_name))))

    __getitem__ = get

    def find(self, id_or_name: str) -> Optional[Resource]:
        """One of them, or ``None``."""
        try:
            return self.get(id_or_name)
        except NotFound:
            return None

    def create(self, *, wait: bool = False, timeout: float = TIMEOUT, plan: bool = False, **fields: Any) -> Any:
        """Makes one from its fields; answers the :class:`Resource`, or the :class:`Plan`."""
        body = _plain(given_names(self._kind.fields, fields))
        if plan:
            return Plan.of(self._client._server.call("POST", self._path, {"plan": "true"}, body))
        watch = Watch(self._client._server) if wait else None
        made = self._of(self._client._server.call("POST", self._path, None, body))
        return made if watch is None else _settled(made, watch, timeout)

    def update(self, id_or_name: str, **changes: Any) -> Any:
        """As :meth:`Resource.update`."""
        return self.get(id_or_name).update(**changes)

    def delete(self, id_or_name: str, **options: Any) -> Any:
        """As :meth:`Resource.delete`."""
        return self.get(id_or_name).delete(**options)

    def act(self, id_or_name: str, action: str, **values: Any) -> Any:
        """As :meth:`Resource.act`."""
        return self.get(id_or_name).act(action, **values)

    def upload(
        self,
        name: str,
        path: "Union[str, os.PathLike[str]]",
        *,
        wait: bool = False,
        timeout: float = TIMEOUT,
        progress: Optional[Callable[[int, int], None]] = None,
        **fields: Any,
    ) -> Resource:
        """An image from a file of this machine, or other content for a volume or machine that is there.

        :param progress: is told the bytes sent and the bytes in all
        """
        if self._kind.name not in ("image", "volume", "virtualMachine"):
            raise AttributeError("a %s takes no content" % self._kind.called)
        size = os.path.getsize(path)
        image = self[name] if self._kind.name != "image" else self.find(name) or self.create(name=name, **fields)
        watch = Watch(self._client._server) if wait else None
        with open(path, "rb") as file:
            body = _Counted(file, size, progress)
            image = self._of(self._client._server.upload(image._path + "/content", body, size))
        return image if watch is None else _settled(image, watch, timeout)


    def download(self, name: str, path: "Union[str, os.PathLike[str]]") -> None:
        """Keeps the content of a volume, or an exported machine, in a file, which is whole or not there."""
        if self._kind.name not in ("volume", "virtualMachine", "snapshot"):
            raise AttributeError("a %s gives no content" % self._kind.called)
        part = os.fspath(path) + ".part"
        try:
            with open(part, "wb") as file:
                self._client._server.download(self[name]._path + "/content", file)
            os.replace(part, path)
        finally:
            if os.path.exists(part):
                os.remove(part)

    def add(self, address: str, *, plan: bool = False, **options: Any) -> "Union[Resource, Outlook]":
        """Adds one host and answers it once it is ready; with ``plan`` an :class:`Outlook` only.

        Options as for :meth:`add_all`. Done again it goes on where it was, and finds what is there.

        :raises NotTrusted: when its key is not among ``host_key`` and ``trust`` does not agree
        :raises ChecksFailed: when a check that must be right is not
        :raises Failed: when it cannot be reached, or adding it came to nothing
        """
        read = targets(self._client, [address])
        if len(read) != 1:
            raise ValueError("%r stands for %d hosts: use add_all" % (address, len(read)))
        job = self._onboard(read, plan, options)
        for error in job.added.failed.values():
            raise error
        return job.outlooks[0] if plan else job.added.hosts[0]

    def add_all(self, addresses: Iterable[str], **options: Any) -> Added:
        """Adds many, as ``["192.0.2.[11-20]", "core@192.0.2.30"]``; one that fails stops no other.

        :param key, key_file, passphrase: the private key to log in with; or ``agent=True``
        :param password: instead, used once to install a key made for the console
        :param host_key: the fingerprint that you have compared, or several
        :param trust: asked with the candidate where its key is none of those: ``True`` accepts it
        :param fix: checks that the console puts right where it can; ``True`` for all
        :param progress: is told the candidate at each look
        :param timeout: seconds
        :param fields: any other field of a candidate: ``user``, ``port``, ``jumps``, ``labels`` …
        """
        return self._onboard(targets(self._client, addresses), False, options).added

    def _onboard(self, read: "Sequence[Mapping[str, Any]]", plan: bool, options: Dict[str, Any]) -> Onboarding:
        if self._kind.name != "host":
            raise AttributeError("a %s is made by create()" % self._kind.called)
        keys = options.pop("host_key", ())
        wishes = Wishes(
            accepted=(keys,) if isinstance(keys, str) else tuple(keys),
            trust=options.pop("trust", None),
            fix=options.pop("fix", ()),
            plan=plan,
            progress=options.pop("progress", None),
        )
        timeout = options.pop("timeout", TIMEOUT)
        fields = fields_of(**options)
        job = Onboarding(self._client, wishes)
        for target in read:
            job.begin(target, fields)
        job.follow(timeout)
        return job

    def discover(self, id_or_name: str = "", **values: Any) -> Any:
        """The members of a host's cluster: ``address``, ``name`` and ``source`` of each."""
        if self._kind.name != "host":
            return self.__getattr__("discover")(**values)
        member = self.find(id_or_name) or self._client.candidates.get(id_or_name)
        return [dict(m) for m in self._client.candidates.discover(id=member.id).get("members") or []]


class _Counted:
    """A file that tells how far it was read."""

    def __init__(self, file: Any, size: int, progress: Optional[Callable[[int, int], None]]) -> None:
        self._file, self._size, self._progress, self._sent = file, size, progress, 0

    def read(self, n: int = -1) -> bytes:
        block: bytes = self._file.read(n)
        self._sent += len(block)
        if self._progress is not None and block:
            self._progress(self._sent, self._size)
        return block


def _word(value: Any) -> Any:
    """A value in a query: ``True`` is ``true``."""
    return str(value).lower() if isinstance(value, bool) else value


