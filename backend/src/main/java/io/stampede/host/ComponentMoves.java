package io.stampede.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stampede.component.Component;
import io.stampede.engine.Outcome;
import io.stampede.engine.Problem;
import io.stampede.engine.Work;
import io.stampede.ssh.Command;
import io.stampede.ssh.ExecResult;
import io.stampede.ssh.Remote;
import io.stampede.ssh.SshFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// Brings a component to one host: its archive through the kept connection into a file there, which
/// a cut leaves to be continued, then to Docker; and starts its container.
final class ComponentMoves {
  private static final Duration QUICK = Duration.ofSeconds(30);
  private static final Duration LOADING = Duration.ofMinutes(10);

  private final HostSpec spec;
  private final Remote remote;

  ComponentMoves(HostSpec spec, Remote remote) {
    this.spec = spec;
    this.remote = remote;
  }

  /// @param loaded whether Docker has the image
  /// @param part how many bytes of the archive are there
  /// @param free bytes where the archive goes
  /// @param images bytes where Docker keeps images
  private record Prepared(boolean loaded, long part, long free, long images) {}

  Outcome load(Component component) throws SshFailure {
    var part =
        ComponentScripts.FOLDER + "/" + component.name() + "-" + component.version() + ".part";
    var there = prepare(component, part);
    if (there.loaded()) return Outcome.done();
    long missing = component.bytes() - there.part();
    if (missing > there.free() || component.unpackedBytes() > there.images()) {
      drop(part);
      return full(component);
    }
    if (missing > 0) {
      Work.note("%s → %s from byte %d".formatted(component.archive(), part, there.part()));
      var refused = send(component, part, there.part());
      if (refused.isPresent()) return refused.get();
    }
    Work.progress(99, "loading " + component.image());
    Work.note("$ docker load -i " + part);
    var loaded = run(LOADING, ComponentScripts.LOAD, part, component.sha256());
    return loaded.ok() ? Outcome.done() : notLoaded(component, loaded);
  }

  private Prepared prepare(Component component, String part) throws SshFailure {
    var said = run(QUICK, ComponentScripts.PREPARE, component.image(), part);
    var lines = said.out().lines().toList();
    if (!said.ok() || lines.isEmpty() || !lines.getLast().equals("that is all")) {
      throw new SshFailure(
          SshFailure.Reason.FILE,
          "%s cannot be prepared for images: %s".formatted(spec.name(), firstLine(said)));
    }
    return new Prepared(
        lines.contains("loaded"),
        Math.min(number(lines, "part "), component.bytes()),
        number(lines, "free ") << 10,
        number(lines, "images ") << 10);
  }

  private static long number(Iterable<String> lines, String word) {
    for (var line : lines) {
      var rest = line.startsWith(word) ? line.substring(word.length()) : "";
      if (rest.matches("[0-9]{1,15}")) return Long.parseLong(rest);
    }
    return 0;
  }

  /// Empty when all was sent.
  private Optional<Outcome> send(Component component, String part, long from) throws SshFailure {
    var append = command(ComponentScripts.APPEND, part, Long.toString(from));
    try (var content = Files.newInputStream(component.archive());
        var running = remote.start(append)) {
      content.skipNBytes(from);
      if (!copy(content, running.stdin(), component, from)) return Optional.of(outdated());
      int status = running.waitFor(QUICK);
      if (status == 0) return Optional.empty();
      var said = new String(running.stderr().readNBytes(1000), UTF_8).strip();
      if (prepare(component, part).free() < (1 << 20)) {
        drop(part);
        return Optional.of(full(component));
      }
      return Optional.of(notSent(component, said.isEmpty() ? "exit " + status : plain(said)));
    } catch (SshFailure e) {
      throw e;
    } catch (IOException e) {
      var problem = "the console cannot read %s: %s".formatted(component.archive(), e.getMessage());
      return Optional.of(Outcome.again(Problem.host("console-disk", problem, "")));
    }
  }

  /// A command that ends before it has read all says why by its status.
  ///
  /// @return false when nobody wants it any more
  private boolean copy(InputStream content, OutputStream sink, Component component, long from)
      throws IOException {
    var buffer = new byte[64 * 1024];
    long at = from;
    for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
      if (Work.outdated()) return false;
      try {
        sink.write(buffer, 0, n);
        sink.flush();
      } catch (IOException _) {
        return true;
      }
      at += n;
      at(component, at);
    }
    try {
      sink.close();
    } catch (IOException _) {
      return true;
    }
    return true;
  }

  private static Outcome outdated() {
    return Outcome.again(Problem.request("outdated", "stopped, since the goal has changed", ""));
  }

  private Outcome notSent(Component component, String said) {
    return Outcome.again(
        Problem.host(
            "component-not-sent",
            "%s does not take %s: %s".formatted(spec.name(), component.image(), said),
            "look at its disk"));
  }

  private void at(Component component, long sent) {
    Work.progress(
        (int) Math.min(98, 100 * sent / component.bytes()),
        "sending %s to %s".formatted(component.container(), spec.name()));
  }

  private void drop(String part) throws SshFailure {
    var unused = run(QUICK, "rm -f \"$1\"", part);
  }

  private Outcome full(Component component) {
    return Outcome.stuck(
        Problem.capacity(
            "no-space",
            "%s has no space for %s: %d MiB in /var/lib/stampede while it is sent, and %d MiB for Docker's images"
                .formatted(
                    spec.name(),
                    component.image(),
                    component.mebibytes(),
                    component.unpackedBytes() >> 20),
            "free space there (docker system df), then retry"));
  }

  private Outcome notLoaded(Component component, ExecResult result) {
    var said = firstLine(result);
    Work.note(said);
    if (result.exitStatus() == 4) {
      return Outcome.again(
          Problem.host(
              "component-damaged",
              "%s arrived damaged on %s; it was thrown away"
                  .formatted(component.image(), spec.name()),
              "it is sent again; check the disk there if this repeats"));
    }
    if (result.err().toLowerCase(Locale.ROOT).contains("no space left")) {
      return full(component);
    }
    return Outcome.again(
        Problem.host(
            "component-not-loaded",
            "Docker of %s does not load %s: %s".formatted(spec.name(), component.image(), said),
            "look at its log there: journalctl -u docker"));
  }

  Outcome start(Component component) throws SshFailure {
    Work.note("$ docker run -d --name %s … %s".formatted(component.container(), component.image()));
    var result = run(QUICK, ComponentScripts.START, component.name(), component.image());
    Work.note(firstLine(result));
    if (result.ok()) return Outcome.done();
    return switch (result.exitStatus()) {
      case 5 ->
          Outcome.stuck(
              Problem.host(
                  "component-name-taken",
                  "%s: %s".formatted(spec.name(), firstLine(result)),
                  "rename or remove that container, then retry"));
      default ->
          Outcome.again(
              Problem.host(
                  "component-not-started",
                  "%s does not start on %s: %s"
                      .formatted(component.container(), spec.name(), firstLine(result)),
                  "look at it there: docker logs " + component.container()),
              Duration.ofSeconds(3));
    };
  }

  private ExecResult run(Duration patience, String script, String... parameters) throws SshFailure {
    return remote.exec(command(script, parameters), patience);
  }

  private Command command(String script, String... parameters) {
    return AsRoot.of(spec, script, parameters);
  }

  static String firstLine(ExecResult result) {
    var said = result.err().isBlank() ? result.out() : result.err();
    var line = said.strip().lines().findFirst().orElse("exit " + result.exitStatus());
    return plain(line);
  }

  private static String plain(String line) {
    var plain = line.replaceAll("[\\p{Cntrl}\\p{Cf}]", " ");
    return plain.length() > 300 ? plain.substring(0, 300) + " …" : plain;
  }
}
