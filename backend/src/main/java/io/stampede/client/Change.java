package io.stampede.client;

/// Something about a resource is not as it was; whoever cares reads it again. Changes may be lost
/// or doubled.
///
/// @param number grows with each change in this process
public record Change(long number, String kind, String id, What what) {
  public enum What {
    CREATED,
    CHANGED,
    REMOVED
  }
}
