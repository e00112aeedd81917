package io.stampede.ssh;

import java.io.IOException;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/// What a command, a call through a forwarded socket and a large file cost, against OpenSSH's own
/// clients in the same run: fresh processes, and a kept connection (ControlMaster). At last the
/// memory of many kept connections ([KeptConnections]). About two minutes; run [#main].
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1, time = 1500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 1, time = 1500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "--sun-misc-unsafe-memory-access=allow")
@State(Scope.Benchmark)
public class SshBench {
  private static final Duration SOON = Duration.ofSeconds(20);

  /// 64 MiB, which is on no disk here.
  private static final int FILE = 64 << 20;

  private final OpenSshHost host;
  private final OpenSshClient openSsh;
  private final EchoAfterAll echo;
  private final SshConnections connections = SshConnections.mina();
  private final Remote remote;
  private final LocalSocket forward;
  private final Path file;

  public SshBench() {
    try {
      host = new OpenSshHost("MaxSessions 100");
      var socket = host.folder().resolve("echo");
      echo = EchoAfterAll.unix(socket);
      openSsh = new OpenSshClient(host, host.folder().resolve("peer"), socket);
      remote = connections.open(host.endpoint(), host.credential(), host.pinned());
      remote.connect();
      forward = remote.forwardUnix(host.path("echo"));
      file = Files.write(host.folder().resolve("large"), new byte[FILE]);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @TearDown
  public void close() throws Exception {
    connections.close();
    openSsh.close();
    echo.close();
    host.close();
  }

  @Benchmark
  public int command_kept() throws SshFailure {
    return remote.exec(Command.of("true"), SOON).exitStatus();
  }

  @Benchmark
  public int command_ssh_kept() throws Exception {
    return openSsh.kept("true");
  }

  @Benchmark
  public int command_ssh_fresh() throws Exception {
    return openSsh.fresh("true");
  }

  @Benchmark
  public int call_forwarded() throws IOException {
    return call(forward.path());
  }

  @Benchmark
  public int call_ssh_forwarded() throws IOException {
    return call(host.folder().resolve("peer"));
  }

  @Benchmark
  public int call_direct() throws IOException {
    return call(host.folder().resolve("echo"));
  }

  /// Each warmed up for as long as ciphers take to be compiled; `sftp` comes compiled.
  @Benchmark
  @Warmup(iterations = 1, time = 8)
  @Measurement(iterations = 1, time = 5)
  public void upload() throws IOException {
    try (var in = Files.newInputStream(file)) {
      remote.files().write(host.path("up"), 0, in, _ -> {});
    }
  }

  @Benchmark
  @Measurement(iterations = 1, time = 5)
  public int upload_sftp() throws Exception {
    return openSsh.sftp("put -f %s %s".formatted(file, host.path("up-sftp")));
  }

  @Benchmark
  @Warmup(iterations = 1, time = 8)
  @Measurement(iterations = 1, time = 5)
  public void download() throws IOException {
    remote.files().read(host.path("large"), 0, OutputStream.nullOutputStream(), _ -> {});
  }

  @Benchmark
  @Measurement(iterations = 1, time = 5)
  public int download_sftp() throws Exception {
    return openSsh.sftp("get %s /dev/null".formatted(host.path("large")));
  }

  /// One connection, one question, one answer: as a call of Docker's API.
  private static int call(Path socket) throws IOException {
    try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      channel.write(ByteBuffer.wrap(new byte[200]));
      channel.shutdownOutput();
      var answer = ByteBuffer.allocate(4096);
      while (channel.read(answer) >= 0) {}
      if (answer.position() != 200) throw new IOException("a wrong answer");
      return answer.position();
    }
  }

  public static void main(String[] args) throws Exception {
    var options =
        new OptionsBuilder().include(SshBench.class.getName()).verbosity(VerboseMode.SILENT);
    var medians = medians(new Runner(options.build()).run());
    System.out.println("median, and how many times as long as ours:");
    print(medians, "a command on the kept connection", "command_kept", "command_kept");
    print(medians, "  ssh with ControlMaster", "command_ssh_kept", "command_kept");
    print(medians, "  a fresh ssh", "command_ssh_fresh", "command_kept");
    print(medians, "a call through a forwarded socket", "call_forwarded", "call_forwarded");
    print(medians, "  through ssh -L", "call_ssh_forwarded", "call_forwarded");
    print(medians, "  without SSH at all", "call_direct", "call_forwarded");
    print(medians, "64 MiB to the host, synced to its disk", "upload", "upload");
    print(medians, "  by sftp (put -f)", "upload_sftp", "upload");
    print(medians, "64 MiB from the host", "download", "download");
    print(medians, "  by sftp (get)", "download_sftp", "download");
    KeptConnections.print();
  }

  private static Map<String, Double> medians(Collection<RunResult> results) {
    var medians = new LinkedHashMap<String, Double>();
    for (var result : results) {
      var primary = result.getPrimaryResult();
      medians.put(primary.getLabel(), primary.getStatistics().getPercentile(50));
    }
    return medians;
  }

  private static void print(Map<String, Double> medians, String what, String name, String ours) {
    double median = medians.getOrDefault(name, Double.NaN);
    double ratio = median / medians.getOrDefault(ours, Double.NaN);
    System.out.printf("%-40s %9.3f ms %8.2f x%n", what, median, ratio);
  }
}
