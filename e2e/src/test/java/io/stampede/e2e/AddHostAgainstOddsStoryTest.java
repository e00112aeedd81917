package io.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.lab.Host;
import io.stampede.lab.Lab;
import io.stampede.lab.LabHost;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A console whose keys are in an ssh-agent, and one that is killed.
@Lab
@Tag("S1")
class AddHostAgainstOddsStoryTest {
  private static SshAgent agent;
  private static Console console;
  private static Rest rest;

  @BeforeAll
  static void start(@TempDir Path folder) {
    agent = SshAgent.start(folder.resolve("agent"));
    console = Console.start(folder.resolve("data"), Map.of("SSH_AUTH_SOCK", agent.socket()));
    rest = console.rest();
  }

  @AfterAll
  static void stop() {
    console.close();
    agent.close();
  }

  private static void remove(String path) {
    rest.delete(path);
    rest.awaitGone(path);
  }

  @Test
  @Tag("C5")
  void the_keys_of_the_agent_let_the_console_in_and_never_leave_it(@Host("h2") LabHost h2) {
    var fields = Candidate.fields(h2);
    fields.remove("privateKey");
    fields.putAll(Map.of("agent", true, "hostKey", h2.hostKeyFingerprint()));
    var candidate = Candidate.begin(rest, fields);
    assertThat(candidate.awaitProblem("auth-refused").path("message").asString(""))
        .as("it has none as yet")
        .contains("agent");
    agent.add(h2.privateKeyFile());
    rest.act(candidate.path(), "recheck");
    candidate.awaitCheck("ssh-login", "ok");
    var host = candidate.add();
    remove(host);
  }

  @Test
  @Tag("N6")
  void a_console_that_is_killed_while_it_adds_a_host_goes_on_where_it_was(@Host("h1") LabHost h1) {
    var fields = Candidate.fields(h1);
    fields.putAll(Map.of("hostKey", h1.hostKeyFingerprint(), "go", true));
    var candidate = new Candidate[1];
    try (var held = h1.hold("mv", "*owner*", "")) {
      candidate[0] = Candidate.begin(rest, fields);
      held.awaitReached();
      console.killHard();
    }
    console.startAgain();
    var added =
        candidate[0].awaitThat(
            "it is added", json -> json.path("state").asString("").equals("added"));
    var host = "/v1/hosts/" + added.text("host");
    rest.awaitState(host, "connected");
    assertThat(rest.get("/v1/hosts").json().path("total").asInt()).isEqualTo(1);
    candidate[0].remove();
    remove(host);
  }
}
