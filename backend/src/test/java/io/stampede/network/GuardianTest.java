package io.stampede.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.network.Guardian.Group;
import io.stampede.network.Guardian.Standing;
import io.stampede.network.Guardian.Workload;
import io.stampede.network.SecurityGroupSpec.Connections;
import io.stampede.plane.Cidr;
import io.stampede.plane.Guard;
import io.stampede.plane.Ipv4;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GuardianTest {
  private static final Group USUAL = new Group("sg-default", 1, SecurityGroupSpec.usual());
  private static final Group WEB =
      new Group(
          "sg-web",
          3,
          new SecurityGroupSpec(
              new GroupName("web"),
              Optional.empty(),
              List.of(new GroupRule("tcp 80 from app"), new GroupRule("tcp 80 from gone")),
              Connections.CUT));
  private static final Group APP =
      new Group(
          "sg-app",
          1,
          new SecurityGroupSpec(
              new GroupName("app"), Optional.empty(), List.of(), Connections.KEEP));

  private record Spec(List<GroupName> securityGroups, List<Card> cards, String hostId)
      implements Guarded {}

  private static Workload workload(String name, String host, String address, String... groups) {
    var card =
        new Card("nw-1", "managed", 1, Ipv4.of(address), Cidr.of("10.42.0.0/24"), "a.internal", "");
    return new Workload(
        new ResourceId("container", "ct-" + name),
        name,
        host,
        new Spec(Stream.of(groups).map(GroupName::new).toList(), List.of(card), host));
  }

  private static final Guardian GUARDIAN =
      new Guardian(
          List.of(USUAL, WEB, APP),
          List.of(
              workload("plain", "ho-1", "10.42.0.2"),
              workload("front", "ho-1", "10.42.0.3", "web"),
              workload("both", "ho-2", "10.42.1.2", "web", "app")));

  private static Guard guard(String id) {
    return GUARDIAN.guards().stream().filter(g -> g.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void who_names_no_group_is_in_the_usual_one() {
    assertThat(guard("sg-default").members()).containsExactly(Ipv4.of("10.42.0.2"));
    assertThat(guard("sg-web").members())
        .containsExactly(Ipv4.of("10.42.0.3"), Ipv4.of("10.42.1.2"));
    assertThat(guard("sg-app").members()).containsExactly(Ipv4.of("10.42.1.2"));
  }

  @Test
  void rules_name_groups_by_their_ids_and_leave_out_what_is_not_there() {
    assertThat(guard("sg-web").rules())
        .extracting(Guard.Rule::peer)
        .containsExactly(new Guard.Peer.Members("sg-app"));
    assertThat(guard("sg-web").cuts()).isTrue();
  }

  @Test
  void a_group_says_who_is_in_it_who_names_it_and_which_hosts_it_waits_for() {
    var problem = Problem.host("x", "it does not", "");
    var standings =
        Map.of(
            "ho-1", new Standing(List.of("sg-web@3"), Optional.empty()),
            "ho-2", new Standing(List.of("sg-web@2"), Optional.of(problem)));
    var web = GUARDIAN.facts("sg-web", standings);
    assertThat(web.members()).extracting(m -> m.name()).containsExactly("both", "front");
    assertThat(web.waiting()).containsExactly("ho-2");
    assertThat(web.problem()).contains(problem);
    assertThat(GUARDIAN.facts("sg-app", standings).namedBy()).containsExactly("web");
    assertThat(GUARDIAN.facts("sg-none", standings)).isEqualTo(SecurityGroupFacts.NOTHING);
  }
}
