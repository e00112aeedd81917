package io.stampede.wizard;

import io.stampede.client.Resource;
import io.stampede.engine.Phase;
import io.stampede.engine.Problem;
import io.stampede.engine.Status;
import io.stampede.schema.KindSchema;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// One host on its way in.
///
/// @param id of the candidate
/// @param where as `core@192.0.2.11:2222`
/// @param presentedKey its SHA-256 fingerprint; empty before it was reached
/// @param pinnedBy where that key or address is known from; empty for nowhere
/// @param checks worst first
/// @param changes exactly what will be written, loaded, started and changed
/// @param doing what is being done to it just now; empty for nothing
/// @param refusal why the last thing asked of it was refused
/// @param host the id of the host that came of it; empty before
/// @param retryable whether a retry is offered
public record HostRow(
    String id,
    String name,
    String address,
    String where,
    Stand stand,
    Trust trust,
    String presentedKey,
    String keyType,
    String pinnedBy,
    List<Check> checks,
    List<String> changes,
    String doing,
    OptionalInt progress,
    Optional<Problem> problem,
    Optional<Problem> refusal,
    String host,
    boolean retryable) {
  /// What needs attention first, then what is least far, then by name.
  public static final Comparator<HostRow> WORST_FIRST =
      Comparator.comparing((HostRow row) -> !row.stand().needsAttention())
          .thenComparing(row -> row.stand().step())
          .thenComparing(row -> -row.tally().must())
          .thenComparing(row -> -row.tally().should())
          .thenComparing(HostRow::name);

  public HostRow {
    checks = checks.stream().sorted(Check.WORST_FIRST).toList();
    changes = List.copyOf(changes);
  }

  static HostRow of(Resource candidate) {
    var trust = trust(candidate);
    var checks = checks(candidate);
    var status = candidate.status();
    return new HostRow(
        candidate.id(),
        candidate.name(),
        candidate.text("address"),
        where(candidate),
        stand(candidate, trust, checks),
        trust,
        candidate.text("presentedKey"),
        candidate.text("presentedKeyType"),
        candidate.text("pinnedBy"),
        checks,
        strings(candidate.fields().get("changes")),
        status.message(),
        status.progress(),
        status.problem(),
        Optional.empty(),
        candidate.text("host"),
        candidate.actions().contains(KindSchema.RETRY));
  }

  /// A key that was accepted is trusted from then on, also while a login that would show it again
  /// does not work.
  private static Trust trust(Resource candidate) {
    var trust = Trust.of(candidate.text("trust"));
    var accepted = candidate.text("hostKey");
    var shown = candidate.text("presentedKey");
    boolean same = !accepted.isEmpty() && (shown.isEmpty() || shown.equals(accepted));
    return trust == Trust.UNKNOWN && same ? Trust.TRUSTED : trust;
  }

  private static String where(Resource candidate) {
    var port = candidate.number("port").orElse((long) Target.SSH).intValue();
    var at = candidate.text("address");
    return new Target(at, port, candidate.text("user"), "", "", "").text();
  }

  private static List<Check> checks(Resource candidate) {
    if (!(candidate.fields().get("checks") instanceof Collection<?> rows)) return List.of();
    return rows.stream()
        .filter(Map.class::isInstance)
        .<Check>map(row -> Check.of((Map<?, ?>) row))
        .toList();
  }

  private static List<String> strings(@Nullable Object list) {
    return list instanceof Collection<?> all
        ? all.stream().map(String::valueOf).toList()
        : List.of();
  }

  private static Stand stand(Resource r, Trust trust, List<Check> checks) {
    var status = r.status();
    boolean failed = status.transition() == Status.Transition.ERROR;
    if (status.phase() == Phase.REMOVING) return Stand.LEAVING;
    if (trust == Trust.CHANGED) return Stand.KEY_CHANGED;
    if (!r.text("host").isEmpty()) {
      if (failed) return Stand.STUCK;
      return status.transition() == Status.Transition.NO ? Stand.ADDED : Stand.ADDING;
    }
    if (!trust.isGiven()) {
      if (!r.text("presentedKey").isEmpty()) return Stand.ASKS_TRUST;
      return failed ? Stand.UNREACHABLE : Stand.REACHING;
    }
    boolean going = Boolean.TRUE.equals(r.fields().get("go"));
    return checked(checks, failed, going);
  }

  private static Stand checked(List<Check> checks, boolean failed, boolean going) {
    boolean open = checks.isEmpty() || checks.stream().anyMatch(Check::isOpen);
    boolean blocked = checks.stream().anyMatch(Check::blocks);
    if (failed) return going && !open && !blocked ? Stand.STUCK : Stand.BLOCKED;
    if (open) return Stand.CHECKING;
    if (blocked) return Stand.BLOCKED;
    return going ? Stand.ADDING : Stand.MAY_BE_ADDED;
  }

  HostRow refusedBy(Problem why) {
    return new HostRow(
        id,
        name,
        address,
        where,
        stand,
        trust,
        presentedKey,
        keyType,
        pinnedBy,
        checks,
        changes,
        doing,
        progress,
        problem,
        Optional.of(why),
        host,
        retryable);
  }

  public Tally tally() {
    return Tally.of(checks);
  }

  public Optional<Check> check(String checkName) {
    return checks.stream().filter(c -> c.name().equals(checkName)).findFirst();
  }

  /// Those that keep it from being added.
  public List<Check> blocking() {
    return checks.stream().filter(Check::blocks).toList();
  }

  /// The command that prints the same fingerprint on the host itself.
  public String keyCommand() {
    var type = keyType.replace("ssh-", "").replaceAll("^ecdsa.*", "ecdsa");
    return "ssh-keygen -lf /etc/ssh/ssh_host_%s_key.pub"
        .formatted(type.matches("[a-z0-9]+") ? type : "ed25519");
  }
}
