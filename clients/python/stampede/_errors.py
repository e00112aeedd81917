"""What can go wrong, as exceptions that say what, where and what next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, List, Mapping


class StampedeError(Exception):
    """The root of all errors of this package."""


class NoConnection(StampedeError):
    """The server cannot be reached, or the connection broke."""


@dataclass(frozen=True)
class FieldError:
    """What is wrong with one field's value."""

    field: str
    code: str
    message: str

    def __getitem__(self, name: str) -> str:
        """As in the JSON: ``error["field"]``."""
        if name in ("field", "code", "message"):
            return str(getattr(self, name))
        raise KeyError(name)


class ApiError(StampedeError):
    """The server refused: ``status``, a stable ``code``, ``errors`` by field, and how to ``fix`` it."""

    def __init__(self, status: int, problem: Mapping[str, Any], where: str) -> None:
        self.status = status
        self.code: str = str(problem.get("code") or "")
        self.fix: str = str(problem.get("fix") or "")
        self.message: str = str(
            problem.get("detail") or problem.get("title") or "the server answered %d to %s" % (status, where)
        )
        self.errors: List[FieldError] = [
            FieldError(str(e.get("field", "")), str(e.get("code", "")), str(e.get("message", "")))
            for e in problem.get("errors") or []
            if isinstance(e, dict)
        ]
        super().__init__(self.message)

    def __str__(self) -> str:
        parts = [self.message]
        parts += ["%s: %s" % (e.field, e.message) for e in self.errors if e.field]
        if self.fix:
            parts.append("to fix it: " + self.fix)
        return "; ".join(parts)


class NotFound(ApiError):
    """There is no such resource or kind (404)."""


class NotAuthorized(ApiError):
    """The token is missing or wrong (401, 403)."""


class Refused(ApiError):
    """What was asked for cannot be (409, 422 and the like)."""


def api_error(status: int, problem: Mapping[str, Any], where: str) -> ApiError:
    """The error of the class that fits the status."""
    if status in (401, 403):
        return NotAuthorized(status, problem, where)
    if status in (404, 410):
        return NotFound(status, problem, where)
    if 400 <= status < 500 and status not in (408, 429):
        return Refused(status, problem, where)
    return ApiError(status, problem, where)


class Failed(StampedeError):
    """A resource went to error while it was waited for; ``problem`` says why, ``fix`` what next."""

    def __init__(self, resource: Any) -> None:
        self.resource = resource
        self.problem: Mapping[str, Any] = resource.get("problem") or {}
        self.code: str = str(self.problem.get("code") or "")
        self.fix: str = str(self.problem.get("fix") or "")
        message = "%s %s: %s" % (
            resource.schema.called,
            resource.name,
            self.problem.get("message") or "failed for a reason the server did not tell",
        )
        super().__init__(message + ("; to fix it: " + self.fix if self.fix else ""))


class TimedOut(StampedeError, TimeoutError):
    """What was waited for did not come in time; it may still come."""


class NotTrusted(StampedeError):
    """A host shows a key that was not accepted; nothing was sent to it. See ``fingerprint``."""

    def __init__(self, candidate: Any) -> None:
        self.candidate = candidate
        self.fingerprint: str = str(candidate.get("presentedKey") or "")
        self.key_type: str = str(candidate.get("presentedKeyType") or "")
        changed = candidate.get("trust") == "changed"
        super().__init__(
            "%s shows %s %s%s; compare it, then pass it as host_key"
            % (candidate.name, self.key_type, self.fingerprint, ", another than before" if changed else "")
        )


class ChecksFailed(StampedeError):
    """A host cannot be added yet: ``checks`` are those that must be right and are not."""

    def __init__(self, candidate: Any) -> None:
        self.candidate = candidate
        self.checks: List[Mapping[str, Any]] = [
            c
            for c in candidate.get("checks") or []
            if c.get("severity") == "must" and c.get("state") == "failed"
        ]
        worst: Mapping[str, Any] = self.checks[0] if self.checks else {}
        self.fix: str = str(worst.get("fix") or "")
        named = ", ".join(str(c.get("check")) for c in self.checks)
        message = "%s cannot be added: %s failed; %s: %s" % (
            candidate.name,
            named,
            worst.get("title", ""),
            worst.get("found", ""),
        )
        super().__init__(message + ("; to fix it: " + self.fix if self.fix else ""))
