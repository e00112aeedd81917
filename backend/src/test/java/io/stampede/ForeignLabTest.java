package io.stampede;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.stampede.client.Query;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.client.StampedeClient;
import io.stampede.engine.Phase;
import io.stampede.engine.Status;
import io.stampede.lab.Host;
import io.stampede.lab.Lab;
import io.stampede.lab.LabHost;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What runs on real hosts before we come: seen, adopted, controlled, given back; never made anew.
@Lab
@Tag("N4")
class ForeignLabTest {
  private static final Duration LIVE = Duration.ofSeconds(10);
  private static final String RUN =
      "docker run -d --name %s --label com.docker.compose.project=shop lab/busybox:1"
          + " sh -c 'trap exit TERM; echo hello; while :; do sleep 1; done'";

  @TempDir private Path folder;
  private Stampede stampede;
  private StampedeClient client;
  private LabHost h1;

  @BeforeEach
  void open(@Host("h1") LabHost fresh) throws Exception {
    h1 = fresh;
    stampede = Stampede.open(Stampede.Settings.in(folder.resolve("data")));
    client = stampede.client();
  }

  @AfterEach
  void close() throws Exception {
    stampede.close();
  }

  private void add(LabHost host) {
    client.create(
        "host",
        Map.of(
            "name", host.name(),
            "address", host.address(),
            "privateKey", host.privateKey(),
            "hostKey", host.hostKeyFingerprint()));
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> client.get("host", host.name()).status().phase() == Phase.CONNECTED);
  }

  private Resource await(String kind, String name, Phase phase) {
    await()
        .atMost(Duration.ofSeconds(90))
        .ignoreExceptionsInstanceOf(Refused.class)
        .untilAsserted(() -> {
          var status = client.get(kind, name).status();
          assertThat(status.phase()).isEqualTo(phase);
          assertThat(status.transition()).isEqualTo(Status.Transition.NO);
        });
    return client.get(kind, name);
  }

  private static org.awaitility.core.ConditionFactory await() {
    return org.awaitility.Awaitility.await();
  }

  private String foreign(String name) {
    return name + "@" + h1.name();
  }

  private String identity(String name) {
    return h1.sh(
        "docker inspect -f '{{.Id}} {{.State.StartedAt}} {{json .Config.Labels}}' " + name);
  }

  private List<String> names(String kind) {
    return client.list(kind, Query.ALL).items().stream().map(Resource::name).toList();
  }

  @Test
  void a_container_is_adopted_as_it_is_controlled_and_given_back() throws Exception {
    h1.sh(RUN.formatted("redis"));
    var before = identity("redis");
    add(h1);
    var redis = await("container", foreign("redis"), Phase.RUNNING);
    assertThat(redis.text("managed")).isEqualTo("foreign");
    assertThat(redis.text("dockerId")).isEqualTo(before.substring(0, 64));
    var refused =
        catchThrowableOfType(
            Refused.class, () -> client.act("container", redis.id(), "stop", Map.of()));
    assertThat(refused.problem().code()).isEqualTo("not-offered");

    client.act("container", redis.id(), "adopt", Map.of());
    await("container", "redis", Phase.RUNNING);
    try (var log = client.logs("container", redis.id(), 5, false)) {
      assertThat(new String(log.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("hello\n");
    }
    assertThat(identity("redis")).isEqualTo(before);

    client.act("container", redis.id(), "stop", Map.of());
    await("container", "redis", Phase.STOPPED);
    client.act("container", redis.id(), "start", Map.of());
    await("container", "redis", Phase.RUNNING);
    client.update("container", redis.id(), Map.of("restartPolicy", "always"));
    await()
        .untilAsserted(() ->
            assertThat(h1.sh("docker inspect -f '{{.HostConfig.RestartPolicy.Name}}' redis"))
                .isEqualTo("always"));
    assertThat(identity("redis")).startsWith(before.substring(0, 64)).contains("compose");

    var running = identity("redis");
    client.act("container", redis.id(), "release", Map.of());
    await()
        .atMost(LIVE)
        .untilAsserted(() ->
            assertThat(client.get("container", redis.id()).text("managed")).isEqualTo("foreign"));
    assertThat(identity("redis")).isEqualTo(running);
  }

  @Test
  void what_comes_and_goes_on_the_host_comes_and_goes_here() {
    add(h1);
    h1.sh("docker create --name stampede-net lab/busybox:1 true");
    h1.sh(RUN.formatted("late"));
    await().atMost(LIVE).until(() -> names("container").equals(List.of(foreign("late"))));
    await("container", foreign("late"), Phase.RUNNING);
    h1.sh("docker kill late");
    await("container", foreign("late"), Phase.STOPPED);
    h1.sh("docker rm late");
    await().atMost(LIVE).until(() -> names("container").isEmpty());
    h1.sh("virsh -q create /dev/stdin <<'X'\n" + domain("brief", "") + "X");
    await().atMost(LIVE).until(() -> names("virtualMachine").equals(List.of(foreign("brief"))));
    h1.sh("virsh -q destroy brief");
    await().atMost(LIVE).until(() -> names("virtualMachine").isEmpty());
  }

  private static String domain(String name, String devices) {
    return """
    <domain type='qemu'>
      <name>%s</name>
      <memory unit='MiB'>48</memory>
      <vcpu>1</vcpu>
      <os><type arch='x86_64'>hvm</type></os>
      <devices>%s</devices>
    </domain>
    """
        .formatted(name, devices);
  }

  private String machine(String name) {
    return h1.sh("virsh -q domuuid %s; virsh -q domid %s".formatted(name, name));
  }

  @Test
  void a_machine_is_adopted_as_it_is_seen_changed_and_given_back() throws Exception {
    var devices =
        "<disk type='file' device='disk'><driver name='qemu' type='raw'/>"
            + "<source file='/var/lib/libvirt/images/old.img'/><target dev='vda'/></disk>"
            + "<graphics type='vnc' port='-1' autoport='yes' listen='127.0.0.1'/>";
    h1.sh("truncate -s 8M /var/lib/libvirt/images/old.img");
    h1.sh("virsh -q define /dev/stdin <<'X'\n" + domain("old", devices) + "X");
    h1.sh("virsh -q start old");
    var before = machine("old");
    add(h1);
    var old = await("virtualMachine", foreign("old"), Phase.RUNNING);
    client.act("host", h1.name(), "adoptAll", Map.of());
    await().atMost(LIVE).until(() -> h1.sh("virsh -q dumpxml --inactive old").contains(old.id()));
    await("virtualMachine", "old", Phase.RUNNING);
    assertThat(machine("old")).isEqualTo(before);
    try (var screen = client.screen("virtualMachine", old.id())) {
      assertThat(new String(screen.in().readNBytes(12), US_ASCII)).isEqualTo("RFB 003.008\n");
    }

    client.act("virtualMachine", old.id(), "forceOff", Map.of());
    await("virtualMachine", "old", Phase.STOPPED);
    client.update("virtualMachine", old.id(), Map.of("memoryMib", 64));
    await().atMost(LIVE).until(() -> h1.sh("virsh -q dominfo old").contains("65536 KiB"));
    await("virtualMachine", "old", Phase.STOPPED);
    client.act("virtualMachine", old.id(), "start", Map.of());
    await("virtualMachine", "old", Phase.RUNNING);
    var xml = h1.sh("virsh -q dumpxml --inactive old");
    assertThat(xml).contains("old.img", "autoport='yes'", before.lines().findFirst().orElseThrow());

    var running = machine("old");
    client.act("virtualMachine", old.id(), "release", Map.of());
    await()
        .atMost(LIVE)
        .until(() -> !h1.sh("virsh -q dumpxml --inactive old").contains("stampede"));
    assertThat(machine("old")).isEqualTo(running);
    client.act("virtualMachine", old.id(), "adopt", Map.of());
    client.remove("virtualMachine", old.id());
    await().atMost(LIVE).until(() -> names("virtualMachine").isEmpty());
    assertThat(h1.sh("virsh -q list --all")).isEmpty();
    assertThat(h1.sh("ls /var/lib/libvirt/images")).contains("old.img");
  }

  @Test
  void a_host_is_given_up_and_what_is_foreign_runs_on() {
    h1.sh(RUN.formatted("redis"));
    var before = identity("redis");
    add(h1);
    await("container", foreign("redis"), Phase.RUNNING);
    client.remove("host", h1.name());
    await().atMost(Duration.ofSeconds(90)).until(() -> names("host").isEmpty());
    await().atMost(LIVE).until(() -> names("container").isEmpty());
    assertThat(identity("redis")).isEqualTo(before);
  }

  @Test
  void workloads_without_a_host_are_spread_over_those_there_are(@Host("h2") LabHost h2) {
    add(h1);
    add(h2);
    for (var name : List.of("a1", "a2")) {
      client.create(
          "container", Map.of("name", name, "image", "lab/busybox:1", "away", List.of("a*")));
    }
    var hosts = List.of(client.get("container", "a1"), client.get("container", "a2"));
    assertThat(hosts.stream().map(r -> r.text("host")).distinct()).hasSize(2);
    var refused =
        catchThrowableOfType(
            Refused.class,
            () ->
                client.create(
                    "container",
                    Map.of("name", "a3", "image", "lab/busybox:1", "away", List.of("a*"))));
    assertThat(refused.problem().code()).isEqualTo("no-host-fits");
    assertThat(refused.problem().message()).contains(h1.name()).contains(h2.name());
  }
}
