package io.stampede.vm;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import io.stampede.figures.Counters;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.libvirt.Connect;

/// What libvirt counts of all running machines of a host, in one call.
///
/// Source: libvirt-domain.h, virConnectGetAllDomainStats, virDomainStatsRecord, virTypedParameter.
final class DomainStats {
  /// State, CPU, balloon, vCPUs, interfaces and block devices.
  private static final int WHAT = 1 | 2 | 4 | 8 | 16 | 32;

  /// Running ones only; one that is busy with another job does not hold up the rest.
  private static final int HOW = 1 | 1 << 29;

  private static final int UUID_BYTES = 37;
  private static final int PARAMETER_BYTES = 96;
  private static final int TYPE_AT = 80;
  private static final int VALUE_AT = 88;
  private static final long MICROS = 1_000_000;

  /// How many of them there are is said by the host.
  private static final long MOST_DEVICES = 1024;

  private interface Calls extends Library {
    Calls LIBVIRT = Native.load("virt", Calls.class);

    int virConnectGetAllDomainStats(Pointer connection, int stats, PointerByReference got, int how);

    void virDomainStatsRecordListFree(Pointer records);

    int virDomainGetUUIDString(Pointer domain, byte[] text);
  }

  private DomainStats() {}

  /// By the UUIDs of the machines; none when libvirt refuses.
  static Map<String, Counters> of(Connect libvirt, Instant now) {
    var got = new PointerByReference();
    int count =
        Calls.LIBVIRT.virConnectGetAllDomainStats(
            LibvirtConnection.pointer(libvirt), WHAT, got, HOW);
    if (count < 0) return Map.of();
    try {
      var all = new HashMap<String, Counters>();
      for (int i = 0; i < count; i++) {
        var record = got.getValue().getPointer((long) i * Native.POINTER_SIZE);
        all.put(uuid(record.getPointer(0)), counters(numbers(record), now));
      }
      return all;
    } finally {
      Calls.LIBVIRT.virDomainStatsRecordListFree(got.getValue());
    }
  }

  private static String uuid(Pointer domain) {
    var text = new byte[UUID_BYTES];
    Calls.LIBVIRT.virDomainGetUUIDString(domain, text);
    return new String(text, 0, UUID_BYTES - 1, StandardCharsets.US_ASCII);
  }

  /// Those of its parameters that are whole numbers.
  private static Map<String, Long> numbers(Pointer record) {
    var parameters = record.getPointer(Native.POINTER_SIZE);
    int count = record.getInt(2L * Native.POINTER_SIZE);
    var numbers = new HashMap<String, Long>();
    for (int i = 0; i < count; i++) {
      var parameter = parameters.share((long) i * PARAMETER_BYTES);
      var name = parameter.getString(0);
      switch (parameter.getInt(TYPE_AT)) {
        case 1 -> numbers.put(name, (long) parameter.getInt(VALUE_AT));
        case 2 -> numbers.put(name, Integer.toUnsignedLong(parameter.getInt(VALUE_AT)));
        case 3, 4 -> numbers.put(name, parameter.getLong(VALUE_AT));
        default -> {}
      }
    }
    return numbers;
  }

  /// Memory is what the guest uses where it says so, else what the machine has of its host.
  static Counters counters(Map<String, Long> n, Instant now) {
    long cpus = Math.max(1, n.getOrDefault("vcpu.current", 1L));
    long micros = now.getEpochSecond() * MICROS + now.getNano() / 1000;
    long has = kib(n, "balloon.current");
    long used =
        n.containsKey("balloon.unused") && n.containsKey("balloon.available")
            ? kib(n, "balloon.available") - kib(n, "balloon.unused")
            : Math.min(has, kib(n, "balloon.rss"));
    return new Counters(
        now,
        cpus + " CPUs",
        n.getOrDefault("cpu.time", 0L) / 1000,
        micros * cpus,
        used,
        has,
        sum(n, "block", "allocation"),
        sum(n, "block", "capacity"),
        sum(n, "block", "rd.bytes"),
        sum(n, "block", "wr.bytes"),
        sum(n, "net", "rx.bytes"),
        sum(n, "net", "tx.bytes"));
  }

  private static long kib(Map<String, Long> n, String name) {
    return n.getOrDefault(name, 0L) * 1024;
  }

  private static long sum(Map<String, Long> n, String device, String figure) {
    long sum = 0;
    long count = Math.min(n.getOrDefault(device + ".count", 0L), MOST_DEVICES);
    for (int i = 0; i < count; i++) {
      sum += n.getOrDefault(device + "." + i + "." + figure, 0L);
    }
    return sum;
  }
}
