package io.stampede.vm;

import io.stampede.schema.Field;
import java.util.List;
import java.util.Optional;

/// Which volumes a machine has.
///
/// @param cdrom the id of the image that is in its CD drive
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
    @Field(
            label = "Disc",
            reference = "image",
            help =
                "An image of format iso in its CD drive. Can be changed, and taken out, while it"
                    + " runs.",
            update = true)
        Optional<String> cdrom,
    List<VmDisk> disks) {
  public static final VmStorage NONE = new VmStorage(List.of(), List.of());

  /// Without a disc.
  public VmStorage(List<VolumeUse> volumes, List<VmDisk> disks) {
    this(volumes, Optional.empty(), disks);
  }

  public VmStorage {
    volumes = List.copyOf(volumes);
    disks = List.copyOf(disks);
  }

  VmStorage with(List<VolumeUse> nextVolumes, List<VmDisk> nextDisks) {
    return new VmStorage(nextVolumes, cdrom, nextDisks);
  }

  public VmStorage withDisc(Optional<String> imageId) {
    return new VmStorage(volumes, imageId, disks);
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
