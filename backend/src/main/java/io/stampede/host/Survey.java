package io.stampede.host;

import io.stampede.component.Components;
import io.stampede.host.HostFacts.Mark;
import io.stampede.ssh.Command;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// One script that says all there is to know of a host, and what it says as values. Runs in any
/// POSIX shell; asks for no tool beyond those of every Linux. What comes back is not trusted: only
/// known keys, once each, within bounds, between the first and the last line.
record Survey(
    String os,
    String kernel,
    String architecture,
    String hostname,
    String cpuModel,
    int cpus,
    int cores,
    long memoryMib,
    long diskTotalKib,
    long diskFreeKib,
    boolean diskReadOnly,
    List<String> disks,
    List<String> addresses,
    Map<String, Integer> mtus,
    boolean docker,
    boolean libvirt,
    boolean kvm,
    String bootId,
    Optional<Instant> clock,
    String owner,
    boolean ownLibvirt,
    Map<String, String> says) {

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
          say model "$(sed -n -e 's/^model name[^:]*: *//p' -e 's/^Model[^:]*: *//p' /proc/cpuinfo | head -n 1)"
          say cores "$(cat /sys/devices/system/cpu/cpu*/topology/core_cpus_list 2>/dev/null | sort -u | grep -c .)"
          say memory "$(sed -n 's/^MemTotal: *\\([0-9]*\\) kB$/\\1/p' /proc/meminfo)"
          d=/var/lib/stampede; [ -d "$d" ] || d=/var/lib
          say disk "$(df -Pk "$d" 2>/dev/null | tail -n 1)"
          m=$(df -P "$d" 2>/dev/null | tail -n 1 | sed 's/.*% //')
          grep -q "^[^ ]* $m [^ ]* ro[, ]" /proc/mounts && say readonly yes
          for b in /sys/block/*; do
            case "${b##*/}" in loop*|ram*|zram*|dm-*|md*|sr*|fd*|nbd*) continue;; esac
            say device "${b##*/} $(cat "$b/size") $(cat "$b/queue/rotational") $(cat "$b/device/model" 2>/dev/null)"
          done
          ip -o addr show scope global 2>/dev/null | while read -r _ card _ address _; do
            say address "$card $address"
          done
          for c in /sys/class/net/*; do
            [ -e "$c/mtu" ] && say mtu "${c##*/} $(cat "$c/mtu")"
          done
          say clock "$(date +%s)"
          say boot "$(cat /proc/sys/kernel/random/boot_id)"
          if [ -e /var/run/docker.sock ] || command -v dockerd >/dev/null; then say docker yes; fi
          for s in /run/libvirt/libvirt-sock /run/libvirt/virtqemud-sock; do [ -S "$s" ] && say libvirt yes; done
          for p in libvirtd virtqemud; do command -v $p >/dev/null && say ownlibvirt yes && say libvirt yes; done
          for p in net libvirt; do
            s=/var/lib/stampede/components/$p.state
            [ -f $s ] && say "says$p" "$(head -n 1 $s)"
          done
          [ -c /dev/kvm ] && [ -w /dev/kvm ] && say kvm yes
          say owner "$(head -n 1 /var/lib/stampede/owner 2>/dev/null)"
          echo 'stampede-survey end'
          """);

  private static final int MAX_OUTPUT = 64 * 1024;
  private static final int MAX_VALUE = 200;
  private static final Pattern LINE = Pattern.compile("([a-z]{1,20})=(.*)");
  private static final Pattern DISK =
      Pattern.compile(".*\\s(\\d{1,18})\\s+\\d+\\s+(\\d{1,18})\\s+\\d+%\\s.*");
  private static final Pattern DEVICE =
      Pattern.compile("([A-Za-z0-9_!-]{1,32}) (\\d{1,15}) ([01]?) ?(.*)");
  private static final Pattern MTU = Pattern.compile("\\S{1,15} \\d{1,6}");
  private static final Pattern ADDRESS =
      Pattern.compile("([A-Za-z0-9_.@:-]{1,32}) ([0-9a-fA-F.:]{2,45}/\\d{1,3})");
  private static final Pattern INNER_CARD =
      Pattern.compile("(docker|br-|virbr|veth|vnet|tap|cni|flannel|cali|st-).*");
  private static final int MOST_ROWS = 64;
  private static final int SECTORS_PER_GIB = 2 * 1024 * 1024;
  private static final Pattern BOOT_ID = Pattern.compile("[0-9a-f-]{8,40}");

  /// The host said something else than what it was asked for.
  static final class Nonsense extends Exception {
    private static final long serialVersionUID = 1;

    Nonsense(String message) {
      super(message);
    }
  }

  static Survey parse(String output) throws Nonsense {
    var lines = lines(output);
    var said = new HashMap<String, String>();
    lines.forEach(line -> said.putIfAbsent(line.key(), line.value()));
    var disk = DISK.matcher(" " + said.getOrDefault("disk", "") + " ");
    if (!disk.matches()) throw new Nonsense("it does not say how large its disk is");
    var boot = said.getOrDefault("boot", "");
    if (!BOOT_ID.matcher(boot).matches()) throw new Nonsense("it does not say which boot this is");
    int cpus = (int) number(said, "cpus", 1 << 20);
    return new Survey(
        unquoted(said.getOrDefault("os", "")),
        said.getOrDefault("kernel", ""),
        said.getOrDefault("architecture", ""),
        said.getOrDefault("hostname", ""),
        said.getOrDefault("model", "").replaceAll("\\s+", " "),
        cpus,
        cores(said.getOrDefault("cores", ""), cpus),
        number(said, "memory", 1L << 50) / 1024,
        Long.parseLong(disk.group(1)),
        Long.parseLong(disk.group(2)),
        said.getOrDefault("readonly", "").equals("yes"),
        rows(lines, "device", Survey::device),
        rows(lines, "address", Survey::address),
        mtus(lines),
        said.getOrDefault("docker", "").equals("yes"),
        said.getOrDefault("libvirt", "").equals("yes"),
        said.getOrDefault("kvm", "").equals("yes"),
        boot,
        clock(said.getOrDefault("clock", "")),
        said.getOrDefault("owner", ""),
        said.getOrDefault("ownlibvirt", "").equals("yes"),
        Map.of(
            Components.NET, said.getOrDefault("saysnet", ""),
            Components.LIBVIRT, said.getOrDefault("sayslibvirt", "")));
  }

  private record Line(String key, String value) {}

  /// What was said between the two marks; a login shell may print before.
  private static List<Line> lines(String output) throws Nonsense {
    if (output.length() > MAX_OUTPUT) throw new Nonsense("it says far too much");
    int begin = output.indexOf("stampede-survey begin\n");
    int end = output.indexOf("stampede-survey end\n", Math.max(begin, 0));
    if (begin < 0 || end < 0) throw new Nonsense("its shell did not run the survey to its end");
    return output
        .substring(begin, end)
        .lines()
        .map(LINE::matcher)
        .filter(m -> m.matches())
        .map(m -> new Line(m.group(1), plain(m.group(2))))
        .toList();
  }

  /// Hosts that do not say have as many as they have CPUs.
  private static int cores(String text, int cpus) {
    int cores = text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
    return cores < 1 || cores > cpus ? cpus : cores;
  }

  private static Optional<Instant> clock(String text) {
    return text.matches("\\d{1,11}")
        ? Optional.of(Instant.ofEpochSecond(Long.parseLong(text)))
        : Optional.empty();
  }

  private static List<String> rows(
      List<Line> lines, String key, Function<String, Optional<String>> row) {
    return lines.stream()
        .filter(line -> line.key().equals(key))
        .flatMap(line -> row.apply(line.value()).stream())
        .distinct()
        .limit(MOST_ROWS)
        .toList();
  }

  /// As in `sda · 931 GiB · SSD · Samsung SSD 860`.
  private static Optional<String> device(String text) {
    var m = DEVICE.matcher(text);
    if (!m.matches() || m.group(2).equals("0")) return Optional.empty();
    var words = new ArrayList<String>();
    words.add(m.group(1));
    words.add(Long.parseLong(m.group(2)) / SECTORS_PER_GIB + " GiB");
    // Disks of virtual machines say of themselves that they rotate.
    boolean isVirtual = m.group(1).startsWith("vd") || m.group(1).startsWith("xvd");
    if (m.group(3).equals("1") && !isVirtual) words.add("rotating");
    if (!m.group(4).isBlank()) words.add(m.group(4).strip());
    return Optional.of(String.join(" · ", words));
  }

  /// As in `eth0 192.0.2.11/24`; not those of networks that live inside the host.
  private static Optional<String> address(String text) {
    var m = ADDRESS.matcher(text);
    if (!m.matches() || INNER_CARD.matcher(m.group(1)).matches()) return Optional.empty();
    return Optional.of(m.group(1).replaceFirst("@.*", "") + " " + m.group(2));
  }

  /// Of the cards that have an address that is shown.
  private static Map<String, Integer> mtus(List<Line> lines) {
    var cards =
        rows(lines, "address", Survey::address).stream()
            .map(text -> text.substring(0, text.indexOf(' ')))
            .collect(Collectors.toSet());
    return rows(lines, "mtu", text -> Optional.of(text).filter(MTU.asMatchPredicate())).stream()
        .map(text -> text.split(" ", 2))
        .filter(row -> cards.contains(row[0]))
        .collect(Collectors.toMap(row -> row[0], row -> Integer.parseInt(row[1]), Math::min));
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

  /// @param now by our own clock, when it answered
  HostFacts facts(
      String host,
      Daemon dockerd,
      Daemon libvirtd,
      long latencyMillis,
      String installation,
      Instant now) {
    var mark = owner.isEmpty() ? Mark.NONE : owner.equals(installation) ? Mark.OURS : Mark.OTHER;
    var ahead = clock.map(there -> Duration.between(now, there)).orElse(Duration.ZERO);
    var facts =
        new HostFacts(
            os,
            kernel,
            architecture,
            hostname,
            cpuModel,
            cpus,
            cores,
            memoryMib,
            diskTotalKib >> 20,
            diskFreeKib >> 20,
            disks,
            addresses,
            mtus,
            dockerd.answered(),
            libvirtd.answered(),
            dockerd.count(),
            libvirtd.count(),
            kvm,
            bootId,
            latencyMillis,
            List.of(),
            mark,
            List.of(),
            List.of(),
            false);
    return facts.with(HostHealth.problems(host, this, dockerd, libvirtd, ahead));
  }
}
