package io.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stampede.lab.Host;
import io.stampede.lab.Lab;
import io.stampede.lab.LabHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two machines on one host read about themselves, by the network and from their drives, and say
/// what they read on their serial consoles.
@Lab
@Tag("S4")
@Tag("S5")
@Tag("S7")
class MetadataStoryTest {
  private static final Duration BOOT = Duration.ofSeconds(60);

  private static final String KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJustForTests0000000000000000000000 ann";

  /// Run by the guest when it starts, each time. A line that begins with READ has what it read.
  private static final String SCRIPT =
      """
      #!/bin/sh
      # sesame
      S=169.254.169.254
      T=$( (printf 'PUT /latest/api/token HTTP/1.0\\r\\nX-aws-ec2-metadata-token-ttl-seconds: 60\\r\\n\\r\\n'; sleep 2) | nc $S 80 | tail -n 1)
      get() { wget -q -O - --header "X-aws-ec2-metadata-token: $T" http://$S/$1; }
      echo "READ token ${#T} letters"
      echo "READ name $(get 2009-04-04/meta-data/local-hostname)"
      [ "$(get latest/meta-data/mac)" = "$(cat /sys/class/net/eth0/address)" ] && echo "READ mac"
      echo "READ openstack $(get openstack/latest/meta_data.json | grep '"hostname"')"
      wget -q -O - --header "X-aws-ec2-metadata-token: wrong" http://$S/latest/meta-data/mac || echo "READ refused"
      mkdir -p /mnt
      mount -t iso9660 -o ro /dev/vdb /mnt
      for data in /mnt/openstack/latest/user_data /mnt/user-data; do
        [ ! -e $data ] || { cmp $data /tmp/user-data && echo "READ drive $data"; }
      done
      echo "READ all"
      """;

  private static Path data;
  private static Console console;
  private static Rest rest;
  private static LabHost h1;

  @BeforeAll
  static void start(@TempDir Path folder, @Host("h1") LabHost host) {
    h1 = host;
    data = folder.resolve("data");
    console = Console.start(data);
    rest = console.rest();
    Onboarding.add(rest, h1);
    Onboarding.tinyImage(rest);
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  private static String machine(String name, Map<String, Object> more) {
    var fields = new HashMap<>(Onboarding.machine(name, h1));
    fields.put("networks", List.of("managed"));
    fields.putAll(more);
    return rest.create("virtualMachines", fields);
  }

  /// What it said it read, of its last start.
  private static List<String> read(String log) {
    var start = Math.max(0, log.lastIndexOf(" start "));
    return log.substring(start).lines().filter(line -> line.startsWith("READ ")).toList();
  }

  private static List<String> awaitRead(String path) {
    await(path + " reads")
        .atMost(BOOT)
        .until(() -> read(rest.text(path + "/logs?tail=300")).contains("READ all"));
    return read(rest.text(path + "/logs?tail=300"));
  }

  private static List<String> expected(String name, String drive) {
    var full = name + ".managed.stampede.internal";
    return List.of(
        "READ token 32 letters",
        "READ name " + full,
        "READ mac",
        "READ openstack   \"hostname\" : \"%s\",".formatted(full),
        "READ refused",
        "READ drive " + drive,
        "READ all");
  }

  @Test
  void each_machine_reads_its_own_also_after_a_reboot_of_its_host_without_the_console() {
    var one = machine("one", Map.of("userData", SCRIPT, "sshKeys", List.of(KEY)));
    var two =
        machine("two", Map.of("userData", "nothing", "configDrive", "nocloud", "running", false));
    rest.awaitState(two, "stopped");
    assertThat(rest.put(two, Map.of("userData", SCRIPT)).status()).isLessThan(300);
    rest.act(two, "start");
    assertThat(awaitRead(one)).isEqualTo(expected("one", "/mnt/openstack/latest/user_data"));
    assertThat(awaitRead(two)).isEqualTo(expected("two", "/mnt/user-data"));
    await().atMost(BOOT).until(() -> rest.text(one + "/logs?tail=300").contains(" sshd"));
    assertThat(rest.get(one).text("userDataIs")).startsWith("a script");
    secretsAreNowhere(one);

    console.killHard();
    h1.reboot();
    var id = one.substring(one.lastIndexOf('/') + 1);
    var said =
        "awk '/ start /{n = 0} /^READ/{n++} END {print n}' /var/lib/stampede/vm/%s/console.log";
    await("read once more").atMost(BOOT).until(() -> h1.sh(said.formatted(id)).strip().equals("7"));
    console.startAgain();
    assertThat(awaitRead(one)).isEqualTo(expected("one", "/mnt/openstack/latest/user_data"));

    for (var path : List.of(one, two)) rest.delete(path);
    for (var path : List.of(one, two)) rest.awaitGone(path);
    await("nobody is told anything")
        .atMost(BOOT)
        .until(() -> h1.sh("ls /var/lib/stampede/net/metadata 2>/dev/null | wc -l").equals("0"));
  }

  /// User data may hold passwords.
  private static void secretsAreNowhere(String path) {
    assertThat(rest.text(path)).contains("userDataIs").doesNotContain("sesame");
    assertThat(rest.text("/v1/virtualMachines")).doesNotContain("sesame");
    var tasks = rest.get(path + "/tasks").json().path("data");
    assertThat(tasks).isNotEmpty();
    assertThat(tasks.toString()).doesNotContain("sesame");
    try (var files = Files.walk(data)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        if (file.toString().contains("/images/")) continue;
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain("sesame");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void what_is_plainly_wrong_is_refused_with_the_field() {
    var fields = new HashMap<>(Onboarding.machine("wrong", h1));
    fields.put("userData", "#cloud-config\n\tusers: []\n");
    assertThat(rest.post("/v1/virtualMachines", fields).error()).isEqualTo("userData: bad-syntax");
    fields.put("userData", "x".repeat(16 * 1024 + 1));
    assertThat(rest.post("/v1/virtualMachines", fields).error()).isEqualTo("userData: invalid");
    fields.put("userData", "anything");
    fields.put("sshKeys", List.of("ssh-ed25519 AAAA"));
    assertThat(rest.post("/v1/virtualMachines", fields).error()).isEqualTo("sshKeys: invalid");
  }
}
