package io.stampede.template;

/// What starts a machine.
public enum Firmware {
  BIOS,
  UEFI
}
