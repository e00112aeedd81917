package io.stampede.onboard;

import io.stampede.ssh.Command;
import io.stampede.ssh.Remote;
import io.stampede.ssh.SshFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Finds the other members of the cluster that a machine is in, by asking its etcd (version 3, then
/// 2; by its command, then by its API) and its fleet.
public final class Discovery {
  /// @param source where it was read from: `etcd` or `fleet`
  public record Member(String address, String name, String source) {}

  private static final Duration PATIENCE = Duration.ofSeconds(25);

  /// Says what was answered under headings of our own. Certificates are where Flatcar and kubeadm
  /// keep them, or as the environment of etcd's own service names them.
  private static final String SCRIPT =
      """
      export LC_ALL=C PATH="$PATH:/usr/local/bin:/usr/local/sbin:/usr/sbin:/sbin:/opt/bin"
      has() { command -v "$1" >/dev/null 2>&1; }
      get() {
        if has curl; then curl -sS -m 4 "$@"; elif has wget; then
          if [ "$1" = -d ]; then wget -q -T 4 -O - --post-data "$2" "$3"; else wget -q -T 4 -O - "$1"; fi
        fi
      }
      if has etcdctl; then
        echo '== etcd3'; ETCDCTL_API=3 etcdctl --dial-timeout=2s --command-timeout=4s member list -w json 2>/dev/null
        echo; echo '== etcd3simple'; ETCDCTL_API=3 etcdctl --dial-timeout=2s --command-timeout=4s member list -w simple 2>/dev/null
        echo; echo '== etcd2'; ETCDCTL_API=2 etcdctl member list 2>/dev/null
      fi
      echo; echo '== etcd3api'; get -d '{}' http://127.0.0.1:2379/v3/cluster/member/list 2>/dev/null
      echo; echo '== etcd2api'; get http://127.0.0.1:2379/v2/members 2>/dev/null
      if has fleetctl; then echo; echo '== fleet'; fleetctl list-machines --full --no-legend 2>/dev/null; fi
      echo; echo '== end'
      """;

  private Discovery() {}

  static List<Member> members(Remote remote) throws SshFailure {
    return parse(remote.exec(Command.script(SCRIPT), PATIENCE).out());
  }

  /// Each address once, under the first name that was said for it.
  static List<Member> parse(String answers) {
    var all = new LinkedHashMap<String, Member>();
    for (var section : answers.split("(?m)^== ")) {
      int split = section.indexOf('\n');
      if (split < 0) continue;
      for (var member :
          section(section.substring(0, split).strip(), section.substring(split + 1))) {
        all.putIfAbsent(member.address(), member);
      }
    }
    return new ArrayList<>(all.values());
  }

  private static List<Member> section(String heading, String body) {
    return switch (heading) {
      case "etcd3", "etcd3api", "etcd2api" -> EtcdMembers.json(body);
      case "etcd3simple" -> EtcdMembers.simple(body);
      case "etcd2" -> EtcdMembers.version2(body);
      case "fleet" -> FleetMachines.parse(body);
      default -> List.of();
    };
  }
}
