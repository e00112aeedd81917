package io.stampede.vm;

import io.stampede.client.Refused;
import io.stampede.engine.ResourceId;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// A machine's own disk on its way out of a host, and into one.
public interface DiskContent {
  /// @param sha256 of the bytes to come
  record Export(long bytes, String sha256, InputStream stream) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      stream.close();
    }
  }

  /// As a qcow2 file that needs no other one. To be closed in any case.
  ///
  /// @param snapshot as it was then; else as it is, for which the machine has to be off
  /// @throws Refused when it cannot be, or its host does not answer
  Export take(ResourceId machine, VmSpec spec, Optional<String> snapshot);

  /// Puts such a file in place of the disk of a machine that is off: all of it, or what was there
  /// stays.
  ///
  /// @throws Refused when it is no such file, larger than the disk, or its host does not answer
  void fill(ResourceId machine, VmSpec spec, InputStream disk);

  /// What was sent is no archive of a machine, or not a whole one.
  static Refused refused(VmSpec spec, IOException why) {
    var code = why instanceof BadArchive bad ? bad.code() : "broken";
    var what = why instanceof BadArchive ? why.getMessage() : "broke off: " + why.getMessage();
    return Refused.field(
        "content",
        code,
        "the archive for %s %s".formatted(spec.name(), what),
        "give one that was downloaded from a machine or a snapshot");
  }
}
