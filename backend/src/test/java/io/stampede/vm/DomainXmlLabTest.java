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
  @ValueSource(strings = {"plain.xml", "kvm-network.xml", "bridge.xml"})
  void libvirt_finds_no_fault(String golden) throws IOException {
    var xml = DomainXmlTest.resource(golden);
    assertThat(
            lab.sh(
                "cat > /tmp/golden.xml <<'X'\n"
                    + xml
                    + "X\nvirt-xml-validate /tmp/golden.xml domain"))
        .endsWith("validates");
  }
}
