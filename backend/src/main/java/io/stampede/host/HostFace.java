package io.stampede.host;

import io.stampede.client.KindFace;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.engine.Kind;
import io.stampede.engine.Phase;
import io.stampede.engine.Problem;
import io.stampede.schema.ActionSchema;
import io.stampede.schema.Codec;
import io.stampede.schema.Field;
import io.stampede.schema.FieldError;
import io.stampede.schema.KindSchema;
import io.stampede.ssh.Address;
import io.stampede.ssh.Endpoint;
import io.stampede.ssh.SshFailure;
import io.stampede.ssh.Terminal;
import io.stampede.ssh.UserName;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Hosts as every face offers them.
public final class HostFace implements KindFace<HostSpec, HostFacts, HostStep> {
  static final String RECONNECT = "reconnect";
  static final String FORGET = "forget";
  static final String CORDON = "cordon";
  static final String UNCORDON = "uncordon";
  static final String REBOOT = "reboot";
  static final String HOST_KEY = "hostKey";
  static final String ADOPT_ALL = "adoptAll";
  static final String RELEASE_ALL = "releaseAll";

  /// What is only looked at, in the field `managed` of workloads.
  private static final Set<String> FOREIGN = Set.of("foreign", "other");

  private static final List<String> WORKLOADS = List.of("virtualMachine", "container", "volume");

  /// What the action `hostKey` is asked with.
  record WhichHost(
      @Field(label = "Address", example = "192.0.2.11") Address address,
      @Field(label = "Port", byDefault = "22", min = 1, max = 65535) int port) {}

  private static final KindSchema SCHEMA =
      KindSchema.of(
          HostKind.NAME,
          "Host",
          "Hosts",
          "A Linux machine that is reached over SSH; nothing is installed on it.",
          HostSpec.class,
          HostFacts.class,
          ActionSchema.of(RECONNECT, "Reconnect", "Ends the connection and makes a new one."),
          ActionSchema.of(CORDON, "Cordon", "No new workloads come to it; those there stay."),
          ActionSchema.of(UNCORDON, "Uncordon", "New workloads may come to it again."),
          ActionSchema.of(
                  REBOOT,
                  "Reboot",
                  "Starts the host anew, with all that runs on it, and follows it back.",
                  Phase.CONNECTED,
                  Phase.DEGRADED)
              .asDestructive(),
          ActionSchema.of(
                  FORGET,
                  "Forget",
                  "Drops the host as it is, without reaching it: what is there stays there.",
                  Phase.UNREACHABLE,
                  Phase.ERROR,
                  Phase.REMOVING)
              .asDestructive(),
          ActionSchema.of(
              ADOPT_ALL,
              "Adopt all",
              "Adopts all foreign containers and machines on it; they run on as they are.",
              Phase.CONNECTED),
          ActionSchema.of(
                  RELEASE_ALL,
                  "Release all",
                  "Gives all its containers and machines back: they run on. The host can be removed"
                      + " then, with them left as they are.",
                  Phase.CONNECTED)
              .asDestructive(),
          ActionSchema.of(HOST_KEY, "Host key", "Asks a host which key it presents.")
              .withInput(WhichHost.class)
              .ofCollection());

  private final HostKind kind;
  private final HostAccess access;
  private final InstantSource clock;

  public HostFace(HostKind kind, HostAccess access, InstantSource clock) {
    this.kind = kind;
    this.access = access;
    this.clock = clock;
  }

  @Override
  public KindSchema schema() {
    return SCHEMA;
  }

  @Override
  public Kind<HostSpec, HostFacts, HostStep> kind() {
    return kind;
  }

  @Override
  public Class<HostSpec> specType() {
    return HostSpec.class;
  }

  @Override
  public Class<HostFacts> factsType() {
    return HostFacts.class;
  }

  @Override
  public String idPrefix() {
    return "ho";
  }

  @Override
  public String name(HostSpec spec) {
    return spec.name().value();
  }

  /// Really connects, so that a wrong address, key or fingerprint is refused at once.
  @Override
  public HostSpec admit(String id, HostSpec wanted, Optional<HostSpec> before, Resources world) {
    if (!wanted.access().hasCredential()) {
      throw Refused.field(
          "privateKey",
          "missing",
          "is required, or “agent” where an ssh-agent runs beside this console",
          "give the text of a private key whose public half the host accepts");
    }
    if (!wanted.access().isConfirmed()) throw unconfirmed(wanted);
    if (before.isPresent() && before.get().reachedAs(wanted)) return wanted;
    try {
      access.tryOut(wanted);
    } catch (SshFailure e) {
      throw atFault(e, wanted);
    }
    return wanted;
  }

  private Refused unconfirmed(HostSpec wanted) {
    try {
      var key = access.hostKey(wanted.access().endpoint());
      return Refused.field(
          HOST_KEY,
          "host-key-unknown",
          "%s shows %s %s; compare it with what “ssh-keygen -lf /etc/ssh/ssh_host_%s_key.pub” prints there"
              .formatted(
                  wanted.name(), key.type(), key.fingerprint(), key.type().replace("ssh-", "")),
          "when it is the same, send it as “hostKey”");
    } catch (SshFailure e) {
      return atFault(e, wanted);
    }
  }

  private static Refused atFault(SshFailure e, HostSpec wanted) {
    var field =
        switch (e.reason()) {
          case AUTH_REFUSED, BAD_CREDENTIAL -> "privateKey";
          case HOST_KEY_UNKNOWN, HOST_KEY_CHANGED, HOST_KEY_REFUSED -> HOST_KEY;
          case UNREACHABLE, FORWARDING_REFUSED, NOT_LISTENING, BUSY, TIMEOUT, CUT, FILE, PROTOCOL ->
              "address";
        };
    var problem = HostProblems.of(e, wanted.name().value());
    return new Refused(
        Refused.Reason.INVALID,
        problem,
        List.of(new FieldError(field, problem.code(), problem.message())));
  }

  @Override
  public HostSpec act(
      ActionSchema action, HostSpec spec, Optional<HostFacts> seen, Map<String, ?> input) {
    return switch (action.name()) {
      case RECONNECT -> spec.reconnected();
      case FORGET -> spec.asForgotten();
      case CORDON -> spec.withCordoned(true);
      case UNCORDON -> spec.withCordoned(false);
      case REBOOT -> spec.withReboot(reboot(spec, seen));
      default -> throw new IllegalStateException("no code for " + action.name());
    };
  }

  /// What carries the mark of another console is taken over one by one only.
  @Override
  public Optional<List<Errand>> errands(ActionSchema action, String id, Resources world) {
    return switch (action.name()) {
      case ADOPT_ALL -> Optional.of(on(id, world, "foreign"::equals, "adopt"));
      case RELEASE_ALL -> Optional.of(on(id, world, m -> !FOREIGN.contains(m), "release"));
      default -> Optional.empty();
    };
  }

  private static List<Errand> on(
      String id, Resources world, Predicate<String> managed, String action) {
    return WORKLOADS.stream()
        .flatMap(kind -> world.list(kind).stream())
        .filter(r -> r.text("host").equals(id) && managed.test(r.text("managed")))
        .map(r -> new Errand(r.kind(), r.id(), action))
        .toList();
  }

  @Override
  public boolean offers(ActionSchema action, HostSpec spec) {
    return switch (action.name()) {
      case CORDON -> !spec.cordoned();
      case UNCORDON -> spec.cordoned();
      default -> true;
    };
  }

  @Override
  public boolean hasFigures() {
    return true;
  }

  @Override
  public Terminal terminal(String id, HostSpec spec) {
    try {
      return access.terminal(id, spec);
    } catch (SshFailure e) {
      throw new Refused(
          Refused.Reason.UNREACHABLE, HostProblems.of(e, spec.name().value()), List.of());
    }
  }

  private Reboot reboot(HostSpec spec, Optional<HostFacts> seen) {
    return seen.map(facts -> new Reboot(facts.bootId(), clock.instant()))
        .orElseThrow(() ->
            Refused.conflict(
                "not-seen", spec.name() + " has not been looked at yet", "wait a moment"));
  }

  @Override
  public boolean removes(ActionSchema action) {
    return action.name().equals(FORGET);
  }

  @Override
  public void mayRemove(String id, HostSpec spec, Resources world) {
    var on =
        WORKLOADS.stream()
            .flatMap(k -> world.list(k).stream())
            .filter(r -> r.text("host").equals(id) && !FOREIGN.contains(r.text("managed")));
    var leaving = WORKLOADS.stream().flatMap(k -> world.comingFrom(k, id).stream());
    var there = Stream.concat(on, leaving).map(Resource::name).toList();
    if (there.isEmpty()) return;
    var some = there.stream().limit(5).collect(Collectors.joining(", "));
    throw Refused.conflict(
        "host-in-use",
        "%s still has %s%s"
            .formatted(
                spec.name(), some, there.size() > 5 ? " and " + (there.size() - 5) + " more" : ""),
        "remove them, or release them (“Release all”) to leave them running");
  }

  @Override
  public Map<String, Object> ask(ActionSchema action, Map<String, ?> input) {
    var which =
        switch (new Codec<>(WhichHost.class).read(input)) {
          case Codec.Result.Ok<WhichHost>(var value) -> value;
          case Codec.Result.Bad<WhichHost>(var errors) -> throw Refused.fields(errors);
        };
    try {
      var endpoint = new Endpoint(which.address(), which.port(), new UserName("root"), List.of());
      var key = access.hostKey(endpoint);
      return Map.of("type", key.type(), "fingerprint", key.fingerprint());
    } catch (SshFailure e) {
      var code = HostProblems.code(e);
      var message = which.address() + ": " + e.getMessage();
      throw new Refused(
          Refused.Reason.UNREACHABLE,
          Problem.host(code, message, "check that it is on, and its address and port"),
          List.of(new FieldError("address", code, message)));
    }
  }
}
