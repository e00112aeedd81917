package io.stampede.onboard;

import java.util.Locale;

/// Families of Linux, as far as commands differ between them.
enum Distribution {
  DEBIAN,
  FEDORA,
  SUSE,
  ARCH,
  ALPINE,
  /// Flatcar and Fedora CoreOS: a read-only /usr without a package manager.
  COREOS,
  OTHER;

  /// @param id of os-release
  /// @param like its `ID_LIKE`
  static Distribution of(String id, String like) {
    var words = (" " + id + " " + like + " ").toLowerCase(Locale.ROOT);
    if (words.matches(".* (flatcar|coreos) .*")) return COREOS;
    if (words.matches(".* (debian|ubuntu) .*")) return DEBIAN;
    if (words.matches(".* (fedora|rhel|centos) .*")) return FEDORA;
    if (words.matches(".* (suse|opensuse|sles)[a-z-]* .*")) return SUSE;
    if (words.contains(" arch ")) return ARCH;
    if (words.contains(" alpine ")) return ALPINE;
    return OTHER;
  }

  /// The command that installs a package, by its name in Debian, Fedora and SUSE, Arch and Alpine.
  String install(String debian, String fedora, String other) {
    return switch (this) {
      case DEBIAN -> "apt-get install -y " + debian;
      case FEDORA -> "dnf install -y " + fedora;
      case SUSE -> "zypper install -y " + fedora;
      case ARCH -> "pacman -S --noconfirm " + other;
      case ALPINE -> "apk add " + other;
      case COREOS, OTHER -> "";
    };
  }

  /// The command that switches a service on, now and at each start.
  String enable(String unit) {
    return this == ALPINE
        ? "rc-update add %s && rc-service %s start".formatted(unit, unit)
        : "systemctl enable --now " + unit;
  }
}
