package io.stampede.network;

import io.stampede.plane.Overlay;
import io.stampede.schema.Field;
import java.util.Optional;
import java.util.OptionalInt;

/// A managed network as one asks for it. What is left open is chosen at admission, and kept.
///
/// @param blockSize the prefix of a host's part
/// @param number its own among all networks, from 1
public record NetworkSpec(
    @Field(
            label = "Name",
            help = "Workloads are plugged into it by this name.",
            column = true,
            maxLength = 32,
            example = "backend")
        NetworkName name,
    @Field(
            label = "Range",
            help = "Its addresses: a /8 to /24 that no other network has.",
            byDefault = "10.42.0.0/16",
            column = true,
            maxLength = 18,
            example = "10.43.0.0/16")
        NetworkRange cidr,
    @Field(
            label = "Block size",
            help =
                "The prefix of the part that each host gets: at most 28; 24 where the range has"
                    + " room for several of those.",
            more = true,
            min = 9,
            max = 28)
        OptionalInt blockSize,
    @Field(
            label = "Overlay",
            help =
                "How packets travel between hosts: encrypted by ipsec or wireguard, or in clear by"
                    + " vxlan or direct (plain routes, for hosts on one segment).",
            byDefault = "ipsec",
            update = true,
            column = true)
        Overlay overlay,
    @Field(
            label = "Domain",
            help = "Names of workloads end in it; NAME.stampede.internal when this is left open.",
            more = true,
            maxLength = 180,
            example = "backend.stampede.internal")
        Optional<DomainName> domain,
    @Field(
            label = "MTU",
            help = "Of workloads' cards; computed from the way between hosts when left open.",
            unit = "bytes",
            more = true,
            min = 1280,
            max = 9000)
        OptionalInt mtu,
    @Field(
            label = "Number",
            help = "Its bridge on each host, and Docker's network there, is called st-NUMBER.",
            create = false,
            more = true)
        OptionalInt number,
    @Field(
            label = "Metadata for containers",
            help =
                "Whether containers, too, are told about themselves at 169.254.169.254; machines"
                    + " always are.",
            byDefault = "false",
            update = true,
            more = true)
        boolean metadataForContainers) {
  /// Where hosts have a block of 253 addresses each.
  private static final int USUAL_BLOCK = 24;

  /// The least number of hosts that there is to be room for, as a power of two.
  private static final int LEAST_SPARE = 2;

  /// The one that is there from the start.
  public static NetworkSpec usual() {
    return new NetworkSpec(
            new NetworkName("managed"),
            new NetworkRange("10.42.0.0/16"),
            OptionalInt.empty(),
            Overlay.IPSEC,
            Optional.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            false)
        .complete();
  }

  public String domainName() {
    return domain.map(DomainName::value).orElse(name + ".stampede.internal");
  }

  int blockPrefix() {
    return blockSize.orElse(Math.max(USUAL_BLOCK, cidr.cidr().prefix() + LEAST_SPARE));
  }

  /// Nothing open but its number.
  NetworkSpec complete() {
    return new NetworkSpec(
        name,
        cidr,
        OptionalInt.of(blockPrefix()),
        overlay,
        Optional.of(new DomainName(domainName())),
        mtu,
        number,
        metadataForContainers);
  }

  NetworkSpec numbered(int n) {
    return new NetworkSpec(
        name, cidr, blockSize, overlay, domain, mtu, OptionalInt.of(n), metadataForContainers);
  }
}
