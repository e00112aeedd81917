package io.stampede.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.ssh.SshFailure.Reason;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// How commands run on any host.
abstract class CommandContract extends RemoteContract {
  @Test
  void a_command_gives_its_output_its_errors_and_its_status() throws Exception {
    var result = remote.exec(Command.script("echo out; echo err >&2; exit 3"), SOON);
    assertThat(result.out()).isEqualTo("out\n");
    assertThat(result.err()).isEqualTo("err\n");
    assertThat(result.exitStatus()).isEqualTo(3);
    assertThat(result.ok()).isFalse();
  }

  @Test
  void arguments_arrive_as_they_were_given() throws Exception {
    var argv =
        List.of("printf", "%s\\n", "a b", "", "$HOME", "`id`", "it's", "\"", "*", "\\", "ü\n");
    assertThat(remote.exec(new Command(argv), SOON).out())
        .isEqualTo("a b\n\n$HOME\n`id`\nit's\n\"\n*\n\\\nü\n\n");
  }

  @Test
  void a_command_reads_what_is_streamed_to_it() throws Exception {
    var content = random(3_000_000);
    var result = remote.exec(Command.of("cat"), new ByteArrayInputStream(content), SOON);
    assertThat(result.stdout()).isEqualTo(content);
  }

  @Test
  void a_command_may_end_before_it_has_read_everything() throws Exception {
    var content = new ByteArrayInputStream(random(9_000_000));
    var result = remote.exec(Command.of("head", "-c", "1"), content, SOON);
    assertThat(result.stdout()).hasSize(1);
  }

  @Test
  void a_source_that_fails_is_told_apart_from_the_host() {
    var source = new BrokenStream(10);
    var failure = failure(() -> remote.exec(Command.of("cat"), source, SOON));
    assertThat(failure.reason()).isEqualTo(Reason.CUT);
    assertThat(failure).hasMessageContaining("the disk is gone");
  }

  @Test
  void a_command_past_its_deadline_is_given_up() throws Exception {
    var failure = failure(() -> remote.exec(Command.of("sleep", "2"), Duration.ofMillis(300)));
    assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
    assertThat(failure).hasMessageContaining("sleep 2");
    assertThat(remote.exec(Command.of("true"), SOON).ok()).isTrue();
  }

  @Test
  void a_command_that_writes_without_end_is_a_failure_not_a_heap() throws Exception {
    var failure = failure(() -> remote.exec(Command.of("cat", "/dev/zero"), SOON));
    assertThat(failure.reason()).isEqualTo(Reason.PROTOCOL);
    assertThat(failure).hasMessageContaining("16 MiB");
  }

  @Test
  void a_program_that_is_not_there_has_the_shells_status() throws Exception {
    assertThat(remote.exec(Command.of("no-such-program"), SOON).exitStatus()).isEqualTo(127);
  }

  @Test
  void many_commands_at_once_stay_below_the_hosts_limit() throws Exception {
    var calls = new ArrayList<Callable<String>>();
    for (int i = 0; i < 40; i++) {
      var word = "n" + i;
      calls.add(() -> remote.exec(Command.of("echo", word), SOON).out().strip());
    }
    var answers = new ArrayList<String>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var each : threads.invokeAll(calls)) answers.add(each.get());
    }
    assertThat(answers).hasSize(40).contains("n0", "n39").doesNotHaveDuplicates();
  }

  @Test
  void a_running_command_is_talked_to_while_it_runs() throws Exception {
    var script = "while read -r line; do echo \"heard $line\"; done; echo bye >&2; exit 4";
    try (var running = remote.start(Command.script(script))) {
      var lines = running.stdout();
      running.stdin().write("one\n".getBytes(UTF_8));
      running.stdin().flush();
      assertThat(new String(lines.readNBytes(10), UTF_8)).isEqualTo("heard one\n");
      running.stdin().close();
      assertThat(new String(running.stderr().readAllBytes(), UTF_8)).isEqualTo("bye\n");
      assertThat(running.waitFor(SOON)).isEqualTo(4);
    }
  }

  @Test
  void closing_a_running_command_gives_its_room_back() throws Exception {
    for (int i = 0; i < 3 * TestHost.SETTINGS.pool().perConnection(); i++) {
      try (var running = remote.start(Command.of("cat"))) {
        assertThat(running.stdin()).isNotNull();
      }
    }
    assertThat(remote.exec(Command.of("true"), SOON).ok()).isTrue();
  }

  @Test
  void a_command_that_finds_no_room_is_told_so() throws Exception {
    var held = new ArrayList<RunningCommand>();
    try {
      var pool = TestHost.SETTINGS.pool();
      for (int i = 0; i < pool.connections() * pool.perConnection(); i++) {
        held.add(remote.start(Command.of("cat")));
      }
      var failure = failure(() -> remote.exec(Command.of("true"), Duration.ofMillis(200)));
      assertThat(failure.reason()).isEqualTo(Reason.BUSY);
    } finally {
      held.forEach(RunningCommand::close);
    }
  }
}
