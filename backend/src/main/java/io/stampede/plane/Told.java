package io.stampede.plane;

import io.stampede.metadata.Instance;

/// What a workload is told about itself at 169.254.169.254.
///
/// @param mark of what it was made from: whoever made it knows by it what a host was seen to tell
public record Told(Instance instance, String mark) {}
