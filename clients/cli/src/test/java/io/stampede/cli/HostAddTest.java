package io.stampede.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.cli.api.Exit;
import io.stampede.cli.json.Json;
import io.stampede.cli.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("S1")
@Tag("C5")
class HostAddTest {
  private static final String PLAIN_KEY = "-----BEGIN KEY-----\nx\n";

  @TempDir Path home;
  private final FakeServer server = new FakeServer();
  private RunningCli cli;
  private String key;

  @BeforeEach
  void connect() throws IOException {
    cli = new RunningCli(home, server);
    key = Files.writeString(home.resolve("key"), PLAIN_KEY).toString();
  }

  @AfterEach
  void end() {
    server.close();
  }

  private String[] add(String address, String... more) {
    var line = Stream.of("host", "add", address, "--key", key);
    return Stream.concat(line, Arrays.stream(more)).toArray(String[]::new);
  }

  private String[] script(String address, String... more) {
    var known = Stream.of(more.length == 0 ? new String[0] : more);
    return Stream.concat(Arrays.stream(add(address, "--host-key", FakeCandidates.KEY)), known)
        .toArray(String[]::new);
  }

  private Map<String, Object> candidate() {
    return server.world.all("candidates").getLast();
  }

  @Test
  void a_person_compares_the_key_reads_the_checks_agrees_to_the_plan_and_has_a_host() {
    var result = cli.typing("y\ny\n").run(add("192.0.2.5"));
    assertThat(result.exit()).isEqualTo(Exit.OK);
    assertThat(result.out()).isEqualTo("host 192-0-2-5 is connected\n");
    assertThat(result.err())
        .contains("ssh-ed25519  " + FakeCandidates.KEY)
        .contains("Is it the right one? [y/N]")
        .contains("192-0-2-5 (root@192.0.2.5:22): 3 checks, 1 to look at")
        .contains("· note: About kvm (kvm)")
        .contains("Adding 192-0-2-5 will")
        .contains("  - make the folder /var/lib/stampede")
        .contains("Go? [y/N]")
        .contains("Next: `stampede host get 192-0-2-5`");
    assertThat(server.last("hosts").text("address")).isEqualTo("192.0.2.5");
  }

  @Test
  void nothing_is_sent_to_a_host_whose_key_is_not_agreed_to() {
    var result = cli.typing("n\n").run(add("192.0.2.5"));
    assertThat(result.exit()).isEqualTo(Exit.FAILED);
    assertThat(result.err()).contains("its key was not agreed to; nothing was sent to it");
    assertThat(server.calls()).noneMatch(call -> call.contains("action=trust"));
  }

  @Test
  void a_plan_that_is_not_agreed_to_changes_nothing_and_the_next_run_goes_on_from_there() {
    var no = cli.typing("y\nn\n").run(add("192.0.2.5"));
    assertThat(no.exit()).isEqualTo(Exit.FAILED);
    assertThat(server.world.all("hosts")).isEmpty();
    var yes = cli.typing("y\n").run(add("192.0.2.5"));
    assertThat(yes.exit()).isEqualTo(Exit.OK);
    assertThat(yes.err()).doesNotContain("Is it the right one?");
    assertThat(server.calls().stream().filter("POST /v1/candidates"::equals)).hasSize(1);
  }

  @Test
  void a_script_names_the_key_that_it_accepts_and_is_asked_nothing() {
    var unasked = cli.run(add("192.0.2.5"));
    assertThat(unasked.exit()).isEqualTo(Exit.USAGE);
    assertThat(unasked.err()).contains("→ compare it, then agree with --host-key SHA256:nThbg6k");
    var other = cli.run(add("192.0.2.5", "--host-key", "SHA256:other"));
    assertThat(other.exit()).isEqualTo(Exit.REFUSED);
    assertThat(other.err()).contains("not SHA256:other");
    assertThat(server.world.all("hosts")).isEmpty();
    var right = cli.run(script("192.0.2.5", "--label", "zone=north", "-J", "core@192.0.2.1"));
    assertThat(right.exit()).isEqualTo(Exit.OK);
    assertThat(right.out()).isEqualTo("host 192-0-2-5 is connected\n");
  }

  @Test
  void what_was_given_reaches_the_server() {
    cli.reading("KEY\n")
        .run(
            "host",
            "add",
            "core@192.0.2.70",
            "--name",
            "h1",
            "--private-key",
            "@-",
            "--port",
            "2222",
            "--label",
            "zone=north",
            "--jump",
            "core@192.0.2.1",
            "--fix",
            "ip-forward",
            "--timeout",
            "0");
    var row = new JsonObject(candidate());
    assertThat(row.text("name")).isEqualTo("h1");
    assertThat(row.text("user")).isEqualTo("core");
    assertThat(row.text("privateKey")).isEqualTo("KEY\n");
    assertThat(row.number("port")).contains(2222L);
    assertThat(row.value("labels")).contains(Map.of("zone", "north"));
    assertThat(row.texts("jumps")).containsExactly("core@192.0.2.1");
    assertThat(row.texts("fixes")).containsExactly("ip-forward");
  }

  @Test
  void a_check_that_must_be_right_is_refused_with_its_fix_and_goes_on_once_it_is_mended() {
    var refused = cli.run(script("192.0.2.61"));
    assertThat(refused.exit()).isEqualTo(Exit.REFUSED);
    assertThat(refused.err())
        .contains("✗ must: About docker-reachable (docker-reachable)")
        .contains("found  there is no Docker")
        .contains("why    It is needed.")
        .contains("fix    systemctl start it\n             and look\n")
        .contains(
            "stampede: 192-0-2-61: About docker-reachable (docker-reachable): there is no Docker\n"
                + "  → systemctl start it; and look\n");
    server.world.candidates.mend("192.0.2.61");
    assertThat(cli.run(script("192.0.2.61")).exit()).isEqualTo(Exit.OK);
    assertThat(server.calls().stream().filter("POST /v1/candidates"::equals)).hasSize(1);
  }

  @Test
  void a_person_is_offered_what_the_console_can_put_right() {
    var result = cli.typing("y\ny\ny\n").run(add("192.0.2.62"));
    assertThat(result.err())
        .contains("or let the console do it: --fix docker-reachable")
        .contains("Shall the console put right “About docker-reachable” on 192-0-2-62? [y/N]");
    assertThat(result.exit()).isEqualTo(Exit.OK);
    assertThat(server.calls()).anyMatch(call -> call.contains("action=fix"));
  }

  @Test
  void a_person_may_leave_out_a_host_that_cannot_be_mended_now() {
    var result = cli.typing("y\n\nl\n").run(add("192.0.2.61"));
    assertThat(result.exit()).isEqualTo(Exit.REFUSED);
    assertThat(result.err()).contains("Mend 192-0-2-61, then press Enter to check again");
    assertThat(server.calls().stream().filter(c -> c.contains("action=recheck"))).hasSize(1);
  }

  @Test
  void a_plan_says_what_would_be_changed_and_leaves_nothing_behind() {
    var result = cli.run(script("192.0.2.64", "--plan"));
    assertThat(result.exit()).isEqualTo(Exit.OK);
    assertThat(result.out())
        .isEqualTo("Adding 192-0-2-64 will\n  - make the folder /var/lib/stampede\n");
    assertThat(result.err()).contains("! should: About ip-forward (ip-forward)");
    assertThat(server.world.all("hosts")).isEmpty();
    assertThat(server.calls()).anyMatch(call -> call.startsWith("DELETE /v1/candidates/"));
  }

  @Test
  void a_host_that_hangs_or_refuses_keeps_no_other_from_being_ready() {
    var line = script("192.0.2.5", "192.0.2.6", "192.0.2.70", "192.0.2.71", "--timeout", "2s");
    var result = cli.run(line);
    assertThat(result.exit()).isEqualTo(Exit.FAILED);
    assertThat(result.out())
        .isEqualTo("host 192-0-2-5 is connected\nhost 192-0-2-6 is connected\n");
    assertThat(result.err())
        .contains("192-0-2-71: 192.0.2.71 refused the key of root\n  → give another key\n")
        .contains("192-0-2-70: is still under way")
        .contains("2 of 4 hosts were not added: 192-0-2-70, 192-0-2-71");
  }

  @Test
  void a_host_that_is_there_is_not_added_again() {
    server.world.add("hosts", "h1", "connected", "address", "192.0.2.5", "port", 22L);
    var result = cli.run(script("192.0.2.5"));
    assertThat(result.out()).isEqualTo("host h1 is connected\n");
    assertThat(server.world.all("candidates")).isEmpty();
  }

  @Test
  void programs_get_json_with_the_result_of_each() {
    var result = cli.run(script("192.0.2.5", "192.0.2.61", "--json"));
    assertThat(result.exit()).isEqualTo(Exit.REFUSED);
    assertThat(Json.parse(result.out())).isInstanceOf(List.class);
    assertThat(result.out()).contains("\"result\": \"ready\"").contains("\"result\": \"failed\"");
  }

  @Test
  void a_key_with_a_passphrase_asks_for_it_and_a_script_is_told() throws IOException {
    var locked = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n";
    Files.writeString(home.resolve("key"), locked);
    var unasked = cli.run(add("192.0.2.5"));
    assertThat(unasked.exit()).isEqualTo(Exit.USAGE);
    assertThat(unasked.err()).contains("the key has a passphrase, and nobody can be asked");
    var asked = cli.typing("secret\ny\ny\n").run(add("192.0.2.5"));
    assertThat(asked.err()).startsWith("Passphrase of the key: ");
    assertThat(asked.exit()).isEqualTo(Exit.OK);
  }

  @Test
  void what_is_no_address_is_said_before_anything_is_begun() {
    var result = cli.run("host", "add", "--key", key, "--", "-oProxyCommand=x");
    assertThat(result.exit()).isEqualTo(Exit.USAGE);
    assertThat(result.err()).contains("begins with a hyphen");
    assertThat(server.world.all("candidates")).isEmpty();
    assertThat(cli.run("host", "add").exit()).isEqualTo(Exit.USAGE);
    assertThat(cli.run(add("192.0.2.5", "192.0.2.6", "--name", "x")).exit()).isEqualTo(Exit.USAGE);
  }

  @Test
  @Tag("S30")
  void the_members_of_a_cluster_are_listed_and_their_addresses_can_be_piped() {
    server.world.add("hosts", "h1", "connected");
    assertThat(cli.run("host", "discover", "h1").out())
        .isEqualTo("ADDRESS     NAME    SOURCE\n192.0.2.12  core-2  etcd\n");
    assertThat(cli.run("host", "discover", "h1", "-o", "name").out()).isEqualTo("192.0.2.12\n");
  }
}
