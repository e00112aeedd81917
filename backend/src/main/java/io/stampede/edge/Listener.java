package io.stampede.edge;

import io.stampede.plane.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Who listens on a port of a host.
///
/// @param address as the host writes it, as `0.0.0.0` or `[::]`
/// @param process its name; empty when the host does not say
public record Listener(Transport transport, String address, int port, String process) {
  private static final Pattern LINE =
      Pattern.compile(
          "(tcp|udp)\\s+\\S+\\s+\\d+\\s+\\d+\\s+(\\S{1,60}):(\\d{1,5})\\s+\\S+(?:\\s+users:\\(\\(\"([^\"]{0,40})\".*)?.*");

  /// What `ss -Hlntup` says. Lines of another form are passed over: they come from a host.
  public static List<Listener> parse(String said) {
    var all = new ArrayList<Listener>();
    said.lines()
        .forEach(line -> {
          var match = LINE.matcher(line.strip());
          if (!match.matches()) return;
          var process = match.group(4) == null ? "" : match.group(4);
          all.add(
              new Listener(
                  match.group(1).equals("tcp") ? Transport.TCP : Transport.UDP,
                  match.group(2),
                  Integer.parseInt(match.group(3)),
                  process.replaceAll("[^\\w.:+-]", "?")));
        });
    return List.copyOf(all);
  }

  /// Whether it would no longer be reached.
  boolean isAt(PortSpec wanted) {
    if (transport != wanted.protocol()) return false;
    if (port < wanted.publicPort().first() || port > wanted.publicPort().last()) return false;
    var own = address.replaceAll("%.*", "");
    boolean everywhere = List.of("0.0.0.0", "*", "[::]").contains(own);
    boolean isOther = wanted.address().filter(a -> !a.value().equals(plain(own))).isPresent();
    boolean isV6 = own.startsWith("[") && !own.startsWith("[::ffff:");
    return everywhere || !isOther && !isV6;
  }

  private static String plain(String address) {
    return address.replace("[::ffff:", "").replace("]", "");
  }
}
