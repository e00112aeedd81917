package io.stampede.plane;

import io.stampede.lab.LabHost;
import java.util.List;

/// What goes over a host's cable meanwhile, apart from SSH and ARP, and from what is encrypted: IKE
/// and ESP in UDP, and WireGuard, or what a host says when nobody listens for these.
final class Capture implements AutoCloseable {
  private static final String CLEAR =
      "ip and not tcp port 22 and not udp port 500 and not udp port 4500 and not udp port 51842"
          + " and not (icmp[icmptype] == icmp-unreach and (icmp[30:2] == 500 or icmp[30:2] == 4500))";

  private final LabHost host;

  private Capture(LabHost host) {
    this.host = host;
  }

  static Capture ofClear(LabHost host) {
    return new Capture(host).begun();
  }

  private Capture begun() {
    host.sh(
        """
        rm -f /tmp/capture*
        setsid tcpdump -ni eth0 --immediate-mode -U -w /tmp/capture.pcap '%s' >/tmp/capture.said 2>&1 </dev/null &
        echo $! > /tmp/capture.pid
        for i in $(seq 100); do grep -q 'listening on' /tmp/capture.said && exit 0; sleep 0.05; done
        exit 1
        """
            .formatted(CLEAR));
    return this;
  }

  /// Ends it first, so that nothing is still on its way to the file.
  List<String> packets() {
    return host.sh(
            """
            pid=$(cat /tmp/capture.pid); kill $pid
            for i in $(seq 100); do [ -e /proc/$pid/exe ] || break; sleep 0.05; done
            tcpdump -nr /tmp/capture.pcap 2>/dev/null
            """)
        .lines()
        .toList();
  }

  @Override
  public void close() {
    var unused = host.run("kill $(cat /tmp/capture.pid) 2>/dev/null; rm -f /tmp/capture*").status();
  }
}
