"""Virtual machines and Docker containers of many hosts, through a Stampede console.

    from stampede import Client
    c = Client.from_env()
    web = c.containers.create(name="web1", image="busybox:1.36", host="h1", wait=True)

Kinds, fields and actions come from the server's schema: ``dir(c)``, ``help(c.containers)``.
"""

from ._client import Client
from ._errors import (
    ApiError,
    ChecksFailed,
    Failed,
    FieldError,
    NoConnection,
    NotAuthorized,
    NotFound,
    NotTrusted,
    Refused,
    StampedeError,
    TimedOut,
)
from ._http import Event
from ._onboard import Added, Outlook
from ._resource import Collection, Plan, Resource, Step
from ._schema import Action, Field, Kind

__all__ = [
    "Action",
    "Added",
    "ApiError",
    "ChecksFailed",
    "Client",
    "Collection",
    "Event",
    "Failed",
    "Field",
    "FieldError",
    "Kind",
    "NoConnection",
    "NotAuthorized",
    "NotFound",
    "NotTrusted",
    "Outlook",
    "Plan",
    "Refused",
    "Resource",
    "StampedeError",
    "Step",
    "TimedOut",
]
__version__ = "0.1.0"
