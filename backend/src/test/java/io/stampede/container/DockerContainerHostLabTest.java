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
        ContainerSpecs.changed(
            plain,
            d -> {
              d.entrypoint = List.of("/bin/sh");
              d.env = Map.of("COLOR", "red and 'blue'", "EMPTY", "");
              d.workingDir = Optional.of("/etc");
              d.user = Optional.of("7:8");
              d.limits = new Limits(OptionalInt.of(64), Optional.of(new Cpus("0.5")));
              d.networks = List.of(new Nic("docker:none"));
              d.volumes = List.of(new Mount("data:/data"), new Mount("/srv:/srv:ro"));
              d.publish = List.of(new PublishedPort("127.0.0.1:8088:80"));
            });
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

  /// All that Docker keeps of it when it is only made.
  private static ContainerOptions allOptions() {
    return new ContainerOptions(
        new ContainerProcess(
            Optional.empty(),
            Optional.empty(),
            Optional.of("box"),
            Optional.of("example.org"),
            true,
            true,
            true,
            Optional.of("SIGINT"),
            OptionalInt.of(30),
            List.of("audio")),
        new ContainerHealth(
            false,
            Optional.of("[\"true\",\"a b\"]"),
            Optional.of(new Span("1m30s")),
            Optional.of(new Span("5s")),
            OptionalInt.of(4),
            Optional.of(new Span("500ms")),
            Optional.empty(),
            120),
        new ContainerResources(
            OptionalInt.of(-1),
            OptionalInt.of(32),
            OptionalInt.of(100),
            Optional.of("0"),
            Optional.of("0"),
            OptionalInt.of(512),
            OptionalInt.empty(),
            OptionalInt.of(500),
            false,
            OptionalInt.of(32),
            List.of(new Ulimit("nofile=1024:2048"), new Ulimit("core=0"))),
        new ContainerNaming(
            List.of("db"),
            List.of("192.0.2.53"),
            List.of("example.org"),
            List.of("ndots:2"),
            List.of(new ExtraHost("db:10.0.0.7")),
            true),
        new ContainerStorage(
            List.of(new Tmpfs("/run:size=64m"), new Tmpfs("/tmp")), Optional.empty(), Map.of()),
        new ContainerSecurity(
            false,
            true,
            List.of(new Cap("NET_ADMIN")),
            List.of(new Cap("MKNOD"), new Cap("SETPCAP")),
            List.of(new DeviceMap("/dev/null:/dev/void:rw"), new DeviceMap("/dev/full")),
            List.of("c 1:3 rm"),
            Optional.empty(),
            List.of("no-new-privileges"),
            Map.of("net.core.somaxconn", "128"),
            Optional.of("shareable"),
            Optional.of("host"),
            false,
            false,
            Optional.of("host"),
            Optional.empty(),
            Optional.empty()),
        new ContainerLogging(Optional.of("json-file"), Map.of("max-size", "10m")));
  }

  @Test
  @Tag("N4")
  void every_option_is_kept_by_docker_and_read_again_from_it() {
    lab.sh("docker network create back");
    try {
      var spec =
          ContainerSpecs.changed(
              sleeper("web1"),
              d -> {
                d.options = allOptions();
                d.limits = new Limits(OptionalInt.of(64), Optional.empty());
                d.networks = List.of(new Nic("docker:back"));
                d.volumes = List.of(new Mount("/srv:/srv:ro,rslave"), new Mount("data:/data"));
                d.publish =
                    List.of(new PublishedPort("127.0.0.1:8088:80"), new PublishedPort("53:53/udp"));
              });
      take(new ContainerStep.Create(spec));
      var all = host().all().orElseThrow();
      var seen =
          host().describe("ho-1", all.getFirst(), io.stampede.adoption.Bond.HERE).orElseThrow();
      assertThat(seen.options()).isEqualTo(spec.options());
      assertThat(seen.networks()).isEqualTo(spec.networks());
      assertThat(seen.publish())
          .containsExactlyInAnyOrder(
              new PublishedPort("127.0.0.1:8088:80/tcp"), new PublishedPort("53:53/udp"));
      assertThat(seen.volumes())
          .containsExactlyInAnyOrder(new Mount("/srv:/srv:ro,rslave"), new Mount("data:/data:rw"));
    } finally {
      lab.sh("docker rm -f web1; docker network rm back; docker volume rm -f data");
    }
  }

  @Test
  @Tag("S12")
  void what_is_made_anew_keeps_its_volumes_also_those_without_a_name() {
    lab.sh("printf 'FROM %s\nVOLUME /anon\n' | docker build -q -t lab/anon -".formatted(BUSYBOX));
    var spec =
        ContainerSpecs.changed(
            spec(
                "web1", new ImageRef("lab/anon"), sleeper("web1").command().toArray(new String[0])),
            d -> d.volumes = List.of(new Mount("kept:/kept")));
    settle(spec);
    lab.sh("docker exec web1 sh -c 'echo one > /anon/x; echo two > /kept/x'");
    var anew =
        ContainerSpecs.edition(
            ContainerSpecs.changed(spec, d -> d.env = Map.of("COLOR", "blue")), 1);
    settle(anew);
    assertThat(lab.sh("docker exec web1 sh -c 'cat /anon/x /kept/x; echo $COLOR'").lines())
        .containsExactly("one", "two", "blue");
    var ill =
        ContainerSpecs.edition(
            ContainerSpecs.changed(
                spec,
                d ->
                    d.options =
                        d.options.with(
                            new ContainerHealth(
                                false,
                                Optional.of("false"),
                                Optional.of(new Span("1s")),
                                Optional.empty(),
                                OptionalInt.of(1),
                                Optional.empty(),
                                Optional.empty(),
                                30))),
            2);
    settle(ill);
    assertThat(names()).containsExactlyInAnyOrder("web1", "web1.failed");
    assertThat(lab.sh("docker exec web1 sh -c 'cat /anon/x; echo $COLOR'").lines())
        .containsExactly("one", "blue");
    gone(ill);
    assertThat(names()).isEmpty();
    assertThat(lab.sh("docker volume ls -q")).isEqualTo("kept");
    lab.sh("docker volume rm kept");
  }

  @Test
  void a_network_that_is_not_there_is_a_problem_of_the_request() {
    var plain = sleeper("web1");
    var outcome = lostIn("nowhere", plain);
    assertThat(outcome).isInstanceOf(Outcome.Stuck.class);
    assertThat(((Outcome.Stuck) outcome).problem().code()).isEqualTo("no-such-network");
  }

  private Outcome lostIn(String network, ContainerSpec plain) {
    var spec = ContainerSpecs.on(plain, new Nic("docker:" + network));
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
