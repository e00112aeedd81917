package io.stampede.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.stampede.client.KindFace;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.component.Components;
import io.stampede.demo.DemoHosts;
import io.stampede.engine.Phase;
import io.stampede.engine.Status;
import io.stampede.ssh.Address;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HostFaceTest {
  private static final HostSpec SPEC = HostSpec.at(new HostName("h1"), new Address("192.0.2.1"));
  private static final Resource VOLUME =
      new Resource(
          "volume",
          "vo-data",
          "data",
          1,
          Map.of("host", "ho-2"),
          Status.moving(Phase.MIGRATING, "move volume data"),
          Instant.EPOCH,
          Optional.empty(),
          List.of());

  private final InstantSource clock = InstantSource.fixed(Instant.EPOCH);
  private final DemoHosts hosts = new DemoHosts(clock);
  private final HostFace face =
      new HostFace(
          new HostKind(hosts, Components.none(), _ -> Optional.empty(), clock), hosts, clock);

  /// One volume, which is on its way from the first host to the second.
  private enum Moving implements KindFace.Resources {
    VOLUMES;

    @Override
    public List<Resource> list(String kind) {
      return kind.equals(VOLUME.kind()) ? List.of(VOLUME) : List.of();
    }

    @Override
    public Optional<Resource> resource(String kind, String id) {
      return list(kind).stream().filter(r -> r.id().equals(id)).findFirst();
    }

    @Override
    public List<Resource> comingFrom(String kind, String hostId) {
      return hostId.equals("ho-1") ? list(kind) : List.of();
    }
  }

  @Test
  void neither_the_host_that_a_volume_is_to_be_on_nor_that_which_it_comes_from_may_go() {
    for (var host : List.of("ho-1", "ho-2")) {
      assertThatExceptionOfType(Refused.class)
          .isThrownBy(() -> face.mayRemove(host, SPEC, Moving.VOLUMES))
          .satisfies(e -> assertThat(e.problem().message()).contains("h1 still has data"));
    }
    face.mayRemove("ho-3", SPEC, Moving.VOLUMES);
  }
}
