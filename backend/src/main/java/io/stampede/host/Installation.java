package io.stampede.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// This console, as it marks hosts.
///
/// @param id its own, kept in its data folder
/// @param who for people: on which machine it runs, and as whom; one line, may be empty
public record Installation(String id, String who) {
  private static final int LONGEST = 100;
  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

  public Installation {
    var plain = who.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cs}\\p{Cn}]", " ").strip();
    who = plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
  }

  /// The console of this process, as in `ada on desk`.
  public static Installation here(String id) {
    var machine = machine();
    var user = System.getProperty("user.name", "");
    return new Installation(id, machine.isEmpty() ? user : user + " on " + machine);
  }

  private static String machine() {
    try {
      return Files.readString(HOST_NAME).strip();
    } catch (IOException _) {
      var windows = System.getenv("COMPUTERNAME");
      return windows == null ? "" : windows;
    }
  }
}
