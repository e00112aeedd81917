package io.stampede.plane;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.engine.Outcome;
import io.stampede.engine.Sight;
import io.stampede.metadata.Bytes;
import io.stampede.metadata.UserData;
import io.stampede.plane.Models.Net;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What every [PlaneHost] does alike, on one host.
abstract class PlaneHostContract {
  /// Without a network of ours at first.
  abstract PlaneHost host();

  /// Of one host, which [#host] knows.
  abstract Models alone();

  /// Somebody changes the rules by hand.
  abstract void drift();

  final HostModel model(Net... nets) {
    return alone().model(1, nets);
  }

  final PlaneSight seen(HostModel model) {
    return host()
        .look(model)
        .found()
        .orElseThrow(() -> new AssertionError("not found, but " + host().look(model)));
  }

  @Test
  void a_host_without_our_networks_has_nothing() {
    assertThat(host().look(model(new Net(1, Overlay.IPSEC)))).isInstanceOf(Sight.Missing.class);
  }

  @Test
  void what_is_applied_is_there_and_once_more_changes_nothing() {
    var model = model(new Net(1, Overlay.IPSEC), new Net(2, Overlay.WIREGUARD));
    assertThat(host().apply(model)).isEqualTo(Outcome.done());
    Eventually.until(() -> seen(model).differences(), List.of());
    assertThat(seen(model).wireguardKey()).isPresent();
    assertThat(host().apply(model)).isEqualTo(Outcome.done());
    assertThat(seen(model).differences()).isEmpty();
  }

  @Test
  void what_the_model_has_more_or_less_is_a_difference_until_it_is_applied() {
    var before = model(new Net(1, Overlay.VXLAN));
    var after = model(new Net(2, Overlay.DIRECT));
    assertThat(host().apply(before)).isEqualTo(Outcome.done());
    assertThat(seen(after).isAsWanted()).isFalse();
    assertThat(seen(after).differences()).contains("rules.nft was changed");
    assertThat(host().apply(after)).isEqualTo(Outcome.done());
    Eventually.until(() -> seen(after).differences(), List.of());
    assertThat(seen(before).isAsWanted()).isFalse();
  }

  @Test
  void what_somebody_changed_by_hand_is_named_and_healed() {
    var model = model(new Net(1, Overlay.DIRECT));
    assertThat(host().apply(model)).isEqualTo(Outcome.done());
    Eventually.until(() -> seen(model).differences(), List.of());
    drift();
    assertThat(seen(model).differences()).containsExactly("rules.nft is not applied");
    assertThat(host().apply(model)).isEqualTo(Outcome.done());
    assertThat(seen(model).differences()).isEmpty();
  }

  @Test
  void what_workloads_are_told_comes_changes_and_goes() {
    var bare = model(new Net(1, Overlay.DIRECT));
    var web = Models.told("web", "10.41.1.10", Optional.empty());
    var both = Models.telling(bare, web, Models.told("db", "10.41.1.11", Optional.empty()));
    assertThat(host().apply(both)).isEqualTo(Outcome.done());
    Eventually.until(() -> seen(both).differences(), List.of());
    assertThat(seen(both).told())
        .containsExactly("10.41.1.10 mark of web", "10.41.1.11 mark of db");
    var after =
        Models.telling(
            bare,
            Models.told("web", "10.41.1.10", Optional.of(new UserData(Bytes.of("#!/bin/sh\n")))));
    assertThat(seen(after).isAsWanted()).isFalse();
    assertThat(seen(after).told()).containsExactly("10.41.1.10 ?", "10.41.1.11 ?");
    assertThat(host().apply(after)).isEqualTo(Outcome.done());
    Eventually.until(() -> seen(after).differences(), List.of());
    assertThat(seen(after).told()).containsExactly("10.41.1.10 mark of web");
    assertThat(host().apply(bare)).isEqualTo(Outcome.done());
    assertThat(seen(bare).told()).isEmpty();
  }

  @Test
  void clearing_leaves_nothing_and_may_be_done_twice() {
    var model = model(new Net(1, Overlay.DIRECT));
    assertThat(host().apply(model)).isEqualTo(Outcome.done());
    assertThat(host().clear(model.self().host())).isEqualTo(Outcome.done());
    assertThat(host().look(model)).isInstanceOf(Sight.Missing.class);
    assertThat(host().clear(model.self().host())).isEqualTo(Outcome.done());
  }

  @Test
  void no_network_at_all_is_the_same_as_clearing() {
    assertThat(host().apply(model(new Net(1, Overlay.DIRECT)))).isEqualTo(Outcome.done());
    assertThat(host().apply(model())).isEqualTo(Outcome.done());
    assertThat(host().look(model())).isInstanceOf(Sight.Missing.class);
  }

  @Test
  void redirects_are_brought_by_themselves_and_once_more_changes_nothing() {
    var before = model(new Net(1, Overlay.DIRECT));
    var after = before.with(redirects("10.41.1.20", "10.41.1.21"));
    assertThat(host().apply(before)).isEqualTo(Outcome.done());
    Eventually.until(() -> seen(before).differences(), List.of());
    assertThat(seen(after).differences()).containsExactly("maps was changed");
    for (int i = 0; i < 2; i++) {
      assertThat(host().redirect(after, List.of(CUT))).isEqualTo(Outcome.done());
      assertThat(seen(after).differences()).isEmpty();
    }
    var turned = before.with(redirects("10.41.1.22"));
    assertThat(host().redirect(turned, List.of(CUT))).isEqualTo(Outcome.done());
    assertThat(seen(turned).differences()).isEmpty();
    assertThat(host().redirect(before, List.of())).isEqualTo(Outcome.done());
    assertThat(seen(before).differences()).isEmpty();
  }

  @Test
  void redirects_bring_the_rest_along_where_that_differs() {
    var fresh = model(new Net(1, Overlay.DIRECT)).with(redirects("10.41.1.20"));
    assertThat(host().redirect(fresh, List.of(CUT))).isEqualTo(Outcome.done());
    Eventually.until(() -> seen(fresh).differences(), List.of());
    drift();
    assertThat(seen(fresh).isAsWanted()).isFalse();
    var turned = fresh.with(redirects("10.41.1.22"));
    assertThat(host().redirect(turned, List.of())).isEqualTo(Outcome.done());
    Eventually.until(() -> seen(turned).differences(), List.of());
  }

  private static final Ipv4 VIRTUAL = Ipv4.of("10.41.240.2");
  private static final Cut CUT = new Cut.Port(Optional.of(VIRTUAL), Transport.TCP, 80);

  private static Redirects redirects(String... targets) {
    var spots = Stream.of(targets).map(t -> new Redirect.Spot(Ipv4.of(t), 80)).toList();
    var link = new Redirect(Optional.of(VIRTUAL), Transport.TCP, 80, spots);
    var port = new Redirect(Optional.empty(), Transport.UDP, 53, spots);
    return new Redirects(List.of(link), List.of(port), List.of(), List.of());
  }
}
