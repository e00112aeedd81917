package io.stampede.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.MethodName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// A host that the class prepares once stays as it was prepared.
@Lab
@Tag("N8")
@TestMethodOrder(MethodName.class)
class SharedHostTest {
  @BeforeAll
  static void prepare(@Host("h1") LabHost h1) {
    assertThat(h1.sh("ls -A /var/lib/stampede")).isEmpty();
    h1.sh("echo prepared > /var/lib/stampede/file");
  }

  @Test
  void first_finds_it_and_pulls_the_plug(@Host("h1") LabHost h1) {
    assertThat(h1.sh("cat /var/lib/stampede/file")).isEqualTo("prepared");
    h1.sh("sync");
    h1.kill();
  }

  @Test
  void second_finds_it_powered_on_again(@Host("h1") LabHost h1) {
    assertThat(h1.sh("cat /var/lib/stampede/file")).isEqualTo("prepared");
  }
}
