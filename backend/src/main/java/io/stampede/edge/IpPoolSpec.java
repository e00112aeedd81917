package io.stampede.edge;

import io.stampede.schema.Field;
import java.util.Optional;

/// A pool of outside addresses.
public record IpPoolSpec(
    @Field(
            label = "Name",
            column = true,
            pattern = "[A-Za-z0-9][A-Za-z0-9_.-]{0,62}",
            example = "public")
        String name,
    @Field(
            label = "Network address",
            help = "The first address of the network that the pool is a part of.",
            column = true,
            maxLength = 15,
            example = "192.168.10.0")
        IpAddress networkAddress,
    @Field(
            label = "CIDR size",
            help = "How many bits the addresses of that network share.",
            byDefault = "24",
            min = 8,
            max = 30)
        int cidrSize,
    @Field(
            label = "Start",
            help = "The first address that is given away.",
            column = true,
            maxLength = 15,
            example = "192.168.10.200")
        IpAddress start,
    @Field(
            label = "End",
            help = "The last address that is given away.",
            column = true,
            maxLength = 15,
            example = "192.168.10.210")
        IpAddress end,
    @Field(
            label = "Gateway",
            help = "Of that network; not one of those that are given away.",
            maxLength = 15,
            example = "192.168.10.254")
        IpAddress gateway,
    @Field(
            label = "Uplink",
            help =
                "The network card of the hosts that has the addresses; the one that leads to the"
                    + " gateway when this is left open.",
            more = true,
            pattern = "[A-Za-z0-9][A-Za-z0-9._-]{0,14}",
            example = "eth0")
        Optional<String> uplink) {}
