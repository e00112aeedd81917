"""Waiting until a resource is where it shall be."""

from __future__ import annotations

import queue
import threading
import time
from typing import TYPE_CHECKING, Optional, Set

from ._errors import Failed, NotFound, StampedeError, TimedOut

if TYPE_CHECKING:
    from ._resource import Resource

_SLOWEST = 3.0


class Watch:
    """Listens beside the caller, so that a wait wakes at once. Where events fail it is only later."""

    def __init__(self, server: "object") -> None:
        self._server = server
        self._changed: "queue.Queue[str]" = queue.Queue()
        self._listening = True
        self._ended = False
        threading.Thread(target=self._listen, name="stampede-events", daemon=True).start()

    def _listen(self) -> None:
        try:
            for event in self._server.events():  # type: ignore[attr-defined]
                if self._ended:
                    return
                self._changed.put(event.id)
        except (StampedeError, ValueError):
            pass  # polling does it alone
        finally:
            self._listening = False

    def end(self) -> None:
        """The listener ends with the next thing it hears."""
        self._ended = True

    def pause(self, id: str, round: int, at_most: float) -> None:
        """Until this resource may have changed; the pause grows with each round without news."""
        self.pause_any({id}, round, at_most)

    def pause_any(self, ids: "Set[str]", round: int, at_most: float) -> None:
        """Until one of these may have changed."""
        pause = min(_SLOWEST, 0.15 * 2 ** min(round, 10))
        if self._listening and round > 1:
            pause = _SLOWEST
        end = time.monotonic() + min(pause, at_most)
        while True:
            left = end - time.monotonic()
            if left <= 0:
                return
            try:
                if self._changed.get(timeout=left) in ids:
                    return
            except queue.Empty:
                return


def wait(resource: "Resource", state: Optional[str], timeout: float, watch: Watch) -> "Resource":
    """Until it rests, in ``state`` if one is given. A resource that is gone has state ``removed``."""
    end = time.monotonic() + timeout
    round = 0
    while True:
        try:
            resource.reload()
        except NotFound:
            if state in (None, "removed"):
                return resource._gone()
            raise
        if _arrived(resource, state):
            return resource
        stuck = resource.transitioning == "error"
        if stuck and not (state is not None and resource.state == "unreachable"):
            raise Failed(resource)
        left = end - time.monotonic()
        if left <= 0:
            doing = " (%s)" % resource.message if resource.message else ""
            raise TimedOut(
                "%s %s is still %s after %g s%s; it goes on by itself"
                % (resource.schema.called, resource.name, resource.state, timeout, doing)
            )
        watch.pause(resource.id, round, left)
        round += 1


def _arrived(resource: "Resource", state: Optional[str]) -> bool:
    if state is None:
        return bool(resource.transitioning == "no")
    return bool(resource.state == state and resource.transitioning != "yes")
