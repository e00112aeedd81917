package io.stampede.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.cli.api.Exit;
import io.stampede.cli.json.Json;
import io.stampede.cli.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  @TempDir Path home;
  private final FakeServer server = new FakeServer();
  private RunningCli cli;

  @BeforeEach
  void connect() {
    cli = new RunningCli(home, server);
  }

  @AfterEach
  void end() {
    server.close();
  }

  private static JsonObject json(RunningCli.Result result) {
    return Json.parseObject(result.out());
  }

  @Test
  void containers_are_listed_in_aligned_columns_with_the_names_of_their_hosts() {
    var host = server.world.add("hosts", "h1", "connected", "memory", 4096L);
    server.world.add(
        "containers",
        "web1",
        "running",
        "image",
        "nginx",
        "host",
        String.valueOf(host.get("id")),
        "memory",
        512L);
    server.world.add("containers", "a", "stopped", "image", "busybox:1.36", "memory", 16384L);
    var result = cli.run("containers", "ls");
    assertThat(result.exit()).isEqualTo(Exit.OK);
    assertThat(result.out())
        .isEqualTo(
            """
            NAME  STATE    IMAGE         HOST  MEMORY (MIB)  DOING
            web1  running  nginx         h1             512
            a     stopped  busybox:1.36               16384
            """);
  }

  @Test
  void every_page_is_fetched_unless_there_is_a_limit() {
    for (int i = 0; i < 8; i++) server.world.add("containers", "c" + i, "running");
    assertThat(cli.run("container", "list", "-o", "name").out().lines()).hasSize(8);
    assertThat(cli.run("container", "list", "-o", "name", "--limit", "4").out().lines())
        .containsExactly("c0", "c1", "c2", "c3");
  }

  @Test
  void filters_and_sort_become_parameters() {
    server.world.add("containers", "web1", "running");
    server.world.add("containers", "db", "running");
    var result =
        cli.run(
            "container",
            "list",
            "--filter",
            "state=running",
            "-f",
            "name~web",
            "-o",
            "name",
            "--sort",
            "-restart-policy,name");
    assertThat(result.out()).isEqualTo("web1\n");
    assertThat(server.calls())
        .containsExactly(
            "GET /v1/containers?state=running&name_like=web&sort=-restartPolicy%2Cname&limit=500");
  }

  @Test
  void a_container_is_created_from_options_of_every_type() {
    var result =
        cli.run(
            "container",
            "create",
            "web1",
            "--image",
            "busybox",
            "--memory",
            "2GiB",
            "--restart-policy",
            "on-failure",
            "--command",
            "sleep",
            "--command",
            "-1",
            "--env",
            "A=1",
            "--env",
            "B=x=y",
            "--privileged",
            "--field-timeout",
            "5",
            "-o",
            "json");
    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isEqualTo(Exit.OK);
    var made = json(result);
    assertThat(made.number("memory")).contains(2048L);
    assertThat(made.text("restartPolicy")).isEqualTo("on-failure");
    assertThat(made.texts("command")).containsExactly("sleep", "-1");
    assertThat(made.value("env")).contains(Map.of("A", "1", "B", "x=y"));
    assertThat(made.flag("privileged")).isTrue();
    assertThat(made.number("timeout")).contains(5L);
  }

  @Test
  void waiting_ends_when_the_transition_ends() {
    var result = cli.run("container", "create", "--name", "web1", "--image", "busybox", "--wait");
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).isEqualTo("container web1 is running\n");
  }

  @Test
  void an_event_wakes_who_waits() throws Exception {
    server.world.hold();
    var run =
        new FutureTask<>(
            () -> cli.run("container", "create", "web1", "--image", "busybox", "--wait"));
    Thread.ofVirtual().start(run);
    while (!server.hasListeners() || server.world.all("containers").isEmpty()) Thread.onSpinWait();
    server.world.advance("containers", "web1");
    server.world.advance("containers", "web1");
    assertThat(run.get().out()).isEqualTo("container web1 is running\n");
  }

  @Test
  void a_resource_that_goes_to_error_fails_the_wait_with_its_problem_and_fix() {
    var result = cli.run("container", "create", "web1", "--image", "no-such:image", "--wait");
    assertThat(result.exit()).isEqualTo(Exit.FAILED);
    assertThat(result.err())
        .startsWith("stampede: container web1: there is no image no-such:image")
        .contains("→ name another image");
  }

  @Test
  void a_wait_that_takes_too_long_fails_and_says_what_it_was_doing() {
    server.world.hold();
    server.world.create("containers", Map.of("name", "web1", "image", "x"));
    var result = cli.run("wait", "container", "web1", "--state", "running", "--timeout", "0");
    assertThat(result.exit()).isEqualTo(Exit.FAILED);
    assertThat(result.err()).contains("web1 is still requested after 0 s (waiting for its turn)");
  }

  @Test
  void a_wait_for_a_state_ends_in_it() {
    server.world.create("containers", Map.of("name", "web1", "image", "x"));
    var result = cli.run("wait", "containers", "web1", "--state", "running");
    assertThat(result.out()).isEqualTo("container web1 is running\n");
  }

  @Test
  void actions_and_removal_follow_from_the_schema() {
    server.world.add("containers", "web1", "running");
    var stopped = cli.run("container", "stop", "web1", "--force", "--wait", "-o", "json");
    assertThat(json(stopped).text("state")).isEqualTo("stopped");
    var gone = cli.run("container", "delete", "web1", "--wait");
    assertThat(gone.out()).isEqualTo("container web1 is removed\n");
    assertThat(cli.run("container", "get", "web1").exit()).isEqualTo(Exit.NOT_FOUND);
  }

  @Test
  void an_option_may_be_shortened_while_it_is_clear() {
    var made = cli.run("container", "create", "a", "--image", "x", "--restart", "always");
    assertThat(made.exit()).isEqualTo(Exit.OK);
    assertThat(server.last("containers").text("restartPolicy")).isEqualTo("always");
    assertThat(cli.run("container", "stop", "a", "--f=maybe").exit()).isEqualTo(Exit.USAGE);
  }

  @Test
  void a_removal_is_over_when_nothing_is_left_and_not_before() throws Exception {
    server.world.hold();
    server.world.add("containers", "web1", "running");
    var run = new FutureTask<>(() -> cli.run("container", "delete", "web1", "--wait"));
    Thread.ofVirtual().start(run);
    while (server.calls().stream().noneMatch(call -> call.startsWith("DELETE"))) {
      Thread.onSpinWait();
    }
    server.world.rest("containers", "web1");
    long looks = server.calls().size();
    while (server.calls().size() < looks + 2) Thread.onSpinWait();
    assertThat(run.isDone()).isFalse();
    server.world.advance("containers", "web1");
    server.world.advance("containers", "web1");
    assertThat(run.get().out()).isEqualTo("container web1 is removed\n");
  }

  @Test
  void updates_send_only_what_was_given() {
    server.world.add("containers", "web1", "running", "memory", 512L);
    cli.run("container", "update", "web1", "--memory", "64");
    assertThat(server.last("containers").number("memory")).contains(64L);
  }

  @Test
  void what_destroys_is_asked_for_where_a_person_sits() {
    server.world.add("containers", "web1", "stopped");
    var no = cli.typing("n\n").run("container", "delete", "web1");
    assertThat(no.exit()).isEqualTo(Exit.FAILED);
    assertThat(no.err()).contains("Delete container web1? [y/N]");
    assertThat(server.calls()).isEmpty();
    assertThat(cli.typing("y\n").run("container", "wipe", "web1").exit()).isEqualTo(Exit.OK);
    assertThat(cli.typing("").run("container", "delete", "web1", "--yes").exit())
        .isEqualTo(Exit.OK);
  }

  @Test
  void a_plan_shows_the_steps_and_changes_nothing() {
    server.world.add("containers", "web1", "running");
    var result = cli.run("container", "delete", "web1", "--plan");
    assertThat(result.out())
        .isEqualTo(" 1. remove the container (destroys)\n      DELETE /containers/x\n");
    assertThat(server.last("containers").text("state")).isEqualTo("running");
  }

  @Test
  void a_refusal_names_the_field_and_the_way_out() {
    server.world.add("containers", "web1", "running");
    var result = cli.run("container", "create", "web1", "--image", "x");
    assertThat(result.exit()).isEqualTo(Exit.REFUSED);
    assertThat(result.err())
        .isEqualTo(
            """
            stampede: web1 is taken
              name web1 is taken
              → choose another name
            """);
    assertThat(result.out()).isEmpty();
  }

  @Test
  void a_container_is_created_from_a_line_and_the_options_beside_it_go_first() {
    var result =
        cli.run(
            "container",
            "create",
            "web2",
            "--from",
            "docker run --rm --name web1 busybox",
            "--memory",
            "64");
    assertThat(result.exit()).isEqualTo(Exit.OK);
    assertThat(result.err()).isEqualTo("Left out: --rm has  [31mno field\n");
    var made = server.last("containers");
    assertThat(made.text("name")).isEqualTo("web2");
    assertThat(made.text("image")).isEqualTo("busybox");
    assertThat(made.value("env")).contains(Map.of("COLOR", "red"));
    assertThat(made.number("memory")).contains(64L);
    var wrong = cli.run("container", "create", "--from", "ls");
    assertThat(wrong.exit()).isEqualTo(Exit.REFUSED);
    assertThat(wrong.err()).contains("is no docker run");
  }

  @Test
  void each_end_has_its_exit_code() {
    assertThat(cli.run("container", "get", "nobody").exit()).isEqualTo(Exit.NOT_FOUND);
    assertThat(cli.run("container", "list", "--no-such").exit()).isEqualTo(Exit.USAGE);
    assertThat(cli.run("container").exit()).isEqualTo(Exit.USAGE);
    assertThat(cli.run("teapot", "list").exit()).isEqualTo(Exit.USAGE);
    assertThat(cli.run("container", "list", "-f", "flavour=x").exit()).isEqualTo(Exit.REFUSED);
    server.world.add("containers", "web1", "stopped");
    assertThat(cli.run("container", "stop", "web1").exit()).isEqualTo(Exit.REFUSED);
    cli.with("STAMPEDE_TOKEN", "wrong");
    var stranger = cli.run("container", "list");
    assertThat(stranger.exit()).isEqualTo(Exit.NOT_AUTHORIZED);
    assertThat(stranger.err()).contains("stampede login");
    var nowhere = cli.run("--server", "http://127.0.0.1:1", "container", "list");
    assertThat(nowhere.exit()).isEqualTo(Exit.NO_CONNECTION);
    assertThat(nowhere.err()).contains("http://127.0.0.1:1").contains("./stampede web");
  }

  @Test
  void the_schema_is_kept_and_costs_no_second_round_trip() {
    cli.run("container", "list");
    cli.run("vm", "list");
    assertThat(server.requests).filteredOn(r -> r.contains("schemas")).hasSize(1);
    cli.at(InstantSource.fixed(Instant.now().plus(Duration.ofDays(2)))).run("vms", "list");
    assertThat(server.requests).filteredOn(r -> r.contains("schemas")).hasSize(2);
  }

  @Test
  void a_stale_schema_is_healed_when_the_line_does_not_fit_it() {
    cli.run("container", "list");
    server.schema(server.schema().replace("\"privileged\"", "\"trusted\""));
    var result = cli.run("container", "create", "web1", "--image", "x", "--trusted");
    assertThat(result.err()).isEmpty();
    assertThat(server.last("containers").flag("trusted")).isTrue();
    assertThat(cli.run("container", "create", "web2", "--nonsense").exit()).isEqualTo(Exit.USAGE);
  }

  @Test
  void a_host_is_created_once_a_person_agrees_to_its_key() throws IOException {
    Files.writeString(home.resolve("key"), "-----BEGIN KEY-----\nx\n");
    var key = home.resolve("key").toString();
    String[] line = {"host", "create", "h1", "--address", "192.0.2.1", "--key-file", key};
    var no = cli.typing("\n").run(line);
    assertThat(no.err()).contains("The key of 192.0.2.1 is ssh-ed25519 SHA256:nThbg6k");
    assertThat(no.exit()).isEqualTo(Exit.FAILED);
    assertThat(server.world.all("hosts")).isEmpty();
    assertThat(cli.typing("yes\n").run(line).exit()).isEqualTo(Exit.OK);
    var host = server.last("hosts");
    assertThat(host.text("hostKey")).startsWith("SHA256:nThbg6k");
    assertThat(host.text("privateKey")).isEqualTo("-----BEGIN KEY-----\nx\n");
  }

  @Test
  void a_table_within_a_resource_is_shown_as_one() {
    server.world.add(
        "candidates",
        "c1",
        "ready",
        "checks",
        List.of(
            Map.of("title", "Docker", "severity", "must", "state", "ok", "found", "it answers")));
    assertThat(cli.run("candidate", "get", "c1").out())
        .contains(
            """

            Checks
            WHAT    SEVERITY  STATE  FOUND
            Docker  must      ok     it answers
            """);
  }

  @Test
  void figures_of_a_host_are_a_table_of_the_newest() {
    server.world.add("hosts", "h1", "connected");
    assertThat(cli.run("host", "figures", "h1", "--step", "60").out())
        .isEqualTo(
            """
            TIME                  CPU %  MEMORY USED
            1970-01-01T00:00:00Z    1.5       1023 B
            1970-01-01T00:01:00Z   20.0      1.5 GiB
            """);
    assertThat(server.calls()).containsExactly("GET /v1/hosts/h1/figures?step=60");
    assertThat(cli.run("host", "figures", "h1", "--last", "1").out().lines()).hasSize(2);
  }

  @Test
  void an_image_is_uploaded_from_a_file_and_again_into_the_same_image() throws IOException {
    var file = Files.write(home.resolve("disk.img"), new byte[300_000]);
    var result = cli.run("image", "upload", "tiny", file.toString(), "--wait", "-o", "json");
    assertThat(result.err()).isEmpty();
    assertThat(json(result).number("size")).contains(300_000L);
    assertThat(cli.run("image", "upload", "tiny", file.toString()).exit()).isEqualTo(Exit.OK);
    assertThat(server.world.all("images")).hasSize(1);
    assertThat(cli.run("image", "upload", "b", home + "/none").exit()).isEqualTo(Exit.USAGE);
  }

  @Test
  void logs_tasks_screens_and_kinds_are_shown() {
    server.world.add("containers", "web1", "running");
    server.world.add("virtualMachines", "vm1", "running");
    assertThat(cli.run("container", "logs", "web1").out()).isEqualTo("line 1\nline 2\n");
    assertThat(cli.run("tasks").out()).contains("start").contains("container web1");
    assertThat(cli.run("container", "tasks", "web1", "--transcript").out())
        .contains("POST /containers/x/start");
    assertThat(cli.run("vm", "screen", "vm1").out()).startsWith(server.url() + "/virtualMachines/");
    assertThat(cli.run("kinds").out()).contains("virtual-machine  vm");
    assertThat(cli.run("kinds", "container").out()).contains("restartPolicy  enum");
  }

  @Test
  void login_keeps_address_and_token_for_the_owner_alone() throws IOException {
    var link = server.url() + "/login?token=" + FakeServer.TOKEN;
    cli.with("STAMPEDE_URL", "").with("STAMPEDE_TOKEN", "");
    assertThat(cli.run("login", link).exit()).isEqualTo(Exit.OK);
    var file = home.resolve(".config/stampede/config.json");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(cli.run("container", "list").exit()).isEqualTo(Exit.OK);
    // Another server does not get the token of this one.
    try (var other = new FakeServer()) {
      assertThat(cli.run("--server", other.url().toString(), "container", "list").exit())
          .isEqualTo(Exit.NOT_AUTHORIZED);
    }
    assertThat(cli.run("logout").exit()).isEqualTo(Exit.OK);
    assertThat(file).doesNotExist();
    assertThat(cli.reading("nonsense\n").run("login", server.url().toString()).exit())
        .isEqualTo(Exit.NOT_AUTHORIZED);
    assertThat(file).doesNotExist();
  }

  @Test
  void the_shell_completes_commands_options_and_names() {
    server.world.add("containers", "web1", "running");
    assertThat(cli.run("__complete", "").out().lines()).contains("container", "wait");
    assertThat(cli.run("__complete", "container", "").out().lines()).contains("list", "stop");
    assertThat(cli.run("__complete", "container", "create", "--").out().lines())
        .contains("--restart-policy", "--wait");
    assertThat(cli.run("__complete", "container", "stop", "").out()).isEqualTo("web1\n");
    assertThat(cli.run("__complete", "container", "create", "--restart-policy", "").out().lines())
        .containsExactly("no", "always", "on-failure");
    assertThat(cli.run("completion", "bash").out()).contains("complete -o default -F _stampede");
  }

  @Test
  void details_and_yaml_show_one_resource_whole() {
    server.world.add(
        "containers",
        "web1",
        "running",
        "image",
        "nginx",
        "memory",
        512L,
        "env",
        Map.of("A", "yes"));
    assertThat(cli.run("container", "get", "web1").out())
        .isEqualTo(
            """
            Name         web1
            State        running
            Image        nginx
            Memory       512 MiB
            Environment  A=yes
            Id           co-1
            Created      2026-01-02T03:04:05Z
            Actions      stop
            """);
    assertThat(cli.run("container", "get", "web1", "-o", "yaml").out())
        .contains("name: web1\n", "memory: 512\n", "env:\n  A: \"yes\"\n", "message: \"\"\n");
  }

  @Test
  void what_a_host_says_cannot_drive_the_terminal() {
    server.world.add("containers", "web1", "running", "image", "\u001b[2Jnginx\nx");
    assertThat(cli.run("container", "list").out()).contains(" [2Jnginx x").doesNotContain("\u001b");
  }
}
