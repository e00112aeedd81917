package io.stampede.container;

import io.stampede.schema.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a container may do to its host, and what it sees of it.
public record ContainerSecurity(
    @Field(
            label = "Privileged",
            help = "It may do all that root of the host may.",
            byDefault = "false",
            update = true,
            more = true)
        boolean privileged,
    @Field(
            label = "Read-only",
            help = "Nothing of its own files can be changed; volumes can.",
            byDefault = "false",
            update = true,
            more = true)
        boolean readOnly,
    @Field(
            label = "Capabilities added",
            update = true,
            more = true,
            maxLength = 32,
            example = "NET_ADMIN")
        List<Cap> capAdd,
    @Field(
            label = "Capabilities dropped",
            update = true,
            more = true,
            maxLength = 32,
            example = "ALL")
        List<Cap> capDrop,
    @Field(
            label = "Devices",
            help = "Of the host.",
            update = true,
            more = true,
            example = "/dev/fuse")
        List<DeviceMap> devices,
    @Field(
            label = "Device rules",
            help = "Of the devices' control group, as c 1:3 mr.",
            update = true,
            more = true,
            maxLength = 64,
            example = "c 1:3 mr")
        List<String> deviceRules,
    @Field(
            label = "GPUs",
            help = "all, a number, or device= with their ids.",
            update = true,
            more = true,
            maxLength = 256,
            pattern = "all|[1-9][0-9]{0,2}|device=[A-Za-z0-9_,:-]+",
            example = "all")
        Optional<String> gpus,
    @Field(
            label = "Security options",
            help = "Of AppArmor, SELinux and seccomp.",
            update = true,
            more = true,
            example = "no-new-privileges")
        List<String> securityOpts,
    @Field(
            label = "Sysctls",
            help = "Of its own namespaces.",
            update = true,
            more = true,
            example = "net.core.somaxconn=1024")
        Map<String, String> sysctls,
    @Field(
            label = "IPC",
            help = "none, private, shareable, host or container:NAME.",
            update = true,
            more = true,
            maxLength = 140,
            pattern = "none|private|shareable|host|container:[A-Za-z0-9][A-Za-z0-9_.-]*",
            example = "host")
        Optional<String> ipcMode,
    @Field(
            label = "Processes seen",
            help = "host, or container:NAME; its own when left open.",
            update = true,
            more = true,
            maxLength = 140,
            pattern = "host|container:[A-Za-z0-9][A-Za-z0-9_.-]*",
            example = "host")
        Optional<String> pidMode,
    @Field(
            label = "Host's own name",
            help = "It has the hostname of its host (--uts host).",
            byDefault = "false",
            update = true,
            more = true)
        boolean utsHost,
    @Field(
            label = "Host's users",
            help = "Its users are those of the host where Docker maps them (--userns host).",
            byDefault = "false",
            update = true,
            more = true)
        boolean usernsHost,
    @Field(
            label = "Control groups",
            help = "private or host; Docker's own choice when left open.",
            update = true,
            more = true,
            pattern = "private|host",
            example = "host")
        Optional<String> cgroupnsMode,
    @Field(
            label = "Parent control group",
            update = true,
            more = true,
            maxLength = 255,
            pattern = "[A-Za-z0-9/_.@:-]+",
            example = "/batch")
        Optional<String> cgroupParent,
    @Field(
            label = "Runtime",
            help = "One that the host's Docker knows, as runsc.",
            update = true,
            more = true,
            maxLength = 64,
            pattern = "[A-Za-z0-9][A-Za-z0-9_.-]*",
            example = "runc")
        Optional<String> runtime) {
  static final ContainerSecurity USUAL =
      new ContainerSecurity(
          false,
          false,
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          Optional.empty(),
          List.of(),
          Map.of(),
          Optional.empty(),
          Optional.empty(),
          false,
          false,
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public ContainerSecurity {
    capAdd = List.copyOf(capAdd);
    capDrop = List.copyOf(capDrop);
    devices = List.copyOf(devices);
    deviceRules = List.copyOf(deviceRules);
    securityOpts = List.copyOf(securityOpts);
    sysctls = Map.copyOf(sysctls);
  }
}
