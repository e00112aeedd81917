package io.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.lab.Host;
import io.stampede.lab.Lab;
import io.stampede.lab.LabHost;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Lab
class ClientsStoryTest {
  private static Console console;
  private static LabHost h1;

  @BeforeAll
  static void start(@TempDir Path folder, @Host("h1") LabHost host) {
    h1 = host;
    console = Console.start(folder.resolve("data"));
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  @Tag("S20")
  void the_command_line_adds_a_host_and_drives_a_container() {
    ok(
        "host",
        "add",
        "--name",
        "byhand",
        "--address",
        h1.address(),
        "--user",
        h1.user(),
        "--private-key",
        "@" + h1.privateKeyFile(),
        "--accept-key",
        h1.hostKeyFingerprint(),
        "--wait");
    ok(
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
    assertThat(h1.ssh("docker ps --format {{.Names}}").strip()).isEqualTo("web");
    assertThat(ok("container", "list").out()).contains("web").contains("running");
    assertThat(ok("container", "list", "--output", "json").out()).contains("\"state\"");
    ok("container", "stop", "web", "--wait");
    assertThat(h1.ssh("docker ps -q").strip()).isEmpty();
    assertThat(
            cli("container", "create", "--name", "web", "--host", "byhand", "--image", "x")
                .status())
        .isEqualTo(4);
    assertThat(cli("container", "get", "nothing").status()).isEqualTo(3);
    ok("container", "delete", "web", "--wait");
    assertThat(h1.ssh("docker ps -aq").strip()).isEmpty();
    ok("host", "delete", "byhand", "--wait");
  }

  @Test
  @Tag("S21")
  void python_adds_a_host_and_drives_a_container() {
    var script =
        """
        import sys
        from stampede import Client, ApiError
        c = Client.from_env()
        h = c.hosts.create(name="py", address=sys.argv[1], user="root", wait=True,
                           private_key=open(sys.argv[2]).read(), host_key=sys.argv[3])
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
            environment(),
            List.of(
                "python3",
                "-c",
                script,
                h1.address(),
                h1.privateKeyFile().toString(),
                h1.hostKeyFingerprint()));
    assertThat(ran.out().strip()).isEqualTo("all well");
    assertThat(h1.ssh("docker ps -aq").strip()).isEmpty();
  }

  private static Tool ok(String... arguments) {
    var ran = cli(arguments);
    assertThat(ran.status()).as(String.join(" ", arguments) + "\n" + ran.out()).isZero();
    return ran;
  }

  private static Tool cli(String... arguments) {
    var target = Console.root().resolve("clients/cli/target");
    var argv =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                target + "/cli.jar:" + target + "/lib/*",
                "io.stampede.cli.Main"));
    argv.addAll(List.of(arguments));
    return Tool.run(environment(), argv);
  }

  private static Map<String, String> environment() {
    return Map.of(
        "STAMPEDE_URL", console.url(),
        "STAMPEDE_TOKEN", console.token(),
        "PYTHONPATH", Console.root().resolve("clients/python").toString());
  }
}
