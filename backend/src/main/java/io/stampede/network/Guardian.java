package io.stampede.network;

import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.plane.Guard;
import io.stampede.plane.Ipv4;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Makes of groups and workloads what hosts guard. Pure.
///
/// A group that a workload names and that is not there lets nobody in.
public final class Guardian {
  private final List<Group> groups;
  private final Map<String, List<Workload>> members = new HashMap<>();
  private final Map<String, String> ids;

  /// @param version counts its changes
  public record Group(String id, long version, SecurityGroupSpec spec) {
    String name() {
      return spec.name().value();
    }

    /// What a host notes when it has been brought this.
    String mark() {
      return mark(id, version);
    }

    static String mark(String id, long version) {
      return id + "@" + version;
    }
  }

  /// @param host the id of its host
  public record Workload(ResourceId id, String name, String host, Guarded spec) {}

  /// @param marks of the groups, as the host was seen to have them
  /// @param problem why it cannot be brought more
  public record Standing(List<String> marks, Optional<Problem> problem) {}

  public Guardian(List<Group> groups, List<Workload> workloads) {
    this.groups = groups.stream().sorted(Comparator.comparing(Group::id)).toList();
    this.ids = groups.stream().collect(Collectors.toMap(Group::name, Group::id));
    for (var workload : workloads) {
      for (var group : new HashSet<>(workload.spec().groups())) {
        members.computeIfAbsent(group.value(), _ -> new ArrayList<>()).add(workload);
      }
    }
  }

  private List<Workload> in(Group group) {
    return members.getOrDefault(group.name(), List.of());
  }

  public List<Guard> guards() {
    return groups.stream().map(this::guard).toList();
  }

  private Guard guard(Group group) {
    var spec = group.spec();
    return new Guard(
        group.id(),
        group.version(),
        switch (spec.connections()) {
          case CUT -> true;
          case KEEP -> false;
        },
        spec.rules().stream()
            .flatMap(rule -> rule.rule(name -> Optional.ofNullable(ids.get(name))).stream())
            .toList(),
        addresses(group));
  }

  private Set<Ipv4> addresses(Group group) {
    return in(group).stream()
        .flatMap(workload -> workload.spec().cards().stream())
        .map(Card::address)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// @param standings of hosts by id
  public SecurityGroupFacts facts(String groupId, Map<String, Standing> standings) {
    var found = groups.stream().filter(g -> g.id().equals(groupId)).findFirst();
    if (found.isEmpty()) return SecurityGroupFacts.NOTHING;
    var group = found.get();
    var all = new ArrayList<>(in(group));
    all.sort(Comparator.comparing(Workload::name));
    var waiting =
        all.stream()
            .filter(workload -> !workload.spec().cards().isEmpty())
            .map(Workload::host)
            .distinct()
            .filter(host ->
                standings.containsKey(host) && !standings.get(host).marks().contains(group.mark()))
            .sorted()
            .toList();
    return new SecurityGroupFacts(
        all.size(),
        all.stream().map(Guardian::member).toList(),
        groups.stream().filter(other -> names(other, group)).map(Group::name).sorted().toList(),
        waiting,
        waiting.stream()
            .flatMap(host -> Optional.ofNullable(standings.get(host)).stream())
            .flatMap(standing -> standing.problem().stream())
            .findFirst());
  }

  private static boolean names(Group group, Group other) {
    return group.spec().rules().stream()
        .anyMatch(rule -> rule.group().filter(other.name()::equals).isPresent());
  }

  private static SecurityGroupFacts.Member member(Workload workload) {
    return new SecurityGroupFacts.Member(
        workload.name(),
        workload.id().kind(),
        Card.addresses(workload.spec().cards()).orElse(""),
        workload.id().value());
  }
}
