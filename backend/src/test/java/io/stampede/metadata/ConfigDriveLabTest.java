package io.stampede.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.lab.Host;
import io.stampede.lab.Lab;
import io.stampede.lab.LabHost;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Discs as tools of others read them.
@Lab
@Tag("S5")
class ConfigDriveLabTest {
  private static final Instance WEB = Samples.with(Samples.web(), Samples.anyBytes());

  @Test
  void others_find_the_label_and_read_every_file(@Host("h1") LabHost host) {
    put(host, ConfigDrive.openStack(WEB));
    assertThat(host.sh("blkid -p -o value -s LABEL /tmp/drive.iso")).isEqualTo("config-2");
    assertThat(host.sh("isoinfo -d -i /tmp/drive.iso"))
        .contains("Joliet with UCS level 3 found", "Rock Ridge signatures version 1 found");
    var files = new TreeMap<>(ConfigDrive.openStackFiles(WEB));
    files.keySet().removeIf(path -> !path.matches(".*/(latest|2018-08-27)/.*"));
    for (var view : new String[] {"-R", "-J"}) {
      var read =
          host.sh(
              "cd /tmp; for f in %s; do isoinfo %s -x /$f -i drive.iso | base64 -w0; echo; done"
                  .formatted(String.join(" ", files.keySet()), view));
      assertThat(read)
          .isEqualTo(
              files.values().stream()
                  .map(MetadataReader::base64)
                  .collect(Collectors.joining("\n")));
    }
    assertThat(host.sh("isoinfo -R -l -i /tmp/drive.iso | grep user-data | sort -u"))
        .startsWith("-r--------   1    0    0           16384");
    host.sh("rm /tmp/drive.iso");
  }

  private static void put(LabHost host, Bytes disc) {
    var text = MetadataReader.base64(disc);
    host.sh("rm -f /tmp/drive.iso");
    for (int at = 0; at < text.length(); at += 80_000) { // a multiple of four letters
      var part = text.substring(at, Math.min(text.length(), at + 80_000));
      host.sh("echo " + part + " | base64 -d >> /tmp/drive.iso");
    }
  }
}
