package io.stampede.onboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.onboard.Discovery.Member;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S30")
class DiscoveryTest {
  private static final List<Member> THREE =
      List.of(
          new Member("10.0.1.10", "infra0", "etcd"),
          new Member("10.0.1.11", "infra1", "etcd"),
          new Member("10.0.1.12", "", "etcd"));

  @Test
  void etcd_3_says_its_members_in_JSON() {
    assertThat(
            Discovery.parse(
                """
                == etcd3
                {"header":{"cluster_id":17237436991929493444,"member_id":9372538179322589801,"raft_term":2},"members":[{"ID":9372538179322589801,"name":"infra0","peerURLs":["http://10.0.1.10:2380"],"clientURLs":["http://10.0.1.10:2379"]},{"ID":10501334649042878790,"name":"infra1","peerURLs":["http://10.0.1.11:2380"],"clientURLs":["http://10.0.1.11:2379"]},{"ID":18249187646912138824,"peerURLs":["https://10.0.1.12:2380"],"clientURLs":[]}]}
                == end
                """))
        .isEqualTo(THREE);
  }

  @Test
  void etcd_3_says_its_members_in_lines() {
    assertThat(
            Discovery.parse(
                """
                == etcd3simple
                8211f1d0f64f3269, started, infra0, http://10.0.1.10:2380, http://10.0.1.10:2379, false
                91bc3c398fb3c146, started, infra1, http://10.0.1.11:2380, http://10.0.1.11:2379, false
                fd422379fda50e48, unstarted, , http://10.0.1.12:2380, , false
                """))
        .isEqualTo(THREE);
  }

  @Test
  void etcd_2_says_its_members_by_its_command_and_by_its_API() {
    assertThat(
            Discovery.parse(
                """
                == etcd2
                8211f1d0f64f3269: name=infra0 peerURLs=http://10.0.1.10:2380 clientURLs=http://10.0.1.10:2379 isLeader=true
                91bc3c398fb3c146: name=infra1 peerURLs=http://10.0.1.11:2380 clientURLs=http://10.0.1.11:2379 isLeader=false
                fd422379fda50e48[unstarted]: peerURLs=http://10.0.1.12:2380
                """))
        .isEqualTo(THREE);
    assertThat(
            Discovery.parse(
                """
                == etcd2api
                {"members":[{"id":"272e204152","name":"infra0","peerURLs":["http://10.0.1.10:2380"],"clientURLs":["http://10.0.1.10:2379"]},{"id":"2225373f43","name":"infra1","peerURLs":["http://10.0.1.11:2380"],"clientURLs":["http://10.0.1.11:2379"]}]}
                """))
        .isEqualTo(THREE.subList(0, 2));
  }

  @Test
  void fleet_says_its_machines() {
    assertThat(
            Discovery.parse(
                """
                == fleet
                148a18ff-6e95-4cd8-92da-c9de9bb90d5a\t10.0.1.10\trole=web,zone=north
                491586a6-508f-4583-a71d-bfc4d146e996\t10.0.1.13\t-
                """))
        .containsExactly(
            new Member("10.0.1.10", "148a18ff", "fleet"),
            new Member("10.0.1.13", "491586a6", "fleet"));
  }

  @Test
  void one_that_is_said_twice_is_one_and_loopback_is_none() {
    assertThat(
            Discovery.parse(
                """
                == etcd3
                {"members":[{"name":"a","peerURLs":["http://localhost:2380","http://10.0.1.10:2380"]},{"name":"own","peerURLs":["http://127.0.0.1:2380"]}]}
                == fleet
                148a18ff-6e95-4cd8-92da-c9de9bb90d5a 10.0.1.10 -
                """))
        .containsExactly(new Member("10.0.1.10", "a", "etcd"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "== etcd3\n",
        "== etcd3\nnull\n",
        "== etcd3\n[1, 2\n",
        "== etcd3\n{\"members\": 7}\n",
        "== etcd3\n{\"members\":[{\"name\":{},\"peerURLs\":[{}, 3, \"http://-oProxyCommand=x:1\"]}]}\n",
        "== etcd3simple\n8211f1d0f64f3269, started, a, http://$(reboot):2380, x, false\n",
        "== etcd2\n8211f1d0f64f3269: name=a peerURLs=http://-a:2380\n",
        "== fleet\n148a18ff-6e95 -x -\nError: no such thing\n",
      })
  void nonsense_and_malice_are_no_members(String answer) {
    assertThat(Discovery.parse(answer)).isEmpty();
  }
}
