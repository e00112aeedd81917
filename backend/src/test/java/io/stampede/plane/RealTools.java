package io.stampede.plane;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import io.stampede.lab.LabHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// The programs that read a host's files, asked what they think of some: those of the component on
/// a host that has a network over IPsec and one over WireGuard, whose daemons run. What `net-apply`
/// puts together of several files is put together here as well.
record RealTools(LabHost host) {
  private static final String FOLDER = "/var/lib/stampede/check";

  /// Each says one line: its name, then nothing or what it does not like.
  private static final String CHECK =
      """
      cd %s && D=$PWD && . /usr/share/stampede/net.sh
      asked() {
        if said=$("$@" 2>&1); then echo "$1"; else echo "$1 $said" | tr '\\n' ' '; echo; fi
      }
      rules() { { cat rules.nft; awk "$ELEMENT"'{element("add", $0)}' maps; } | nft -c -f -; }
      frames() { nft -c -f bridge.nft; }
      names() {
        { cat dnsmasq/dnsmasq.conf; sed 's/^/dhcp-host=/' dnsmasq/dhcp; } >dnsmasq.all
        dnsmasq --test --conf-file="$D/dnsmasq.all"
      }
      # of a file that it cannot parse it takes nothing, and is content with that
      tunnels() {
        cp -r /var/lib/stampede/net/swanctl/x509 /var/lib/stampede/net/swanctl/x509ca swanctl
        swanctl --load-conns --file "$D/swanctl/swanctl.conf" >loaded 2>&1 && grep -q '^successfully loaded [1-9]' loaded ||
          { cat loaded; return 1; }
      }
      peers() { wg setconf st-wg wg0.conf; }
      site() { nginx -t -q -c "$D/nginx.conf"; }
      asked rules
      [ ! -e bridge.nft ] || asked frames
      asked names
      [ ! -e swanctl/swanctl.conf ] || asked tunnels
      [ ! -e wg0.conf ] || asked peers
      asked site
      """
          .formatted(FOLDER);

  /// What each says, by what it is asked about; nothing when it takes it.
  Map<String, String> say(Map<String, String> files) {
    var archive = new Archive().with("check", CHECK);
    files.forEach(archive::with);
    var said =
        host.sh(
            """
            rm -rf %1$s; mkdir -p %1$s; base64 -d <<'X' | tar -xzf - -C %1$s
            %2$s
            X
            docker exec stampede-net sh %1$s/check; rm -rf %1$s
            """
                .formatted(FOLDER, packed(archive)));
    return said.lines().collect(toMap(line -> line.split(" ", 2)[0], RealTools::rest));
  }

  private static String rest(String line) {
    int blank = line.indexOf(' ');
    return blank < 0 ? "" : line.substring(blank + 1).strip();
  }

  private static String packed(Archive archive) {
    try (var stream = archive.gone(List.of()).stream()) {
      var lines = Base64.getMimeEncoder(76, "\n".getBytes(UTF_8));
      return lines.encodeToString(stream.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
