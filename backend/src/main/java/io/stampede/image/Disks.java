package io.stampede.image;

import io.stampede.engine.Problem;

/// Finds the disks on hosts that images are made of.
public interface Disks {
  /// What became of looking for one.
  sealed interface Found {
    /// @param host the id of the one that it is on
    /// @param path there
    /// @param format qcow2 or raw; it may be based on an image of ours
    record At(String host, String path, ImageFormat format) implements Found {}

    /// @param problem why it cannot be copied now
    record Not(Problem problem) implements Found {}
  }

  /// One that nobody writes to.
  Found find(ImageSource source);
}
