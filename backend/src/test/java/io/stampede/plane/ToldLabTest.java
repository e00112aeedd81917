package io.stampede.plane;

import static io.stampede.lab.LabImages.BUSYBOX;
import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.engine.Outcome;
import io.stampede.lab.Host;
import io.stampede.lab.Lab;
import io.stampede.lab.LabHost;
import io.stampede.metadata.Bytes;
import io.stampede.metadata.UserData;
import io.stampede.plane.Models.Net;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a real host tells who is on its networks, as it was brought there.
@Lab
@Tag("S4")
class ToldLabTest {
  private static final Net DIRECT = new Net(4, Overlay.DIRECT);
  private static final String ADDRESS = PlaneLab.address(1, DIRECT);
  private static final String SERVICE = "http://169.254.169.254/latest/";

  /// No text.
  private static final Optional<UserData> DATA =
      Optional.of(new UserData(Bytes.of(new byte[] {0, (byte) 0xff, 10, 13})));

  private static PlaneLab lab;
  private static LabHost host;

  @BeforeAll
  static void open(@TempDir Path data, @Host("h1") LabHost one) throws IOException {
    host = one;
    lab = new PlaneLab(data, one);
  }

  @AfterAll
  static void close() {
    lab.clear();
    lab.close();
  }

  /// As one box hears it.
  private static String heard(String box, String path) {
    return host.run("docker exec %s wget -q -O - %s | od -An -tx1".formatted(box, SERVICE + path))
        .out()
        .strip();
  }

  private static String id() {
    return heard("box4", "meta-data/instance-id");
  }

  @Test
  void each_is_told_its_own_also_when_files_were_changed_by_hand_and_after_a_reboot() {
    var model = Models.telling(lab.model(1, DIRECT), Models.told("web", ADDRESS, DATA));
    assertThat(lab.plane().apply(model)).isEqualTo(Outcome.done());
    lab.box(1, DIRECT);
    host.sh("docker run -d --name box9 --network st-4 %s sleep 999".formatted(BUSYBOX));
    Eventually.until(() -> heard("box4", "user-data"), "00 ff 0a 0d");
    assertThat(heard("box9", "user-data")).isEmpty();
    assertThat(host.run("curl -s -m 2 http://%s:8775/".formatted(host.address())).out())
        .as("what is on no bridge of ours, as the host's neighbours")
        .doesNotContain("latest");
    var before = id();
    assertThat(before).isNotEmpty();

    var folder = "/var/lib/stampede/net/metadata/" + ADDRESS + "/latest/";
    host.sh("cd %s; echo x >> user-data; chmod 644 meta-data/mac; echo > more".formatted(folder));
    assertThat(lab.plane().look(model).found().orElseThrow().differences())
        .containsExactly("the metadata of %s was changed".formatted(ADDRESS));
    assertThat(lab.plane().apply(model)).isEqualTo(Outcome.done());
    assertThat(lab.seen(1, DIRECT).told()).hasSize(1);
    assertThat(lab.plane().look(model).found().orElseThrow().differences()).isEmpty();
    assertThat(heard("box4", "user-data")).isEqualTo("00 ff 0a 0d");
    assertThat(host.run("test -e " + folder + "more").ok()).isFalse();

    host.reboot();
    Eventually.until(ToldLabTest::id, before);
    Eventually.until(() -> differences(model), List.of());
  }

  /// A host that has just come back may not be reached at once.
  private static List<String> differences(HostModel model) {
    return lab.plane().look(model).found().map(PlaneSight::differences).orElse(List.of("not seen"));
  }
}
