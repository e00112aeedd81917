package io.stampede.plane;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What `net-look` of the component `net` wrote. Lines that it does not write are passed over: they
/// come from a host.
///
/// @param pid the container's first process; empty when it does not run
/// @param files SHA-256 by path
/// @param bridges the address with its prefix, by name; empty text when it has none
/// @param told prints of what workloads are told, by address
/// @param off what is not as the files want it
/// @param pings by network and peer
/// @param children by name
/// @param handshakes by public key
/// @param errors by child
record PlaneLook(
    Optional<Integer> pid,
    Map<String, String> files,
    Map<String, String> bridges,
    Map<String, String> told,
    List<String> off,
    Map<String, Boolean> daemons,
    Optional<String> wireguardKey,
    Optional<X509Certificate> certificate,
    Map<Way, Pings> pings,
    Map<String, Counted> children,
    Map<String, Counted> handshakes,
    Map<String, String> errors,
    String state) {
  private static final int LONGEST = 200;
  private static final Pattern FILE = Pattern.compile("file ([0-9a-f]{64}) ([\\w./-]{1,100})");
  private static final Pattern TOLD = Pattern.compile("told ([0-9a-f]{64}) ([\\w-][\\w.-]{0,99})");
  private static final Pattern BRIDGE = Pattern.compile("bridge (st-\\d{1,4}) ?([0-9./]{0,18})");
  private static final Pattern DAEMON = Pattern.compile("daemon ([a-z]{1,20}) (up|down)");
  private static final Pattern KEY = Pattern.compile("wireguard-key ([A-Za-z0-9+/]{43}=)");
  private static final Pattern CERTIFICATE =
      Pattern.compile("certificate ([A-Za-z0-9+/=]{1,8000})");
  private static final Pattern PING =
      Pattern.compile(
          "ping ([a-z0-9-]{1,40}) ([a-z0-9-]{1,40}) (answers|silent) (\\d{1,4}) (\\d{1,4})"
              + " (\\d{1,9}|-) (\\d{1,6}|-)");
  private static final Pattern CHILD =
      Pattern.compile("sa ([a-z0-9-]{1,60}) (\\d{1,15}) (\\d{1,18}) (\\d{1,18})");
  private static final Pattern PEER =
      Pattern.compile("wg ([A-Za-z0-9+/]{43}=) (\\d{1,15}) (\\d{1,18}) (\\d{1,18})");
  private static final Pattern ERROR = Pattern.compile("error ([a-z0-9-]{1,60}) (.{1,400})");
  private static final Pattern PID = Pattern.compile("pid (\\d{1,9})");

  record Way(String network, String peer) {}

  record Pings(
      boolean answers, int sent, int received, Optional<Long> rttMicros, Optional<Integer> mtu) {}

  /// @param time in seconds: an age, or since 1970
  record Counted(long time, long in, long out) {}

  /// @return empty when it broke off
  static Optional<PlaneLook> parse(String said) {
    var reader = new Reader();
    var lines = said.lines().toList();
    if (lines.isEmpty() || !lines.getLast().equals("that is all")) return Optional.empty();
    lines.forEach(reader::read);
    return Optional.of(reader.seen());
  }

  /// What comes from a host, on one line, printable and short.
  static String plain(String text) {
    var one = text.replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ").strip();
    return one.length() > LONGEST ? one.substring(0, LONGEST) + " …" : one;
  }

  private static final class Reader {
    private Optional<Integer> pid = Optional.empty();
    private final Map<String, String> files = new HashMap<>();
    private final Map<String, String> bridges = new HashMap<>();
    private final Map<String, String> told = new HashMap<>();
    private final List<String> off = new ArrayList<>();
    private final Map<String, Boolean> daemons = new HashMap<>();
    private Optional<String> key = Optional.empty();
    private Optional<X509Certificate> certificate = Optional.empty();
    private final Map<Way, Pings> pings = new HashMap<>();
    private final Map<String, Counted> children = new HashMap<>();
    private final Map<String, Counted> handshakes = new HashMap<>();
    private final Map<String, String> errors = new HashMap<>();
    private String state = "";

    void read(String line) {
      if (line.startsWith("off ")) off.add(plain(line.substring(4)));
      if (line.startsWith("state ")) state = plain(line.substring(6));
      match(FILE, line).ifPresent(m -> files.put(m.group(2), m.group(1)));
      match(TOLD, line).ifPresent(m -> told.put(m.group(2), m.group(1)));
      match(BRIDGE, line).ifPresent(m -> bridges.put(m.group(1), m.group(2)));
      match(DAEMON, line).ifPresent(m -> daemons.put(m.group(1), m.group(2).equals("up")));
      match(CHILD, line).ifPresent(m -> children.put(m.group(1), counted(m)));
      match(PEER, line).ifPresent(m -> handshakes.put(m.group(1), counted(m)));
      match(ERROR, line).ifPresent(m -> errors.put(m.group(1), plain(m.group(2))));
      match(PING, line).ifPresent(m -> pings.put(new Way(m.group(1), m.group(2)), pings(m)));
      match(PID, line).ifPresent(m -> pid = Optional.of(Integer.valueOf(m.group(1))));
      match(KEY, line).ifPresent(m -> key = Optional.of(m.group(1)));
      match(CERTIFICATE, line).ifPresent(m -> certificate = certificate(m.group(1)));
    }

    PlaneLook seen() {
      return new PlaneLook(
          pid,
          files,
          bridges,
          told,
          off,
          daemons,
          key,
          certificate,
          pings,
          children,
          handshakes,
          errors,
          state);
    }
  }

  private static Optional<MatchResult> match(Pattern pattern, String line) {
    var match = pattern.matcher(line);
    return match.matches() ? Optional.of(match.toMatchResult()) : Optional.empty();
  }

  private static Counted counted(MatchResult m) {
    return new Counted(
        Long.parseLong(m.group(2)), Long.parseLong(m.group(3)), Long.parseLong(m.group(4)));
  }

  private static Pings pings(MatchResult m) {
    return new Pings(
        m.group(3).equals("answers"),
        Integer.parseInt(m.group(4)),
        Integer.parseInt(m.group(5)),
        Optional.of(m.group(6)).filter(rtt -> !rtt.equals("-")).map(Long::valueOf),
        Optional.of(m.group(7)).filter(mtu -> !mtu.equals("-")).map(Integer::valueOf));
  }

  private static Optional<X509Certificate> certificate(String base64) {
    try {
      var bytes = new ByteArrayInputStream(Base64.getDecoder().decode(base64));
      var read = CertificateFactory.getInstance("X.509").generateCertificate(bytes);
      return read instanceof X509Certificate known ? Optional.of(known) : Optional.empty();
    } catch (CertificateException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
