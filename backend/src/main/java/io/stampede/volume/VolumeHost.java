package io.stampede.volume;

import io.stampede.client.Content;
import io.stampede.client.Refused;
import io.stampede.engine.Outcome;
import io.stampede.engine.Sight;
import java.io.InputStream;

/// What volumes ask of hosts. Every step may be repeated.
public interface VolumeHost {
  /// [Sight.Missing] when there is nothing of it.
  Sight<OnHost> look(String hostId, String volumeId);

  /// Where a host has a volume, for people.
  String path(String volumeId, VolumeSpec spec);

  Outcome apply(String volumeId, VolumeSpec spec, VolumeStep.OnHost step);

  /// Makes these bytes, qcow2 or raw, the content of the volume: all of them, or none. Its format
  /// and size stay as they are.
  ///
  /// @param check asked when all bytes have come, before anything is changed; what it throws is
  ///   passed on
  /// @throws Refused when they are no disk, or too large for it, or its host does not answer
  void upload(String volumeId, VolumeSpec spec, InputStream content, Runnable check);

  /// The volume's file, as it is. Reading fails when it was changed meanwhile.
  ///
  /// @throws Refused when its host does not answer
  Content download(String volumeId, VolumeSpec spec);
}
