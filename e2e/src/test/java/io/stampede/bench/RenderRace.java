package io.stampede.bench;

import io.stampede.plane.Cidr;
import io.stampede.plane.Endpoint;
import io.stampede.plane.HostModel;
import io.stampede.plane.HostNetwork;
import io.stampede.plane.Ipv4;
import io.stampede.plane.Mac;
import io.stampede.plane.Node;
import io.stampede.plane.Overlay;
import io.stampede.plane.Redirect;
import io.stampede.plane.Redirects;
import io.stampede.plane.Segment;
import io.stampede.plane.Transport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// From the model of a host to all files of its networks.
record RenderRace(Sheet sheet) {
  private static final Race RACE = new Race(20, 51, Duration.ofSeconds(5));
  private static final int MANY = 1000;
  private static final int FEW = 100;

  void run() throws Exception {
    var many = model(MANY);
    var few = model(FEW);
    var medians = RACE.run(() -> HostNetwork.render(many), () -> HostNetwork.render(few));
    sheet.ours("a host's networks rendered, %d workloads".formatted(MANY), medians.ours());
    sheet.peer("the same with %d".formatted(FEW), medians.peer(), medians.ours());
  }

  /// On one network; each is the target of a link, too.
  private static HostModel model(int workloads) {
    var self = new Node("ho-1", 1, Ipv4.of("192.0.2.1"), Optional.empty());
    var peer = new Node("ho-2", 2, Ipv4.of("192.0.2.2"), Optional.empty());
    var cidr = Cidr.of("10.42.0.0/16");
    var block = cidr.part(20, 1);
    var endpoints =
        IntStream.range(0, workloads)
            .mapToObj(i ->
                new Endpoint(
                    "vm-" + i,
                    "machine-" + i,
                    "ho-1",
                    block.at(2 + i),
                    Optional.of(Mac.from("vm-" + i))))
            .toList();
    var links =
        IntStream.range(0, workloads)
            .mapToObj(i ->
                new Redirect(
                    Optional.of(cidr.part(20, 15).at(1 + i)),
                    Transport.TCP,
                    80,
                    List.of(new Redirect.Spot(block.at(2 + i), 80))))
            .toList();
    var segment =
        new Segment(
            "nw-1",
            "managed",
            1,
            cidr,
            block,
            Overlay.IPSEC,
            "managed.stampede.internal",
            OptionalInt.empty(),
            List.of(new Segment.Far(peer, cidr.part(20, 2))),
            endpoints);
    return new HostModel("bench", self, List.of(segment))
        .with(new Redirects(links, List.of(), List.of(), List.of()));
  }
}
