package io.stampede.container;

import io.stampede.client.Refused;
import io.stampede.network.Nic;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What Docker would refuse of a container's options, said before, with the field at fault.
final class ContainerChecks {
  private static final Pattern ADDRESS =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9A-Fa-f]{0,4}(:[0-9A-Fa-f.]{0,15}){2,7}");
  private static final Pattern DEVICE_RULE =
      Pattern.compile("[acb] ([0-9]+|\\*):([0-9]+|\\*) [rwm]{1,3}");
  private static final Pattern SECURITY =
      Pattern.compile(
          "no-new-privileges([:=](true|false))?|apparmor[:=].+|label[:=].+"
              + "|seccomp[:=](unconfined|builtin|\\{.*\\})",
          Pattern.DOTALL);
  private static final Pattern SYSCTL = Pattern.compile("[a-z0-9_-]+([./][A-Za-z0-9_*-]+)+");
  private static final Set<String> NO_ALIASES = Set.of("bridge", "host", "none");

  private final ContainerSpec wanted;
  private final ContainerOptions options;

  private ContainerChecks(ContainerSpec wanted) {
    this.wanted = wanted;
    this.options = wanted.options();
  }

  /// @throws Refused naming the field at fault
  static void check(ContainerSpec wanted) {
    var all = new ContainerChecks(wanted);
    all.memory();
    all.names();
    all.health();
    all.security();
    all.storage();
  }

  private void memory() {
    var resources = options.resources();
    var memory = wanted.memoryMib();
    var swap = resources.memorySwapMib();
    if (swap.isPresent() && memory.isEmpty()) {
      throw refused("memorySwapMib", "needs a limit of memory", "set memory, too");
    }
    if (swap.isPresent() && swap.getAsInt() >= 0 && swap.getAsInt() < memory.getAsInt()) {
      throw refused(
          "memorySwapMib", "is memory and swap together: less than the memory alone", "set more");
    }
    var reserved = resources.memoryReservationMib();
    if (reserved.isPresent() && memory.isPresent() && reserved.getAsInt() > memory.getAsInt()) {
      throw refused("memoryReservationMib", "is more than the limit of memory", "set less");
    }
    resources
        .pidsLimit()
        .ifPresent(n -> {
          if (n == 0) throw refused("pidsLimit", "would leave it no process", "-1 is no limit");
        });
  }

  private void names() {
    var naming = options.naming();
    naming.dns().stream()
        .filter(address -> !ADDRESS.matcher(address).matches())
        .findFirst()
        .ifPresent(bad -> {
          throw refused("dns", "holds “%s”, which is no address".formatted(bad), "");
        });
    for (var alias : naming.aliases()) {
      if (!alias.matches("[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?")) {
        throw refused("aliases", "holds “%s”, which is no name".formatted(alias), "");
      }
    }
    if (!naming.aliases().isEmpty() && docker(NO_ALIASES)) {
      throw refused(
          "aliases", "are for networks that have names; Docker's own have none", "name a network");
    }
    if (options.security().utsHost() && options.process().hostname().isPresent()) {
      throw refused("hostname", "is that of its host (utsHost)", "give one of the two");
    }
  }

  private boolean docker(Set<String> names) {
    return wanted.nics().stream()
        .allMatch(nic -> nic.plug() instanceof Nic.Plug.Docker(var name) && names.contains(name));
  }

  private void health() {
    var health = options.health();
    boolean more =
        health.healthCommand().isPresent()
            || health.healthInterval().isPresent()
            || health.healthTimeout().isPresent()
            || health.healthRetries().isPresent()
            || health.healthStartPeriod().isPresent()
            || health.healthStartInterval().isPresent();
    if (health.noHealthcheck() && more) {
      throw refused("noHealthcheck", "leaves nothing to be said of the check", "give one of both");
    }
  }

  private void security() {
    var security = options.security();
    for (var rule : security.deviceRules()) {
      if (!DEVICE_RULE.matcher(rule).matches()) {
        throw refused("deviceRules", "holds “%s”, which is no rule".formatted(rule), "as c 1:3 mr");
      }
    }
    for (var option : security.securityOpts()) {
      if (!SECURITY.matcher(option).matches()) {
        throw refused(
            "securityOpts",
            "holds “%s”, which Docker's API does not know".formatted(option),
            "as no-new-privileges, apparmor=…, label=…, or seccomp= with unconfined or the text of"
                + " the profile");
      }
    }
    boolean hostNetwork = docker(Set.of("host"));
    for (var sysctl : security.sysctls().keySet()) {
      if (!SYSCTL.matcher(sysctl).matches()) {
        throw refused("sysctls", "holds “%s”, which is no sysctl".formatted(sysctl), "");
      }
      if (hostNetwork && sysctl.startsWith("net.")) {
        throw refused("sysctls", sysctl + " is the host's, whose network it has", "leave it out");
      }
    }
  }

  private void storage() {
    var folders = new HashSet<String>();
    for (var mount : wanted.volumes()) {
      if (!folders.add(mount.folder())) {
        throw refused("volumes", "puts two at %s".formatted(mount.folder()), "choose another");
      }
    }
    twice(folders)
        .ifPresent(folder -> {
          throw refused("tmpfs", "%s has something else already".formatted(folder), "");
        });
  }

  private Optional<String> twice(Set<String> folders) {
    return options.storage().tmpfs().stream()
        .map(Tmpfs::folder)
        .filter(folder -> !folders.add(folder))
        .findFirst();
  }

  private static Refused refused(String field, String message, String fix) {
    return Refused.field(field, "invalid", message, fix);
  }
}
