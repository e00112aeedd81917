"""A server that behaves as the REST contract says: small, but true."""

import json
import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, unquote, urlsplit

TOKEN = "t0ken"
SCHEMAS = os.path.join(
    os.path.dirname(__file__), "..", "..", "cli", "src", "test", "resources", "fake", "schemas.json"
)


class Problem(Exception):
    """A refusal."""

    def __init__(self, status, code, detail, fix="", field=""):
        super().__init__(detail)
        self.status = status
        errors = [{"field": field, "code": code, "message": detail}] if field else []
        self.body = {
            "type": "about:blank", "title": "refused", "status": status, "detail": detail,
            "code": code, "fix": fix, "blame": "request", "errors": errors,
        }


class World:
    """Resources; one that changes goes a state further each time it is looked at, unless held."""

    def __init__(self):
        self.all = {}
        self.ahead = {}
        self.held = False
        self.requests = []
        self.listeners = []
        self.changed = threading.Condition()
        self.events_offered = True
        self.keys = []

    def add(self, plural, name, state="running", **fields):
        kind = plural[:-1]
        found = self.all.setdefault(plural, [])
        resource = {
            "type": kind, "id": "%s-%d" % (plural[:2], len(found) + 1), "name": name, "state": state,
            "transitioning": "no", "message": "", "created": "2026-01-02T03:04:05Z",
        }
        resource.update(fields)
        found.append(resource)
        return resource

    def find(self, plural, name):
        for resource in self.all.get(plural, []):
            if name in (resource["id"], resource["name"]):
                return resource
        raise Problem(404, "not-found", "there is no %s %s" % (plural, name))

    def go(self, resource, *states):
        resource.update(transitioning="yes", message="waiting for its turn")
        self.ahead[resource["id"]] = list(states)

    def step(self, plural, resource):
        states = self.ahead.get(resource["id"])
        if not states:
            return
        state = states.pop(0)
        moving = bool(states)
        resource.update(state=state, message="pulling" if moving else "")
        resource["transitioning"] = "yes" if moving else "error" if state == "error" else "no"
        if state == "removed":
            self.all[plural].remove(resource)
        if state == "error":
            resource["problem"] = {
                "blame": "host", "code": "no-image", "message": "there is no image", "fix": "name another",
            }

    def advance(self, plural, name):
        """A step that happens by itself, told to all that listen."""
        resource = self.find(plural, name)
        self.step(plural, resource)
        with self.changed:
            for listener in self.listeners:
                listener.append({"number": 1, "kind": plural[:-1], "id": resource["id"], "what": "changed"})
            self.changed.notify_all()

    def create(self, plural, body):
        for field in ("name", "image"):
            if field not in body and (field == "name" or plural == "containers"):
                raise Problem(422, "missing", "is required", "", field)
        if any(r["name"] == body["name"] for r in self.all.get(plural, [])):
            raise Problem(422, "not-unique", "is taken", "choose another name", "name")
        made = self.add(plural, state="requested", **body)
        self.go(made, "creating", "error" if body.get("image") == "no-such:image" else "running")
        return made

    def list(self, plural, query):
        found = list(self.all.get(plural, []))
        for name, wanted in query.items():
            if name in ("sort", "limit", "cursor"):
                continue
            if name == "flavour":
                raise Problem(422, "unknown-field", "there is no field flavour", "", "flavour")
            if name.endswith("_like"):
                found = [r for r in found if wanted in str(r.get(name[:-5], ""))]
            else:
                found = [r for r in found if str(r.get(name, "")) == wanted]
        start = int(query.get("cursor", 0))
        end = min(len(found), start + min(3, int(query.get("limit", 100))))
        page = {"data": found[start:end], "total": len(found), "links": {}}
        if end < len(found):
            page["next"] = str(end)
        return page


class Handler(BaseHTTPRequestHandler):
    """One request."""

    world = None  # set by the server
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def _send(self, status, body, kind="application/json"):
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _handle(self):
        world = self.world
        length = int(self.headers.get("Content-Length") or 0)
        raw = self.rfile.read(length)
        world.requests.append("%s %s" % (self.command, self.path))
        try:
            if self.headers.get("Authorization") != "Bearer " + TOKEN:
                raise Problem(401, "no-token", "this needs a token")
            parts = urlsplit(self.path)
            query = dict(parse_qsl(parts.query))
            path = [unquote(p) for p in parts.path.strip("/").split("/")]
            if path == ["v1", "events"]:
                self._events()
            elif path[-1] == "logs":
                self._send(200, b"line 1\nline 2\n", "text/plain")
            elif path[-1] == "content":
                image = world.find(path[1], path[2])
                image["size"] = len(raw)
                self._send(200, image)
            else:
                body = json.loads(raw) if raw else {}
                if self.command == "POST":
                    world.keys.append(self.headers.get("Idempotency-Key"))
                self._send(*self._route(path, query, body))
        except Problem as e:
            self._send(e.status, e.body, "application/problem+json")

    do_GET = do_POST = do_PUT = do_DELETE = _handle

    def _route(self, path, query, body):
        world = self.world
        if path == ["v1", "schemas"]:
            with open(SCHEMAS, encoding="utf-8") as file:
                return 200, json.load(file)
        if path[-1] == "tasks":
            return 200, {"data": [{"id": 1, "title": "start", "outcome": "done"}]}
        plural = path[1]
        if query.get("plan") == "true":
            return 200, {
                "steps": [{"title": "remove it", "destroys": True, "calls": ["DELETE /containers/x"]}],
                "waiting": "",
            }
        if len(path) == 2:
            if self.command == "GET":
                return 200, world.list(plural, query)
            if query.get("action") == "hostKey":
                return 200, {"type": "ssh-ed25519", "fingerprint": "SHA256:x", "asked": body}
            return 201, world.create(plural, body)
        resource = world.find(plural, path[2])
        if self.command == "GET":
            if not world.held:
                world.step(plural, resource)
                resource = world.find(plural, path[2])
            return 200, resource
        if self.command == "PUT":
            resource.update(body)
            return 200, resource
        if self.command == "DELETE":
            world.go(resource, "removing", "removed")
        elif query.get("action") == "stop":
            if resource["state"] != "running":
                raise Problem(409, "wrong-phase", "it is not running", "start it first")
            resource["input"] = body
            world.go(resource, "stopping", "stopped")
        return 202, resource

    def _events(self):
        if not self.world.events_offered:
            raise Problem(404, "not-found", "no events")
        self.close_connection = True
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        self.wfile.write(b": connected\n\n")
        own = []
        with self.world.changed:
            self.world.listeners.append(own)
            self.world.changed.notify_all()
        while True:
            with self.world.changed:
                self.world.changed.wait_for(lambda: own, timeout=5)
                if not own:
                    return
                event = own.pop(0)
            self.wfile.write(b"event: change\ndata: " + json.dumps(event).encode() + b"\n\n")
            self.wfile.flush()


class FakeServer:
    """To be used in a ``with``."""

    def __enter__(self):
        self.world = World()
        handler = type("BoundHandler", (Handler,), {"world": self.world})
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._http.daemon_threads = True
        self.url = "http://127.0.0.1:%d" % self._http.server_address[1]
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_):
        self._http.shutdown()
        self._http.server_close()
