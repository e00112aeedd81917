package io.stampede.network;

import io.stampede.engine.Problem;
import io.stampede.schema.Field;
import java.util.List;
import java.util.Optional;

/// Who is in a security group, and whether all hosts keep to it.
///
/// @param waiting ids of hosts that were not seen to keep to it as it is now
/// @param problem what keeps one of these from it
public record SecurityGroupFacts(
    @Field(label = "Workloads", help = "That are in it.", column = true) int workloads,
    @Field(label = "Members", help = "The workloads that are in it.") List<Member> members,
    @Field(label = "Named by", help = "Groups with rules that name this one.") List<String> namedBy,
    List<String> waiting,
    Optional<Problem> problem) {
  public static final SecurityGroupFacts NOTHING =
      new SecurityGroupFacts(0, List.of(), List.of(), List.of(), Optional.empty());

  public SecurityGroupFacts {
    members = List.copyOf(members);
    namedBy = List.copyOf(namedBy);
    waiting = List.copyOf(waiting);
  }

  /// @param address its addresses on managed networks; empty when it is on none
  public record Member(
      @Field(label = "Name") String name,
      @Field(label = "Kind") String kind,
      @Field(label = "Address") String address,
      @Field(label = "Workload") String workload) {}
}
