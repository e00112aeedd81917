package io.stampede.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class RowsListenerTest {
  @TempDir Path folder;

  @Test
  void each_row_of_a_test_is_written_with_its_result() throws IOException {
    assertThat(rows(Mixed.class))
        .containsExactlyInAnyOrder(
            "N1\t" + Mixed.class.getName() + "\tworks\tsuccessful",
            "S2\t" + Mixed.class.getName() + "\tworks\tsuccessful",
            "S2\t" + Mixed.class.getName() + "\tbreaks\tfailed",
            "S10\t" + Mixed.class.getName() + "\tcannot_run\taborted",
            "C1\t" + Mixed.class.getName() + "\tmany no. 1\tsuccessful");
  }

  @Test
  void a_class_that_fails_before_its_first_test_fails_all_of_them() throws IOException {
    assertThat(rows(Doomed.class))
        .containsExactlyInAnyOrder(
            "S8\t" + Doomed.class.getName() + "\tone\tfailed",
            "S9\t" + Doomed.class.getName() + "\tother\tfailed");
  }

  private List<String> rows(Class<?> test) throws IOException {
    var file = folder.resolve("target/rows.tsv");
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request().selectors(selectClass(test)).build();
    var plain = LauncherConfig.builder().enableTestExecutionListenerAutoRegistration(false).build();
    LauncherFactory.create(plain).execute(request, new RowsListener(file));
    return Files.readAllLines(file);
  }

  /// Not tests of ours: what the listener listens to. Named so that a build does not pick them up.
  static class Mixed {
    @Test
    @Tag("S2")
    @Tag("N1")
    @Tag("lab")
    void works() {}

    @Test
    @Tag("S2")
    void breaks() {
      throw new IllegalStateException("as intended");
    }

    @Test
    @Tag("S10")
    void cannot_run() {
      Assumptions.abort("as intended");
    }

    @Test
    void proves_no_row() {}

    @Tag("C1")
    @ParameterizedTest(name = "no. {index}")
    @ValueSource(strings = "a")
    void many(String x) {
      assertThat(x).isEqualTo("a");
    }
  }

  static class Doomed {
    @BeforeAll
    static void fails() {
      throw new IllegalStateException("as intended");
    }

    @Test
    @Tag("S8")
    void one() {}

    @Test
    @Tag("S9")
    void other() {}
  }
}
