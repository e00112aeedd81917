package io.stampede.bench;

import io.stampede.lab.LabHost;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The tools one would use otherwise, as processes. They find `ssh` in the PATH, and so one of ours
/// that knows the lab's key and its pinned host keys, and reads nothing of this user's.
final class Peers {
  private static final long PATIENCE = 60;

  private final Path folder;
  private final Path log;
  private final LabHost host;

  Peers(Path folder, LabHost host) throws IOException {
    this.folder = folder;
    this.log = folder.resolve("peers.log");
    this.host = host;
    var real =
        find("ssh").orElseThrow(() -> new IOException("no ssh here (Debian: openssh-client)"));
    var key = host.privateKeyFile();
    var script =
        """
        #!/bin/sh
        exec %s -F none -i "%s" -o IdentitiesOnly=yes -o BatchMode=yes -o StrictHostKeyChecking=yes \
        -o "UserKnownHostsFile=%s" "$@"
        """
            .formatted(real, key, key.resolveSibling("known_hosts"));
    var ours = Files.writeString(folder.resolve("ssh"), script);
    Files.setPosixFilePermissions(ours, PosixFilePermissions.fromString("rwx------"));
  }

  static Optional<Path> find(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(directory -> Path.of(directory, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  void docker(String... arguments) throws IOException {
    run("docker", List.of("-H", "ssh://root@" + host.address()), arguments);
  }

  void virsh(String... arguments) throws IOException {
    var uri = "qemu+ssh://root@%s/system".formatted(host.address());
    run("virsh", List.of("-q", "-c", uri), arguments);
  }

  /// A shell command on the host, over a connection of its own. (The PATH that is looked through
  /// for the program itself is ours, not that of the new process.)
  void ssh(String command) throws IOException {
    run(folder.resolve("ssh").toString(), List.of("root@" + host.address()), command);
  }

  private void run(String program, List<String> options, String... arguments) throws IOException {
    var argv =
        Stream.of(List.of(program), options, List.of(arguments)).flatMap(List::stream).toList();
    var builder =
        new ProcessBuilder(argv)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(Redirect.DISCARD)
            .redirectError(log.toFile());
    var environment = builder.environment();
    environment.put("PATH", folder + File.pathSeparator + environment.get("PATH"));
    environment.put("HOME", folder.toString());
    environment.keySet().removeIf(name -> name.startsWith("DOCKER_"));
    finish(builder.start(), argv);
  }

  private void finish(Process process, List<String> argv) throws IOException {
    try {
      if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(argv + " does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    if (process.exitValue() != 0) {
      throw new IOException(argv + " failed: " + Files.readString(log).strip());
    }
  }
}
