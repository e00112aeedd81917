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
        self.candidates = Candidates(self)

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


class Candidates:
    """Hosts on their way in; by the end of its address one has no Docker (61), Docker down (62),
    never answers (70), or refuses the key (71)."""

    KEY = "SHA256:right"

    def __init__(self, world):
        self.world = world
        self.mended = set()

    def ask(self, action, body):
        if action == "discover":
            return {"members": [{"address": "192.0.2.12", "name": "core-2", "source": "etcd"}], "asked": body}
        words = body["text"].split()
        return {
            "targets": [{"address": w} for w in words if not w.startswith("-")],
            "errors": [{"line": 1, "message": w + " begins with a hyphen"} for w in words if w.startswith("-")],
        }

    def create(self, body):
        if "privateKey" not in body and "password" not in body:
            raise Problem(422, "missing", "is required", "give a key", "privateKey")
        row = {"name": body["address"].replace(".", "-"), "port": 22, "trust": "unknown", **body}
        made = self.world.add("candidates", state="requested", **row)
        made.update(transitioning="yes", actions={"retry": ""})
        return made

    def act(self, row, action, body):
        row["transitioning"] = "yes"
        if action == "trust":
            row["hostKey"] = body["fingerprint"]
        elif action == "fix":
            self.mended.add(row["address"])
        elif action == "add":
            row["go"] = True

    def trouble(self, row, message):
        row.update(state="error", transitioning="error", problem={"message": message, "fix": "mend it"})

    def step(self, row):
        end = row["address"].rsplit(".", 1)[-1]
        if row["transitioning"] != "yes" or row["state"] == "removing" or end == "70":
            return
        row.update(presentedKey=self.KEY, presentedKeyType="ssh-ed25519", transitioning="no")
        if "hostKey" not in row:
            row["state"] = "waiting"
        elif row["hostKey"] != self.KEY:
            row["trust"] = "changed"
            self.trouble(row, "another key")
        elif end == "71":
            row["trust"] = "trusted"
            self.trouble(row, "it refused the key")
        else:
            self.checked(row, end)

    def checked(self, row, end):
        wrong = row["address"] not in self.mended and end in ("61", "62")
        row.update(trust="trusted", state="waiting" if wrong else "ready", changes=["make a folder"])
        row["checks"] = [{
            "check": "docker-reachable", "title": "Docker answers", "severity": "must", "why": "It is needed.",
            "state": "failed" if wrong else "ok", "found": "it is down" if wrong else "yes",
            "fix": "systemctl start docker", "fixable": wrong and end == "62", "tookMillis": 3,
        }]
        if row.get("go"):
            host = self.world.add("hosts", row["name"], "connected", address=row["address"], port=22)
            row.update(host=host["id"], state="added")


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
            elif path[-1] == "xml":
                self._send(200, b"<domain/>\n", "application/xml")
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
        if path[-1] == "figures":
            return 200, {"step": int(query["step"]), "times": [0, 10], "cpuPercent": [1.5, 2], "asked": query}
        if path[-1] == "ticket":
            return 200, {"url": "/v1/terminal?ticket=T"}
        if len(path) == 2 and plural == "candidates":
            for row in list(world.all.get(plural, [])):
                world.step(plural, row)
                world.candidates.step(row)
            if query.get("action"):
                return 200, world.candidates.ask(query["action"], body)
            if self.command == "POST":
                return 201, world.candidates.create(body)
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
            if plural == "candidates":
                resource["transitioning"] = "yes"
            return 200, resource
        if self.command == "DELETE":
            world.go(resource, "removing", "removed")
        elif plural == "candidates":
            world.candidates.act(resource, query["action"], body)
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
