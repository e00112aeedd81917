package io.stampede.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stampede.Stampede;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.client.StampedeClient;
import io.stampede.client.TaskEntry;
import io.stampede.component.Components;
import io.stampede.engine.Phase;
import io.stampede.lab.Host;
import io.stampede.lab.Lab;
import io.stampede.lab.LabHost;
import io.stampede.lab.LabImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Components on real hosts, through the whole backend: on one with a libvirt of its own (`h1`) and
/// on one like CoreOS (`c1`).
@Lab
@Tag("S1")
@Tag("C4")
class ComponentsLabTest {
  private static final String HOST = "host";
  private static final String VM = "virtualMachine";
  private static final String CONTAINER = "container";

  @TempDir private Path folder;
  private Components components;
  private Stampede stampede;
  private StampedeClient client;

  @BeforeEach
  void open() throws IOException {
    components = Components.installed();
    assertThat(components.all()).as("./stampede components builds them").hasSize(2);
    start(components);
  }

  private void start(Components with) throws IOException {
    stampede = Stampede.open(Stampede.Settings.in(folder.resolve("data")).withComponents(with));
    client = stampede.client();
  }

  @AfterEach
  void close() throws IOException {
    stampede.close();
  }

  private static Map<String, Object> fields(LabHost host) {
    return new HashMap<>(
        Map.of(
            "name", host.name(),
            "address", host.address(),
            "privateKey", host.privateKey(),
            "hostKey", host.hostKeyFingerprint()));
  }

  private Resource add(LabHost host) {
    return awaitPhase(client.create(HOST, fields(host)), Phase.CONNECTED);
  }

  private Resource awaitPhase(Resource resource, Phase phase) {
    await()
        .atMost(Duration.ofSeconds(120))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> client.get(resource.kind(), resource.id()).status(),
            status -> status.phase() == phase);
    return client.get(resource.kind(), resource.id());
  }

  private void remove(Resource resource) {
    client.remove(resource.kind(), resource.id());
    awaitGone(resource);
  }

  private void awaitGone(Resource resource) {
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> isGone(resource));
  }

  private boolean isGone(Resource resource) {
    try {
      var unused = client.get(resource.kind(), resource.id());
      return false;
    } catch (Refused e) {
      return e.reason() == Refused.Reason.NOT_FOUND;
    }
  }

  private Resource tinyImage() throws IOException {
    var image = client.create("image", Map.of("name", "tiny"));
    try (var content = Files.newInputStream(LabImages.tinyDisk())) {
      client.upload("image", image.id(), content);
    }
    return awaitPhase(image, Phase.READY);
  }

  private Resource machine(LabHost host) {
    return awaitPhase(
        client.create(
            VM, Map.of("name", "m1", "host", host.name(), "image", "tiny", "memoryMib", 96)),
        Phase.RUNNING);
  }

  private Resource container(LabHost host) {
    return awaitPhase(
        client.create(
            CONTAINER,
            Map.of(
                "name",
                "box1",
                "host",
                host.name(),
                "image",
                LabImages.BUSYBOX,
                "command",
                List.of("sleep", "100000"))),
        Phase.RUNNING);
  }

  private static String containers(LabHost host) {
    return host.sh("docker ps --format '{{.Names}} {{.Image}}' | sort");
  }

  @Test
  void a_host_with_libvirt_gets_the_network_component_only(@Host("h1") LabHost host) {
    var added = add(host);
    var net = components.find(Components.NET).orElseThrow();
    assertThat(containers(host)).isEqualTo("stampede-net " + net.image());
    assertThat(host.sh("docker inspect -f '{{.HostConfig.Privileged}}' stampede-net"))
        .isEqualTo("false");
    assertThat(host.sh("cat /var/lib/stampede/components/net.state")).isEqualTo("ready");
    assertThat(added.text("components")).contains(net.version(), "ready");
    remove(added);
  }

  @Test
  @Tag("S2")
  @Tag("S10")
  @Tag("S30")
  void a_host_like_coreos_runs_machines_with_a_screen(@Host("c1") LabHost host) throws Exception {
    var added = add(host);
    assertThat(added.text("libvirtVersion")).startsWith("9.");
    var image = tinyImage();
    var machine = machine(host);
    try (var screen = client.screen(VM, machine.id())) {
      assertThat(new String(screen.in().readNBytes(4), java.nio.charset.StandardCharsets.US_ASCII))
          .isEqualTo("RFB ");
    }
    await()
        .atMost(Duration.ofSeconds(90))
        .until(
            () -> host.sh("cat /var/lib/stampede/vm/*/console.log"), log -> log.contains("ready"));
    remove(machine);
    remove(image);
    remove(added);
  }

  @Test
  void an_upgrade_leaves_machines_and_containers_running(@Host("c1") LabHost host)
      throws Exception {
    var added = add(host);
    var image = tinyImage();
    var machine = machine(host);
    var before = host.sh("pgrep qemu-system");
    stampede.close();
    var next = OtherVersion.of(components, folder);
    start(next);
    await()
        .atMost(Duration.ofSeconds(90))
        .until(
            () -> containers(host),
            all -> next.all().stream().allMatch(c -> all.contains(c.image())));
    awaitPhase(added, Phase.CONNECTED);
    awaitPhase(machine, Phase.RUNNING);
    assertThat(host.sh("pgrep qemu-system")).isEqualTo(before);
    assertThat(host.sh("docker exec stampede-libvirt virsh -q list --state-running --name"))
        .isEqualTo("m1");
    assertThat(host.sh("docker image ls -q stampede-net | wc -l")).isEqualTo("1");
    remove(machine);
    remove(image);
    remove(added);
  }

  @Test
  @Tag("N7")
  void a_host_like_coreos_is_left_without_a_trace(@Host("c1") LabHost host) throws Exception {
    comesAndGoesWithoutATrace(host);
  }

  @Test
  @Tag("N7")
  void a_host_is_left_without_a_trace(@Host("h1") LabHost host) throws Exception {
    comesAndGoesWithoutATrace(host);
  }

  private void comesAndGoesWithoutATrace(LabHost host) throws Exception {
    var before = HostTrace.of(host);
    var added = add(host);
    var image = tinyImage();
    var machine = machine(host);
    var container = container(host);
    network(host);
    assertThat(HostTrace.of(host)).isNotEqualTo(before);
    remove(machine);
    remove(container);
    remove(image);
    remove(added);
    var after = HostTrace.of(host);
    assertThat(after.stream().filter(line -> !before.contains(line))).as("left").isEmpty();
    assertThat(before.stream().filter(line -> !after.contains(line))).as("missing").isEmpty();
  }

  /// Files as a network of ours will have them: applied by the component, taken back by it.
  private static void network(LabHost host) {
    host.sh(
        """
        d=/var/lib/stampede/net; mkdir -p $d
        docker network create -d bridge --label stampede.id=nw-1 --subnet 10.77.1.0/24 \
          -o com.docker.network.bridge.name=st-t1 t1 >/dev/null
        echo st-t1 > $d/bridges
        echo 'net.ipv4.conf.all.send_redirects=0' > $d/sysctl
        echo 'link add st-x1 type veth peer name st-x2' > $d/ip.batch
        echo 'table ip stampede { chain a { type filter hook forward priority 0; }; }' > $d/rules.nft
        docker kill -s HUP stampede-net >/dev/null
        for i in $(seq 100); do ip link show st-x1 >/dev/null 2>&1 && nft list table ip stampede >/dev/null 2>&1 &&
          iptables -S DOCKER-USER | grep -q -e "-o st-+ .*stampede" && exit 0; sleep 0.1; done; exit 1
        """);
  }

  @Test
  @Tag("N6")
  void what_came_of_an_image_before_a_cut_is_not_sent_again(@Host("c1") LabHost host)
      throws IOException {
    var libvirt = components.find(Components.LIBVIRT).orElseThrow();
    byte[] begin;
    try (var archive = Files.newInputStream(libvirt.archive())) {
      begin = archive.readNBytes(60_000);
    }
    host.sh(
        "mkdir -p /var/lib/stampede/components; echo %s | base64 -d > /var/lib/stampede/components/libvirt-%s.part"
            .formatted(Base64.getEncoder().encodeToString(begin), libvirt.version()));
    var added = add(host);
    var said = client.tasks(HOST, added.id(), 50).stream().map(TaskEntry::transcript).toList();
    assertThat(said.toString())
        .containsPattern("libvirt-" + libvirt.version() + ".part from byte 60000");
    remove(added);
  }

  @Test
  void a_full_disk_is_told_and_nothing_half_stays(@Host("h1") LabHost host) {
    host.smallDisk(8);
    var creating = client.create(HOST, fields(host));
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> client.get(HOST, creating.id()).status().problem().isPresent());
    var problem = client.get(HOST, creating.id()).status().problem().orElseThrow();
    assertThat(problem.code()).isEqualTo("no-space");
    assertThat(host.sh("ls /var/lib/stampede/components")).isEmpty();
    assertThat(host.sh("docker image ls -q stampede-net")).isEmpty();
    host.bigDisk();
    client.act(HOST, creating.id(), "retry", Map.of());
    remove(awaitPhase(creating, Phase.CONNECTED));
  }

  @Test
  @Tag("N7")
  void a_host_that_was_forgotten_is_cleaned_when_it_is_added_again(@Host("h1") LabHost host) {
    var before = HostTrace.of(host);
    var added = add(host);
    host.cable(false);
    awaitPhase(added, Phase.UNREACHABLE);
    client.act(HOST, added.id(), "forget", Map.of());
    awaitGone(added);
    host.cable(true);
    assertThat(containers(host)).contains("stampede-net");
    var again = add(host);
    remove(again);
    assertThat(HostTrace.of(host)).isEqualTo(before);
  }

  @Test
  @Tag("N4")
  void workloads_that_were_given_back_run_on_without_us(@Host("c1") LabHost host) throws Exception {
    var added = add(host);
    var unused = tinyImage();
    unused = machine(host);
    unused = container(host);
    var before = host.sh("pgrep qemu-system; docker inspect -f '{{.State.Pid}}' box1");
    client.act(HOST, added.id(), "releaseAll", Map.of());
    await()
        .atMost(Duration.ofSeconds(90))
        .ignoreExceptionsInstanceOf(Refused.class)
        .until(() -> client.remove(HOST, added.id()) != null);
    awaitGone(added);
    assertThat(host.sh("pgrep qemu-system; docker inspect -f '{{.State.Pid}}' box1"))
        .isEqualTo(before);
    assertThat(containers(host))
        .contains("box1", "stampede-libvirt")
        .doesNotContain("stampede-net");
    assertThat(host.sh("docker exec stampede-libvirt virsh -q list --state-running --name"))
        .isEqualTo("m1");
    assertThat(host.run("cat /var/lib/stampede/owner").ok()).isFalse();
  }

  @Test
  void a_user_with_sudo_is_enough(@Host("c1") LabHost host) {
    var fields = fields(host);
    fields.put("user", "core");
    host.sh("usermod -aG docker core");
    try {
      var added = awaitPhase(client.create(HOST, fields), Phase.CONNECTED);
      assertThat(containers(host)).contains("stampede-libvirt", "stampede-net");
      remove(added);
      assertThat(host.sh("ls -A /var/lib/stampede")).isEmpty();
    } finally {
      host.sh("gpasswd -d core docker");
    }
  }
}
