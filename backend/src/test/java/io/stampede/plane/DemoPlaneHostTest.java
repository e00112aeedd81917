package io.stampede.plane;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.demo.DemoPlaneHost;
import io.stampede.demo.DemoReach;
import io.stampede.demo.Faults;
import io.stampede.engine.Outcome;
import io.stampede.engine.Sight;
import io.stampede.plane.Models.Net;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DemoPlaneHostTest extends PlaneHostContract {
  private final Faults first = new Faults();
  private final Map<String, Faults> faults = Map.of("ho-1", first, "ho-2", new Faults());
  private final DemoPlaneHost demo =
      new DemoPlaneHost(
          new DemoReach(id -> Optional.ofNullable(faults.get(id))), InstantSource.system());

  @Override
  PlaneHost host() {
    return demo;
  }

  @Override
  Models alone() {
    return Models.of(1);
  }

  @Override
  void drift() {
    demo.drift("ho-1", "rules.nft is not applied");
  }

  private boolean answers(HostModel model) {
    return seen(model).pairs().getFirst().answers();
  }

  @Test
  void two_hosts_hear_each_other_when_both_have_the_network_and_nothing_is_in_between() {
    var net = new Net(1, Overlay.IPSEC);
    var one = Models.of(2).model(1, net);
    var two = Models.of(2).model(2, net);
    assertThat(demo.apply(one)).isEqualTo(Outcome.done());
    assertThat(answers(one)).isFalse();
    assertThat(demo.apply(two)).isEqualTo(Outcome.done());
    assertThat(answers(one)).isTrue();
    demo.cable("ho-1", "ho-2", "nw-1", false);
    assertThat(answers(one)).isFalse();
    assertThat(answers(two)).isFalse();
    demo.cable("ho-1", "ho-2", "nw-1", true);
    demo.killCharon("ho-2");
    assertThat(answers(one)).isFalse();
    assertThat(seen(two).differences()).containsExactly("charon does not run");
    assertThat(demo.apply(two)).isEqualTo(Outcome.done());
    assertThat(answers(one)).isTrue();
  }

  @Test
  void an_unreachable_host_is_not_seen_and_not_changed() {
    var model = model(new Net(1, Overlay.IPSEC));
    first.unreachable(true);
    assertThat(demo.look(model)).isInstanceOf(Sight.Unseen.class);
    assertThat(demo.apply(model)).isInstanceOf(Outcome.Again.class);
    first.unreachable(false);
    assertThat(demo.look(model)).isInstanceOf(Sight.Missing.class);
  }
}
