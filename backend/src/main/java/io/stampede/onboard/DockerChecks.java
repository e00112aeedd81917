package io.stampede.onboard;

import io.stampede.onboard.CheckRow.Severity;
import java.util.List;
import java.util.regex.Pattern;

/// Docker: whether it answers, and what it is.
final class DockerChecks {
  private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4}).*");
  private static final int OLDEST = 20;

  private DockerChecks() {}

  static List<Check> all() {
    return List.of(
        Check.of(
                "docker-reachable",
                "Docker",
                Severity.MUST,
                Part.DOCKER,
                "Containers, and what the console itself brings along, run in Docker.",
                DockerChecks::reachable)
            .fixedBy(
                new Fix(
                    "start Docker",
                    "systemctl enable --now docker.service",
                    List.of("systemctl enable --now docker.service"))),
        Check.of(
            "docker-version",
            "Docker's version",
            Severity.SHOULD,
            Part.DOCKER,
            "The console speaks API 1.41, which Docker 20.10 brought.",
            DockerChecks::version),
        Check.of(
            "docker-storage",
            "Docker's storage",
            Severity.SHOULD,
            Part.DOCKER,
            "Other drivers than overlay2 copy whole images, or are no longer cared for.",
            DockerChecks::storage),
        Check.of(
            "docker-live-restore",
            "Containers outlive Docker",
            Severity.NOTE,
            Part.DOCKER,
            "With live-restore, containers keep running while Docker is updated.",
            DockerChecks::liveRestore),
        Check.of(
            "workloads",
            "Workloads already there",
            Severity.NOTE,
            Part.DOCKER,
            "They are left as they are; you may adopt them later, one by one or all.",
            DockerChecks::workloads));
  }

  private static Verdict reachable(Seen seen) {
    return switch (seen.text("docker")) {
      case "yes" -> Verdict.ok("Docker " + seen.text("docker.version"));
      case "denied" ->
          Verdict.failed(
              "user %s may not use /var/run/docker.sock".formatted(seen.spec().user()),
              "as root on the host:\nusermod -aG docker %s\nthen check again"
                  .formatted(seen.spec().user()));
      case "refused" ->
          Verdict.failed(
              "sshd forbids the way to it, and no docker command stands in",
              "see the check ssh-streamlocal");
      case "down" ->
          Verdict.failed(
                  "it is installed, but does not run",
                  seen.sudo()
                      + seen.distribution().enable("docker")
                      + "\nand if it ends again: "
                      + seen.sudo()
                      + "journalctl -u docker -n 50")
              .fixableIf(seen.canBeRoot() && seen.probed().says("docker.unit", "yes"));
      case "hangs" ->
          Verdict.failed("it does not answer in time", seen.sudo() + "systemctl restart docker");
      case "missing" -> Verdict.failed("there is none", install(seen));
      default -> Verdict.unknown("it could not be asked");
    };
  }

  private static String install(Seen seen) {
    var sudo = seen.sudo();
    var distribution = seen.distribution();
    return switch (distribution) {
      case COREOS -> sudo + "systemctl enable --now docker.service";
      case FEDORA ->
          "%sdnf install -y moby-engine || %sdnf install -y docker-ce\n%s"
              .formatted(sudo, sudo, sudo + distribution.enable("docker"));
      case DEBIAN, SUSE, ARCH, ALPINE ->
          sudo
              + distribution.install("docker.io", "docker", "docker")
              + "\n"
              + sudo
              + distribution.enable("docker");
      case OTHER ->
          "install Docker as its documentation says: https://docs.docker.com/engine/install/";
    };
  }

  private static Verdict version(Seen seen) {
    var text = seen.text("docker.version");
    if (text.isEmpty()) return Verdict.skipped("Docker does not answer");
    var m = VERSION.matcher(text);
    if (!m.matches()) return Verdict.unknown(text);
    int major = Integer.parseInt(m.group(1));
    boolean old = major < OLDEST || major == OLDEST && Integer.parseInt(m.group(2)) < 10;
    if (!old) return Verdict.ok(text);
    var update = seen.distribution().install("docker.io", "docker", "docker");
    return Verdict.failed(text, update.isEmpty() ? "update the system" : seen.sudo() + update);
  }

  private static Verdict storage(Seen seen) {
    var driver = seen.text("docker.driver");
    return switch (driver) {
      case "" -> Verdict.skipped("Docker does not answer");
      case "overlay2", "overlayfs", "btrfs", "zfs" -> Verdict.ok(driver);
      default ->
          Verdict.failed(
              driver,
              "with nothing in Docker that you need:\n"
                  + "echo '{\"storage-driver\": \"overlay2\"}' | %stee /etc/docker/daemon.json\n"
                      .formatted(seen.sudo())
                  + seen.sudo()
                  + "systemctl restart docker");
    };
  }

  private static Verdict liveRestore(Seen seen) {
    return switch (seen.text("docker.live-restore")) {
      case "true" -> Verdict.ok("yes");
      case "false" ->
          Verdict.failed(
              "no",
              "add “\"live-restore\": true” to /etc/docker/daemon.json, then:\n"
                  + seen.sudo()
                  + "systemctl reload docker");
      default -> Verdict.skipped("Docker does not answer");
    };
  }

  private static Verdict workloads(Seen seen) {
    var all = seen.probed().number("docker.containers");
    var on = seen.probed().number("docker.running");
    if (all.isEmpty()) return Verdict.skipped("Docker does not answer");
    return Verdict.ok(
        all.getAsLong() == 0
            ? "no containers"
            : "%d containers, %d of them running".formatted(all.getAsLong(), on.orElse(0)));
  }
}
