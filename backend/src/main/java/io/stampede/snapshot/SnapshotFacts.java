package io.stampede.snapshot;

import io.stampede.schema.Field;
import io.stampede.vm.VmFacts.DomainState;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// What can be seen of a snapshot.
///
/// @param machine how its machine fares
/// @param known whether it was taken once
/// @param there whether libvirt has it
/// @param noticed whether its machine was seen to have it: before, it cannot go back
public record SnapshotFacts(
    Machine machine,
    boolean known,
    boolean there,
    boolean noticed,
    @Field(label = "Taken", help = "When.", column = true) Optional<Instant> taken,
    @Field(label = "Machine then", help = "Its state when it was taken.")
        Optional<DomainState> machineThen,
    @Field(label = "Memory", help = "That it holds.", unit = "MiB") OptionalLong memoryMib,
    @Field(
            label = "Parent",
            help = "The snapshot that its machine came from when it was taken.",
            column = true)
        Optional<String> parent,
    @Field(
            label = "Current",
            help = "Whether its machine comes from it: it was taken or gone back to last.",
            column = true)
        boolean current) {
  /// How the machine of a snapshot fares.
  public enum Machine {
    /// Its host has it.
    THERE,
    /// It is yet to be made there, or is on its way out.
    AWAITED,
    /// It is not of this console, or no more.
    GONE
  }

  static SnapshotFacts nothing(Machine machine, boolean known) {
    return new SnapshotFacts(
        machine,
        known,
        false,
        false,
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        false);
  }
}
