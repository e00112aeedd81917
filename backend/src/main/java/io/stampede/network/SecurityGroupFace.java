package io.stampede.network;

import io.stampede.client.KindFace;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.engine.Step;
import io.stampede.schema.KindSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Security groups as every face offers them.
public final class SecurityGroupFace
    implements KindFace<SecurityGroupSpec, SecurityGroupFacts, Step> {
  public static final String ID_PREFIX = "sg";
  private static final int MOST_NAMES = 5;

  private final SecurityGroupKind kind;
  private final KindSchema schema =
      KindSchema.of(
              SecurityGroupKind.NAME,
              "Security group",
              "Security groups",
              "Who may begin a connection with the containers and machines that are in it.",
              SecurityGroupSpec.class,
              SecurityGroupFacts.class)
          .inGroup(KindSchema.NETWORKS);

  public SecurityGroupFace(SecurityGroupKind kind) {
    this.kind = kind;
  }

  @Override
  public KindSchema schema() {
    return schema;
  }

  @Override
  public SecurityGroupKind kind() {
    return kind;
  }

  @Override
  public Class<SecurityGroupSpec> specType() {
    return SecurityGroupSpec.class;
  }

  @Override
  public Class<SecurityGroupFacts> factsType() {
    return SecurityGroupFacts.class;
  }

  @Override
  public String idPrefix() {
    return ID_PREFIX;
  }

  @Override
  public String name(SecurityGroupSpec spec) {
    return spec.name().value();
  }

  /// A rule may name its own group.
  @Override
  public SecurityGroupSpec admit(
      String id, SecurityGroupSpec wanted, Optional<SecurityGroupSpec> before, Resources world) {
    var there =
        world.list(SecurityGroupKind.NAME).stream()
            .map(Resource::name)
            .collect(Collectors.toCollection(ArrayList::new));
    there.add(wanted.name().value());
    for (var rule : wanted.rules()) {
      var named = rule.group();
      if (named.isEmpty() || there.contains(named.get())) continue;
      throw Refused.field(
          "rules",
          "no-such-group",
          "holds “%s”, and there is no security group %s".formatted(rule, named.get()),
          "make that one first");
    }
    return wanted;
  }

  @Override
  public void mayRemove(String id, SecurityGroupSpec spec, Resources world) {
    if (spec.name().equals(GroupName.USUAL)) {
      throw Refused.conflict(
          "usual-group",
          "the group default is that of all workloads without another",
          "change its rules instead");
    }
    var now = kind.now(id);
    var members = now.members().stream().map(SecurityGroupFacts.Member::name).toList();
    if (!members.isEmpty()) throw inUse(spec, members, "take them out of it, or remove them");
    var others = now.namedBy().stream().filter(n -> !n.equals(spec.name().value())).toList();
    if (!others.isEmpty()) throw inUse(spec, others, "take it out of their rules");
  }

  private static Refused inUse(SecurityGroupSpec spec, List<String> by, String fix) {
    int more = by.size() - MOST_NAMES;
    var some = String.join(", ", by.subList(0, Math.min(MOST_NAMES, by.size())));
    return Refused.conflict(
        "group-in-use",
        "security group %s is used by %s%s"
            .formatted(spec.name(), some, more > 0 ? " and %d more".formatted(more) : ""),
        fix);
  }
}
