package io.stampede.container;

import io.stampede.container.DockerRun.Reading;
import io.stampede.network.ContainerLink;
import io.stampede.network.Nic;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The flags of `docker run`, and what each is here.
final class DockerRunFlags {
  /// What a flag's value is made to.
  interface Reader {
    void read(Reading run, String flag, String value);
  }

  record Flag(boolean takesValue, Reader reader) {}

  private static final Map<String, Flag> ALL = new HashMap<>();
  private static final BigDecimal USUAL_PERIOD = BigDecimal.valueOf(100_000);

  static {
    texts();
    switches();
    lists();
    maps();
    amounts();
    structured();
    without();
  }

  private DockerRunFlags() {}

  static Optional<Flag> of(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  private static void flag(String names, Reader reader) {
    for (var name : names.split(" ")) ALL.put(name, new Flag(true, reader));
  }

  private static void text(String names, String field, Function<String, ?> type) {
    flag(names, (run, flag, value) -> run.one(flag, field, value, type));
  }

  private static void texts() {
    text("--name", "name", ContainerName::new);
    text("--platform", "platform", String::toString);
    text("--hostname -h", "hostname", String::toString);
    text("--domainname", "domainname", String::toString);
    text("--user -u", "user", String::toString);
    text("--workdir -w", "workingDir", String::toString);
    text("--stop-signal", "stopSignal", String::toString);
    flag(
        "--cpus",
        (run, flag, value) -> {
          var number = value.startsWith(".") ? "0" + value : value;
          run.one(flag, "cpus", number, Cpus::new);
        });
    text("--cpuset-cpus", "cpuset", String::toString);
    text("--cpuset-mems", "cpusetMems", String::toString);
    text("--ipc", "ipcMode", String::toString);
    text("--pid", "pidMode", String::toString);
    text("--cgroupns", "cgroupnsMode", String::toString);
    text("--cgroup-parent", "cgroupParent", String::toString);
    text("--runtime", "runtime", String::toString);
    text("--log-driver", "logDriver", String::toString);
    text("--volume-driver", "volumeDriver", String::toString);
    flag("--health-cmd", (run, flag, value) -> run.put("healthCommand", value));
    text("--health-interval", "healthInterval", Span::new);
    text("--health-timeout", "healthTimeout", Span::new);
    text("--health-start-period", "healthStartPeriod", Span::new);
    text("--health-start-interval", "healthStartInterval", Span::new);
    flag(
        "--entrypoint",
        (run, flag, value) -> {
          if (value.isEmpty()) run.note(flag + ": an entrypoint of the image cannot be taken away");
          else run.add("entrypoint", value);
        });
    flag("--gpus", (run, flag, value) -> run.put("gpus", value.replace("\"", "")));
    flag("--uts", host("utsHost"));
    flag("--userns", host("usernsHost"));
    flag("--restart", DockerRunFlags::restart);
  }

  private static Reader host(String field) {
    return (run, flag, value) -> {
      if (value.equals("host")) run.put(field, true);
      else if (!value.isEmpty()) run.note("%s: there is only host".formatted(flag));
    };
  }

  private static void restart(Reading run, String flag, String value) {
    var parts = value.split(":", 2);
    run.put("restartPolicy", parts[0]);
    if (parts.length > 1) run.note("%s: the number of tries is not kept".formatted(flag));
  }

  private static void onOff(String names, Reader reader) {
    for (var name : names.split(" ")) {
      Reader read =
          (run, flag, value) -> {
            if (value.equals("true")) reader.read(run, flag, value);
            else if (!value.equals("false")) run.note("%s is true or false".formatted(flag));
          };
      ALL.put(name, new Flag(false, read));
    }
  }

  private static void switches() {
    var fields =
        Map.of(
            "--tty -t", "tty",
            "--interactive -i", "stdinOpen",
            "--init", "init",
            "--no-healthcheck", "noHealthcheck",
            "--oom-kill-disable", "oomKillDisable",
            "--privileged", "privileged",
            "--publish-all -P", "publishAll",
            "--read-only", "readOnly");
    fields.forEach((names, field) -> onOff(names, (run, _, _) -> run.put(field, true)));
    // Of the one who calls, not of the container.
    onOff("--detach -d --quiet -q --sig-proxy --disable-content-trust --help", (_, _, _) -> {});
    onOff(
        "--rm",
        (run, flag, _) ->
            run.note(
                flag
                    + ": a container that removes itself cannot be looked after; remove it here"
                    + " when it is over"));
    onOff(
        "--use-api-socket",
        (run, flag, _) -> run.note(flag + ": put /var/run/docker.sock under volumes yourself"));
  }

  private static void list(String names, String field, Function<String, ?> type) {
    flag(names, (run, flag, value) -> run.more(flag, field, value, type));
  }

  private static void lists() {
    list("--add-host", "extraHosts", ExtraHost::new);
    list("--cap-add", "capAdd", Cap::new);
    list("--cap-drop", "capDrop", Cap::new);
    list("--device", "devices", DeviceMap::new);
    list("--device-cgroup-rule", "deviceRules", String::toString);
    list("--dns", "dns", String::toString);
    list("--dns-option --dns-opt", "dnsOptions", String::toString);
    list("--dns-search", "dnsSearch", String::toString);
    list("--group-add", "groupAdd", String::toString);
    list("--link", "links", ContainerLink::new);
    list("--network-alias --net-alias", "aliases", String::toString);
    list("--tmpfs", "tmpfs", Tmpfs::new);
    list("--ulimit", "ulimits", Ulimit::new);
    list("--volume -v", "volumes", Mount::new);
    flag(
        "--security-opt",
        (run, flag, value) -> {
          boolean file = value.matches("seccomp[=:](?!unconfined|builtin|\\{).*");
          if (file) run.note(flag + ": put the text of the profile there, as seccomp={…}");
          else run.more(flag, "securityOpts", value, String::toString);
        });
  }

  private static void map(String names, String field) {
    flag(
        names,
        (run, flag, value) -> {
          int at = value.indexOf('=');
          run.entry(
              field,
              at < 0 ? value : value.substring(0, at),
              at < 0 ? "" : value.substring(at + 1));
        });
  }

  private static void maps() {
    map("--label -l", "labels");
    map("--log-opt", "logOptions");
    map("--storage-opt", "storageOpts");
    map("--sysctl", "sysctls");
    flag(
        "--env -e",
        (run, flag, value) -> {
          int at = value.indexOf('=');
          if (at < 0) {
            run.note(
                "%s: the value of %s is in your shell only: write it out".formatted(flag, value));
          } else {
            run.entry("env", value.substring(0, at), value.substring(at + 1));
          }
        });
  }

  private static void amounts() {
    for (var each :
        Map.of(
                "--memory -m", "memoryMib",
                "--memory-swap", "memorySwapMib",
                "--memory-reservation", "memoryReservationMib",
                "--shm-size", "shmMib")
            .entrySet()) {
      flag(each.getKey(), (run, flag, value) -> run.mib(flag, each.getValue(), value));
    }
    for (var each :
        Map.of(
                "--pids-limit", "pidsLimit",
                "--cpu-shares -c", "cpuShares",
                "--blkio-weight", "blkioWeight",
                "--oom-score-adj", "oomScoreAdj",
                "--stop-timeout", "stopSeconds",
                "--health-retries", "healthRetries")
            .entrySet()) {
      flag(each.getKey(), (run, flag, value) -> run.number(flag, each.getValue(), value));
    }
    flag(
        "--cpu-period --cpu-quota",
        (run, flag, value) -> {
          if (value.matches("\\d{1,9}")) run.aside.put(flag, value);
          else run.note("%s: “%s” is no number".formatted(flag, value));
        });
  }

  /// What two flags say together.
  static void together(Reading run) {
    var quota = run.aside.get("--cpu-quota");
    if (quota == null) return;
    var period =
        Optional.ofNullable(run.aside.get("--cpu-period"))
            .map(BigDecimal::new)
            .filter(p -> p.signum() > 0)
            .orElse(USUAL_PERIOD);
    var cpus = new BigDecimal(quota).divide(period, 3, RoundingMode.HALF_UP).stripTrailingZeros();
    run.one("--cpu-quota", "cpus", cpus.toPlainString(), Cpus::new);
  }

  private static void structured() {
    flag("--publish -p", DockerRunPorts::read);
    flag("--mount", DockerRunMounts::read);
    flag("--network --net", DockerRunFlags::network);
  }

  private static void network(Reading run, String flag, String value) {
    if (value.startsWith("container:")) {
      run.note(flag + ": the network of another container cannot be shared here");
      return;
    }
    if (!value.contains("=")) {
      run.more(
          flag, "networks", "docker:" + (value.equals("default") ? "bridge" : value), Nic::new);
      return;
    }
    for (var part : value.split(",", -1)) {
      int at = part.indexOf('=');
      var key = at < 0 ? part : part.substring(0, at);
      var text = part.substring(at + 1);
      switch (key) {
        case "name" -> run.more(flag, "networks", "docker:" + text, Nic::new);
        case "alias" -> run.add("aliases", text);
        default -> run.note("%s: there is no field for %s".formatted(flag, part));
      }
    }
  }

  private static void not(String names, String why) {
    flag(names, (run, flag, value) -> run.note("%s %s: %s".formatted(flag, value, why)));
  }

  /// Flags without a field.
  private static void without() {
    flag("--attach -a --detach-keys", (_, _, _) -> {});
    flag(
        "--pull",
        (run, flag, value) -> {
          if (!value.equals("missing"))
            run.note(flag + ": it is pulled where the host does not have it");
        });
    not("--env-file", "put its lines into the environment file");
    not("--label-file", "put its lines into the labels");
    not("--cidfile", "there is no file for its id");
    not("--expose", "its image says which ports it exposes");
    not("--ip --ip6", "an address is for managed networks, as managed=10.42.0.7");
    not("--link-local-ip --mac-address", "there is no field for it");
    not("--volumes-from", "name the volumes of the other one");
    not("--isolation --cpu-count --cpu-percent --io-maxbandwidth --io-maxiops", "is for Windows");
    not("--kernel-memory", "Docker does not know it any more");
    not(
        "--annotation --blkio-weight-device --cpu-rt-period --cpu-rt-runtime --device-read-bps"
            + " --device-read-iops --device-write-bps --device-write-iops --memory-swappiness",
        "there is no field for it");
  }
}
