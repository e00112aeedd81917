package io.stampede.bench;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.HostConfig;
import io.stampede.engine.Phase;
import io.stampede.lab.LabImages;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Containers: listed, and made.
final class ContainerRaces {
  /// Heeds a polite end, so that tidying up does not take Docker's ten seconds.
  private static final List<String> COMMAND =
      List.of("sh", "-c", "trap 'exit 0' TERM; sleep 100000 & wait");

  private static final int LISTED = 10;
  private static final Race LISTING = new Race(3, 21, Duration.ofSeconds(15));
  private static final Race MAKING = new Race(3, 15, Duration.ofSeconds(30));
  private static final double AT_LEAST_TIMES = 10;
  private static final double AT_MOST_MORE = 50;

  private final DockerClient docker;
  private final Sheet sheet;

  ContainerRaces(DockerClient docker, Sheet sheet) {
    this.docker = docker;
    this.sheet = sheet;
  }

  void list(Peers peers) throws Exception {
    for (int i = 0; i < LISTED; i++) {
      docker.createContainerCmd(LabImages.BUSYBOX).withName("listed-" + i).exec();
    }
    var peer = "docker -H ssh:// ps -a";
    Race.Side ours = () -> list();
    boolean there = Peers.find("docker").isPresent();
    Race.Side theirs = there ? () -> peers.docker("ps", "-a") : () -> {};
    var medians = LISTING.run(ours, theirs);
    sheet.ours("%d containers listed".formatted(LISTED), medians.ours());
    if (there) {
      boolean met = medians.peer() / medians.ours() >= AT_LEAST_TIMES;
      sheet.peer(peer, medians.peer(), medians.ours(), "at least 10 x", met);
    } else {
      sheet.missing(peer, "there is no docker here (Debian: docker-cli, before 13 docker.io)");
    }
    for (int i = 0; i < LISTED; i++) docker.removeContainerCmd("listed-" + i).exec();
  }

  private void list() {
    int found = docker.listContainersCmd().withShowAll(true).exec().size();
    if (found < LISTED) throw new IllegalStateException(found + " containers listed");
  }

  void make(Console console, String host) throws Exception {
    var medians = MAKING.run(new ByConsole(console, host), new ByDocker());
    double more = medians.ours() - medians.peer();
    sheet.ours("a container created and started", medians.ours());
    sheet.peer(
        "Docker's API through the same tunnel",
        medians.peer(),
        medians.ours(),
        "ours at most 50 ms more (%+.0f ms)".formatted(more),
        more <= AT_MOST_MORE);
  }

  private static final class ByConsole implements Race.Side {
    private final Console console;
    private final Map<String, ?> fields;
    private String made = "";

    ByConsole(Console console, String host) {
      this.console = console;
      this.fields =
          Map.of("name", "ours", "host", host, "image", LabImages.BUSYBOX, "command", COMMAND);
    }

    @Override
    public void run() {
      made = console.create("container", fields, Phase.RUNNING).id();
    }

    @Override
    public void tidy() {
      console.remove("container", made);
    }
  }

  private final class ByDocker implements Race.Side {
    private String made = "";

    @Override
    public void run() {
      made =
          docker
              .createContainerCmd(LabImages.BUSYBOX)
              .withName("theirs")
              .withCmd(COMMAND)
              .withHostConfig(HostConfig.newHostConfig().withNetworkMode("bridge"))
              .exec()
              .getId();
      docker.startContainerCmd(made).exec();
    }

    @Override
    public void tidy() {
      docker.removeContainerCmd(made).withForce(true).exec();
    }
  }
}
