package io.stampede.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stampede.engine.ResourceId;
import io.stampede.plane.Cidr;
import io.stampede.plane.Ipv4;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S12")
class LinkEnvironmentTest {
  private static final Network NETWORK =
      new Network("nw-1", "managed", Cidr.of("10.42.0.0/16"), 24, 1, "managed.internal");

  private static Map<String, String> env(String link, Map<String, String> theirs, String... ports) {
    var asked = new ContainerLink(link);
    var spec =
        LinkSpec.inborn(new ResourceId("container", "ct-1"), "web", asked)
            .on(NETWORK, Ipv4.of("10.42.240.1"));
    var all = Stream.of(ports).flatMap(port -> new LinkPort(port).each().stream()).toList();
    return LinkEnvironment.of("web", spec, all, theirs);
  }

  @Test
  void one_port_is_told_as_docker_tells_it() {
    assertThat(env("postgres:db", Map.of("COLOR", "red", "PATH", "/bin"), "5432"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "DB_PORT", "tcp://10.42.240.1:5432",
                "DB_PORT_5432_TCP", "tcp://10.42.240.1:5432",
                "DB_PORT_5432_TCP_ADDR", "10.42.240.1",
                "DB_PORT_5432_TCP_PORT", "5432",
                "DB_PORT_5432_TCP_PROTO", "tcp",
                "DB_NAME", "/web/db",
                "DB_ENV_COLOR", "red"));
  }

  @Test
  void tcp_goes_before_udp_and_ports_in_a_row_are_told_by_their_ends_too() {
    var env = env("my-db", Map.of(), "53/udp", "8000-8002", "80", "54/udp");
    assertThat(env)
        .containsEntry("MY_DB_PORT", "tcp://10.42.240.1:80")
        .containsEntry("MY_DB_PORT_8000_TCP_START", "tcp://10.42.240.1:8000")
        .containsEntry("MY_DB_PORT_8000_TCP_PORT_START", "8000")
        .containsEntry("MY_DB_PORT_8000_TCP_END", "tcp://10.42.240.1:8002")
        .containsEntry("MY_DB_PORT_8000_TCP_PORT_END", "8002")
        .containsEntry("MY_DB_PORT_8001_TCP_PORT", "8001")
        .containsEntry("MY_DB_PORT_53_UDP_END", "udp://10.42.240.1:54")
        .containsEntry("MY_DB_NAME", "/web/my-db")
        .doesNotContainKey("MY_DB_PORT_80_TCP_START");
  }

  @Test
  void who_exposes_nothing_has_a_name_all_the_same() {
    assertThat(env("db", Map.of())).containsExactly(Map.entry("DB_NAME", "/web/db"));
  }

  @Test
  void links_and_ports_are_read_in_dockers_words() {
    assertThat(new ContainerLink("db1").alias()).isEqualTo("db1");
    assertThat(new ContainerLink("db1:db").target()).isEqualTo("db1");
    assertThat(new ContainerLink("vm1:db:80:8080,53/udp").ports())
        .containsExactly(new LinkPort("80:8080"), new LinkPort("53/udp"));
    assertThat(new LinkPort("80:8080").each().getFirst().theirs()).isEqualTo(8080);
    for (var wrong : List.of("", ":db", "db1:", "a b", "db1:db:", "db1:db:x", "db1:db:0")) {
      assertThatThrownBy(() -> new ContainerLink(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (var wrong : List.of("0", "70000", "80-70", "1-2000", "80/sctp", "80:99999", "80-81:90")) {
      assertThatThrownBy(() -> new LinkPort(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
