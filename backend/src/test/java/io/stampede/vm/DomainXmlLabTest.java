package io.stampede.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.lab.Host;
import io.stampede.lab.Lab;
import io.stampede.lab.LabHost;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The golden files are read by libvirt's own schema, too.
@Lab
@Tag("S2")
class DomainXmlLabTest {
  private static LabHost lab;

  @BeforeAll
  static void take(@Host("h1") LabHost h1) {
    lab = h1;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"plain.xml", "grows.xml", "old.xml", "kvm-network.xml", "bridge.xml", "cards.xml"})
  void libvirt_finds_no_fault(String golden) throws IOException {
    // the lab's hosts have no KVM
    var xml =
        DomainXmlTest.resource(golden)
            .replace("type='kvm'", "type='qemu'")
            .replaceAll("host-(passthrough|model)", "maximum");
    assertThat(lab.sh("virsh define --validate /dev/stdin <<'X'\n" + xml + "X"))
        .contains("Domain 'web1' defined");
  }
}
