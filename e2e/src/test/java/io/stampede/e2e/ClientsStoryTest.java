package io.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stampede.lab.Host;
import io.stampede.lab.Lab;
import io.stampede.lab.LabHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Lab
class ClientsStoryTest {
  private static Console console;
  private static Cli cli;
  private static LabHost h1;

  @BeforeAll
  static void start(@TempDir Path folder, @Host("h1") LabHost host) {
    h1 = host;
    console = Console.start(folder.resolve("data"));
    cli = new Cli(console);
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  @Tag("S20")
  void the_command_line_adds_a_host_and_drives_a_container() {
    cli.ok(
        "host",
        "add",
        h1.address(),
        "--name",
        "byhand",
        "--key",
        h1.privateKeyFile().toString(),
        "--host-key",
        h1.hostKeyFingerprint());
    cli.ok(
        "container",
        "create",
        "--name",
        "web",
        "--host",
        "byhand",
        "--image",
        "lab/busybox:1",
        "--command",
        "sleep",
        "--command",
        "100000",
        "--wait");
    assertThat(OwnContainers.running(h1)).isEqualTo("web");
    assertThat(cli.ok("container", "list").out()).contains("web").contains("running");
    assertThat(cli.ok("container", "list", "--output", "json").out()).contains("\"state\"");
    cli.ok("container", "stop", "web", "--wait");
    assertThat(OwnContainers.running(h1)).isEmpty();
    assertThat(
            cli.run("container", "create", "--name", "web", "--host", "byhand", "--image", "x")
                .status())
        .isEqualTo(4);
    assertThat(cli.run("container", "get", "nothing").status()).isEqualTo(3);
    cli.ok("container", "delete", "web", "--wait");
    assertThat(OwnContainers.all(h1)).isEmpty();
    cli.ok("host", "delete", "byhand", "--wait");
  }

  @Test
  @Tag("S1")
  @Tag("S20")
  @Tag("C5")
  void a_person_at_a_terminal_is_shown_the_key_the_checks_and_the_plan_and_has_a_host() {
    var no =
        cli.person(
            List.of("Is it the right one? [y/N]", "y", "Go? [y/N]", "n"),
            "host",
            "add",
            h1.address(),
            "--name",
            "shown",
            "--key",
            h1.privateKeyFile().toString());
    assertThat(no.status()).as(no.out()).isEqualTo(1);
    assertThat(no.out())
        .contains(h1.hostKeyFingerprint())
        .contains("it was not added; nothing was done");
    assertThat(h1.sh("ls -A /var/lib/stampede").strip()).isEmpty();
    var yes =
        cli.person(
            List.of("Go? [y/N]", "y"),
            "host",
            "add",
            h1.address(),
            "--name",
            "shown",
            "--key",
            h1.privateKeyFile().toString());
    assertThat(yes.status()).as(yes.out()).isZero();
    assertThat(yes.out())
        .doesNotContain("Is it the right one?")
        .contains("Adding shown will")
        .contains("host shown is")
        .contains("Next: `stampede host get shown`");
    var again = cli.ok("host", "add", h1.address(), "--key", h1.privateKeyFile().toString());
    assertThat(again.out()).contains("host shown is connected");
    var shell =
        cli.person(
            List.of("# ", "echo $((6 * 7))-$(stty size)", "42-40 132", "exit 3"),
            "host",
            "terminal",
            "shown");
    assertThat(shell.status()).as(shell.out()).isEqualTo(1);
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() ->
            assertThat(cli.ok("host", "figures", "shown").out())
                .containsPattern("20\\d\\d-\\d\\d-\\d\\dT\\S+ +[0-9.]+ +[0-9.]+ [KMG]iB"));
    cli.ok("host", "delete", "shown", "--wait");
  }

  @Test
  @Tag("S21")
  void python_adds_a_host_and_drives_a_container() {
    var script =
        """
        import sys
        from stampede import Client, ApiError
        c = Client.from_env()
        plan = c.hosts.add(sys.argv[1], key_file=sys.argv[2], host_key=sys.argv[3], plan=True)
        assert plan.changes and c.hosts.list() == [], plan
        h = c.hosts.add(sys.argv[1], name="py", key_file=sys.argv[2], host_key=sys.argv[3])
        assert h.state == "connected", h.state
        w = c.containers.create(name="pyweb", host="py", image="lab/busybox:1",
                                command=["sleep", "100000"], wait=True)
        assert w.state == "running", w.state
        assert [x.name for x in c.containers.list(state="running")] == ["pyweb"]
        try:
            c.containers.create(name="pyweb", host="py", image="x")
            sys.exit("a taken name was taken again")
        except ApiError as e:
            assert e.status == 422 and e.errors[0]["field"] == "name", e
        w.stop()
        c.wait(w, state="stopped", timeout=60)
        w.delete(wait=True)
        h.delete(wait=True)
        print("all well")
        """;
    var ran =
        Tool.run(
            cli.environment(),
            List.of(
                "python3",
                "-c",
                script,
                h1.address(),
                h1.privateKeyFile().toString(),
                h1.hostKeyFingerprint()));
    assertThat(ran.out().strip()).isEqualTo("all well");
    assertThat(OwnContainers.all(h1)).isEmpty();
  }
}
