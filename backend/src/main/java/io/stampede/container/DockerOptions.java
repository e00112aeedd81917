package io.stampede.container;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Device;
import com.github.dockerjava.api.model.DeviceRequest;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Ulimit;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// A container's options in Docker's words; [DockerOptionsSeen] is the reverse. What is left open
/// is not said, so that it is as Docker or the image has it.
final class DockerOptions {
  private static final long MIB = 1024L * 1024L;

  private DockerOptions() {}

  static void put(ContainerOptions options, HostConfig config) {
    put(options.resources(), config);
    put(options.security(), config);
    put(options.storage(), config);
    put(options.logging(), config);
    var process = options.process();
    if (process.init()) config.withInit(true);
    if (!process.groupAdd().isEmpty()) config.withGroupAdd(process.groupAdd());
    if (!options.naming().dnsOptions().isEmpty()) {
      config.withDnsOptions(options.naming().dnsOptions());
    }
    if (options.naming().publishAll()) config.withPublishAllPorts(true);
  }

  static void put(ContainerOptions options, CreateContainerCmd command) {
    var process = options.process();
    process.platform().ifPresent(command::withPlatform);
    process.hostname().ifPresent(command::withHostName);
    process.domainname().ifPresent(command::withDomainName);
    if (process.tty()) command.withTty(true);
    if (process.stdinOpen()) command.withStdinOpen(true);
    process.stopSignal().ifPresent(command::withStopSignal);
    process.stopSeconds().ifPresent(command::withStopTimeout);
    if (options.health().isSaid()) command.withHealthcheck(check(options.health()));
  }

  private static HealthCheck check(ContainerHealth health) {
    var check = new HealthCheck();
    if (!health.test().isEmpty()) check.withTest(health.test());
    health.healthInterval().map(Span::nanos).ifPresent(check::withInterval);
    health.healthTimeout().map(Span::nanos).ifPresent(check::withTimeout);
    health.healthRetries().ifPresent(check::withRetries);
    health.healthStartPeriod().map(Span::nanos).ifPresent(check::withStartPeriod);
    health.healthStartInterval().map(Span::nanos).ifPresent(check::withStartInterval);
    return check;
  }

  private static void put(ContainerResources resources, HostConfig config) {
    resources.memorySwapMib().ifPresent(mib -> config.withMemorySwap(mib < 0 ? -1L : mib * MIB));
    resources.memoryReservationMib().ifPresent(mib -> config.withMemoryReservation(mib * MIB));
    resources.pidsLimit().ifPresent(n -> config.withPidsLimit((long) n));
    resources.cpuset().ifPresent(config::withCpusetCpus);
    resources.cpusetMems().ifPresent(config::withCpusetMems);
    resources.cpuShares().ifPresent(config::withCpuShares);
    resources.blkioWeight().ifPresent(config::withBlkioWeight);
    resources.oomScoreAdj().ifPresent(config::withOomScoreAdj);
    if (resources.oomKillDisable()) config.withOomKillDisable(true);
    resources.shmMib().ifPresent(mib -> config.withShmSize(mib * MIB));
    if (!resources.ulimits().isEmpty()) {
      config.withUlimits(
          resources.ulimits().stream().map(u -> new Ulimit(u.name(), u.soft(), u.hard())).toList());
    }
  }

  private static void put(ContainerSecurity security, HostConfig config) {
    if (security.privileged()) config.withPrivileged(true);
    if (security.readOnly()) config.withReadonlyRootfs(true);
    if (!security.capAdd().isEmpty()) config.withCapAdd(caps(security.capAdd()));
    if (!security.capDrop().isEmpty()) config.withCapDrop(caps(security.capDrop()));
    if (!security.devices().isEmpty()) {
      config.withDevices(
          security.devices().stream()
              .map(d -> new Device(d.rights(), d.within(), d.ofHost()))
              .toList());
    }
    if (!security.deviceRules().isEmpty()) config.withDeviceCgroupRules(security.deviceRules());
    security.gpus().ifPresent(text -> config.withDeviceRequests(List.of(gpus(text))));
    if (!security.securityOpts().isEmpty()) config.withSecurityOpts(security.securityOpts());
    if (!security.sysctls().isEmpty()) config.withSysctls(security.sysctls());
    security.ipcMode().ifPresent(config::withIpcMode);
    security.pidMode().ifPresent(config::withPidMode);
    if (security.utsHost()) config.withUtSMode("host");
    if (security.usernsHost()) config.withUsernsMode("host");
    security.cgroupnsMode().ifPresent(config::withCgroupnsMode);
    security.cgroupParent().ifPresent(config::withCgroupParent);
    security.runtime().ifPresent(config::withRuntime);
  }

  private static Capability[] caps(List<Cap> caps) {
    return caps.stream().map(c -> Capability.fromValue(c.value())).toArray(Capability[]::new);
  }

  /// As `docker run --gpus` does.
  private static DeviceRequest gpus(String text) {
    var request = new DeviceRequest().withCapabilities(List.of(List.of("gpu")));
    if (text.startsWith("device=")) {
      return request.withDeviceIds(List.of(text.substring("device=".length()).split(",", -1)));
    }
    var count = text.equals("all") ? OptionalInt.of(-1) : OptionalInt.of(Integer.parseInt(text));
    return request.withCount(count.getAsInt());
  }

  private static void put(ContainerStorage storage, HostConfig config) {
    if (!storage.tmpfs().isEmpty()) {
      Map<String, String> folders =
          storage.tmpfs().stream().collect(Collectors.toMap(Tmpfs::folder, Tmpfs::options));
      config.withTmpFs(folders);
    }
    storage.volumeDriver().ifPresent(config::withVolumeDriver);
    if (!storage.storageOpts().isEmpty()) config.withStorageOpt(storage.storageOpts());
  }

  private static void put(ContainerLogging logging, HostConfig config) {
    if (logging.logDriver().isEmpty() && logging.logOptions().isEmpty()) return;
    var type = logging.logDriver().map(LogConfig.LoggingType::fromValue);
    var log = new LogConfig();
    type.ifPresent(log::setType);
    if (!logging.logOptions().isEmpty()) log.setConfig(logging.logOptions());
    config.withLogConfig(log);
  }
}
