package io.stampede.vm;

import io.stampede.volume.VolumeFormat;
import java.util.Locale;

/// A volume as a machine has it. The volume's id is also the serial number by which the guest, and
/// we, know the disk.
///
/// @param dev what libvirt calls it; kept as long as the machine has the volume
/// @param file on the host
public record VmDisk(
    String volume, String dev, Bus bus, boolean readOnly, String file, VolumeFormat format) {
  /// How it is plugged in.
  public enum Bus {
    VIRTIO("vd"),
    SCSI("sd");

    private final String prefix;

    Bus(String prefix) {
      this.prefix = prefix;
    }

    /// libvirt's word.
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    String prefix() {
      return prefix;
    }
  }
}
