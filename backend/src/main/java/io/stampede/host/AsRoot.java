package io.stampede.host;

import io.stampede.ssh.Command;
import io.stampede.ssh.UserName;
import java.util.ArrayList;
import java.util.List;

/// A script of ours that needs root: as it is for root, through sudo without a password for others.
public final class AsRoot {
  private AsRoot() {}

  static Command of(HostSpec spec, String script, String... parameters) {
    return of(spec.user(), script, parameters);
  }

  /// @param user who runs it
  public static Command of(UserName user, String script, String... parameters) {
    if (user.value().equals("root")) return Command.script(script, parameters);
    var argv = new ArrayList<>(List.of("sudo", "-n", "sh", "-c", script, "sh"));
    argv.addAll(List.of(parameters));
    return new Command(argv);
  }
}
