package io.stampede.demo;

import io.stampede.volume.OnHost;
import io.stampede.volume.OnHost.Disk;
import io.stampede.volume.OnHost.Part;
import io.stampede.volume.VolumeFormat;
import java.util.ArrayList;
import java.util.List;

/// What an emulated host has of one volume.
///
/// @param content the beginning of what is in its disk; never changed in place
@SuppressWarnings("ArrayRecordComponent") // compared by identity: a host's memory, not a value
record DemoVolume(List<Disk> disks, List<Part> parts, int wiped, byte[] content) {
  private static final byte[] EMPTY = {};
  static final DemoVolume NOTHING = new DemoVolume(List.of(), List.of(), 0, EMPTY);

  OnHost seen() {
    return new OnHost(disks, parts, wiped, false);
  }

  private boolean has(int number) {
    return disks.stream().anyMatch(disk -> disk.number() == number);
  }

  private DemoVolume with(Disk disk) {
    var all = new ArrayList<>(disks);
    all.removeIf(d -> d.number() == disk.number());
    all.add(disk);
    return new DemoVolume(List.copyOf(all), parts, wiped, content);
  }

  DemoVolume withParts(List<Part> next) {
    return new DemoVolume(disks, next, wiped, content);
  }

  DemoVolume made(int number, VolumeFormat format, long bytes) {
    return has(number) ? this : with(new Disk(number, format, bytes, bytes, 0));
  }

  DemoVolume grown(int number, long bytes) {
    var disk = disks.stream().filter(d -> d.number() == number).findFirst();
    return disk.map(d -> with(new Disk(number, d.format(), bytes, bytes, d.usedBytes())))
        .orElse(this);
  }

  DemoVolume wiped(int count) {
    return wiped == count ? this : new DemoVolume(disks, parts, count, EMPTY);
  }

  DemoVolume filled(byte[] bytes) {
    return new DemoVolume(disks, parts, wiped, bytes);
  }

  DemoVolume sent(int number, DemoVolume from) {
    if (has(number) || from.disks().isEmpty()) return this;
    var part = new Part(number, from.disks().getFirst().fileBytes());
    return new DemoVolume(disks, List.of(part), wiped, from.content());
  }

  DemoVolume checked(int number, DemoVolume from) {
    if (has(number) || parts.isEmpty() || from.disks().isEmpty()) return this;
    var d = from.disks().getFirst();
    return withParts(List.of())
        .with(new Disk(number, d.format(), d.bytes(), d.fileBytes(), d.usedBytes()));
  }

  DemoVolume without(int number) {
    var left = disks.stream().filter(d -> d.number() != number).toList();
    var parted = parts.stream().filter(p -> p.number() != number).toList();
    return left.isEmpty() && parted.isEmpty()
        ? NOTHING
        : new DemoVolume(left, parted, wiped, content);
  }
}
