package io.stampede.onboard;

import io.stampede.client.KindFace;
import io.stampede.client.Refused;
import io.stampede.engine.Kind;
import io.stampede.engine.Phase;
import io.stampede.host.Fingerprint;
import io.stampede.host.HostName;
import io.stampede.host.HostProblems;
import io.stampede.schema.ActionSchema;
import io.stampede.schema.Codec;
import io.stampede.schema.Field;
import io.stampede.schema.FieldError;
import io.stampede.schema.KindSchema;
import io.stampede.ssh.SshFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Candidates as every face offers them.
public final class CandidateFace implements KindFace<CandidateSpec, CandidateFacts, CandidateStep> {
  static final String TRUST = "trust";
  static final String RECHECK = "recheck";
  static final String FIX = "fix";
  static final String ADD = "add";
  static final String TARGETS = "targets";
  static final String DISCOVER = "discover";

  /// What was compared.
  record Compared(
      @Field(label = "Fingerprint", help = "The one that you have compared.", example = "SHA256:…")
          Fingerprint fingerprint) {}

  record WhichChecks(
      @Field(label = "Checks", help = "Their names; all when left open.", example = "disk-space")
          List<String> checks) {}

  record WhichCheck(
      @Field(label = "Check", help = "Its name.", maxLength = 60, example = "ip-forward")
          String check) {}

  record Pasted(
      @Field(
              label = "Text",
              help = "Addresses, as user@host:port; ranges as 10.0.0.[1-20].",
              multiline = true,
              maxLength = 262144,
              example = "core@192.0.2.11")
          String text) {}

  record WhichMember(
      @Field(label = "Member", help = "Id of a candidate, or of a host.", maxLength = 63)
          String id) {}

  private static final KindSchema SCHEMA =
      KindSchema.of(
          CandidateKind.NAME,
          "Host to add",
          "Hosts to add",
          "A machine that may become a host: looked at from all sides before anything is changed.",
          CandidateSpec.class,
          CandidateFacts.class,
          ActionSchema.of(TRUST, "Trust", "Accepts the host key that you have compared.")
              .withInput(Compared.class),
          ActionSchema.of(RECHECK, "Check again", "Looks again, at all or at some.")
              .withInput(WhichChecks.class),
          ActionSchema.of(FIX, "Fix", "Puts right what a check found, where that is safe.")
              .withInput(WhichCheck.class),
          ActionSchema.of(
              ADD,
              "Add",
              "Adds it to the hosts, as planned.",
              Phase.READY,
              Phase.WAITING,
              Phase.ERROR,
              Phase.CREATING,
              Phase.REQUESTED,
              Phase.UPDATING),
          ActionSchema.of(TARGETS, "Read addresses", "Reads pasted addresses and ranges.")
              .withInput(Pasted.class)
              .ofCollection(),
          ActionSchema.of(DISCOVER, "Discover", "Finds the members of a machine's cluster.")
              .withInput(WhichMember.class)
              .ofCollection());

  private final CandidateKind kind;
  private final CandidateHost host;

  public CandidateFace(CandidateKind kind, CandidateHost host) {
    this.kind = kind;
    this.host = host;
  }

  @Override
  public KindSchema schema() {
    return SCHEMA;
  }

  @Override
  public Kind<CandidateSpec, CandidateFacts, CandidateStep> kind() {
    return kind;
  }

  @Override
  public Class<CandidateSpec> specType() {
    return CandidateSpec.class;
  }

  @Override
  public Class<CandidateFacts> factsType() {
    return CandidateFacts.class;
  }

  @Override
  public String idPrefix() {
    return "ca";
  }

  @Override
  public String name(CandidateSpec spec) {
    return spec.shown();
  }

  /// Makes a name where none is given, and a key where a password is to be replaced by one.
  @Override
  public CandidateSpec admit(
      String id, CandidateSpec wanted, Optional<CandidateSpec> before, Resources world) {
    if (!wanted.hasCredential()) {
      throw Refused.field(
          "privateKey",
          "missing",
          "is required, or “password”, or “agent”",
          "give the text of a private key whose public half the host accepts");
    }
    checkWords("fixes", wanted.fixes());
    var spec = wanted.withLogin(before);
    return spec.name().isPresent() ? spec : spec.withName(freeName(spec, world));
  }

  /// One made of the address; where that is taken by a candidate or a host, with a number.
  private static HostName freeName(CandidateSpec spec, Resources world) {
    var made = HostName.madeOf(spec.address());
    var taken = new ArrayList<String>();
    world.list(CandidateKind.NAME).forEach(r -> taken.add(r.name()));
    world.list("host").forEach(r -> taken.add(r.name()));
    if (!taken.contains(made.value())) return made;
    for (int i = 2; ; i++) {
      var next = made.value() + "-" + i;
      if (!taken.contains(next)) return new HostName(next);
    }
  }

  private static void checkWords(String field, List<String> words) {
    for (var word : words) {
      if (Checks.named(word).isEmpty()) {
        throw Refused.field(field, "invalid", "there is no check “%s”".formatted(word), "");
      }
    }
  }

  @Override
  public CandidateSpec act(
      ActionSchema action,
      CandidateSpec spec,
      Optional<CandidateFacts> seen,
      Map<String, ?> input) {
    return switch (action.name()) {
      case TRUST -> trust(spec, seen, read(Compared.class, input).fingerprint());
      case RECHECK -> {
        var checks = read(WhichChecks.class, input).checks();
        checkWords("checks", checks);
        yield spec.rechecked(checks);
      }
      case FIX -> fix(spec, seen, read(WhichCheck.class, input).check());
      case ADD -> add(spec, seen);
      default -> throw new IllegalStateException("no code for " + action.name());
    };
  }

  private static CandidateSpec trust(
      CandidateSpec spec, Optional<CandidateFacts> seen, Fingerprint compared) {
    var shown = seen.flatMap(CandidateFacts::presentedKey);
    if (shown.filter(s -> !s.equals(compared.value())).isPresent()) {
      throw Refused.field(
          "fingerprint",
          "host-key-changed",
          "%s shows %s now".formatted(spec.shown(), shown.get()),
          "compare that one");
    }
    return spec.withHostKey(compared);
  }

  private static CandidateSpec fix(CandidateSpec spec, Optional<CandidateFacts> seen, String word) {
    checkWords("check", List.of(word));
    var row =
        seen.stream()
            .flatMap(f -> f.checks().stream())
            .filter(r -> r.check().equals(word))
            .findFirst();
    if (row.filter(CheckRow::fixable).isEmpty()) {
      throw Refused.conflict(
          "not-fixable",
          "“%s” of %s is nothing that the console can put right".formatted(word, spec.shown()),
          row.map(CheckRow::fix).orElse(""));
    }
    if (spec.fixes().contains(word)) return spec;
    var fixes = new ArrayList<>(spec.fixes());
    fixes.add(word);
    return spec.withFixes(fixes);
  }

  private static CandidateSpec add(CandidateSpec spec, Optional<CandidateFacts> seen) {
    var bars = seen.map(CandidateFacts::bars).orElse(List.of());
    if (!bars.isEmpty()) {
      var problem = CandidatePlanner.barred(spec, bars);
      throw Refused.conflict(problem.code(), problem.message(), problem.fix());
    }
    boolean unknown = !spec.isConfirmed();
    if (unknown && seen.isPresent()) {
      var problem = CandidatePlanner.unknownKey(spec, seen.get());
      throw Refused.conflict(problem.code(), problem.message(), problem.fix());
    }
    return spec.withFixes(List.of()).going();
  }

  @Override
  public Map<String, Object> ask(ActionSchema action, Map<String, ?> input) {
    return switch (action.name()) {
      case TARGETS -> {
        var read = Targets.parse(read(Pasted.class, input).text());
        yield Map.of(
            "targets",
            read.targets().stream().map(Targets.Target::json).toList(),
            "errors",
            read.errors().stream()
                .map(e -> Map.of("line", (long) e.line(), "message", e.message()))
                .toList());
      }
      case DISCOVER -> discover(read(WhichMember.class, input).id());
      default -> throw new IllegalStateException("no answer for " + action.name());
    };
  }

  private Map<String, Object> discover(String id) {
    try {
      var members =
          host.discover(id).stream()
              .map(m -> Map.of("address", m.address(), "name", m.name(), "source", m.source()))
              .toList();
      return Map.of("members", members);
    } catch (SshFailure e) {
      var problem = HostProblems.of(e, id);
      throw new Refused(
          Refused.Reason.UNREACHABLE,
          problem,
          List.of(new FieldError("id", problem.code(), problem.message())));
    }
  }

  private static <T extends Record> T read(Class<T> type, Map<String, ?> input) {
    return switch (new Codec<>(type).read(input)) {
      case Codec.Result.Ok<T>(var value) -> value;
      case Codec.Result.Bad<T>(var errors) -> throw Refused.fields(errors);
    };
  }
}
