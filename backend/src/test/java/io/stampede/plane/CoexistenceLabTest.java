package io.stampede.plane;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.lab.Host;
import io.stampede.lab.Lab;
import io.stampede.lab.LabHost;
import io.stampede.plane.Models.Net;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Others' firewalls, Docker's and libvirt's own among them, on the hosts of our networks. Nobody
/// applies anything after the first time: what is shut out is let in again by the component itself.
@Lab
@Tag("S14")
@Tag("S17")
@Tag("S28")
class CoexistenceLabTest {
  /// As firewalld writes it, with its one zone for all cards.
  private static final String LIKE_FIREWALLD =
      """
      nft -f - <<'N'
      table inet firewalld {
        chain filter_INPUT {
          type filter hook input priority filter + 10; policy accept;
          ct state { established, related } accept
          iifname "lo" accept
          tcp dport 22 accept
          reject with icmpx admin-prohibited
        }
        chain filter_FORWARD {
          type filter hook forward priority filter + 10; policy accept;
          ct state { established, related } accept
          reject with icmpx admin-prohibited
        }
      }
      N
      """;

  /// As ufw does, whose chains stand behind Docker's.
  private static final String LIKE_UFW =
      """
      iptables -N ufw-before-input
      iptables -A ufw-before-input -i lo -j ACCEPT
      iptables -A ufw-before-input -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
      iptables -A ufw-before-input -p tcp --dport 22 -j ACCEPT
      iptables -A INPUT -j ufw-before-input
      iptables -P INPUT DROP
      iptables -N ufw-reject-forward
      iptables -A ufw-reject-forward -j REJECT
      iptables -A FORWARD -j ufw-reject-forward
      """;

  private static final String NOT_LIKE_UFW =
      """
      iptables -P INPUT ACCEPT
      iptables -F INPUT
      iptables -D FORWARD -j ufw-reject-forward
      for chain in ufw-before-input ufw-reject-forward; do iptables -F $chain; iptables -X $chain; done
      """;

  private static final String OURS =
      "{ iptables -S INPUT; iptables -t raw -S; nft list ruleset; } | grep -c 'comment \"*stampede-'";

  private static Net net;
  private static PlaneLab lab;

  @BeforeAll
  static void open(@TempDir Path data, @Host("h1") LabHost one, @Host("h2") LabHost two)
      throws IOException {
    lab = new PlaneLab(data, one, two);
    var web = Models.container("web", lab.models().node(2).host(), "10.41.2.10");
    net = new Net(1, Overlay.IPSEC, List.of(web));
    lab.apply(net);
    lab.boxes(net);
    lab.awaitAllHear(net);
  }

  @AfterAll
  static void close() {
    lab.clear();
    lab.close();
  }

  @AfterEach
  void all_is_well_in_the_end() {
    lab.awaitAllHear(net);
    lab.awaitWanted(net);
  }

  private static boolean finds(int host) {
    var asked = "docker exec box1 nslookup -type=a web.net1.stampede.internal 10.41.%d.1";
    return lab.host(host).run(asked.formatted(host)).out().contains("10.41.2.10");
  }

  private static void allPass() {
    lab.awaitAllHear(net);
    for (int i : new int[] {1, 2}) Eventually.until(() -> finds(i), true);
    lab.awaitAnswers(net);
  }

  @Test
  void firewalls_that_drop_all_let_our_networks_pass_also_after_they_were_set_up_anew() {
    int before = Integer.parseInt(lab.host(2).run(OURS).out().strip());
    lab.host(1).sh(LIKE_FIREWALLD);
    lab.host(2).sh(LIKE_UFW);
    // what Docker 28 does for each container that it does not let be reached directly
    lab.host(2).sh("iptables -t raw -A PREROUTING -d 10.41.2.10/32 ! -i st-1 -j DROP");
    // of a tunnel that is begun anew, too
    lab.host(1).sh("kill -KILL $(pgrep -x charon)");
    allPass();
    lab.host(1).sh("nft delete table inet firewalld");
    lab.host(1).sh(LIKE_FIREWALLD);
    lab.host(2).sh("iptables -F INPUT; iptables -A INPUT -j ufw-before-input");
    allPass();
    lab.awaitWanted(net);
    lab.host(1).sh("nft delete table inet firewalld");
    lab.host(2).sh(NOT_LIKE_UFW + "iptables -t raw -F PREROUTING");
    Eventually.until(() -> Integer.parseInt(lab.host(2).run(OURS).out().strip()), before);
  }

  @Test
  void a_flushed_ruleset_is_healed_and_Docker_may_be_started_anew() {
    lab.host(1).sh("nft flush ruleset");
    lab.awaitWanted(net);
    assertThat(lab.host(1).sh("nft list tables")).contains("table ip stampede");
    lab.all(i -> lab.host(i).sh("systemctl restart docker"));
    allPass();
  }

  @Test
  void it_is_the_same_where_iptables_are_of_the_old_kind() {
    lab.host(2).sh("update-alternatives --set iptables /usr/sbin/iptables-legacy >/dev/null");
    lab.host(2).sh("systemctl restart docker; iptables -P FORWARD DROP");
    allPass();
    assertThat(lab.host(2).sh("iptables-legacy -S DOCKER-USER")).contains("stampede");
    lab.host(2).sh("update-alternatives --auto iptables >/dev/null");
    lab.host(2).reboot();
    assertThat(lab.host(2).run("grep . /proc/net/ip_tables_names").out()).isEmpty();
  }

  /// A machine of a libvirt network gets out, whether libvirt or Docker came first.
  @Test
  void libvirts_network_and_ours_work_beside_each_other_in_both_orders() {
    var host = lab.host(1);
    host.sh(
        """
        set -e
        systemctl restart libvirtd # whose chains went when somebody flushed all
        virsh -q net-start default
        ip netns add guest
        ip link add guest0 type veth peer name eth0 netns guest
        ip link set guest0 master virbr0 up
        ip -n guest addr add 192.168.122.50/24 dev eth0
        ip -n guest link set eth0 up
        ip -n guest route add default via 192.168.122.1
        """);
    try {
      var out =
          "nsenter --net=/run/netns/guest ping -q -c 1 -W 2 "
              + lab.host(2).address()
              + " >/dev/null";
      Eventually.until(() -> host.run(out).ok(), true);
      // as Docker sets it where it is the one to turn forwarding on
      host.sh("iptables -P FORWARD DROP; systemctl restart docker");
      Eventually.until(() -> host.run(out).ok(), true);
      allPass();
    } finally {
      host.sh("virsh -q net-destroy default; ip netns del guest");
    }
  }
}
