"""The served schema: kinds with their fields and actions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Dict, List, Mapping, Optional, Tuple

OPERATORS = ("eq", "ne", "like", "prefix", "lt", "lte", "gt", "gte")


def snake(camel: str) -> str:
    """``restartPolicy`` becomes ``restart_policy``, ``sourceURL`` becomes ``source_url``."""
    parts = re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", camel)
    return re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", parts).lower()


@dataclass(frozen=True)
class Field:
    """One field of a kind or of an action's input."""

    name: str
    type: str
    label: str
    help: str
    unit: str
    reference: str
    options: Tuple[str, ...]
    default: Any
    required: bool
    create: bool
    update: bool
    secret: bool

    @staticmethod
    def of(json: Mapping[str, Any]) -> "Field":
        return Field(
            name=json["name"],
            type=json.get("type", "string"),
            label=json.get("label", ""),
            help=json.get("help", ""),
            unit=json.get("unit", ""),
            reference=json.get("reference", ""),
            options=tuple(json.get("options") or ()),
            default=json.get("default"),
            required=bool(json.get("required")),
            create=bool(json.get("create")),
            update=bool(json.get("update")),
            secret=bool(json.get("secret")),
        )

    def __str__(self) -> str:
        notes = [self.reference or self.type]
        if self.unit:
            notes.append("in " + self.unit)
        if self.options:
            notes.append("one of " + ", ".join(self.options))
        if self.default is not None:
            notes.append("usual: %s" % (self.default,))
        if self.required:
            notes.append("required")
        return "%s (%s): %s" % (snake(self.name), "; ".join(notes), self.help or self.label)


@dataclass(frozen=True)
class Action:
    """Something that can be asked of a resource, or of a kind as a whole (``collection``)."""

    name: str
    label: str
    help: str
    input: Tuple[Field, ...]
    phases: Tuple[str, ...]
    destructive: bool
    collection: bool

    @staticmethod
    def of(json: Mapping[str, Any]) -> "Action":
        return Action(
            name=json["name"],
            label=json.get("label", ""),
            help=json.get("help", ""),
            input=tuple(Field.of(f) for f in json.get("input") or ()),
            phases=tuple(json.get("phases") or ()),
            destructive=bool(json.get("destructive")),
            collection=bool(json.get("collection")),
        )

    @property
    def doc(self) -> str:
        lines = [self.help or self.label]
        if self.phases:
            lines.append("Offered when " + ", ".join(self.phases) + ".")
        return "\n".join(lines + ["  " + str(f) for f in self.input])


@dataclass(frozen=True)
class Kind:
    """A kind of resource."""

    name: str
    plural: str
    label: str
    help: str
    fields: Tuple[Field, ...]
    actions: Tuple[Action, ...]

    @staticmethod
    def of(json: Mapping[str, Any]) -> "Kind":
        return Kind(
            name=json["name"],
            plural=json["plural"],
            label=json.get("label", json["name"]),
            help=json.get("help", ""),
            fields=tuple(Field.of(f) for f in json.get("fields") or ()),
            actions=tuple(Action.of(a) for a in json.get("actions") or ()),
        )

    @property
    def called(self) -> str:
        """The kind within a sentence: ``virtual machine``."""
        return self.label if self.label[1:2].isupper() else self.label[:1].lower() + self.label[1:]

    def field(self, name: str) -> Optional[Field]:
        """By its name in camel or snake case."""
        return next((f for f in self.fields if name in (f.name, snake(f.name))), None)

    def action(self, name: str, collection: bool = False) -> Optional[Action]:
        """By its name in camel or snake case."""
        return next(
            (a for a in self.actions if a.collection == collection and name in (a.name, snake(a.name))),
            None,
        )

    def parameter(self, name: str) -> str:
        """A filter's name as the server knows it: ``restart_policy_ne`` is ``restartPolicy_ne``."""
        whole = self.field(name)
        if whole is not None:
            return whole.name
        stem, _, operator = name.rpartition("_")
        if stem and operator in OPERATORS:
            found = self.field(stem)
            return (found.name if found is not None else stem) + "_" + operator
        return name

    @property
    def doc(self) -> str:
        lines = [self.help or self.label, "", "Fields:"]
        lines += ["  " + str(f) for f in self.fields]
        if self.actions:
            lines += ["", "Actions:"]
            lines += ["  %s: %s" % (snake(a.name), a.help or a.label) for a in self.actions]
        return "\n".join(lines)


def kinds(answer: Any) -> Dict[str, Kind]:
    """All kinds of ``GET /v1/schemas``, by plural."""
    listed: List[Any] = answer.get("data", []) if isinstance(answer, dict) else answer
    found = [Kind.of(json) for json in listed]
    return {kind.plural: kind for kind in found}


def given_names(fields: Tuple[Field, ...], values: Mapping[str, Any]) -> Dict[str, Any]:
    """Values by the server's names of fields; what is unknown goes as it is, and is refused there."""
    by_word = {word: f.name for f in fields for word in (snake(f.name), f.name)}
    return {by_word.get(word, word): value for word, value in values.items()}
