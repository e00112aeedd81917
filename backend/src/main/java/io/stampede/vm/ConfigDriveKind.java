package io.stampede.vm;

/// Which drive with metadata a machine has, beside what its network tells it.
public enum ConfigDriveKind {
  NONE,
  /// OpenStack's, labelled `config-2`.
  CONFIG_2,
  /// A seed for cloud-init's source NoCloud, labelled `cidata`.
  NOCLOUD
}
