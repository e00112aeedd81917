package io.stampede.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.stampede.ssh.SshFailure.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// What every host must do, whatever its SSH server.
@TestInstance(Lifecycle.PER_CLASS)
abstract class RemoteContract {
  static final Duration SOON = Duration.ofSeconds(20);

  private final SshConnections connections = SshConnections.mina(TestHost.SETTINGS);
  private TestHost host;
  private Remote remote;

  abstract TestHost start() throws Exception;

  @BeforeAll
  void open() throws Exception {
    host = start();
    remote = connections.open(host.endpoint(), host.credential(), host.pinned());
  }

  @AfterAll
  void close() throws Exception {
    connections.close();
    host.close();
  }

  TestHost host() {
    return host;
  }

  Remote remote() {
    return remote;
  }

  SshConnections connections() {
    return connections;
  }

  static SshFailure failure(ThrowingCallable call) {
    return catchThrowableOfType(SshFailure.class, call);
  }

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
    for (int i = 0; i < 3 * TestHost.SETTINGS.execChannels(); i++) {
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
      for (int i = 0; i < TestHost.SETTINGS.execChannels(); i++) {
        held.add(remote.start(Command.of("cat")));
      }
      var failure = failure(() -> remote.exec(Command.of("true"), Duration.ofMillis(200)));
      assertThat(failure.reason()).isEqualTo(Reason.BUSY);
    } finally {
      held.forEach(RunningCommand::close);
    }
  }

  @Test
  void the_fingerprint_is_that_of_the_host() throws Exception {
    assertThat(remote.hostKeyFingerprint()).isEqualTo(host.key().fingerprint());
    assertThat(remote.state()).isEqualTo(new LinkState.Up(host.key().fingerprint()));
  }

  @Test
  void a_host_is_asked_for_its_key() throws Exception {
    assertThat(connections.hostKey(host.endpoint(), SOON)).isEqualTo(host.key());
  }

  @Test
  void a_file_is_replaced_as_a_whole() throws Exception {
    var path = host.path("replaced");
    remote.files().replace(path, "first, and longer".getBytes(UTF_8), 0644);
    remote.files().replace(path, "second".getBytes(UTF_8), 0600);
    assertThat(remote.files().read(path)).isEqualTo("second".getBytes(UTF_8));
    assertThat(remote.files().stat(path)).contains(new RemoteFiles.FileFacts(6, false, 0600));
  }

  @Test
  void a_replacement_leaves_nothing_beside_the_file() throws Exception {
    var path = host.path("alone");
    remote.files().replace(path, new byte[] {1}, 0600);
    var broken = new BrokenStream(100_000);
    var failure = failure(() -> remote.files().replace(path, broken, 0600, _ -> {}));
    assertThat(failure.reason()).isEqualTo(Reason.CUT);
    assertThat(failure).hasMessageContaining("could not be read");
    assertThat(remote.files().read(path)).isEqualTo(new byte[] {1});
    assertThat(leftovers()).isFalse();
  }

  @Test
  void a_large_file_arrives_whole_and_its_progress_is_told() throws Exception {
    var content = random(10_000_000);
    var told = new AtomicLong();
    var path = host.path("large");
    remote.files().replace(path, new ByteArrayInputStream(content), 0644, told::set);
    assertThat(Files.readAllBytes(Path.of(path.value()))).isEqualTo(content);
    assertThat(told).hasValue(10_000_000);
    assertThat(remote.files().read(path)).isEqualTo(content);
  }

  @Test
  void a_transfer_is_taken_up_where_it_ended() throws Exception {
    var content = random(300_000);
    var path = host.path("resumed");
    var first = new ByteArrayInputStream(content, 0, 200_000);
    var told = new AtomicLong();
    remote.files().write(path, 0, first, told::set);
    var rest = new ByteArrayInputStream(content, 150_000, 150_000);
    remote.files().write(path, 150_000, rest, told::set);
    assertThat(remote.files().read(path)).isEqualTo(content);
    assertThat(told).hasValue(300_000);
    var failure = failure(() -> remote.files().write(path, 300_001, rest, _ -> {}));
    assertThat(failure.reason()).isEqualTo(Reason.FILE);
    assertThat(failure).hasMessageContaining("300000 bytes");
  }

  @Test
  void a_file_that_is_not_there_is_told_apart() throws Exception {
    var path = host.path("nowhere/file");
    assertThat(remote.files().stat(path)).isEmpty();
    remote.files().delete(path);
    assertThat(remote.files().list(host.path("nowhere"))).isEmpty();
    var failure = failure(() -> remote.files().read(path));
    assertThat(failure.reason()).isEqualTo(Reason.FILE);
    assertThat(failure).hasMessageContaining("read " + path).hasMessageContaining("no such file");
    assertThat(failure(() -> remote.files().replace(path, new byte[0], 0600)).reason())
        .isEqualTo(Reason.FILE);
  }

  @Test
  void a_file_of_no_told_size_is_read_to_its_end() throws Exception {
    assertThat(new String(remote.files().read(new RemotePath("/proc/self/status")), UTF_8))
        .contains("Pid:");
  }

  @Test
  void a_file_too_large_to_be_read_whole_is_refused() throws Exception {
    var path = host.path("sparse");
    try (var file = new RandomAccessFile(path.value(), "rw")) {
      file.setLength(17L * 1024 * 1024);
    }
    assertThat(failure(() -> remote.files().read(path)).reason()).isEqualTo(Reason.PROTOCOL);
  }

  @Test
  void folders_are_made_listed_and_moved() throws Exception {
    var folder = host.path("a/b/c");
    remote.files().mkdirs(folder, 0750);
    remote.files().mkdirs(folder, 0700);
    assertThat(remote.files().stat(folder).orElseThrow().folder()).isTrue();
    assertThat(remote.files().stat(folder).orElseThrow().mode()).isEqualTo(0750);
    remote.files().replace(folder.child("x"), new byte[0], 0600);
    remote.files().replace(folder.child("y"), new byte[] {1}, 0600);
    remote.files().rename(folder.child("y"), folder.child("x"));
    assertThat(remote.files().list(folder)).containsExactly("x");
    assertThat(remote.files().stat(folder.child("x")).orElseThrow().size()).isEqualTo(1);
    remote.files().delete(folder.child("x"));
    assertThat(remote.files().list(folder)).isEmpty();
    remote.files().replace(host.path("plain"), new byte[0], 0600);
    var failure = failure(() -> remote.files().mkdirs(host.path("plain/under"), 0700));
    assertThat(failure.reason()).isEqualTo(Reason.FILE);
  }

  @Test
  void many_folders_are_made_by_many_at_once() throws Exception {
    var calls = new ArrayList<Callable<Boolean>>();
    for (int i = 0; i < 20; i++) {
      var name = "same/one/" + i % 4;
      calls.add(() -> {
        remote.files().mkdirs(host.path(name), 0755);
        return remote.files().stat(host.path(name)).isPresent();
      });
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var each : threads.invokeAll(calls)) assertThat(each.get()).isTrue();
    }
  }

  @Test
  void a_stream_to_a_unix_socket_keeps_each_direction_to_its_end() throws Exception {
    var content = random(5_000_000);
    try (var echo = EchoAfterAll.unix(host.folder().resolve("echo1"));
        var stream = remote.openUnix(host.path("echo1"))) {
      assertThat(sentAndAnswered(stream, content)).isEqualTo(content);
      assertThat(echo.failures()).isEmpty();
    }
  }

  @Test
  void a_stream_to_a_port_keeps_each_direction_to_its_end() throws Exception {
    var content = random(5_000_000);
    try (var echo = EchoAfterAll.tcp();
        var stream = remote.openTcp("127.0.0.1", echo.port())) {
      assertThat(sentAndAnswered(stream, content)).isEqualTo(content);
      assertThat(echo.failures()).isEmpty();
    }
  }

  @Test
  void nobody_listening_is_told_apart() throws Exception {
    var failure = failure(() -> remote.openUnix(host.path("no-socket")));
    assertThat(failure.reason()).isEqualTo(Reason.NOT_LISTENING);
    assertThat(failure).hasMessageContaining("no-socket");
    int free = OpenSshHost.freePort();
    assertThat(failure(() -> remote.openTcp("127.0.0.1", free)).reason())
        .isEqualTo(Reason.NOT_LISTENING);
  }

  @Test
  void a_forwarded_socket_carries_many_connections() throws Exception {
    try (var echo = EchoAfterAll.unix(host.folder().resolve("echo2"));
        var forward = remote.forwardUnix(host.path("echo2"))) {
      assertThat(Files.getPosixFilePermissions(forward.path().getParent()))
          .isEqualTo(PosixFilePermissions.fromString("rwx------"));
      var calls = new ArrayList<Callable<Boolean>>();
      for (int i = 1; i <= 30; i++) {
        var content = random(i * 10_000);
        calls.add(() -> Arrays.equals(throughSocket(forward.path(), content), content));
      }
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var each : threads.invokeAll(calls)) assertThat(each.get()).isTrue();
      }
      assertThat(forward.lastFailure()).isEmpty();
      assertThat(echo.failures()).isEmpty();
    }
  }

  @Test
  void a_forwarded_socket_tells_why_it_leads_nowhere() throws Exception {
    Path path;
    try (var forward = remote.forwardUnix(host.path("nobody"))) {
      path = forward.path();
      assertThat(throughSocket(path, new byte[0])).isEmpty();
      assertThat(forward.lastFailure().orElseThrow().reason()).isEqualTo(Reason.NOT_LISTENING);
    }
    assertThat(path).doesNotExist();
  }

  @Test
  void a_cut_in_the_middle_of_a_command_is_told_as_such() throws Exception {
    try (var host = start();
        var cut = connections.open(host.endpoint(), host.credential(), host.pinned());
        var running = cut.start(Command.script("echo begun; exec cat"))) {
      assertThat(new String(running.stdout().readNBytes(6), UTF_8)).isEqualTo("begun\n");
      host.cutAll();
      assertThat(failure(() -> running.stdout().read()).reason()).isEqualTo(Reason.CUT);
      assertThat(failure(() -> running.waitFor(SOON)).reason()).isEqualTo(Reason.CUT);
    }
  }

  @Test
  void a_cut_connection_comes_back_by_itself_and_both_are_announced() throws Exception {
    var states = new LinkedBlockingQueue<LinkState>();
    try (var host = start();
        var cut = connections.open(host.endpoint(), host.credential(), host.pinned());
        var listening = cut.onState(states::add)) {
      assertThat(cut.state()).isEqualTo(new LinkState.Idle());
      cut.connect();
      var up = new LinkState.Up(host.key().fingerprint());
      assertThat(states.poll(20, SECONDS)).isEqualTo(up);
      host.cutAll();
      assertThat(states.poll(20, SECONDS)).isInstanceOf(LinkState.Down.class);
      assertThat(states.poll(20, SECONDS)).isEqualTo(up);
      assertThat(cut.exec(Command.of("true"), SOON).ok()).isTrue();
      listening.close();
      cut.close();
      assertThat(cut.state()).isEqualTo(new LinkState.Idle());
      assertThat(states).isEmpty();
    }
  }

  @Test
  void after_a_cut_files_and_forwarded_sockets_work_again() throws Exception {
    try (var host = start();
        var echo = EchoAfterAll.unix(host.folder().resolve("echo3"));
        var cut = connections.open(host.endpoint(), host.credential(), host.pinned());
        var forward = cut.forwardUnix(host.path("echo3"))) {
      assertThat(cut.files().list(new RemotePath(host.folder().toString()))).contains("echo3");
      assertThat(throughSocket(forward.path(), new byte[] {1})).isEqualTo(new byte[] {1});
      host.cutAll();
      await().atMost(SOON).ignoreExceptions().until(() -> cut.exec(Command.of("true"), SOON).ok());
      assertThat(cut.files().list(new RemotePath(host.folder().toString()))).contains("echo3");
      assertThat(throughSocket(forward.path(), new byte[] {2})).isEqualTo(new byte[] {2});
      assertThat(echo.failures()).isEmpty();
    }
  }

  @Test
  void an_unknown_host_is_not_logged_in_to() {
    var remote = connections.open(host.endpoint(), host.credential(), new HostKeyPolicy.Ask());
    var failure = failure(remote::connect);
    assertThat(failure.reason()).isEqualTo(Reason.HOST_KEY_UNKNOWN);
    assertThat(failure).hasMessageContaining(host.key().fingerprint());
    assertThat(remote.state()).isInstanceOf(LinkState.Down.class);
  }

  @Test
  void a_changed_host_key_blocks() {
    var other = "SHA256:" + "A".repeat(43);
    var remote =
        connections.open(
            host.endpoint(), host.credential(), new HostKeyPolicy.Pinned(Set.of(other)));
    var failure = failure(() -> remote.exec(Command.of("true"), SOON));
    assertThat(failure.reason()).isEqualTo(Reason.HOST_KEY_CHANGED);
    assertThat(failure).hasMessageContaining(other).hasMessageContaining(host.key().fingerprint());
  }

  @Test
  void a_key_the_host_does_not_know_is_refused_with_a_remedy() {
    var stranger = EmbeddedHost.credential(EmbeddedHost.ed25519());
    var remote = connections.open(host.endpoint(), stranger, host.pinned());
    var failure = failure(remote::connect);
    assertThat(failure.reason()).isEqualTo(Reason.AUTH_REFUSED);
    assertThat(failure)
        .hasMessageContaining("refused the key of user " + host.endpoint().user())
        .hasMessageContaining("authorized_keys");
  }

  @Test
  void a_call_within_the_pause_after_a_failure_fails_at_once() throws Exception {
    var nobody = Endpoint.of("127.0.0.1", OpenSshHost.freePort(), "core");
    var remote = connections.open(nobody, host.credential(), host.pinned());
    assertThat(failure(remote::connect)).hasMessageContaining("is sshd running");
    var paused = failure(remote::connect);
    assertThat(paused.reason()).isEqualTo(Reason.UNREACHABLE);
    assertThat(paused).hasMessageContaining("tried again in");
  }

  @Test
  void what_is_closed_stays_closed() throws Exception {
    var remote = connections.open(host.endpoint(), host.credential(), host.pinned());
    var forward = remote.forwardUnix(host.path("never"));
    remote.connect();
    remote.close();
    remote.close();
    assertThat(failure(remote::connect)).hasMessageContaining("closed here");
    assertThat(forward.path()).doesNotExist();
  }

  static byte[] sentAndAnswered(ByteStream stream, byte[] content) throws Exception {
    var sending =
        Thread.startVirtualThread(() -> {
          try (var out = stream.out()) {
            out.write(content);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    var answer = stream.in().readAllBytes();
    sending.join();
    return answer;
  }

  static byte[] throughSocket(Path socket, byte[] content) throws IOException {
    try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      try {
        var out = ByteBuffer.wrap(content);
        while (out.hasRemaining()) channel.write(out);
        channel.shutdownOutput();
      } catch (IOException e) {
        return new byte[0]; // the other side had hung up before
      }
      return Channels.newInputStream(channel).readAllBytes();
    }
  }

  /// Gives some bytes, then fails.
  static final class BrokenStream extends InputStream {
    private int left;

    BrokenStream(int bytes) {
      left = bytes;
    }

    @Override
    public int read() throws IOException {
      if (left-- <= 0) throw new IOException("the disk is gone");
      return 'x';
    }
  }

  static byte[] random(int size) {
    var bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  boolean leftovers() throws IOException {
    try (var names = Files.list(host.folder())) {
      return names.anyMatch(name -> name.getFileName().toString().startsWith(".stampede-"));
    }
  }
}
