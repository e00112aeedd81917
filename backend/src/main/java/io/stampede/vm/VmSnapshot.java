package io.stampede.vm;

import io.stampede.schema.Field;
import io.stampede.vm.VmFacts.DomainState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A snapshot of a machine as its host has it, whoever made it.
///
/// @param files the disks whose state it holds
/// @param drives prints of the drives with metadata that its definition names; see [Drive]
public record VmSnapshot(
    @Field(label = "Name", help = "As libvirt calls it: of one made here, its id.") String name,
    @Field(label = "Created") Instant at,
    @Field(label = "State", help = "Of the machine then.") DomainState state,
    @Field(label = "Memory", help = "Whether it holds memory, too.") boolean memory,
    @Field(label = "Parent") Optional<String> parent,
    @Field(label = "Current", help = "Whether the machine comes from it.") boolean current,
    List<String> files,
    List<String> drives) {
  private static final Pattern VOLUME =
      Pattern.compile("(?:/var/lib/stampede|/demo)/volumes/([a-z0-9-]{1,63})(?:/[^/]+)?");

  public VmSnapshot {
    files = List.copyOf(files);
    drives = List.copyOf(drives);
  }

  /// The first volume whose state it holds and that the machine does not have where it was: going
  /// back would write to what is somebody else's by now, or miss it.
  Optional<String> missingVolume(VmSpec spec) {
    var now = spec.storage().disks().stream().map(VmDisk::file).toList();
    return files.stream()
        .filter(file -> !now.contains(file))
        .map(VOLUME::matcher)
        .filter(java.util.regex.Matcher::matches)
        .map(volume -> volume.group(1))
        .findFirst();
  }
}
