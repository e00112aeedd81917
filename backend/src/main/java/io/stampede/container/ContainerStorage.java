package io.stampede.container;

import io.stampede.schema.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a container keeps its files in, beside volumes.
public record ContainerStorage(
    @Field(
            label = "In memory",
            help = "Folders that are kept in memory only.",
            update = true,
            more = true,
            example = "/run:size=64m")
        List<Tmpfs> tmpfs,
    @Field(
            label = "Volume driver",
            help = "That makes volumes which are not there yet.",
            update = true,
            more = true,
            maxLength = 128,
            pattern = "[A-Za-z0-9][A-Za-z0-9_./:-]*",
            example = "local")
        Optional<String> volumeDriver,
    @Field(
            label = "Storage options",
            help = "Of the driver of its own files.",
            update = true,
            more = true,
            example = "size=10G")
        Map<String, String> storageOpts) {
  static final ContainerStorage USUAL = new ContainerStorage(List.of(), Optional.empty(), Map.of());

  public ContainerStorage {
    tmpfs = List.copyOf(tmpfs);
    storageOpts = Map.copyOf(storageOpts);
  }
}
