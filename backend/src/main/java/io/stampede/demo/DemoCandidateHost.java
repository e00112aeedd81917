package io.stampede.demo;

import io.stampede.engine.Outcome;
import io.stampede.host.HostFacts.Mark;
import io.stampede.onboard.CandidateHost;
import io.stampede.onboard.CandidateSpec;
import io.stampede.onboard.Discovery;
import io.stampede.onboard.Fix;
import io.stampede.onboard.Neighbours.Neighbour;
import io.stampede.onboard.Part;
import io.stampede.onboard.Probed;
import io.stampede.ssh.HostKey;
import io.stampede.ssh.SshFailure;
import io.stampede.ssh.SshFailure.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Candidates in memory, with latency and faults. What is wrong with one shows in the last number
/// of its address, see [#WRONG]; a test sets what it likes by [#say].
public final class DemoCandidateHost implements CandidateHost {
  /// By the last number of an IPv4 address: what is found there instead of what is right.
  static final Map<String, Map<String, String>> WRONG =
      Map.ofEntries(
          Map.entry("61", Map.of("docker", "missing", "docker.unit", "")),
          Map.entry("62", Map.of("docker", "down")),
          Map.entry("63", Map.of("uid", "1000", "sudo", "a password is required")),
          Map.entry(
              "64",
              Map.of("owner", "11111111-2222-4333-8444-555555555555", "owner.who", "desk of Ada")),
          Map.entry("65", Map.of("disk", "/dev/vda1 8000000 7600000 400000 95% /")),
          Map.entry("66", Map.of("clock.offset", "930000")),
          Map.entry("67", Map.of("forward", "0", "sshd.maxsessions", "2")),
          Map.entry("68", Map.of("streamlocal", "refused")),
          Map.entry("69", Map.of("mountoptions", "ro,relatime")));

  /// The last number of an address at which nothing ever answers.
  static final String HANGS = "70";

  /// The last number of an address that refuses every login.
  static final String REFUSES = "71";

  private static final Duration FOREVER = Duration.ofSeconds(20);

  private final DemoHosts hosts;
  private final ConcurrentMap<String, Map<String, String>> said = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, String> byId = new ConcurrentHashMap<>();
  private final Duration each;

  /// @param each how long each look takes
  public DemoCandidateHost(DemoHosts hosts, Duration each) {
    this.hosts = hosts;
    this.each = each;
  }

  /// From now on this is found there.
  public void say(String address, String key, String value) {
    at(address).put(key, value);
  }

  private Map<String, String> at(String address) {
    return said.computeIfAbsent(
        address, a -> new ConcurrentHashMap<>(DemoProbe.healthy(a).and(wrong(a)).values()));
  }

  private static Probed wrong(String address) {
    return new Probed(WRONG.getOrDefault(last(address), Map.of()));
  }

  private static String last(String address) {
    return address.substring(address.lastIndexOf('.') + 1);
  }

  @Override
  public HostKey hostKey(CandidateSpec spec) throws SshFailure {
    answers(spec);
    return hosts.hostKey(spec.endpoint());
  }

  private void answers(CandidateSpec spec) throws SshFailure {
    var address = spec.address().value();
    if (last(address).equals(HANGS)) {
      pause(FOREVER);
      throw new SshFailure(Reason.UNREACHABLE, address + " does not answer");
    }
    pause(each);
  }

  @Override
  public String login(String id, CandidateSpec spec) throws SshFailure {
    answers(spec);
    byId.put(id, spec.address().value());
    if (last(spec.address().value()).equals(REFUSES)) {
      throw new SshFailure(
          Reason.AUTH_REFUSED,
          "%s refused the key of user %s".formatted(spec.address(), spec.user()));
    }
    var shown = hosts.hostKey(spec.endpoint()).fingerprint();
    if (spec.access().hostKey().isPresent()) hosts.tryOut(spec.host());
    return shown;
  }

  @Override
  public Probed look(String id, CandidateSpec spec, Part part, List<Neighbour> neighbours)
      throws SshFailure {
    pause(each);
    var address = spec.address().value();
    var outage = hosts.at(address).faults().outage(address);
    if (outage.isPresent()) throw new SshFailure(Reason.CUT, outage.get().message());
    return DemoProbe.part(part, new Probed(at(address)), neighbours);
  }

  @Override
  public Outcome fix(String id, CandidateSpec spec, Fix fix) {
    var address = spec.address().value();
    return hosts
        .at(address)
        .faults()
        .during(
            spec.shown(),
            () -> {
              pause(each);
              at(address).putAll(DemoProbe.mended(fix).values());
              return Outcome.done();
            });
  }

  @Override
  public Outcome installKey(String id, CandidateSpec spec) {
    var address = spec.address().value();
    return hosts
        .at(address)
        .faults()
        .during(
            spec.shown(),
            () -> {
              at(address).put("key", "installed");
              return Outcome.done();
            });
  }

  @Override
  public Outcome takeKeyBack(String id, CandidateSpec spec) {
    at(spec.address().value()).remove("key");
    return Outcome.done();
  }

  /// Whether a key was installed there.
  public boolean hasKey(String address) {
    return at(address).containsKey("key");
  }

  /// Whose host it is.
  public Mark mark(String address) {
    return hosts.at(address).mark();
  }

  /// Three members beside the one that is asked.
  @Override
  public List<Discovery.Member> discover(String id) {
    pause(each);
    var address = byId.getOrDefault(id, "192.0.2.1");
    var net = address.substring(0, address.lastIndexOf('.') + 1);
    return List.of(
        new Discovery.Member(address, "core-1", "etcd"),
        new Discovery.Member(net + "12", "core-2", "etcd"),
        new Discovery.Member(net + "13", "core-3", "etcd"),
        new Discovery.Member(net + "14", "core-4", "fleet"));
  }

  @Override
  public void close(String id) {
    byId.remove(id);
  }

  private static void pause(Duration time) {
    if (time.isZero()) return;
    try {
      Thread.sleep(time);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
