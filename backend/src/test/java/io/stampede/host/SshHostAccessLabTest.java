package io.stampede.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.stampede.component.Components;
import io.stampede.engine.Outcome;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import io.stampede.host.HostFacts.Mark;
import io.stampede.lab.Host;
import io.stampede.lab.Lab;
import io.stampede.lab.LabHost;
import io.stampede.ssh.SshConnections;
import io.stampede.ssh.SshFailure;
import io.stampede.ssh.SshFailure.Reason;
import io.stampede.vm.LibvirtVmHost;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Lab
@Tag("C3")
@Tag("S1")
class SshHostAccessLabTest {
  private static final String ID = "ho-1";
  private static final String OTHER_KEY = "SHA256:" + "A".repeat(43);

  private final CallsOverSsh ssh = new CallsOverSsh(SshConnections.mina());
  private final List<ResourceId> woken = new CopyOnWriteArrayList<>();
  private final SshHostLinks links = new SshHostLinks(ssh, woken::add);
  private final LibvirtVmHost libvirt =
      new LibvirtVmHost(links, InstantSource.system(), woken::add, _ -> {});
  private final List<String> libvirtLooks = new CopyOnWriteArrayList<>();
  private final SshHostAccess access = access(Components.none());
  private final LabHost lab;
  private final HostSpec spec;

  SshHostAccessLabTest(@Host("h2") LabHost lab) {
    this.lab = lab;
    this.spec = LabHosts.spec(lab);
  }

  private SshHostAccess access(Components components) {
    return new SshHostAccess(
        ssh,
        links,
        link -> {
          libvirtLooks.add(link.name());
          return libvirt.look(link);
        },
        new SshHostAccess.Ours(new Installation("in-test", "ada on desk"), components),
        InstantSource.system());
  }

  @AfterEach
  void close() {
    libvirt.close();
    links.close();
    ssh.close();
  }

  private HostFacts facts() {
    return facts(spec);
  }

  private HostFacts facts(HostSpec with) {
    var sight = access.survey(ID, with);
    return sight.found().orElseThrow(() -> new AssertionError("not seen: " + sight));
  }

  @Test
  void a_survey_says_what_the_host_is() {
    var facts = facts();
    assertThat(facts.os()).contains("Debian");
    assertThat(facts.hostname()).isEqualTo(lab.name());
    assertThat(facts.kernel()).isEqualTo(lab.sh("uname -r"));
    assertThat(facts.architecture()).isEqualTo(lab.sh("uname -m"));
    assertThat(facts.cpus()).isEqualTo(Integer.parseInt(lab.sh("nproc")));
    assertThat(facts.cpuModel()).isNotBlank();
    assertThat(facts.cores()).isBetween(1, facts.cpus());
    assertThat(facts.addresses()).anyMatch(a -> a.contains(lab.address()));
    assertThat(facts.disks()).isNotEmpty();
    assertThat(facts.memoryMib()).isGreaterThan(500);
    assertThat(facts.diskTotalGib()).isGreaterThanOrEqualTo(facts.diskFreeGib()).isPositive();
    assertThat(facts.dockerVersion()).contains(lab.sh("docker version -f '{{.Server.Version}}'"));
    assertThat(facts.libvirtVersion())
        .contains(lab.sh("virsh version --daemon | sed -n 's/Running against daemon: //p'"));
    assertThat(facts.kvm()).isFalse();
    assertThat(facts.bootId()).isEqualTo(lab.sh("cat /proc/sys/kernel/random/boot_id"));
    assertThat(facts.mark()).isEqualTo(Mark.NONE);
  }

  @Test
  void a_round_is_one_command_one_question_to_docker_and_one_to_libvirt() throws IOException {
    var components = Components.installed();
    var net = components.find(Components.NET).orElseThrow();
    var bringing = access(components);
    lab.sh("docker run -d --name other lab/busybox:1 sleep 1000");
    assertThat(bringing.claim(ID, spec)).isEqualTo(Outcome.done());
    assertThat(bringing.load(ID, spec, net)).isEqualTo(Outcome.done());
    assertThat(bringing.start(ID, spec, net)).isEqualTo(Outcome.done());
    var first = bringing.survey(ID, spec).found().orElseThrow();
    assertThat(first.components())
        .extracting(ComponentSeen::name, ComponentSeen::state)
        .containsExactly(tuple("net", ComponentSeen.State.RUNNING));
    assertThat(first.containersThere()).isEqualTo(2);
    ssh.clear();
    libvirtLooks.clear();
    assertThat(bringing.survey(ID, spec).found().orElseThrow())
        .usingRecursiveComparison()
        .ignoringFields("latencyMillis", "diskFreeGib")
        .isEqualTo(first);
    assertThat(ssh.calls()).containsExactly("exec", "openUnix /var/run/docker.sock");
    assertThat(libvirtLooks).containsExactly(lab.name());
    assertThat(bringing.release(ID, spec)).isEqualTo(Outcome.done());
  }

  @Test
  void a_host_whose_docker_is_stopped_is_degraded() {
    assertThat(facts().degraded()).isEmpty();
    lab.sh("systemctl stop docker.socket docker.service");
    try {
      assertThat(facts().dockerVersion()).isEmpty();
      assertThat(facts().degraded()).containsExactly("docker");
    } finally {
      lab.sh("systemctl start docker.socket docker.service");
    }
  }

  @Test
  void a_host_is_marked_once_and_let_go_without_a_trace() {
    for (int i = 0; i < 2; i++) assertThat(access.claim(ID, spec)).isEqualTo(Outcome.done());
    assertThat(lab.sh("cat /var/lib/stampede/owner")).isEqualTo("in-test\nada on desk");
    assertThat(facts().mark()).isEqualTo(Mark.OURS);
    lab.sh("mkdir -p /var/lib/stampede/images");
    for (int i = 0; i < 2; i++) assertThat(access.release(ID, spec)).isEqualTo(Outcome.done());
    // The folder itself is a mount point in the lab.
    assertThat(lab.sh("ls -A /var/lib/stampede")).isEmpty();
  }

  @Test
  void what_another_console_or_a_person_left_is_not_touched() {
    lab.sh("echo in-other > /var/lib/stampede/owner; touch /var/lib/stampede/file");
    assertThat(access.claim(ID, spec)).isEqualTo(Outcome.done());
    assertThat(facts().mark()).isEqualTo(Mark.OTHER);
    assertThat(access.release(ID, spec)).isEqualTo(Outcome.done());
    assertThat(lab.sh("cat /var/lib/stampede/owner")).isEqualTo("in-other");
  }

  @Test
  void a_user_with_sudo_marks_a_host_too() {
    var core = LabHosts.spec(lab, "core", lab.privateKey(), lab.hostKeyFingerprint());
    assertThat(access.claim(ID, core)).isEqualTo(Outcome.done());
    assertThat(facts(core).mark()).isEqualTo(Mark.OURS);
    assertThat(access.release(ID, core)).isEqualTo(Outcome.done());
    assertThat(facts(core).mark()).isEqualTo(Mark.NONE);
  }

  @Test
  void the_host_key_is_learned_without_a_credential() throws SshFailure {
    assertThat(access.hostKey(spec.access().endpoint()).fingerprint())
        .isEqualTo(lab.hostKeyFingerprint());
  }

  @Test
  void another_host_key_is_refused() {
    var wrong = LabHosts.spec(lab, "root", lab.privateKey(), OTHER_KEY);
    assertThatExceptionOfType(SshFailure.class)
        .isThrownBy(() -> access.tryOut(wrong))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.HOST_KEY_CHANGED));
    assertThat(access.survey(ID, wrong))
        .isInstanceOfSatisfying(
            Sight.Unseen.class,
            unseen -> assertThat(unseen.why().code()).isEqualTo("host-key-changed"));
  }

  @Test
  void a_user_who_is_not_let_in_is_told_so() throws SshFailure {
    access.tryOut(spec);
    var nobody = LabHosts.spec(lab, "nobody", lab.privateKey(), lab.hostKeyFingerprint());
    assertThatExceptionOfType(SshFailure.class)
        .isThrownBy(() -> access.tryOut(nobody))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.AUTH_REFUSED));
  }

  @Test
  void a_power_failure_is_seen_and_so_is_the_return() {
    var before = facts();
    var ups = new CopyOnWriteArrayList<String>();
    links.onUp(link -> ups.add(link.id()));
    await().until(() -> ups.size() == 1);
    woken.clear();
    lab.kill();
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> access.survey(ID, spec) instanceof Sight.Unseen);
    await().until(() -> woken.contains(new ResourceId("host", ID)));
    lab.start();
    lab.awaitReady();
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> access.survey(ID, spec) instanceof Sight.Found);
    assertThat(facts().bootId()).isNotEqualTo(before.bootId());
    await().until(() -> ups.size() == 2);
  }
}
