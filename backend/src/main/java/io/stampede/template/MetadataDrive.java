package io.stampede.template;

/// How a system is told about itself beside 169.254.169.254; as a machine's own field has it.
public enum MetadataDrive {
  CONFIG_2,
  NOCLOUD,
  NONE
}
