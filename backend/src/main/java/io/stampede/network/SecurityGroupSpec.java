package io.stampede.network;

import io.stampede.schema.Field;
import java.util.List;
import java.util.Optional;

/// A security group as one asks for it.
public record SecurityGroupSpec(
    @Field(
            label = "Name",
            help = "Workloads and rules name it.",
            column = true,
            maxLength = 32,
            example = "web")
        GroupName name,
    @Field(
            label = "Description",
            help = "For people.",
            update = true,
            column = true,
            maxLength = 200)
        Optional<String> description,
    @Field(
            label = "Rules",
            help =
                "Who may begin a connection with its workloads: tcp, udp, icmp or all, a port or a"
                    + " range of them, and from whom: any, network (all of the same network), a"
                    + " range of addresses, or another group. With “to” instead of “from”: with whom"
                    + " its workloads may begin one; without such a rule, with everybody.",
            update = true,
            maxLength = 100,
            example = "tcp 80 from any")
        List<GroupRule> rules,
    @Field(
            label = "Connections",
            help =
                "Whether connections that there are live on (keep) or end (cut) when nothing allows"
                    + " them any more.",
            byDefault = "keep",
            update = true,
            more = true)
        Connections connections) {
  /// What becomes of connections that are not allowed any more.
  public enum Connections {
    KEEP,
    CUT
  }

  public SecurityGroupSpec {
    rules = List.copyOf(rules);
  }

  /// The one that is there from the start.
  public static SecurityGroupSpec usual() {
    return new SecurityGroupSpec(
        GroupName.USUAL,
        Optional.of("Of workloads that are in no other group."),
        List.of(new GroupRule("all from " + GroupRule.NETWORK)),
        Connections.KEEP);
  }
}
