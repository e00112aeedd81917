package io.stampede.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// That hundreds of hosts are no burden, as far as a test can say; `./stampede bench` tells more.
class KeptConnectionsTest {
  @Test
  void five_hundred_kept_connections_cost_little_memory_and_no_threads() throws Exception {
    var cost = KeptConnections.measure();
    assertThat(cost.heapKb()).as("KiB of heap each").isBetween(1.0, 150.0);
    assertThat(cost.threads()).as("threads more").isLessThan(16);
    assertThat(cost.seconds()).as("seconds").isLessThan(120);
  }
}
