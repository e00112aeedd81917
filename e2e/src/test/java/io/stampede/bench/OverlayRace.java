package io.stampede.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stampede.engine.Phase;
import io.stampede.lab.LabHost;
import io.stampede.lab.LabImages;
import java.io.IOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How much goes from a container on one host to one on another over each overlay, beside what goes
/// from host to host, over the same pairs of virtual Ethernet cards and with no network of ours.
final class OverlayRace {
  private static final int SECONDS = 3;
  private static final int PORT = 5001;
  private static final List<String> OVERLAYS = List.of("direct", "vxlan", "wireguard", "ipsec");

  /// Takes what comes, and says how much it was.
  private static final String SINK =
      """
      import socket
      s = socket.create_server(("", %d))
      buffer = bytearray(1 << 18)
      while True:
        c = s.accept()[0]
        got = 0
        while n := c.recv_into(buffer): got += n
        c.sendall(b"%%d\\n" %% got)
        c.close()
      """
          .formatted(PORT);

  /// Sends as much as it can; then bytes, seconds, and seconds of all processors that were busy.
  private static final String SOURCE =
      """
      import socket, sys, time
      def busy():
        v = [int(x) for x in open("/proc/stat").readline().split()[1:9]]
        return (sum(v) - v[3] - v[4]) / 100
      until = time.time() + 30
      while True:
        try: s = socket.create_connection((sys.argv[1], %d), 2); break
        except OSError:
          if time.time() > until: raise
      data = bytes(1 << 18)
      s.settimeout(10)
      before, start = busy(), time.time()
      while time.time() - start < %d: s.send(data)
      s.shutdown(1)
      got = int(s.makefile().readline())
      print(got, time.time() - start, busy() - before)
      """
          .formatted(PORT, SECONDS);

  /// @param gigabits per second
  /// @param cpu seconds of processors per gigabit
  private record Flow(double gigabits, double cpu) {}

  private final Console console;
  private final LabHost from;
  private final LabHost to;
  private final Sheet sheet;

  OverlayRace(Console console, LabHost from, LabHost to, Sheet sheet) {
    this.console = console;
    this.from = from;
    this.to = to;
    this.sheet = sheet;
  }

  void run() throws IOException {
    program(to, "", "sinks", SINK);
    var plain = flow("", to.address());
    sheet.flow("from host to host, plain veth", plain.gigabits(), plain.cpu());
    to.sh("systemctl stop sinks");
    int second = 50;
    for (var overlay : OVERLAYS) {
      var cidr = "10.%d.0.0/16".formatted(second++);
      var network = Map.of("name", overlay, "cidr", cidr, "overlay", overlay);
      console.create("network", network, Phase.READY);
      var near = "near-" + overlay;
      var far = "far-" + overlay;
      console.create("container", sleeping(near, from, overlay), Phase.RUNNING);
      var address =
          console.create("container", sleeping(far, to, overlay), Phase.RUNNING).text("address");
      program(to, far, "sinks", SINK);
      var flow = flow(near, address);
      sheet.flow("  over " + overlay, flow.gigabits(), flow.cpu(), plain.gigabits());
      to.sh("systemctl stop sinks");
      for (var name : List.of(near, far)) console.remove("container", name);
      console.remove("network", overlay);
    }
  }

  private Flow flow(String container, String address) {
    var said = from.sh(in(container) + python(SOURCE) + " " + address).strip().split(" ", -1);
    double gigabits = Double.parseDouble(said[0]) * 8 / 1e9;
    return new Flow(gigabits / Double.parseDouble(said[1]), Double.parseDouble(said[2]) / gigabits);
  }

  static Map<String, Object> sleeping(String name, LabHost host, String network) {
    return new HashMap<>(
        Map.of(
            "name", name,
            "host", host.name(),
            "image", LabImages.BUSYBOX,
            "command", List.of("sh", "-c", "trap 'exit 0' TERM; sleep 100000 & wait"),
            "networks", List.of(network)));
  }

  /// Runs a program of Python in the network of a container (none: of the host), as a unit.
  static void program(LabHost host, String container, String unit, String program) {
    host.sh(
        "systemctl stop %1$s 2>/dev/null; systemctl reset-failed %1$s 2>/dev/null; systemd-run -q -u %1$s %2$s %3$s"
            .formatted(unit, in(container), python(program)));
  }

  private static String in(String container) {
    return container.isEmpty()
        ? ""
        : "nsenter -n -t $(docker inspect -f '{{.State.Pid}}' %s) ".formatted(container);
  }

  private static String python(String program) {
    var text = Base64.getEncoder().encodeToString(program.getBytes(UTF_8));
    return "python3 -c \"import base64; exec(base64.b64decode('%s'))\"".formatted(text);
  }
}
