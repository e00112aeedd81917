package io.stampede.vm;

import io.stampede.adoption.Bond;
import io.stampede.adoption.Strangers;
import io.stampede.client.Refused;
import io.stampede.engine.Outcome;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import io.stampede.ssh.ByteStream;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// What machines ask of a host. Every step may be repeated.
public interface VmHost {
  /// Only what carries the machine's mark, or has the UUID of its bond, counts as the machine;
  /// [Sight.Missing] when there is nothing of it. [VmFacts#copy] and [VmFacts#drive] are left open.
  Sight<VmFacts> look(ResourceId id, VmSpec spec);

  /// All machines of a host, whoever made them; empty when it does not answer, or has no libvirt.
  Optional<List<Strangers.Stranger>> all(String hostId);

  /// What a machine is that somebody else made; empty when it is gone.
  Optional<VmSpec> describe(String hostId, Strangers.Stranger stranger, Bond bond);

  Outcome apply(ResourceId id, VmSpec spec, VmStep.OnHost step);

  /// Puts a drive with metadata beside the machine's disk.
  Outcome bring(ResourceId id, VmSpec spec, Drive drive);

  SnapshotHost snapshots();

  DiskContent disk();

  /// Enlarges a volume that the machine runs with; may be repeated.
  ///
  /// @return empty when it does not run with it
  Optional<Outcome> growDisk(ResourceId id, VmSpec spec, String volumeId, long bytes);

  /// The machine's description as libvirt has it, without secrets.
  ///
  /// @param running of its run; empty then when it does not run
  /// @throws Refused when there is no such machine, or its host does not answer
  Optional<String> xml(ResourceId id, VmSpec spec, boolean running);

  /// The machine's screen: an RFB (VNC) stream.
  ///
  /// @throws Refused when it does not run, or its host does not answer
  ByteStream screen(ResourceId id, VmSpec spec);

  /// What the guest wrote to its serial console: the last lines, then what is added (`follow`).
  ///
  /// @throws Refused when its host does not answer
  InputStream console(ResourceId id, VmSpec spec, int tail, boolean follow);
}
