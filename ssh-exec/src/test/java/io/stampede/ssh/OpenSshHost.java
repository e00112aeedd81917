package io.stampede.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/// OpenSSH's own sshd, started by the test with its own keys and configuration, on loopback.
final class OpenSshHost implements TestHost {
  private static final Path SSHD = Path.of("/usr/sbin/sshd");

  private final Path folder;
  private final int port;
  private List<String> within = List.of();
  private Process sshd;

  /// @param options lines for the beginning of its configuration, where the first word counts
  OpenSshHost(String... options) throws Exception {
    if (!Files.isExecutable(SSHD)) {
      throw new IllegalStateException("these tests need sshd: apt-get install openssh-server");
    }
    folder = Files.createTempDirectory(Path.of("/tmp"), "ssh-test-");
    keygen("host", "ed25519", "");
    keygen("user", "ed25519", "");
    Files.copy(folder.resolve("user.pub"), folder.resolve("authorized"));
    port = freePort();
    configure(options);
    sshd = start();
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /// What starts sshd from now on: these words, and then its own.
  void startWithin(String... words) {
    within = List.of(words);
  }

  /// Begins anew with these options; `%FOLDER%` in them is [#folder].
  void reconfigure(String... options) throws Exception {
    stop();
    configure(options);
    sshd = start();
  }

  /// How many connections it serves at the moment.
  long connections() {
    return sshd.children().filter(ProcessHandle::isAlive).count();
  }

  /// Has an authority vouch for `NAME.pub`: the certificate is in `NAME-cert.pub`.
  Path certify(Path authority, Path key, String... options) throws Exception {
    var argv = new java.util.ArrayList<>(List.of("ssh-keygen", "-q", "-s", authority.toString()));
    argv.addAll(List.of("-I", "test", "-z", "7"));
    argv.addAll(List.of(options));
    argv.add(key + ".pub");
    run(argv);
    return Path.of(key + "-cert.pub");
  }

  Path keygen(String name, String type, String passphrase, String... more) throws Exception {
    var file = folder.resolve(name);
    var argv = new java.util.ArrayList<>(List.of("ssh-keygen", "-q", "-t", type));
    argv.addAll(List.of("-N", passphrase, "-C", "test", "-f", file.toString()));
    argv.addAll(List.of(more));
    run(argv);
    return file;
  }

  void authorize(Path privateKey) throws IOException {
    var all = folder.resolve("authorized");
    var more = Files.readString(privateKey.resolveSibling(privateKey.getFileName() + ".pub"));
    Files.writeString(all, Files.readString(all) + more);
  }

  private void configure(String... options) throws IOException {
    var given = String.join("\n", options).replace("%FOLDER%", folder.toString());
    // Shells read no files of whoever runs the tests, and write none: SHLVL keeps bash from its own
    // (bash(1), INVOCATION), and login shells look into HOME.
    Files.writeString(
        folder.resolve("config"),
        """
        %s
        Port %d
        ListenAddress 127.0.0.1
        HostKey %s
        PidFile none
        AuthorizedKeysFile %s
        StrictModes no
        SetEnv SHLVL=2 HOME=%s
        UsePAM no
        PermitRootLogin yes
        PrintMotd no
        %s
        MaxStartups 100
        """
            .formatted(
                given,
                port,
                folder.resolve("host"),
                folder.resolve("authorized"),
                folder,
                given.contains("Subsystem") ? "" : "Subsystem sftp internal-sftp"));
  }

  private Process start() throws Exception {
    if (System.getProperty("user.name").equals("root")) {
      Files.createDirectories(Path.of("/run/sshd")); // where sshd locks itself up before the login
    }
    var argv = new java.util.ArrayList<>(within);
    argv.addAll(List.of(SSHD.toString(), "-D", "-e", "-f", folder.resolve("config").toString()));
    var process =
        new ProcessBuilder(argv)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    Awaitility.await("sshd, see " + folder.resolve("log"))
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> listens() || !process.isAlive());
    if (!process.isAlive()) {
      throw new IllegalStateException(Files.readString(folder.resolve("log")));
    }
    return process;
  }

  private boolean listens() {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  static String run(List<String> argv) throws Exception {
    var process = new ProcessBuilder(argv).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) throw new IllegalStateException(argv + ": " + said);
    return said;
  }

  @Override
  public Endpoint endpoint() {
    return Endpoint.of("127.0.0.1", port, System.getProperty("user.name"));
  }

  @Override
  public Credential credential() {
    return privateKey(folder.resolve("user"), Optional.empty());
  }

  static Credential.PrivateKey privateKey(Path file, Optional<String> passphrase) {
    try {
      return new Credential.PrivateKey(Files.readString(file), passphrase);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public HostKey key() {
    try {
      var line =
          run(List.of("ssh-keygen", "-l", "-E", "sha256", "-f", folder.resolve("host.pub") + ""));
      return new HostKey("ssh-ed25519", line.split(" ")[1]);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /// As a line of `known_hosts` holds it.
  String publicKey() throws IOException {
    return Files.readString(folder.resolve("host.pub"));
  }

  /// The host set up anew: another key at the same place.
  void changeKey() throws Exception {
    stop();
    Files.delete(folder.resolve("host"));
    Files.delete(folder.resolve("host.pub"));
    keygen("host", "ed25519", "");
    sshd = start();
  }

  /// Every process of the host at once, so that none can say goodbye.
  @Override
  public void cutAll() {
    sshd.descendants().forEach(ProcessHandle::destroyForcibly);
  }

  /// Halts all that serves connections now, as a cable that is pulled: nothing is heard of it any
  /// more, not even its end. New connections are served.
  void fallSilent() throws Exception {
    for (var process : sshd.descendants().toList()) {
      run(List.of("sh", "-c", "kill -STOP $1 || ! kill -0 $1", "sh", process.pid() + ""));
    }
  }

  /// Whether it serves nobody at the moment.
  boolean idle() {
    return sshd.descendants().findAny().isEmpty();
  }

  void stop() throws Exception {
    var children = sshd.descendants().toList();
    sshd.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    sshd.waitFor(10, TimeUnit.SECONDS);
  }

  void startAgain() throws Exception {
    sshd = start();
  }

  String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public void close() throws Exception {
    stop();
    TestFiles.deleteTree(folder);
  }
}
