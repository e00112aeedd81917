package io.stampede.vm;

import io.stampede.image.ImageCopies;
import io.stampede.network.Pending;
import io.stampede.volume.VolumeReadiness;
import java.util.List;
import java.util.Optional;

/// What was seen of a machine, while it is put together: the one place that knows the order of its
/// parts. It begins as a host that has libvirt, and nothing of the machine.
public final class VmFactsDraft {
  public boolean hypervisor = true;
  public boolean nameTaken;
  public VmFacts.Files files = new VmFacts.Files(false, false, Optional.empty());
  public Optional<VmFacts.Domain> domain = Optional.empty();
  public boolean marked;
  public ImageCopies.Copy copy = ImageCopies.Copy.NONE;
  public Optional<String> ipAddress = Optional.empty();
  public Optional<String> uuid = Optional.empty();
  public Optional<String> run = Optional.empty();
  public Optional<String> vncSocket = Optional.empty();
  public Optional<Pending> pending = Optional.empty();
  public Optional<String> drive = Optional.empty();
  public List<String> pendingChanges = List.of();

  public VmStorage.Seen seenVolumes = VmStorage.Seen.NOTHING;
  public Optional<VolumeReadiness.Waiting> volumesPending = Optional.empty();
  public List<VmSnapshot> snapshots = List.of();
  public VmFacts.Disc disc = VmFacts.Disc.NONE;

  VmFactsDraft() {}

  VmFactsDraft(VmFacts facts) {
    hypervisor = facts.hypervisor();
    nameTaken = facts.nameTaken();
    files = facts.files();
    domain = facts.domain();
    marked = facts.marked();
    copy = facts.copy();
    ipAddress = facts.ipAddress();
    uuid = facts.uuid();
    run = facts.run();
    vncSocket = facts.vncSocket();
    pending = facts.pending();
    drive = facts.drive();
    pendingChanges = facts.pendingChanges();
    seenVolumes = facts.seenVolumes();
    volumesPending = facts.volumesPending();
    snapshots = facts.snapshots();
    disc = facts.disc();
  }

  VmFacts facts() {
    return new VmFacts(
        hypervisor,
        nameTaken,
        files,
        domain,
        marked,
        copy,
        ipAddress,
        uuid,
        run,
        vncSocket,
        pending,
        drive,
        pendingChanges,
        seenVolumes,
        volumesPending,
        disc,
        snapshots);
  }
}
