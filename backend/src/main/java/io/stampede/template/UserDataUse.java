package io.stampede.template;

/// Which user data a system understands.
public enum UserDataUse {
  /// cloud-config, scripts and whatever else cloud-init reads
  CLOUD_INIT,
  IGNITION,
  /// scripts only
  SCRIPT,
  NONE
}
