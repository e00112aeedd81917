package io.stampede.vm;

import io.stampede.schema.Field;
import java.util.List;

/// Which volumes a machine has.
///
/// @param disks what became of [#volumes], with the places that they were given
public record VmStorage(
    @Field(
            label = "Volumes",
            suggests = "volume",
            help =
                "Volumes of its host, as data, data:scsi, data:ro or data:scsi:ro; plain is virtio."
                    + " Can be changed while it runs.",
            update = true,
            example = "data")
        List<VolumeUse> volumes,
    List<VmDisk> disks) {
  public static final VmStorage NONE = new VmStorage(List.of(), List.of());

  public VmStorage {
    volumes = List.copyOf(volumes);
    disks = List.copyOf(disks);
  }

  public boolean has(String volumeId) {
    return disks.stream().anyMatch(disk -> disk.volume().equals(volumeId));
  }

  /// What only one machine may have, as its reservation holds it.
  List<String> claims() {
    return disks.stream().map(disk -> "volume " + disk.volume()).toList();
  }

  /// What is seen of volumes in a machine.
  ///
  /// @param defined what it has at its next start
  /// @param live what it has in this run
  public record Seen(List<VmDisk> defined, List<VmDisk> live) {
    public static final Seen NOTHING = new Seen(List.of(), List.of());

    public Seen {
      defined = List.copyOf(defined);
      live = List.copyOf(live);
    }

    public boolean has(String volumeId) {
      return defined.stream().anyMatch(disk -> disk.volume().equals(volumeId))
          || live.stream().anyMatch(disk -> disk.volume().equals(volumeId));
    }
  }
}
