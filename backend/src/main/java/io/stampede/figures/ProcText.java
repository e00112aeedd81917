package io.stampede.figures;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads what the kernel says of a host in `/proc` (see proc(5)): parts of it, one after the other,
/// each after a line with its name. What comes back is not trusted: what cannot be a number is left
/// out, and so is what makes no sense.
public final class ProcText {
  /// What to run there: a POSIX shell, `cat`, `head` and `df` of any Linux.
  public static final String SCRIPT =
      """
      export LC_ALL=C
      echo '#boot'; cat /proc/sys/kernel/random/boot_id
      echo '#stat'; head -n 1 /proc/stat
      echo '#meminfo'; head -n 5 /proc/meminfo
      echo '#diskstats'; cat /proc/diskstats
      echo '#net'; cat /proc/net/dev
      d=/var/lib/stampede; [ -d "$d" ] || d=/var/lib
      echo '#df'; df -Pk "$d" 2>/dev/null
      echo '#end'
      """;

  private static final int MOST = 512 * 1024;
  private static final int SECTOR = 512;
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
  private static final Pattern BOOT = Pattern.compile("[0-9a-f-]{8,40}");

  /// Devices that lie on other devices, or on nothing.
  private static final Pattern NO_DISK = Pattern.compile("(loop|ram|zram|dm-|md|sr|fd|nbd)\\d*.*");

  /// Cards that the host made itself: what goes over them goes over a real one too, or nowhere.
  private static final Pattern NO_CARD =
      Pattern.compile(
          "lo|(veth|docker|virbr|vnet|tap|tun|wg|cali|flannel|cni|st-|ipsec|vxlan|bond|dummy|ifb|br-)"
              + ".*|br\\d+|.*\\..*");

  private ProcText() {}

  public static Optional<Counters> parse(String output, Instant at) {
    if (output.length() > MOST) return Optional.empty();
    var parts = parts(output);
    var stat = numbers(parts.getOrDefault("stat", List.of()).stream().findFirst().orElse(""));
    var memory = memory(parts.getOrDefault("meminfo", List.of()));
    var boot = parts.getOrDefault("boot", List.of()).stream().findFirst().orElse("").strip();
    boolean whole = parts.containsKey("end") && stat.size() >= 4 && memory.containsKey("MemTotal");
    if (!whole || !BOOT.matcher(boot).matches()) return Optional.empty();
    long all = stat.stream().limit(8).mapToLong(n -> n).sum();
    long idle = stat.get(3) + (stat.size() > 4 ? stat.get(4) : 0);
    long total = memory.getOrDefault("MemTotal", 0L);
    long available = memory.getOrDefault("MemAvailable", memory.getOrDefault("MemFree", 0L));
    var disk = disk(parts.getOrDefault("diskstats", List.of()));
    var net = net(parts.getOrDefault("net", List.of()));
    var space = space(parts.getOrDefault("df", List.of()));
    return Optional.of(
        new Counters(
            at,
            boot,
            all - idle,
            all,
            Math.max(0, total - available) * 1024,
            total * 1024,
            space.in(),
            space.out(),
            disk.in(),
            disk.out(),
            net.in(),
            net.out()));
  }

  private record Pair(long in, long out) {
    static final Pair NONE = new Pair(0, 0);

    Pair plus(long moreIn, long moreOut) {
      return new Pair(in + moreIn, out + moreOut);
    }
  }

  private static Map<String, List<String>> parts(String output) {
    var parts = new HashMap<String, List<String>>();
    List<String> part = new ArrayList<>();
    for (var line : output.lines().toList()) {
      if (line.startsWith("#")) {
        part = new ArrayList<>();
        parts.putIfAbsent(line.substring(1), part);
      } else {
        part.add(line);
      }
    }
    return parts;
  }

  private static List<Long> numbers(String line) {
    return Arrays.stream(line.strip().split("\\s+"))
        .filter(word -> NUMBER.matcher(word).matches())
        .map(Long::parseLong)
        .toList();
  }

  private static Map<String, Long> memory(List<String> lines) {
    var kib = new HashMap<String, Long>();
    for (var line : lines) {
      var numbers = numbers(line);
      int colon = line.indexOf(':');
      if (colon > 0 && numbers.size() == 1)
        kib.putIfAbsent(line.substring(0, colon), numbers.get(0));
    }
    return kib;
  }

  /// Whole disks only: `major minor name reads merged sectors ms writes merged sectors …`.
  private static Pair disk(List<String> lines) {
    var words = lines.stream().map(line -> line.strip().split("\\s+")).toList();
    Set<String> names = new HashSet<>();
    words.stream().filter(w -> w.length >= 10).forEach(w -> names.add(w[2]));
    var sum = Pair.NONE;
    for (var w : words) {
      if (w.length < 10 || NO_DISK.matcher(w[2]).matches() || isPartition(w[2], names)) continue;
      sum = sum.plus(number(w[5]) * SECTOR, number(w[9]) * SECTOR);
    }
    return sum;
  }

  /// As `sda1` of `sda`, and `nvme0n1p1` of `nvme0n1`.
  private static boolean isPartition(String name, Set<String> names) {
    var base = name.replaceFirst("\\d+$", "");
    if (base.equals(name)) return false;
    boolean counted =
        base.matches(".*\\dp") && names.contains(base.substring(0, base.length() - 1));
    return names.contains(base) || counted;
  }

  /// `name: bytes packets errs drop fifo frame compressed multicast bytes …`.
  private static Pair net(List<String> lines) {
    var sum = Pair.NONE;
    for (var line : lines) {
      int colon = line.indexOf(':');
      if (colon < 0) continue;
      var name = line.substring(0, colon).strip();
      var numbers = numbers(line.substring(colon + 1));
      if (numbers.size() < 9 || NO_CARD.matcher(name).matches()) continue;
      sum = sum.plus(numbers.get(0), numbers.get(8));
    }
    return sum;
  }

  /// Used and total bytes.
  private static Pair space(List<String> lines) {
    if (lines.isEmpty()) return Pair.NONE;
    var words = lines.getLast().strip().split("\\s+");
    if (words.length < 6) return Pair.NONE;
    long total = number(words[words.length - 5]);
    long free = number(words[words.length - 3]);
    return new Pair(Math.max(0, total - free) * 1024, total * 1024);
  }

  private static long number(String word) {
    return NUMBER.matcher(word).matches() ? Math.min(Long.parseLong(word), 1L << 50) : 0;
  }
}
