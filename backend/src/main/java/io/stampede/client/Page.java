package io.stampede.client;

import java.util.List;
import java.util.Optional;

/// Some of the resources asked for.
///
/// @param total how many match in all
/// @param next the cursor of the next page
public record Page(List<Resource> items, long total, Optional<String> next) {
  public Page {
    items = List.copyOf(items);
  }
}
