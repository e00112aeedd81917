package io.stampede.plane;

import java.util.List;
import java.util.stream.Stream;

/// The addresses of a workload that is on several networks.
///
/// @param segments the host's
record Twins(List<Segment> segments) {
  /// All that the workload at an address has on the same host, that one as well.
  Stream<Ipv4> of(Ipv4 address) {
    var here = segments.stream().flatMap(s -> s.endpoints().stream()).filter(e -> isAt(e, address));
    var workload = here.map(Endpoint::workload).findFirst();
    var all =
        workload.stream()
            .flatMap(id ->
                segments.stream()
                    .flatMap(s -> s.endpoints().stream())
                    .filter(e -> e.workload().equals(id)))
            .map(Endpoint::address);
    return Stream.concat(Stream.of(address), all).distinct().sorted();
  }

  private static boolean isAt(Endpoint endpoint, Ipv4 address) {
    return endpoint.address().equals(address);
  }
}
