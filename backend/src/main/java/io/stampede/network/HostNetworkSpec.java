package io.stampede.network;

import io.stampede.schema.Field;

/// The managed networks of one host.
public record HostNetworkSpec(@Field(label = "Host", reference = "host") String host) {
  public static final String KIND = "hostNetwork";

  /// The id of the one of a host: `hn-`, and the random part of the host's.
  public static String id(String hostId) {
    return "hn-" + hostId.substring(hostId.indexOf('-') + 1);
  }
}
