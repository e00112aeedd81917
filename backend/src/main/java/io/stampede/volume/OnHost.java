package io.stampede.volume;

import java.util.List;
import java.util.Optional;

/// What one host has of a volume.
///
/// @param parts of copies that are on their way here
/// @param wiped how often the content was overwritten here
/// @param litter whether there is what a move of ours left that was cut off
public record OnHost(List<Disk> disks, List<Part> parts, int wiped, boolean litter) {
  /// A whole copy.
  ///
  /// @param number see [Copies]
  /// @param bytes of the disk that a guest sees
  /// @param fileBytes of the file
  /// @param usedBytes of the host's disk
  public record Disk(int number, VolumeFormat format, long bytes, long fileBytes, long usedBytes) {}

  /// A copy that is not whole.
  public record Part(int number, long bytes) {}

  static final OnHost NOTHING = new OnHost(List.of(), List.of(), 0, false);

  public OnHost {
    disks = List.copyOf(disks);
    parts = List.copyOf(parts);
  }

  Optional<Disk> disk(int number) {
    return disks.stream().filter(disk -> disk.number() == number).findFirst();
  }

  Optional<Part> part(int number) {
    return parts.stream().filter(part -> part.number() == number).findFirst();
  }

  boolean hasOf(int number) {
    return disk(number).isPresent() || part(number).isPresent();
  }
}
