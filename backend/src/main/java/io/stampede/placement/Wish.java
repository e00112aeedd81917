package io.stampede.placement;

import io.stampede.schema.Field;
import java.util.List;
import java.util.Optional;

/// What people can say about where a workload goes, when they name no host.
///
/// @param require labels that its host has to have
/// @param prefer labels for which a host is taken before others
/// @param avoid labels of hosts that are only taken when no other fits
/// @param near names of workloads; it comes to the host of each of them
/// @param away names of workloads, or beginnings of names as `web*`, that are not on its host;
///   holds also against those that come later
/// @param placed why it is where it is
public record Wish(
    @Field(
            label = "Must have",
            help = "Labels that its host has to have.",
            more = true,
            maxLength = 128,
            example = "disk=ssd")
        List<LabelRule> require,
    @Field(
            label = "Preferably",
            help = "Labels for which a host is taken before others.",
            more = true,
            maxLength = 128,
            example = "zone=north")
        List<LabelRule> prefer,
    @Field(
            label = "Rather not",
            help = "Labels of hosts that are only taken when no other fits.",
            more = true,
            maxLength = 128,
            example = "spot=yes")
        List<LabelRule> avoid,
    @Field(
            label = "Strategy",
            help = "Spread takes the emptiest host that fits, pack the fullest.",
            byDefault = "spread",
            more = true)
        Strategy strategy,
    @Field(
            label = "Near",
            suggests = {"container", "virtualMachine"},
            help = "Workloads to whose host it comes.",
            more = true,
            maxLength = 64,
            example = "db1")
        List<String> near,
    @Field(
            label = "Away from",
            suggests = {"container", "virtualMachine"},
            help = "Workloads that are not on its host; web* means all that begin so.",
            more = true,
            maxLength = 64,
            example = "web*")
        List<String> away,
    @Field(label = "Placed", help = "Why it is on its host.", create = false, more = true)
        Optional<String> placed) {
  public static final Wish NONE =
      new Wish(
          List.of(), List.of(), List.of(), Strategy.SPREAD, List.of(), List.of(), Optional.empty());

  public Wish {
    require = List.copyOf(require);
    prefer = List.copyOf(prefer);
    avoid = List.copyOf(avoid);
    near = List.copyOf(near);
    away = List.copyOf(away);
  }

  /// @param why empty when nothing was chosen
  public Wish with(String why) {
    if (why.isEmpty()) return this;
    return new Wish(require, prefer, avoid, strategy, near, away, Optional.of(why));
  }

  /// Whether a rule as `web1` or `web*` means this name.
  static boolean means(String rule, String name) {
    return rule.endsWith("*")
        ? name.startsWith(rule.substring(0, rule.length() - 1))
        : name.equals(rule);
  }
}
