package io.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stampede.lab.Host;
import io.stampede.lab.Lab;
import io.stampede.lab.LabHost;
import io.stampede.lab.LabImages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A Debian with the cloud-init of its packages finds out by itself where it is, and does what it
/// is told: one from the network only, as OpenStack tells and then as EC2 does, the others from
/// their drives. Minutes of emulation, so that it runs where it is asked for: `./stampede test
/// --slow`.
@Lab
@Tag("slow")
@Tag("S3")
@Tag("S4")
@Tag("S5")
@Tag("S7")
class CloudInitStoryTest {
  private static final Duration BOOT = Duration.ofMinutes(9);

  private static final String KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJustForTests0000000000000000000000 ann";

  private static final String CONFIG =
      """
      #cloud-config
      write_files:
        - path: /root/say
          permissions: '0755'
          content: |
            #!/bin/sh
            say() { printf '\\n%s\\n' "READ $*" >/dev/ttyS0; }
            say from $(cloud-id)
            say name $(hostname -f)
            say key $(cat /home/debian/.ssh/authorized_keys)
            if [ "$1" = again ]; then
              cloud-init clean
              echo 'datasource_list: [ Ec2, None ]' >/run/cloud-init/cloud.cfg
              cloud-init init --local
              cloud-init init
              say again from $(cloud-init query platform) $(cloud-init query ds.meta_data.local-hostname)
            fi
            say all
      runcmd:
        - [ /root/say, WHAT ]
      """;

  private static Console console;
  private static Rest rest;
  private static LabHost h1;

  @BeforeAll
  static void start(@TempDir Path folder, @Host("h1") LabHost host) {
    h1 = host;
    console = Console.start(folder.resolve("data"));
    rest = console.rest();
    Onboarding.add(rest, h1);
    var image = rest.create("images", Map.of("name", "debian"));
    assertThat(rest.upload(image + "/content", LabImages.debianDisk()).status()).isLessThan(300);
    rest.awaitState(image, "ready");
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  private static String machine(String name, String drive, String what) {
    var fields = new HashMap<>(Onboarding.machine(name, h1));
    fields.put("image", "debian");
    fields.put("memoryMib", 512);
    fields.put("networks", List.of("managed"));
    fields.put("configDrive", drive);
    fields.put("sshKeys", List.of(KEY));
    fields.put("userData", CONFIG.replace("WHAT", what));
    return rest.create("virtualMachines", fields);
  }

  private static List<String> awaitRead(String path) {
    await(path).atMost(BOOT).until(() -> read(path).contains("READ all"));
    return read(path);
  }

  private static List<String> read(String path) {
    return rest.text(path + "/logs?tail=2000")
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("READ "))
        .toList();
  }

  private static List<String> expected(String name, String source, String... more) {
    var lines = new ArrayList<String>();
    lines.add("READ from " + source);
    lines.add("READ name %s.managed.stampede.internal".formatted(name));
    lines.add("READ key " + KEY);
    lines.addAll(List.of(more));
    lines.add("READ all");
    return lines;
  }

  @Test
  void a_cloud_image_is_told_by_the_network_and_by_each_kind_of_drive() {
    var bare = machine("bare", "none", "again");
    assertThat(awaitRead(bare))
        .isEqualTo(
            expected("bare", "openstack", "READ again from ec2 bare.managed.stampede.internal"));
    rest.delete(bare);
    rest.awaitGone(bare);
    var drives = Map.of("config-2", "configdrive", "nocloud", "nocloud");
    drives.forEach((drive, source) -> {
      var told = machine(source, drive, "once");
      assertThat(awaitRead(told)).isEqualTo(expected(source, source));
      rest.delete(told);
      rest.awaitGone(told);
    });
  }
}
