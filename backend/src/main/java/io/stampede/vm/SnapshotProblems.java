package io.stampede.vm;

import io.stampede.engine.Problem;

/// Why machines have no snapshots, or cannot go back to one: the same of every host.
public final class SnapshotProblems {
  private SnapshotProblems() {}

  public static Problem rawDisk(VmName machine, String disk) {
    return Problem.request(
        "raw-disk",
        "%s of %s is raw, and a raw disk can have no snapshots".formatted(disk, machine),
        "detach it, or give it to the machine read-only (:ro)");
  }

  public static Problem noDisk(VmName machine) {
    return Problem.request(
        "no-disk",
        "%s has no disk of qcow2, and nothing else can have snapshots".formatted(machine),
        "give it a disk of qcow2");
  }

  public static Problem runs(VmName machine) {
    return Problem.request(
        "runs",
        "%s runs: of a machine that runs a snapshot is taken with its memory".formatted(machine),
        "take it with memory, or switch the machine off");
  }

  public static Problem firmware(String machine) {
    return Problem.request(
        "uefi",
        machine + " has UEFI, of which libvirt takes no such snapshots",
        "use a machine with BIOS");
  }

  static Problem gone(VmName machine, String snapshot) {
    return Problem.host(
        "snapshot-gone",
        "%s has no snapshot %s any more".formatted(machine, snapshot),
        "start or stop it: it stays as it is");
  }

  static Problem volume(VmName machine, String volume) {
    return Problem.request(
        "volume-away",
        "the snapshot holds the state of volume %s, which %s does not have where it was"
            .formatted(volume, machine),
        "attach volume %s to it first".formatted(volume));
  }

  static Problem rename(String machine) {
    return Problem.request(
        "has-snapshots",
        "libvirt renames no machine that has snapshots, and %s has".formatted(machine),
        "remove its snapshots first");
  }
}
