package io.stampede.container;

import io.stampede.schema.Field;
import java.util.Map;
import java.util.Optional;

/// Where Docker writes what a container says; the host's own way when left open.
public record ContainerLogging(
    @Field(
            label = "Log driver",
            help =
                "json-file, local, journald, syslog, gelf, fluentd, awslogs, splunk, gcplogs, loki"
                    + " or none.",
            update = true,
            more = true,
            pattern =
                "json-file|local|journald|syslog|gelf|fluentd|awslogs|splunk|gcplogs|loki|none",
            example = "local")
        Optional<String> logDriver,
    @Field(
            label = "Log options",
            help = "Of the driver.",
            update = true,
            more = true,
            example = "max-size=10m")
        Map<String, String> logOptions) {
  static final ContainerLogging USUAL = new ContainerLogging(Optional.empty(), Map.of());

  public ContainerLogging {
    logOptions = Map.copyOf(logOptions);
  }
}
