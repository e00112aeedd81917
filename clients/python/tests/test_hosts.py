"""Adding hosts, against a server that behaves as the REST contract says."""

import os
import tempfile
import unittest
from datetime import datetime, timezone

from stampede import ChecksFailed, Client, Failed, NotTrusted, Outlook, Refused, TimedOut

from .fake import TOKEN, Candidates, FakeServer

KEY = Candidates.KEY


class HostsTest(unittest.TestCase):
    def setUp(self):
        server = FakeServer().__enter__()
        self.addCleanup(server.__exit__)
        self.world = server.world
        self.c = Client(server.url, TOKEN)

    def creates(self):
        return self.world.requests.count("POST /v1/candidates")

    def test_a_host_is_added_by_address_and_key(self):
        with tempfile.NamedTemporaryFile("w", suffix=".key") as file:
            file.write("KEY\n")
            file.flush()
            seen = []
            host = self.c.hosts.add(
                "192.0.2.5", key_file=file.name, host_key=KEY, labels={"zone": "north"},
                progress=lambda row: seen.append(row.state), timeout=20,
            )
        self.assertEqual((host.state, host.address), ("connected", "192.0.2.5"))
        self.assertIn("added", seen)
        row = self.world.all["candidates"][0]
        self.assertEqual((row["privateKey"], row["labels"], row["state"]), ("KEY\n", {"zone": "north"}, "added"))
        self.assertTrue(any(r.startswith("DELETE /v1/candidates/") for r in self.world.requests))

    def test_a_host_that_is_there_is_found_and_not_added_again(self):
        self.world.add("hosts", "h1", "connected", address="192.0.2.5", port=22)
        self.assertEqual(self.c.hosts.add("192.0.2.5", key="KEY").name, "h1")
        self.assertEqual(self.creates(), 0)

    def test_an_unknown_key_is_shown_and_the_next_run_goes_on(self):
        with self.assertRaises(NotTrusted) as caught:
            self.c.hosts.add("192.0.2.5", key="KEY", timeout=20)
        self.assertEqual((caught.exception.fingerprint, caught.exception.key_type), (KEY, "ssh-ed25519"))
        host = self.c.hosts.add("192.0.2.5", key="KEY", trust=lambda row: row.presented_key == KEY, timeout=20)
        self.assertEqual(host.state, "connected")
        self.assertEqual(self.creates(), 1)

    def test_a_failed_check_says_how_to_fix_it_and_the_console_may(self):
        with self.assertRaises(ChecksFailed) as caught:
            self.c.hosts.add("192.0.2.61", key="KEY", host_key=KEY, fix=True, timeout=20)
        self.assertEqual(caught.exception.fix, "systemctl start docker")
        self.assertEqual(caught.exception.checks[0]["found"], "it is down")
        self.assertRegex(str(caught.exception), "docker-reachable failed; Docker answers: it is down; to fix it")
        host = self.c.hosts.add("192.0.2.62", key="KEY", host_key=[KEY], fix=["docker-reachable"], timeout=20)
        self.assertEqual(host.state, "connected")

    def test_a_plan_changes_nothing_and_leaves_nothing(self):
        outlook = self.c.hosts.add("192.0.2.61", key="KEY", host_key=KEY, plan=True, timeout=20)
        self.assertIsInstance(outlook, Outlook)
        self.assertEqual(str(outlook), "Adding 192-0-2-61 will\n  - make a folder")
        self.assertEqual([c["check"] for c in outlook.wrong], ["docker-reachable"])
        self.assertNotIn("hosts", self.world.all)
        self.assertTrue(any(r.startswith("DELETE /v1/candidates/") for r in self.world.requests))

    def test_many_hosts_of_which_some_hang_or_refuse(self):
        added = self.c.hosts.add_all(
            ["192.0.2.5", "192.0.2.6", "192.0.2.70", "192.0.2.71"], key="KEY", host_key=KEY, timeout=2
        )
        self.assertEqual([h.address for h in added.hosts], ["192.0.2.5", "192.0.2.6"])
        self.assertIsInstance(added.failed["192.0.2.70"], TimedOut)
        self.assertIsInstance(added.failed["192.0.2.71"], Failed)
        self.assertEqual(sorted(r.address for r in added.candidates), ["192.0.2.70", "192.0.2.71"])

    def test_bad_input_is_refused(self):
        with self.assertRaisesRegex(ValueError, "begins with a hyphen"):
            self.c.hosts.add("-oProxyCommand=x", key="KEY")
        with self.assertRaisesRegex(ValueError, "stands for 2 hosts"):
            self.c.hosts.add("192.0.2.5 192.0.2.6", key="KEY")
        with self.assertRaises(Refused):
            self.c.hosts.add("192.0.2.5")
        with self.assertRaisesRegex(AttributeError, "create"):
            self.c.containers.add("192.0.2.5")
        self.assertNotIn("add", dir(self.c.containers))
        with self.assertRaises(FileNotFoundError):
            self.c.hosts.add("192.0.2.5", key_file=os.path.join("/", "no", "key"))

    def test_members_of_a_cluster_are_discovered(self):
        host = self.world.add("hosts", "h1", "connected")
        self.assertEqual(self.c.hosts.discover("h1")[0]["address"], "192.0.2.12")
        self.assertTrue(host["id"])

    def test_figures_are_rows_with_times(self):
        self.world.add("hosts", "h1", "connected")
        since = datetime(2026, 1, 2, tzinfo=timezone.utc)
        rows = self.c.hosts["h1"].figures(step=60, since=since)
        self.assertEqual(rows[1], {"time": datetime.fromtimestamp(10, timezone.utc), "cpu_percent": 2})
        self.assertIn("/figures?step=60&from=2026-01-02T00%3A00%3A00Z", self.world.requests[-1])

    def test_a_terminal_is_opened_with_a_ticket(self):
        self.world.add("hosts", "h1", "connected")
        self.assertRegex(self.c.hosts["h1"].ticket(), r"^ws://127\.0\.0\.1:\d+/v1/terminal\?ticket=T$")

    def test_tables_are_lists_of_dicts(self):
        self.world.add("candidates", "c", "ready", address="192.0.2.9", checks=[{"check": "os", "state": "ok"}])
        self.assertEqual(self.c.candidates["c"].checks[0]["state"], "ok")


if __name__ == "__main__":
    unittest.main()
