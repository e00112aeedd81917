package io.stampede.vm;

import io.stampede.engine.Phase;
import java.util.List;
import java.util.Optional;

/// What is changed of a machine while it runs. Each is told to a run once: what the guest, or QEMU,
/// does not make of it waits for the next start.
public sealed interface LiveStep extends VmStep.OnHost {
  VmName name();

  record GiveCpus(VmName name, int cpus) implements LiveStep {}

  record GiveMemory(VmName name, int mib) implements LiveStep {}

  record Plug(VmName name, VmCard card) implements LiveStep {}

  record Unplug(VmName name, VmCard card) implements LiveStep {}

  /// Puts a disc into its CD drive in place of what is there.
  ///
  /// @param disc the image's id; empty to take out what is there
  record Insert(VmName name, Optional<String> disc) implements LiveStep {}

  /// By what the run's notes know it; see [VmNotes].
  default String note() {
    return switch (this) {
      case GiveCpus _ -> VmNotes.CPUS;
      case GiveMemory _ -> VmNotes.MEMORY;
      case Plug(var _, var card) -> VmNotes.plug(card.mac());
      case Unplug(var _, var card) -> VmNotes.unplug(card.mac());
      case Insert _ -> VmNotes.DISC;
    };
  }

  /// What is noted of it.
  default String value() {
    return switch (this) {
      case GiveCpus(var _, var cpus) -> Integer.toString(cpus);
      case GiveMemory(var _, var mib) -> Integer.toString(mib);
      case Plug(var _, var card) -> card.type() + "/" + card.source();
      case Unplug(var _, var card) -> card.type() + "/" + card.source();
      case Insert(var _, var disc) -> disc.orElse("none");
    };
  }

  @Override
  default String title() {
    return switch (this) {
      case GiveCpus(var name, var cpus) -> "give %s %d CPUs".formatted(name, cpus);
      case GiveMemory(var name, var mib) -> "give %s %d MiB of memory".formatted(name, mib);
      case Plug(var name, var card) -> "plug %s into %s".formatted(name, card);
      case Unplug(var name, var card) -> "unplug %s from %s".formatted(name, card);
      case Insert(var name, var disc) ->
          disc.map(image -> "put disc %s into %s".formatted(image, name))
              .orElse("take the disc out of " + name);
    };
  }

  @Override
  default Phase phase() {
    return Phase.UPDATING;
  }

  @Override
  default List<String> calls() {
    return switch (this) {
      case GiveCpus(var _, var cpus) -> List.of("virDomainSetVcpusFlags " + cpus + " live");
      case GiveMemory(var _, var mib) -> List.of("virDomainSetMemoryFlags " + mib + " MiB live");
      case Plug(var _, var card) -> List.of("virDomainAttachDeviceFlags " + card.mac() + " live");
      case Unplug(var _, var card) -> List.of("virDomainDetachDeviceFlags " + card.mac() + " live");
      case Insert(var _, var disc) ->
          List.of("virDomainUpdateDeviceFlags cdrom %s live".formatted(disc.orElse("empty")));
    };
  }
}
