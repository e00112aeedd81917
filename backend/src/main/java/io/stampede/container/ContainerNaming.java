package io.stampede.container;

import io.stampede.schema.Field;
import java.util.List;

/// By which names a container is found, and how it finds others.
public record ContainerNaming(
    @Field(
            label = "Network aliases",
            help = "Further names on its networks; Docker's bridge has none.",
            update = true,
            more = true,
            maxLength = 63,
            example = "db")
        List<String> aliases,
    @Field(
            label = "Name servers",
            help = "Instead of the host's; on a managed network that one's own is always there.",
            update = true,
            more = true,
            maxLength = 45,
            example = "192.0.2.53")
        List<String> dns,
    @Field(
            label = "Search domains",
            update = true,
            more = true,
            maxLength = 253,
            example = "example.org")
        List<String> dnsSearch,
    @Field(
            label = "Resolver options",
            update = true,
            more = true,
            maxLength = 64,
            example = "ndots:2")
        List<String> dnsOptions,
    @Field(
            label = "Extra hosts",
            help = "Lines of its hosts file.",
            update = true,
            more = true,
            example = "host.docker.internal:host-gateway")
        List<ExtraHost> extraHosts,
    @Field(
            label = "Publish all",
            help = "Every port that its image exposes gets a free port of the host (-P).",
            byDefault = "false",
            update = true,
            more = true)
        boolean publishAll) {
  static final ContainerNaming USUAL =
      new ContainerNaming(List.of(), List.of(), List.of(), List.of(), List.of(), false);

  public ContainerNaming {
    aliases = List.copyOf(aliases);
    dns = List.copyOf(dns);
    dnsSearch = List.copyOf(dnsSearch);
    dnsOptions = List.copyOf(dnsOptions);
    extraHosts = List.copyOf(extraHosts);
  }
}
