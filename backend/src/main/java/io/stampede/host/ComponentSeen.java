package io.stampede.host;

import io.stampede.schema.Field;

/// One version of a component on a host: its image, or its container.
///
/// @param name as in `net`
/// @param said its own words on how it fares: one line, or nothing
public record ComponentSeen(
    @Field(label = "Component") String name,
    @Field(label = "Version") String version,
    @Field(label = "State") State state,
    @Field(label = "Says") String said) {
  /// What there is of it.
  public enum State {
    /// Its image only.
    LOADED,
    /// A container that does not run.
    STOPPED,
    /// A container that ends again and again.
    FAILING,
    RUNNING
  }

  boolean is(String component, String ofVersion) {
    return name.equals(component) && version.equals(ofVersion);
  }
}
