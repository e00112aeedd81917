"""The client against a server that behaves as the REST contract says."""

import json
import os
import tempfile
import threading
import unittest

from stampede import (
    ApiError, Client, Failed, NoConnection, NotAuthorized, NotFound, Refused, StampedeError, TimedOut,
)

from .fake import TOKEN, FakeServer


class ClientTest(unittest.TestCase):
    def setUp(self):
        server = FakeServer().__enter__()
        self.addCleanup(server.__exit__)
        self.world = server.world
        self.url = server.url
        self.c = Client(server.url, TOKEN)

    def test_kinds_are_attributes_in_snake_and_camel_case(self):
        self.assertEqual(self.c.virtual_machines.schema, self.c.virtualMachines.schema)
        self.assertIn("virtual_machines", dir(self.c))
        with self.assertRaisesRegex(AttributeError, "no kind 'teapots'; it has hosts, candidates, containers"):
            self.c.teapots
        self.assertEqual(self.world.requests.count("GET /v1/schemas"), 1)

    def test_lists_filter_sort_and_follow_cursors(self):
        for n in range(8):
            self.world.add("containers", "web%d" % n, restartPolicy="no")
        self.world.add("containers", "db", state="stopped")
        found = self.c.containers.list(state="running", name_like="web", restart_policy="no", sort="-created,name")
        self.assertEqual([r.name for r in found], ["web%d" % n for n in range(8)])
        self.assertIn("restartPolicy=no", self.world.requests[-1])
        self.assertIn("sort=-created%2Cname", self.world.requests[-1])
        self.assertEqual(len(self.c.containers.list(limit=4)), 4)
        self.assertEqual(len(list(self.c.containers)), 9)
        with self.assertRaises(Refused) as caught:
            self.c.containers.list(flavour="x")
        self.assertEqual(caught.exception.errors[0].field, "flavour")

    def test_a_container_is_made_waited_for_changed_stopped_and_removed(self):
        host = self.world.add("hosts", "h1", state="connected")
        web = self.c.containers.create(
            name="web1", image="busybox", host=self.c.hosts["h1"], restart_policy="always",
            command=("sleep", "9"), env={"A": "1"}, wait=True, timeout=20,
        )
        self.assertEqual((web.state, web.host, web.restart_policy), ("running", host["id"], "always"))
        self.assertEqual((web.restartPolicy, web.command, web.env), ("always", ["sleep", "9"], {"A": "1"}))
        self.assertIsNone(web.started_at)
        self.assertEqual(repr(web), "<container web1 running>")
        self.assertTrue(self.world.keys[0])
        self.assertEqual(web.update(memory=64).memory, 64)
        self.assertEqual(web.stop(force=True, wait=True, timeout=20).state, "stopped")
        self.assertEqual(web["input"], {"force": True})
        self.assertEqual(web.delete(wait=True, timeout=20).state, "removed")
        with self.assertRaises(NotFound):
            web.reload()
        self.assertIsNone(self.c.containers.find("web1"))

    def test_collections_act_by_name(self):
        self.world.add("containers", "web1")
        self.c.containers.update("web1", memory=32)
        self.c.containers.act("web1", "stop", wait=True, timeout=20)
        self.assertEqual(self.c.containers.get("web1").state, "stopped")
        self.c.containers.delete("web1", wait=True, timeout=20)
        self.assertEqual(self.c.containers.list(), [])

    def test_actions_of_the_kind_answer_at_once(self):
        key = self.c.hosts.host_key(address="192.0.2.1")
        self.assertEqual((key["fingerprint"], key["asked"]), ("SHA256:x", {"address": "192.0.2.1"}))

    def test_a_plan_changes_nothing(self):
        self.world.add("containers", "web1")
        plan = self.c.containers["web1"].delete(plan=True)
        self.assertEqual(str(plan), " 1. remove it (destroys)\n      DELETE /containers/x")
        self.assertTrue(plan.steps[0].destroys)
        self.assertEqual(self.c.containers.create(name="x", plan=True).steps, plan.steps)
        self.assertEqual(self.c.containers["web1"].stop(plan=True).steps, plan.steps)
        self.assertEqual(len(self.world.all["containers"]), 1)

    def test_a_wait_wakes_by_an_event(self):
        self.world.held = True
        done = []
        worker = threading.Thread(
            target=lambda: done.append(self.c.containers.create(name="a", image="x", wait=True, timeout=30))
        )
        worker.start()
        with self.world.changed:
            self.assertTrue(self.world.changed.wait_for(lambda: self.world.listeners, timeout=10))
        while not self.world.all.get("containers"):
            pass
        self.world.advance("containers", "a")
        self.world.advance("containers", "a")
        worker.join(20)
        self.assertEqual([r.state for r in done], ["running"])

    def test_a_removal_is_over_when_nothing_is_left_and_not_before(self):
        self.world.held = True
        self.world.add("containers", "a")
        done = []
        worker = threading.Thread(
            target=lambda: done.append(self.c.containers["a"].delete(wait=True, timeout=30).state)
        )
        worker.start()
        while not any(r.startswith("DELETE") for r in self.world.requests):
            pass
        self.world.find("containers", "a")["transitioning"] = "no"
        looks = len(self.world.requests)
        while len(self.world.requests) < looks + 2:
            pass
        self.assertEqual(done, [])
        self.world.advance("containers", "a")
        self.world.advance("containers", "a")
        worker.join(20)
        self.assertEqual(done, ["removed"])

    def test_a_wait_does_without_events(self):
        self.world.events_offered = False
        made = self.c.containers.create(name="a", image="x")
        self.assertEqual(self.c.wait(made, state="running", timeout=20).state, "running")

    def test_a_failed_resource_raises_its_problem(self):
        with self.assertRaises(Failed) as caught:
            self.c.containers.create(name="a", image="no-such:image", wait=True, timeout=20)
        self.assertEqual((caught.exception.code, caught.exception.fix), ("no-image", "name another"))
        self.assertEqual(str(caught.exception), "container a: there is no image; to fix it: name another")

    def test_a_wait_that_takes_too_long_says_so(self):
        self.world.held = True
        made = self.c.containers.create(name="a", image="x")
        with self.assertRaisesRegex(TimedOut, "container a is still requested after 0 s .waiting for its turn"):
            made.wait(timeout=0)
        self.assertTrue(issubclass(TimedOut, TimeoutError))

    def test_refusals_name_the_field_and_the_way_out(self):
        self.world.add("containers", "a", state="stopped")
        with self.assertRaises(ApiError) as caught:
            self.c.containers.create(name="a", image="x")
        e = caught.exception
        self.assertEqual((e.status, e.code, e.fix), (422, "not-unique", "choose another name"))
        self.assertEqual((e.errors[0].field, e.errors[0]["field"]), ("name", "name"))
        self.assertEqual(str(e), "is taken; name: is taken; to fix it: choose another name")
        with self.assertRaises(Refused):
            self.c.containers["a"].stop()

    def test_strangers_and_absent_servers(self):
        with self.assertRaises(NotAuthorized):
            Client(self.url, "wrong").containers
        with self.assertRaisesRegex(NoConnection, "127.0.0.1:1/"):
            Client("http://127.0.0.1:1").containers
        with self.assertRaises(ValueError):
            Client("localhost:8090")

    def test_logs_tasks_events_and_uploads(self):
        self.world.add("containers", "web1")
        web = self.c.containers["web1"]
        self.assertEqual(web.logs(tail=2), "line 1\nline 2\n")
        self.assertEqual(list(web.logs(follow=True)), ["line 1", "line 2"])
        self.world.add("virtualMachines", "vm1")
        self.assertEqual(self.c.virtual_machines["vm1"].xml("running"), "<domain/>\n")
        self.assertTrue(self.world.requests[-1].endswith("/xml?of=running"), self.world.requests[-1])
        self.assertEqual(web.tasks()[0]["title"], "start")
        self.assertEqual(self.c.tasks()[0]["outcome"], "done")
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "disk.img")
            with open(path, "wb") as file:
                file.write(b"x" * 300000)
            seen = []
            image = self.c.images.upload("tiny", path, progress=lambda sent, size: seen.append((sent, size)))
            self.assertEqual((image.size, seen[-1]), (300000, (300000, 300000)))
            self.c.images.upload("tiny", path)
            self.assertEqual(len(self.world.all["images"]), 1)
        with self.assertRaises(AttributeError):
            self.c.hosts.upload("x", __file__)

    def test_events_come_as_they_happen(self):
        self.world.add("containers", "web1")
        events = self.c.events(kind="container")
        got = []
        reader = threading.Thread(target=lambda: got.append(next(events)))
        reader.start()
        with self.world.changed:
            self.assertTrue(self.world.changed.wait_for(lambda: self.world.listeners, timeout=10))
        self.world.advance("containers", "web1")
        reader.join(10)
        self.assertEqual((got[0].kind, got[0].what), ("container", "changed"))

    def test_help_comes_from_the_schema(self):
        self.world.add("containers", "web1")
        self.assertIn("restart_policy (enum; one of no, always, on-failure", self.c.containers.__doc__)
        web = self.c.containers["web1"]
        self.assertIn("Stops it.", web.stop.__doc__)
        self.assertIn("force (boolean", web.stop.__doc__)
        self.assertTrue({"stop", "restart_policy", "reload", "state"} <= set(dir(web)))
        self.assertIn("host_key", dir(self.c.hosts))
        with self.assertRaisesRegex(AttributeError, "no field and no action 'fly'"):
            web.fly

    def test_from_env_takes_what_login_kept_but_gives_no_token_away(self):
        with tempfile.TemporaryDirectory() as home:
            os.makedirs(os.path.join(home, ".config", "stampede"))
            path = os.path.join(home, ".config", "stampede", "config.json")
            with open(path, "w", encoding="utf-8") as file:
                json.dump({"url": self.url, "token": TOKEN}, file)
            self.assertEqual(Client.from_env({"HOME": home}).hosts.list(), [])
            with FakeServer() as other:
                with self.assertRaises(NotAuthorized):
                    Client.from_env({"HOME": home, "STAMPEDE_URL": other.url}).hosts.list()
            env = {"HOME": home, "STAMPEDE_URL": self.url, "STAMPEDE_TOKEN": TOKEN}
            self.assertEqual(Client.from_env(env).hosts.list(), [])
            with open(path, "w", encoding="utf-8") as file:
                file.write("{")
            with self.assertRaisesRegex(StampedeError, "cannot be read"):
                Client.from_env({"HOME": home})


if __name__ == "__main__":
    unittest.main()
