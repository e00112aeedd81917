package io.stampede.image;

import java.util.List;

/// What an image's own tables promise. Written by strangers: nothing of it is believed before it is
/// checked.
///
/// @param virtualSize of the disk that a guest sees, in bytes
/// @param elsewhere whether its content is in other files, too
/// @param faults why it cannot be used, as `it is encrypted`
record DiskHeader(ImageFormat format, long virtualSize, boolean elsewhere, List<String> faults) {
  /// 1 PiB
  static final long MOST_VIRTUAL = 1L << 50;

  DiskHeader {
    faults = List.copyOf(faults);
    if (virtualSize <= 0 || virtualSize > MOST_VIRTUAL) {
      faults =
          java.util.stream.Stream.concat(
                  faults.stream(), java.util.stream.Stream.of("its disk size is not believable"))
              .toList();
    }
  }

  static DiskHeader broken(ImageFormat format, String fault) {
    return new DiskHeader(format, 1, false, List.of(fault));
  }
}
