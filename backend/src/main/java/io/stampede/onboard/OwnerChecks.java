package io.stampede.onboard;

import io.stampede.onboard.CheckRow.Severity;
import io.stampede.onboard.Neighbours.Neighbour;
import java.util.List;

/// Whose host it is, and whether it is one already.
final class OwnerChecks {
  private OwnerChecks() {}

  static List<Check> all() {
    return List.of(
        Check.of(
                "owner",
                "Not managed by another console",
                Severity.MUST,
                Part.CONSOLE,
                "Two consoles that change one host undo each other's work.",
                OwnerChecks::owner)
            .fixedBy(
                new Fix(
                    "take it over from the other console",
                    """
                    set -e
                    d=/var/lib/stampede
                    [ -e "$d/owner" ] || exit 0
                    [ "$(head -n 1 "$d/owner")" = "$1" ] && exit 0
                    mv "$d/owner" "$d/owner.before"
                    printf '%s\\n%s\\n' "$1" "$2" > "$d/owner.new"
                    mv "$d/owner.new" "$d/owner"
                    rm -f "$d/owner.before"
                    """,
                    List.of(
                        "write our mark to /var/lib/stampede/owner, over the other console's"))),
        Check.of(
            "already-added",
            "Not added twice",
            Severity.MUST,
            Part.CONSOLE,
            "A host that is there twice would count its memory and disks twice.",
            OwnerChecks::twice),
        Check.of(
            "name-free",
            "Name is free",
            Severity.MUST,
            Part.CONSOLE,
            "Hosts are told apart by their names.",
            OwnerChecks::name));
  }

  private static Verdict owner(Seen seen) {
    var owner = seen.text("owner");
    if (owner.isEmpty()) return Verdict.ok("nobody's");
    if (owner.equals(seen.installation())) return Verdict.ok("ours already");
    var who = seen.text("owner.who");
    return Verdict.failed(
            who.isEmpty()
                ? "it is managed by the console " + owner
                : "it is managed by the console of %s, %s".formatted(who, owner),
            "remove the host there; or take it over, when that console is gone for good")
        .fixableIf(seen.canBeRoot());
  }

  private static Verdict twice(Seen seen) {
    var boot = seen.text("boot");
    var address = seen.spec().address().value();
    return seen.neighbours().stream()
        .filter(Neighbour::host)
        .filter(n ->
            n.bootId().filter(b -> !boot.isEmpty() && b.equals(boot)).isPresent()
                || n.address().equals(address) && n.port() == seen.spec().access().port())
        .findFirst()
        .map(n -> Verdict.failed("it is the " + n.shown(), "use that one, or remove it first"))
        .orElseGet(() -> Verdict.ok("it is none of the hosts"));
  }

  private static Verdict name(Seen seen) {
    var name = seen.spec().shown();
    return seen.neighbours().stream()
        .filter(n -> n.name().equals(name))
        .findFirst()
        .map(n -> Verdict.failed("there is already a " + n.shown(), "choose another name"))
        .orElseGet(() -> Verdict.ok(name));
  }
}
