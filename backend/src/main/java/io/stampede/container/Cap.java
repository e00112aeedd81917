package io.stampede.container;

import java.util.Locale;
import java.util.Set;

/// A capability of the kernel, as `NET_ADMIN`, or `ALL`
/// ([capabilities(7)](https://man7.org/linux/man-pages/man7/capabilities.7.html)); also written as
/// `CAP_NET_ADMIN` or `net_admin`.
public record Cap(String value) {
  private static final Set<String> KNOWN =
      Set.of(
          ("ALL AUDIT_CONTROL AUDIT_READ AUDIT_WRITE BLOCK_SUSPEND BPF CHECKPOINT_RESTORE CHOWN"
                  + " DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID IPC_LOCK IPC_OWNER KILL LEASE"
                  + " LINUX_IMMUTABLE MAC_ADMIN MAC_OVERRIDE MKNOD NET_ADMIN NET_BIND_SERVICE"
                  + " NET_BROADCAST NET_RAW PERFMON SETFCAP SETGID SETPCAP SETUID SYS_ADMIN SYS_BOOT"
                  + " SYS_CHROOT SYSLOG SYS_MODULE SYS_NICE SYS_PACCT SYS_PTRACE SYS_RAWIO"
                  + " SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG WAKE_ALARM")
              .split(" "));

  public Cap {
    var word = value.toUpperCase(Locale.ROOT);
    value = word.startsWith("CAP_") ? word.substring(4) : word;
    if (!KNOWN.contains(value)) {
      throw new IllegalArgumentException(
          "holds “%s”, which is no capability; it looks like NET_ADMIN".formatted(value));
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
