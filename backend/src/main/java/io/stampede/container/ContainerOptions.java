package io.stampede.container;

import io.stampede.schema.Inline;

/// All that a user of `docker run` knows beside what stands first in the form.
public record ContainerOptions(
    @Inline(group = "Process") ContainerProcess process,
    @Inline(group = "Health check") ContainerHealth health,
    @Inline(group = "Limits") ContainerResources resources,
    @Inline(group = "Network") ContainerNaming naming,
    @Inline(group = "Storage") ContainerStorage storage,
    @Inline(group = "Security") ContainerSecurity security,
    @Inline(group = "Log") ContainerLogging logging) {
  public static final ContainerOptions USUAL =
      new ContainerOptions(
          ContainerProcess.USUAL,
          ContainerHealth.USUAL,
          ContainerResources.USUAL,
          ContainerNaming.USUAL,
          ContainerStorage.USUAL,
          ContainerSecurity.USUAL,
          ContainerLogging.USUAL);

  ContainerOptions with(ContainerHealth next) {
    return new ContainerOptions(process, next, resources, naming, storage, security, logging);
  }
}
