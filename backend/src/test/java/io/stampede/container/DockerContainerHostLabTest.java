package io.stampede.container;

import static io.stampede.container.ContainerSpecs.BUSYBOX;
import static io.stampede.container.ContainerSpecs.sleeper;
import static io.stampede.container.ContainerSpecs.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stampede.container.ContainerFacts.State;
import io.stampede.engine.Outcome;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import io.stampede.host.LabHosts;
import io.stampede.host.SshHostLinks;
import io.stampede.lab.Host;
import io.stampede.lab.Lab;
import io.stampede.lab.LabHost;
import io.stampede.network.Nic;
import io.stampede.ssh.SshConnections;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Lab
@Tag("C4")
@Tag("S28")
@Tag("S23")
class DockerContainerHostLabTest extends ContainerHostContract {
  private final SshConnections ssh = SshConnections.mina();
  private final SshHostLinks links = new SshHostLinks(ssh, _ -> {});
  private final DockerContainerHosts hosts =
      new DockerContainerHosts(links, InstantSource.system());
  private final LabHost lab;

  DockerContainerHostLabTest(@Host("h1") LabHost lab) {
    this.lab = lab;
  }

  @BeforeEach
  void open() {
    links.open("ho-1", LabHosts.spec(lab));
  }

  @AfterEach
  void close() {
    hosts.close();
    links.close();
    ssh.close();
  }

  @Override
  ContainerHost host() {
    return hosts.find("ho-1").orElseThrow();
  }

  @Override
  void foreign(String name) {
    lab.sh("docker create --name %s %s sleep 1000".formatted(name, BUSYBOX));
  }

  @Override
  List<String> names() {
    return lab.sh("docker ps -a --format '{{.Names}}'").lines().toList();
  }

  @Test
  void what_is_asked_for_is_what_docker_has() {
    var plain = spec("web1", BUSYBOX, RestartPolicy.UNLESS_STOPPED, "-c", "env; id; pwd; sleep 9");
    var spec =
        new ContainerSpec(
            plain.name(),
            plain.host(),
            plain.image(),
            plain.command(),
            List.of("/bin/sh"),
            Map.of("COLOR", "red and 'blue'", "EMPTY", ""),
            Map.of("team", "blue"),
            Optional.of("/etc"),
            Optional.of("7:8"),
            plain.restartPolicy(),
            OptionalInt.of(64),
            Optional.of(new Cpus("0.5")),
            List.of(new Nic("docker:none")),
            List.of(),
            List.of(new Mount("data:/data"), new Mount("/srv:/srv:ro")),
            List.of(new PublishedPort("127.0.0.1:8088:80")),
            List.of(),
            List.of(),
            plain.wish(),
            plain.bond(),
            true,
            Optional.empty(),
            false,
            false,
            Optional.empty(),
            List.of(),
            Map.of());
    take(new ContainerStep.Create(spec), start());
    assertThat(docker("{{.HostConfig.Memory}} {{.HostConfig.NanoCpus}}"))
        .isEqualTo("67108864 500000000");
    assertThat(docker("{{.HostConfig.RestartPolicy.Name}} {{.HostConfig.NetworkMode}}"))
        .isEqualTo("unless-stopped none");
    assertThat(docker("{{json .HostConfig.Binds}}"))
        .isEqualTo("[\"data:/data:rw\",\"/srv:/srv:ro\"]");
    assertThat(docker("{{json .Config.Labels}}"))
        .isEqualTo("{\"stampede.id\":\"ct-contract\",\"team\":\"blue\"}");
    await()
        .untilAsserted(() ->
            assertThat(lab.sh("docker logs web1"))
                .contains("COLOR=red and 'blue'", "EMPTY=", "uid=7 gid=8", "/etc"));
  }

  private String docker(String format) {
    return lab.sh("docker inspect -f '%s' web1".formatted(format));
  }

  @Test
  void a_container_that_was_renamed_by_hand_is_still_ours() {
    var spec = sleeper("web1");
    take(new ContainerStep.Create(spec));
    lab.sh("docker rename web1 other");
    assertThat(facts(spec).docker()).isEqualTo(State.CREATED);
    take(new ContainerStep.Remove(WEB));
    assertThat(names()).isEmpty();
  }

  @Test
  void an_id_that_begins_like_a_name_is_no_container_of_that_name() {
    foreign("other");
    var beginning = lab.sh("docker ps -aq --no-trunc").substring(0, 6);
    var spec = sleeper(beginning);
    assertThat(facts(spec).nameHolder()).isEmpty();
  }

  @Test
  void a_paused_container_is_woken_and_stopped() {
    var spec = sleeper("web1");
    take(new ContainerStep.Create(spec), start());
    lab.sh("docker pause web1");
    assertThat(facts(spec).docker()).isEqualTo(State.PAUSED);
    take(new ContainerStep.Unpause(WEB), stop());
    assertThat(facts(spec).docker()).isEqualTo(State.EXITED);
  }

  @Test
  void an_anonymous_volume_goes_with_its_container_and_a_named_one_stays() {
    lab.sh("printf 'FROM %s\\nVOLUME /anon\\n' | docker build -q -t lab/anon -".formatted(BUSYBOX));
    var plain = spec("web1", new ImageRef("lab/anon"), "sleep", "1000");
    take(new ContainerStep.Create(plain));
    assertThat(lab.sh("docker volume ls -q").lines()).hasSize(1);
    take(new ContainerStep.Remove(WEB));
    assertThat(lab.sh("docker volume ls -q")).isEmpty();
  }

  @Test
  void a_network_that_is_not_there_is_a_problem_of_the_request() {
    var plain = sleeper("web1");
    var outcome = lostIn("nowhere", plain);
    assertThat(outcome).isInstanceOf(Outcome.Stuck.class);
    assertThat(((Outcome.Stuck) outcome).problem().code()).isEqualTo("no-such-network");
  }

  private Outcome lostIn(String network, ContainerSpec plain) {
    var spec =
        new ContainerSpec(
            plain.name(),
            plain.host(),
            plain.image(),
            plain.command(),
            plain.entrypoint(),
            plain.env(),
            plain.labels(),
            plain.workingDir(),
            plain.user(),
            plain.restartPolicy(),
            plain.memoryMib(),
            plain.cpus(),
            List.of(new Nic("docker:" + network)),
            plain.securityGroups(),
            plain.volumes(),
            plain.publish(),
            plain.ports(),
            plain.links(),
            plain.wish(),
            plain.bond(),
            plain.running(),
            plain.endedRun(),
            plain.hurry(),
            plain.forgotten(),
            plain.address(),
            plain.cards(),
            plain.hosts());
    var created = apply(new ContainerStep.Create(spec));
    return created.equals(Outcome.done()) ? apply(start()) : created;
  }

  @Test
  void without_docker_one_is_told_so_and_not_that_nothing_is_there() {
    lab.sh("systemctl stop docker.socket docker.service");
    try {
      assertThat(look(sleeper("web1")))
          .isInstanceOfSatisfying(
              Sight.Unseen.class, unseen -> assertThat(unseen.why().code()).isEqualTo("no-docker"));
    } finally {
      lab.sh("systemctl start docker.socket docker.service");
    }
    assertThat(look(sleeper("web1"))).isInstanceOf(Sight.Found.class);
  }

  @Test
  void a_docker_that_hangs_is_not_waited_for_for_ever() {
    assertThat(look(sleeper("web1"))).isInstanceOf(Sight.Found.class);
    lab.sh("systemctl kill -s STOP docker.service");
    try {
      assertThat(look(sleeper("web1")))
          .isInstanceOfSatisfying(
              Sight.Unseen.class,
              unseen -> assertThat(unseen.why().code()).isEqualTo("docker-hangs"));
    } finally {
      lab.sh("systemctl kill -s CONT docker.service");
    }
    assertThat(look(sleeper("web1"))).isInstanceOf(Sight.Found.class);
  }

  @Test
  void after_the_connection_was_cut_it_is_looked_at_again() {
    var spec = sleeper("web1");
    take(new ContainerStep.Create(spec), start());
    var before = facts(spec);
    lab.sh("pkill -f '[s]shd: root'");
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> assertThat(look(spec).found()).contains(before));
  }

  @Test
  void events_name_the_container_also_after_docker_was_restarted() {
    var woken = ConcurrentHashMap.<ResourceId>newKeySet();
    try (var events = new DockerEvents(links, hosts, woken::add, _ -> {})) {
      events.start();
      var spec = sleeper("web1");
      take(new ContainerStep.Create(spec));
      await().until(() -> woken.contains(ID));
      // What the restart makes us miss is made good by naming all.
      woken.clear();
      lab.sh("systemctl restart docker");
      await().atMost(Duration.ofSeconds(90)).until(() -> woken.contains(ID));
      woken.clear();
      lab.sh("docker start web1");
      await().until(() -> woken.contains(ID));
      woken.clear();
      foreign("other");
      lab.sh("docker start other; docker kill web1");
      await().until(() -> woken.contains(ID));
      assertThat(woken).containsExactly(ID);
    }
  }
}
