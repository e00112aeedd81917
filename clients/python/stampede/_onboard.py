"""Adding hosts: trust, checks, fixes, plan, and then until they are ready."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Callable, Dict, Iterable, List, Mapping, Optional, Sequence, Tuple, Union

from ._errors import ApiError, ChecksFailed, Failed, NotTrusted, StampedeError, TimedOut
from ._wait import Watch

if TYPE_CHECKING:
    from ._client import Client
    from ._resource import Collection, Resource

KIND = "candidates"
_OPEN = ("waiting", "running")


@dataclass
class Added:
    """What became of several hosts.

    ``hosts`` are ready; ``failed`` says why others are not, by address, and ``candidates`` are those
    others as they are: adding them again goes on with them.
    """

    hosts: List["Resource"] = field(default_factory=list)
    failed: Dict[str, StampedeError] = field(default_factory=dict)
    candidates: List["Resource"] = field(default_factory=list)


@dataclass(frozen=True)
class Outlook:
    """What was found on a host, and what adding it would change; nothing has been changed."""

    name: str
    checks: Sequence[Mapping[str, Any]]
    changes: Sequence[str]

    @property
    def wrong(self) -> List[Mapping[str, Any]]:
        """The checks that did not go well."""
        return [c for c in self.checks if c.get("state") in ("failed", "unknown")]

    def __str__(self) -> str:
        return "\n".join(["Adding %s will" % self.name] + ["  - " + c for c in self.changes])


@dataclass(frozen=True)
class Wishes:
    """How hosts are to be added."""

    accepted: Sequence[str]
    trust: Optional[Callable[["Resource"], bool]]
    fix: Union[bool, Sequence[str]]
    plan: bool
    progress: Optional[Callable[["Resource"], None]]


def fields_of(
    key: Optional[str] = None,
    key_file: Optional[Union[str, "os.PathLike[str]"]] = None,
    certificate_file: Optional[Union[str, "os.PathLike[str]"]] = None,
    **fields: Any,
) -> Dict[str, Any]:
    """The fields of a candidate from the arguments of ``add``; files are read."""
    if key_file is not None:
        key = _text(key_file)
    if key is not None:
        fields["private_key"] = key
    if certificate_file is not None:
        fields["certificate"] = _text(certificate_file)
    return fields


def _text(path: Union[str, "os.PathLike[str]"]) -> str:
    with open(os.path.expanduser(os.fspath(path)), encoding="utf-8") as file:
        return file.read()


def targets(client: "Client", addresses: Iterable[str]) -> List[Dict[str, Any]]:
    """Addresses, as ``core@192.0.2.11:22`` or ``192.0.2.[11-20]``, as the server reads them."""
    read = getattr(client, KIND).targets(text="\n".join(addresses))
    errors = read.get("errors") or []
    if errors:
        raise ValueError("; ".join(str(e.get("message", "")) for e in errors))
    return list(read.get("targets") or [])


class Onboarding:
    """Hosts on their way in, each for itself: one that hangs keeps no other."""

    def __init__(self, client: "Client", wishes: Wishes) -> None:
        self._client = client
        self._wishes = wishes
        self._candidates: "Collection" = getattr(client, KIND)
        self._made: List[str] = []
        self._fixed: Dict[str, List[str]] = {}
        self._open: Dict[str, "Resource"] = {}
        self._begun = {self._place(r): r for r in self._candidates if r.state != "removing"}
        self._there = {self._place(r): r for r in client.hosts}
        self.added = Added()
        self.outlooks: List[Outlook] = []

    @staticmethod
    def _place(row: "Resource") -> Tuple[str, int]:
        return str(row.address), int(row.get("port") or 22)

    def begin(self, target: Mapping[str, Any], fields: Mapping[str, Any]) -> None:
        """Goes on with what was begun before, and makes nothing twice."""
        wanted = {**fields, **target}
        address = str(wanted["address"])
        place = address, int(wanted.get("port") or 22)
        try:
            if place in self._begun:
                row = self._again(self._begun[place], wanted)
            elif place in self._there and not self._wishes.plan:
                self.added.hosts.append(self._there[place])
                return
            else:
                row = self._candidates.create(**wanted)
                self._made.append(row.id)
        except ApiError as e:
            self.added.failed[address] = e
            return
        self._open[row.id] = row

    @staticmethod
    def _again(row: "Resource", wanted: Mapping[str, Any]) -> "Resource":
        row.update(**wanted)
        if row.transitioning != "yes" and row.state != "added":
            stuck = row.transitioning == "error" and "retry" in (row.get("actions") or {})
            row.act("retry" if stuck else "recheck")
        return row

    def follow(self, timeout: float) -> None:
        """Until each is ready or cannot be."""
        end = time.monotonic() + timeout
        watch = Watch(self._client._server)
        quiet = 0
        try:
            while self._look():
                acted = [self._step(row) for row in list(self._open.values())]
                quiet = 0 if any(acted) else quiet + 1
                if time.monotonic() >= end:
                    for row in list(self._open.values()):
                        self._fail(row, TimedOut("%s is still under way (%s); it goes on by itself" % (row.name, row.message)))
                else:
                    # Many that move at once shall not keep the server busy with telling so.
                    time.sleep(min(0.1, 0.01 * len(self._open)))
                    if not any(acted):
                        watch.pause_any(set(self._open), quiet, end - time.monotonic())
        finally:
            watch.end()
            if self._wishes.plan:
                for id in self._made:
                    self._candidates.delete(id)

    def _look(self) -> bool:
        if self._open:
            seen = {row.id: row for row in self._candidates}
            for id, row in list(self._open.items()):
                if id in seen:
                    row._json = seen[id]._json
                    if self._wishes.progress is not None:
                        self._wishes.progress(row)
                else:
                    self._fail(row, StampedeError("somebody has taken %s out" % row.name))
        return bool(self._open)

    def _fail(self, row: "Resource", why: StampedeError) -> bool:
        self._open.pop(row.id, None)
        self.added.failed[str(row.address)] = why
        self.added.candidates.append(row)
        return True

    def _step(self, row: "Resource") -> bool:
        """What can be done for it now; whether something was."""
        if row.state == "added":
            return self._ready(row)
        if row.transitioning == "yes":
            return False
        if row.get("host"):
            return self._fail(row, Failed(row)) if row.transitioning == "error" else False
        if row.trust == "changed":
            return self._trust(row) if row.presented_key in self._wishes.accepted else self._fail(row, NotTrusted(row))
        if row.trust not in ("trusted", "authority"):
            if row.presented_key:
                return self._trust(row)
            return self._fail(row, Failed(row)) if row.transitioning == "error" else False
        return self._checked(row)

    def _trust(self, row: "Resource") -> bool:
        ask = self._wishes.trust
        if row.presented_key in self._wishes.accepted or (ask is not None and ask(row)):
            row.act("trust", fingerprint=row.presented_key)
            return True
        return self._fail(row, NotTrusted(row))

    def _checked(self, row: "Resource") -> bool:
        checks = row.checks or []
        if not checks or any(c["state"] in _OPEN for c in checks):
            return self._fail(row, Failed(row)) if row.transitioning == "error" else False
        if self._wishes.plan:
            self._open.pop(row.id)
            self.outlooks.append(Outlook(row.name, tuple(checks), tuple(row.changes or ())))
            return True
        if self._mend(row, checks):
            return True
        if any(c["severity"] == "must" and c["state"] == "failed" for c in checks):
            return self._fail(row, ChecksFailed(row))
        if row.transitioning == "error":
            return self._fail(row, Failed(row))
        if row.go:
            return False
        row.act("add")
        return True

    def _mend(self, row: "Resource", checks: Sequence[Mapping[str, Any]]) -> bool:
        wish = self._wishes.fix
        done = self._fixed.setdefault(row.id, [])
        for check in checks:
            word = str(check["check"])
            wanted = wish is True or (not isinstance(wish, bool) and word in wish)
            if wanted and word not in done and check["state"] == "failed" and check.get("fixable"):
                done.append(word)
                row.act("fix", check=word)
                return True
        return False

    def _ready(self, row: "Resource") -> bool:
        self._open.pop(row.id)
        self.added.hosts.append(self._client.hosts.get(str(row.host)))
        # The host stays; what led to it has done its work.
        row.delete()
        return True
