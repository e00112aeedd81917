package io.stampede.onboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.component.Component;
import io.stampede.component.Components;
import io.stampede.schema.Codec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S1")
class ChangesTest {
  private static final CandidateSpec SPEC =
      new Codec<>(CandidateSpec.class)
          .restore(
              Map.of(
                  "name",
                  "h1",
                  "address",
                  "192.0.2.1",
                  "port",
                  22,
                  "user",
                  "root",
                  "agent",
                  false,
                  "go",
                  false));
  private static final Components COMPONENTS =
      new Components(List.of(component("net"), component("libvirt")));

  private static Component component(String name) {
    return new Component(
        name, "0123456789ab", "f".repeat(64), 17 << 20, 40 << 20, Path.of("net.tar.gz"));
  }

  private static List<String> changes(String... probed) {
    return Changes.of(new Seen(SPEC, Probed.of(probed), List.of(), "our-id", COMPONENTS));
  }

  @Test
  void a_host_with_a_libvirt_of_its_own_is_told_all_that_is_brought() {
    assertThat(changes("libvirt", "9.0.0"))
        .containsExactly(
            "make the folder /var/lib/stampede, with a file “owner” that says whose host this is",
            "bring stampede-net to h1 (17 MiB): write"
                + " /var/lib/stampede/components/net-0123456789ab.part; docker load -i"
                + " /var/lib/stampede/components/net-0123456789ab.part; rm"
                + " /var/lib/stampede/components/net-0123456789ab.part",
            "start stampede-net on h1: docker run -d --name stampede-net --restart always"
                + " --network host … stampede-net:0123456789ab");
  }

  @Test
  void one_without_gets_a_libvirt_too() {
    assertThat(changes("libvirt", ""))
        .hasSize(5)
        .anyMatch(change -> change.startsWith("start stampede-libvirt on h1: docker run"));
  }
}
