package io.stampede.host;

import io.stampede.ssh.Address;
import io.stampede.ssh.Endpoint;
import io.stampede.ssh.UserName;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// An SSH host on the way, as `user@host:port`; port 22 and the user of the host behind it when
/// left out. An IPv6 address stands in brackets where a port follows. Its own host key follows
/// after a space, as `user@host:port SHA256:…`; without it only an authority can vouch for the
/// jump.
public record Jump(String value) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:([^@]*)@)?(?:\\[([^\\]]*)\\]|([^: \\[\\]]+|[0-9A-Fa-f:]{2,39}))(?::([0-9]{1,5}))?"
              + "(?: +(SHA256:[A-Za-z0-9+/]{43}))?");

  public Jump {
    var unused = parse(value, new UserName("root"));
  }

  Endpoint endpoint(UserName otherwise) {
    return parse(value, otherwise);
  }

  /// The fingerprint of its own host key, where it is given.
  Optional<Fingerprint> hostKey() {
    var m = FORM.matcher(value);
    return m.matches() ? Optional.ofNullable(m.group(5)).map(Fingerprint::new) : Optional.empty();
  }

  private static Endpoint parse(String text, UserName otherwise) {
    var m = FORM.matcher(text);
    if (!m.matches()) throw new IllegalArgumentException("is not of the form user@host:port");
    var user = m.group(1) == null ? otherwise : new UserName(m.group(1));
    var host = m.group(2) == null ? m.group(3) : m.group(2);
    int port = m.group(4) == null ? 22 : Integer.parseInt(m.group(4));
    return new Endpoint(new Address(host), port, user, List.of());
  }

  @Override
  public String toString() {
    return value;
  }
}
