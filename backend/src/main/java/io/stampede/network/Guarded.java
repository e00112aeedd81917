package io.stampede.network;

import io.stampede.client.KindFace;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import java.util.List;

/// A workload's intent, as far as security groups mind.
public interface Guarded {
  /// As asked for; none means the usual one.
  List<GroupName> securityGroups();

  List<Card> cards();

  /// The id of its host; empty only before it was placed.
  String hostId();

  /// Those that it is in.
  default List<GroupName> groups() {
    return securityGroups().isEmpty() ? List.of(GroupName.USUAL) : securityGroups();
  }

  /// Refuses groups that are not there, or that mean nothing for it.
  ///
  /// @param nics what it is plugged into
  /// @throws Refused naming the field
  static void check(Guarded wanted, List<Nic> nics, KindFace.Resources world) {
    var groups = wanted.securityGroups();
    if (groups.isEmpty()) return;
    var there = world.list(SecurityGroupKind.NAME).stream().map(Resource::name).sorted().toList();
    for (var group : groups) {
      if (there.contains(group.value())) continue;
      throw refused(
          "no-such-group",
          "there is no security group %s".formatted(group),
          "there are: " + String.join(", ", there));
    }
    if (groups.stream().distinct().count() < groups.size()) {
      throw refused("twice", "holds a group twice", "name it once");
    }
    if (nics.stream().noneMatch(nic -> nic.asManaged().isPresent())) {
      throw refused(
          "not-managed",
          "is for what is on a managed network",
          "name a managed network under networks, or no security group");
    }
  }

  private static Refused refused(String code, String message, String fix) {
    return Refused.field("securityGroups", code, message, fix);
  }
}
