package io.stampede.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.schema.FieldError;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S29")
class PoolsTest {
  private static IpPoolSpec pool(String network, int size, String start, String end, String gate) {
    return new IpPoolSpec(
        "public",
        new IpAddress(network),
        size,
        new IpAddress(start),
        new IpAddress(end),
        new IpAddress(gate),
        Optional.empty());
  }

  private static List<String> wrong(
      String network, int size, String start, String end, String gateway) {
    return Pools.faults(pool(network, size, start, end, gateway)).stream()
        .map(e -> e.field() + " " + e.code())
        .toList();
  }

  @Test
  void a_pool_as_it_should_be_has_no_faults() {
    assertThat(wrong("192.168.10.0", 24, "192.168.10.200", "192.168.10.210", "192.168.10.254"))
        .isEmpty();
    assertThat(wrong("192.168.10.0", 24, "192.168.10.200", "192.168.10.200", "192.168.10.254"))
        .isEmpty();
  }

  @Test
  void each_fault_is_told_at_its_field() {
    assertThat(wrong("192.168.10.1", 24, "192.168.10.2", "192.168.10.3", "192.168.10.254"))
        .containsExactly("networkAddress not-a-network");
    assertThat(wrong("192.168.10.0", 24, "192.168.9.2", "192.168.11.3", "192.168.12.1"))
        .containsExactly("start not-in-network", "end not-in-network", "gateway not-in-network");
    assertThat(wrong("192.168.10.0", 24, "192.168.10.0", "192.168.10.255", "192.168.10.7"))
        .containsExactly("start kept-address", "end kept-address", "gateway in-range");
    assertThat(wrong("192.168.10.0", 24, "192.168.10.9", "192.168.10.8", "192.168.10.254"))
        .containsExactly("end before-start");
    assertThat(
            Pools.faults(
                pool("192.168.10.0", 24, "192.168.10.9", "192.168.10.8", "192.168.10.254")))
        .extracting(FieldError::message)
        .containsExactly("comes before the start, 192.168.10.9");
  }

  @Test
  void the_lowest_free_address_is_given_until_there_is_none() {
    var two = pool("192.168.10.0", 24, "192.168.10.200", "192.168.10.201", "192.168.10.254");
    assertThat(Pools.size(two)).isEqualTo(2);
    assertThat(Pools.free(two, Set.of()).orElseThrow()).hasToString("192.168.10.200");
    assertThat(Pools.free(two, Set.of("192.168.10.200")).orElseThrow())
        .hasToString("192.168.10.201");
    assertThat(Pools.free(two, Set.of("192.168.10.200", "192.168.10.201"))).isEmpty();
  }
}
