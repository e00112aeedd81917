package io.stampede.host;

import io.stampede.host.HostFacts.Mark;
import io.stampede.ssh.Command;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// One script that says all there is to know of a host, and what it says as values. Runs in any
/// POSIX shell; asks for no tool beyond those of every Linux. What comes back is not trusted: only
/// known keys, once each, within bounds, between the first and the last line.
record Survey(
    String os,
    String kernel,
    String architecture,
    String hostname,
    int cpus,
    long memoryMib,
    long diskTotalGib,
    long diskFreeGib,
    Optional<String> libvirtVersion,
    boolean kvm,
    String bootId,
    String owner) {

  static final Command COMMAND =
      Command.script(
          """
          export LC_ALL=C PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin"
          say() { printf '%s=%s\\n' "$1" "$2"; }
          echo 'stampede-survey begin'
          say os "$(sed -n 's/^PRETTY_NAME=//p' /etc/os-release 2>/dev/null | head -n 1)"
          say kernel "$(uname -r)"
          say architecture "$(uname -m)"
          say hostname "$(uname -n)"
          say cpus "$(getconf _NPROCESSORS_ONLN 2>/dev/null || grep -c '^processor' /proc/cpuinfo)"
          say memory "$(sed -n 's/^MemTotal: *\\([0-9]*\\) kB$/\\1/p' /proc/meminfo)"
          d=/var/lib/stampede; [ -d "$d" ] || d=/var/lib
          say disk "$(df -Pk "$d" 2>/dev/null | tail -n 1)"
          say boot "$(cat /proc/sys/kernel/random/boot_id)"
          if [ -S /run/libvirt/libvirt-sock ]; then say libvirt "$(libvirtd --version 2>/dev/null)"
          elif [ -S /run/libvirt/virtqemud-sock ]; then say libvirt "$(virtqemud --version 2>/dev/null)"
          fi
          [ -c /dev/kvm ] && [ -w /dev/kvm ] && say kvm yes
          say owner "$(head -n 1 /var/lib/stampede/owner 2>/dev/null)"
          echo 'stampede-survey end'
          """);

  private static final int MAX_OUTPUT = 64 * 1024;
  private static final int MAX_VALUE = 200;
  private static final Pattern LINE = Pattern.compile("([a-z]{1,20})=(.*)");
  private static final Pattern DISK =
      Pattern.compile(".*\\s(\\d{1,18})\\s+\\d+\\s+(\\d{1,18})\\s+\\d+%\\s.*");
  private static final Pattern VERSION = Pattern.compile("\\b(\\d{1,4}(\\.\\d{1,4}){1,3})\\b");
  private static final Pattern BOOT_ID = Pattern.compile("[0-9a-f-]{8,40}");

  /// The host said something else than what it was asked for.
  static final class Nonsense extends Exception {
    private static final long serialVersionUID = 1;

    Nonsense(String message) {
      super(message);
    }
  }

  static Survey parse(String output) throws Nonsense {
    var said = lines(output);
    var disk = DISK.matcher(" " + said.getOrDefault("disk", "") + " ");
    if (!disk.matches()) throw new Nonsense("it does not say how large its disk is");
    var boot = said.getOrDefault("boot", "");
    if (!BOOT_ID.matcher(boot).matches()) throw new Nonsense("it does not say which boot this is");
    return new Survey(
        unquoted(said.getOrDefault("os", "")),
        said.getOrDefault("kernel", ""),
        said.getOrDefault("architecture", ""),
        said.getOrDefault("hostname", ""),
        (int) number(said, "cpus", 1 << 20),
        number(said, "memory", 1L << 50) / 1024,
        Long.parseLong(disk.group(1)) >> 20,
        Long.parseLong(disk.group(2)) >> 20,
        version(said.getOrDefault("libvirt", "")),
        said.getOrDefault("kvm", "").equals("yes"),
        boot,
        said.getOrDefault("owner", ""));
  }

  /// What was said between the two marks; a login shell may print before, and a key said twice
  /// counts once.
  private static Map<String, String> lines(String output) throws Nonsense {
    if (output.length() > MAX_OUTPUT) throw new Nonsense("it says far too much");
    int begin = output.indexOf("stampede-survey begin\n");
    int end = output.indexOf("stampede-survey end\n", Math.max(begin, 0));
    if (begin < 0 || end < 0) throw new Nonsense("its shell did not run the survey to its end");
    var said = new HashMap<String, String>();
    output
        .substring(begin, end)
        .lines()
        .map(LINE::matcher)
        .filter(m -> m.matches())
        .forEach(m -> said.putIfAbsent(m.group(1), plain(m.group(2))));
    return said;
  }

  /// Printable and short: it is shown to people as it is.
  private static String plain(String value) {
    var text = value.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cs}\\p{Cn}]", "").strip();
    return text.length() > MAX_VALUE ? text.substring(0, MAX_VALUE) : text;
  }

  private static String unquoted(String value) {
    boolean quoted =
        value.length() >= 2
            && (value.startsWith("\"") && value.endsWith("\"")
                || value.startsWith("'") && value.endsWith("'"));
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  private static long number(Map<String, String> said, String key, long max) throws Nonsense {
    var text = said.getOrDefault(key, "");
    if (!text.matches("\\d{1,18}")) throw new Nonsense("its “" + key + "” is no number");
    long n = Long.parseLong(text);
    if (n < 1 || n > max) throw new Nonsense("its “" + key + "” cannot be");
    return n;
  }

  private static Optional<String> version(String text) {
    var m = VERSION.matcher(text);
    return m.find() ? Optional.of(m.group(1)) : Optional.empty();
  }

  HostFacts facts(Optional<String> dockerVersion, long latencyMillis, String installation) {
    var mark = owner.isEmpty() ? Mark.NONE : owner.equals(installation) ? Mark.OURS : Mark.OTHER;
    return new HostFacts(
        os,
        kernel,
        architecture,
        hostname,
        cpus,
        memoryMib,
        diskTotalGib,
        diskFreeGib,
        dockerVersion,
        libvirtVersion,
        kvm,
        bootId,
        latencyMillis,
        mark);
  }
}
