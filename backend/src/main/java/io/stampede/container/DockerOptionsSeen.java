package io.stampede.container;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ContainerConfig;
import com.github.dockerjava.api.model.DeviceRequest;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import io.stampede.schema.Codec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// From what Docker says of a container to its options; [DockerOptions] is the reverse. Docker's
/// own defaults are nothing, and what does not fit our words is left out.
final class DockerOptionsSeen {
  private static final long MIB = 1024L * 1024L;
  private static final long USUAL_SHM = 64 * MIB;
  private static final int USUAL_SHARES = 1024;

  private final Map<String, Object> values = new HashMap<>();

  private DockerOptionsSeen() {}

  static ContainerOptions of(InspectContainerResponse says) {
    var seen = new DockerOptionsSeen();
    Optional.ofNullable(says.getConfig()).ifPresent(config -> seen.config(config, says.getId()));
    Optional.ofNullable(says.getHostConfig()).ifPresent(seen::host);
    seen.stop(says);
    seen.aliases(says);
    return seen.read();
  }

  /// Field by field: one that does not fit is left out.
  private ContainerOptions read() {
    var codec = new Codec<>(ContainerOptions.class);
    for (int tries = 0; tries < 100; tries++) {
      switch (codec.read(values)) {
        case Codec.Result.Ok<ContainerOptions>(var options) -> {
          return options;
        }
        case Codec.Result.Bad<ContainerOptions>(var errors) -> {
          if (errors.stream().allMatch(e -> values.remove(e.field()) == null)) {
            return ContainerOptions.USUAL;
          }
        }
      }
    }
    return ContainerOptions.USUAL;
  }

  private void put(String field, @Nullable Object value) {
    boolean nothing =
        value == null
            || value.equals("")
            || value.equals(false)
            || value instanceof List<?> list && list.isEmpty()
            || value instanceof Map<?, ?> map && map.isEmpty();
    if (!nothing) values.put(field, value);
  }

  private void config(ContainerConfig config, String dockerId) {
    var hostname = config.getHostName();
    if (hostname != null && !dockerId.startsWith(hostname)) put("hostname", hostname);
    put("domainname", config.getDomainName());
    put("tty", config.getTty());
    put("stdinOpen", config.getStdinOpen());
    Optional.ofNullable(config.getHealthcheck()).ifPresent(this::health);
  }

  /// The library has no words for these two.
  private void stop(InspectContainerResponse says) {
    if (!(says.getRawValues().get("Config") instanceof Map<?, ?> config)) return;
    put("stopSignal", config.get("StopSignal"));
    put("stopSeconds", config.get("StopTimeout"));
  }

  private void health(HealthCheck check) {
    var test = Optional.ofNullable(check.getTest()).orElse(List.of());
    if (test.equals(List.of("NONE"))) {
      put("noHealthcheck", true);
      return;
    }
    ContainerHealth.command(test).ifPresent(text -> put("healthCommand", text));
    put("healthInterval", span(check.getInterval()));
    put("healthTimeout", span(check.getTimeout()));
    put("healthRetries", positive(check.getRetries()));
    put("healthStartPeriod", span(check.getStartPeriod()));
    put("healthStartInterval", span(check.getStartInterval()));
  }

  private static @Nullable String span(@Nullable Long nanos) {
    return nanos == null ? null : Span.of(nanos).map(Span::value).orElse(null);
  }

  private static @Nullable Number positive(@Nullable Number n) {
    return n == null || n.longValue() <= 0 ? null : n;
  }

  private static @Nullable Number mib(@Nullable Long bytes) {
    return bytes == null || bytes <= 0 ? null : bytes / MIB;
  }

  private void host(HostConfig host) {
    put("init", host.getInit());
    put("groupAdd", host.getGroupAdd());
    resources(host);
    security(host);
    put("dns", list(host.getDns()));
    put("dnsSearch", list(host.getDnsSearch()));
    put("dnsOptions", host.getDnsOptions());
    put("extraHosts", valid(list(host.getExtraHosts()), ExtraHost::new));
    put("publishAll", host.getPublishAllPorts());
    var tmpfs = Optional.ofNullable(host.getTmpFs()).orElse(Map.of());
    put(
        "tmpfs",
        valid(
            tmpfs.entrySet().stream()
                .map(e -> e.getKey() + (e.getValue().isEmpty() ? "" : ":" + e.getValue()))
                .sorted()
                .toList(),
            Tmpfs::new));
    put("volumeDriver", host.getVolumeDriver());
    put("storageOpts", host.getStorageOpt());
    var log = Optional.ofNullable(host.getLogConfig());
    put("logDriver", log.map(l -> l.getType()).map(t -> t.getType()).orElse(null));
    put("logOptions", log.map(l -> l.getConfig()).orElse(null));
  }

  private void resources(HostConfig host) {
    var swap = host.getMemorySwap();
    var memory = host.getMemory();
    boolean limited = memory != null && memory > 0;
    // As much again is what Docker takes when nothing is said.
    boolean usual = swap == null || swap == 0 || limited && swap == 2 * memory;
    if (!usual && limited) put("memorySwapMib", swap < 0 ? -1L : mib(swap));
    put("memoryReservationMib", mib(host.getMemoryReservation()));
    put("pidsLimit", positive(host.getPidsLimit()));
    put("cpuset", host.getCpusetCpus());
    put("cpusetMems", host.getCpusetMems());
    var shares = positive(host.getCpuShares());
    if (shares != null && shares.intValue() != USUAL_SHARES) put("cpuShares", shares);
    put("blkioWeight", positive(host.getBlkioWeight()));
    var score = host.getOomScoreAdj();
    if (score != null && score != 0) put("oomScoreAdj", score);
    put("oomKillDisable", host.getOomKillDisable());
    var shm = host.getShmSize();
    if (shm != null && shm != USUAL_SHM) put("shmMib", mib(shm));
    var ulimits = Optional.ofNullable(host.getUlimits()).stream().flatMap(Stream::of);
    put(
        "ulimits",
        ulimits
            .map(u -> "%s=%d:%d".formatted(u.getName(), u.getSoftLong(), u.getHardLong()))
            .flatMap(text -> valid(List.of(text), Ulimit::new).stream())
            .map(text -> shortest(new Ulimit(text)))
            .toList());
  }

  private static String shortest(Ulimit u) {
    return Ulimit.of(u.name(), u.soft(), u.hard()).value();
  }

  private void security(HostConfig host) {
    put("privileged", host.getPrivileged());
    put("readOnly", host.getReadonlyRootfs());
    put("capAdd", names(host.getCapAdd()));
    put("capDrop", names(host.getCapDrop()));
    var devices = Optional.ofNullable(host.getDevices()).stream().flatMap(Stream::of);
    put(
        "devices",
        valid(
            devices
                .map(d ->
                    device(
                        d.getPathOnHost(),
                        String.valueOf(d.getPathInContainer()),
                        String.valueOf(d.getcGroupPermissions())))
                .toList(),
            DeviceMap::new));
    put("deviceRules", host.getDeviceCgroupRules());
    Optional.ofNullable(host.getDeviceRequests()).stream()
        .flatMap(List::stream)
        .findFirst()
        .ifPresent(request -> put("gpus", gpus(request)));
    put("securityOpts", labels(host));
    put("sysctls", host.getSysctls());
    if (!"private".equals(host.getIpcMode())) put("ipcMode", host.getIpcMode());
    put("pidMode", host.getPidMode());
    put("utsHost", "host".equals(host.getUtSMode()));
    put("usernsHost", "host".equals(host.getUsernsMode()));
    put("cgroupnsMode", host.getCgroupnsMode());
    put("cgroupParent", host.getCgroupParent());
    if (!"runc".equals(host.getRuntime())) put("runtime", host.getRuntime());
  }

  /// Docker adds one by itself where a container sees processes or memory of its host.
  private static List<String> labels(HostConfig host) {
    boolean added =
        "host".equals(host.getPidMode())
            || "host".equals(host.getIpcMode())
            || Boolean.TRUE.equals(host.getPrivileged());
    return Optional.ofNullable(host.getSecurityOpts()).stream()
        .flatMap(List::stream)
        .filter(option -> !added || !option.equals("label=disable"))
        .toList();
  }

  private static String device(String ofHost, String within, String rights) {
    var shorter = within.equals(ofHost) ? ofHost : ofHost + ":" + within;
    return rights.equals("rwm") ? shorter : ofHost + ":" + within + ":" + rights;
  }

  private static @Nullable String gpus(DeviceRequest request) {
    var ids = request.getDeviceIds();
    if (ids != null && !ids.isEmpty()) return "device=" + String.join(",", ids);
    var count = request.getCount();
    if (count == null || count == 0) return null;
    return count < 0 ? "all" : count.toString();
  }

  private static List<String> names(Enum<?> @Nullable [] caps) {
    return caps == null ? List.of() : Arrays.stream(caps).map(Enum::name).toList();
  }

  private static List<String> list(String @Nullable [] all) {
    return all == null ? List.of() : List.of(all);
  }

  private static List<String> valid(List<String> texts, Function<String, ?> type) {
    var all = new ArrayList<String>();
    for (var text : texts) {
      try {
        var unused = type.apply(text);
        all.add(text);
      } catch (IllegalArgumentException _) {
        // not in our words
      }
    }
    return all;
  }

  /// Those that somebody gave: Docker adds the beginning of its id.
  private void aliases(InspectContainerResponse says) {
    var settings = says.getNetworkSettings();
    if (settings == null || settings.getNetworks() == null) return;
    var own = String.valueOf(says.getName()).replaceFirst("^/", "");
    put(
        "aliases",
        settings.getNetworks().values().stream()
            .flatMap(n -> Optional.ofNullable(n.getAliases()).stream().flatMap(List::stream))
            .filter(alias -> !says.getId().startsWith(alias) && !alias.equals(own))
            .distinct()
            .toList());
  }
}
