package io.stampede.demo;

import io.stampede.container.ContainerFacts;
import io.stampede.container.ContainerFacts.State;
import io.stampede.container.ContainerPart;
import io.stampede.container.ContainerSpec;
import io.stampede.container.Limits;
import io.stampede.container.RestartPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/// One container in the memory of an emulated host. Its program is its command, as far as that is
/// understood: `echo …` writes, `exit N` ends with a code, a program in `/nowhere` cannot be
/// started, and all else runs until it is stopped. Guarded by its host.
final class DemoContainer {
  private static final Pattern ECHO = Pattern.compile("echo ([A-Za-z0-9 ]+)");
  private static final Pattern EXIT = Pattern.compile("exit (\\d{1,3})");

  final String dockerId;
  String dockerName;
  final Instant created;
  final Optional<String> mark;
  final ContainerSpec spec;
  final List<String> log = new ArrayList<>();
  final Set<String> attached = new HashSet<>();
  State state = State.CREATED;
  RestartPolicy policy;
  Limits limits;
  private Optional<Instant> startedAt = Optional.empty();
  private Optional<Instant> finishedAt = Optional.empty();
  private OptionalInt exitCode = OptionalInt.empty();
  private Optional<String> error = Optional.empty();

  /// @param mark the resource it belongs to; empty for a foreign one
  DemoContainer(String dockerId, Optional<String> mark, ContainerSpec spec, Instant created) {
    this.dockerId = dockerId;
    this.dockerName = spec.name().value();
    this.created = created;
    this.mark = mark;
    this.spec = spec;
    this.policy = spec.restartPolicy();
    this.limits = new Limits(spec.memoryMib(), spec.cpus());
    attached.add(spec.dockerNetwork(spec.nics().getFirst()));
  }

  Optional<Instant> startedAt() {
    return startedAt;
  }

  boolean isOn() {
    return state == State.RUNNING || state == State.PAUSED || state == State.RESTARTING;
  }

  /// @return what Docker would say when it cannot be started
  Optional<String> start(Instant now) {
    var program = String.join(" ", spec.command());
    if (program.startsWith("/nowhere")) {
      error = Optional.of("exec: \"%s\": no such file or directory".formatted(program));
      return error;
    }
    error = Optional.empty();
    startedAt = Optional.of(startedAt.map(last -> later(last, now)).orElse(now));
    ECHO.matcher(program).results().map(echo -> echo.group(1).strip()).forEach(log::add);
    var exit = EXIT.matcher(program);
    state = State.RUNNING;
    if (exit.find()) ended(Integer.parseInt(exit.group(1)), now);
    return Optional.empty();
  }

  /// No two runs begin at the same time.
  private static Instant later(Instant last, Instant now) {
    return now.isAfter(last) ? now : last.plusNanos(1);
  }

  private void ended(int code, Instant now) {
    exitCode = OptionalInt.of(code);
    finishedAt = Optional.of(now);
    boolean again =
        switch (policy) {
          case NO -> false;
          case ALWAYS, UNLESS_STOPPED -> true;
          case ON_FAILURE -> code != 0;
        };
    state = again ? State.RESTARTING : State.EXITED;
  }

  /// Where it has a check: a program that says that it is ill is.
  Optional<String> health() {
    if (spec.options().health().healthCommand().isEmpty()) return Optional.empty();
    boolean ill = String.join(" ", spec.command()).contains("ill");
    return Optional.of(ill ? "unhealthy" : "healthy");
  }

  ContainerPart part() {
    var facts = facts();
    return new ContainerPart(
        dockerId,
        dockerName,
        spec.life().number().orElse(0),
        state,
        Optional.of(created),
        startedAt,
        facts.exitCode(),
        facts.health(),
        error,
        policy);
  }

  void stop(int code, Instant now) {
    exitCode = OptionalInt.of(code);
    finishedAt = Optional.of(now);
    state = State.EXITED;
  }

  ContainerFacts facts() {
    boolean isOver = state == State.EXITED || state == State.RESTARTING;
    return new ContainerFacts(
        Optional.of(dockerId),
        Optional.of("sha256:" + "0".repeat(64)),
        state,
        isOver ? exitCode : OptionalInt.empty(),
        startedAt,
        isOver ? finishedAt : Optional.empty(),
        error,
        state == State.RUNNING ? Optional.of(address()) : Optional.empty(),
        List.of(),
        health(),
        policy,
        limits,
        true,
        Optional.empty(),
        attached.stream().sorted().toList(),
        Optional.empty(),
        List.of("80/tcp"),
        Optional.of(dockerName),
        List.of());
  }

  private String address() {
    return spec.cards().stream()
        .findFirst()
        .map(card -> card.address().toString())
        .orElse("172.17.0.2");
  }
}
