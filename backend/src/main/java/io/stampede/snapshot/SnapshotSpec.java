package io.stampede.snapshot;

import io.stampede.schema.Field;
import io.stampede.vm.VmKind;
import java.util.Optional;

/// A snapshot that is wanted.
///
/// @param host where its machine was when it was asked for
public record SnapshotSpec(
    @Field(
            label = "Name",
            column = true,
            maxLength = 63,
            pattern = SnapshotName.PATTERN,
            example = "before-upgrade")
        SnapshotName name,
    @Field(label = "Machine", reference = VmKind.NAME, column = true) String machine,
    @Field(
            label = "With memory",
            help =
                "Going back, it runs on from where it was. A machine that is off has none; of one"
                    + " that runs a snapshot is taken with memory only.",
            byDefault = "true")
        boolean memory,
    @Field(
            label = "Description",
            help = "Also for those who look with virsh.",
            update = true,
            maxLength = 200,
            example = "before the upgrade to 13")
        Optional<String> description,
    Optional<String> host) {

  SnapshotSpec on(String hostId) {
    return new SnapshotSpec(name, machine, memory, description, Optional.of(hostId));
  }

  /// What libvirt shows of it.
  String says() {
    return name + description.map(text -> ": " + text).orElse("");
  }
}
