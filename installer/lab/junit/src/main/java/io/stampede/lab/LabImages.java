package io.stampede.lab;

import java.nio.file.Path;

/// What every lab has to start containers and virtual machines from. Present once a host is up.
public final class LabImages {
  /// On every host: a Docker image with all of busybox (httpd, nc, wget, …) whose command is
  /// `/bin/sh`.
  public static final String BUSYBOX = "lab/busybox:1";

  private LabImages() {}

  /// On this machine, not on the hosts: a qcow2 disk of 40 MiB (16 MB as a file) that boots from
  /// BIOS in some 4 seconds of emulation with 96 MiB of memory. A shell on the screen and on the
  /// serial port, each of which says `ready`; the screen stands still until a key is pressed; the
  /// power button ends it in less than a second; `/disk` is kept, and each start of the disk is
  /// counted and shown.
  public static Path tinyDisk() {
    return folder().resolve("images/tiny.qcow2");
  }

  /// Likewise: a Debian as cloud images are, with its own kernel, systemd and cloud-init, and GRUB
  /// (BIOS); 2 GiB (140 MB as a file). Made when it is first asked for, which takes minutes; its
  /// start takes one to three of emulation with 512 MiB of memory.
  public static Path debianDisk() {
    LabCommand.find().must("debian");
    return folder().resolve("images/debian.qcow2");
  }

  static Path folder() {
    return Path.of(System.getenv().getOrDefault("STAMPEDE_LAB", "/var/lib/stampede-lab"));
  }
}
