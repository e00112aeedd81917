package io.stampede.network;

import io.stampede.client.KindFace;
import io.stampede.schema.KindSchema;
import java.util.Optional;

/// Hosts' networks come and go with their hosts, never by a person.
public final class HostNetworkFace
    implements KindFace<HostNetworkSpec, HostNetworkFacts, HostNetworkStep> {
  private final HostNetworkKind kind;
  private final KindSchema schema =
      KindSchema.of(
          HostNetworkSpec.KIND,
          "Host network",
          "Host networks",
          "The managed networks on one host.",
          HostNetworkSpec.class,
          HostNetworkFacts.class);

  public HostNetworkFace(HostNetworkKind kind) {
    this.kind = kind;
  }

  @Override
  public KindSchema schema() {
    return schema;
  }

  @Override
  public HostNetworkKind kind() {
    return kind;
  }

  @Override
  public Class<HostNetworkSpec> specType() {
    return HostNetworkSpec.class;
  }

  @Override
  public Class<HostNetworkFacts> factsType() {
    return HostNetworkFacts.class;
  }

  @Override
  public boolean internal() {
    return true;
  }

  @Override
  public String idPrefix() {
    return "hn";
  }

  @Override
  public String name(HostNetworkSpec spec) {
    return HostNetworkSpec.id(spec.host());
  }

  @Override
  public String called(HostNetworkSpec spec) {
    return "networks of " + spec.host();
  }

  @Override
  public HostNetworkSpec admit(
      String id, HostNetworkSpec wanted, Optional<HostNetworkSpec> before, Resources world) {
    return wanted;
  }
}
