package io.stampede.desktop;

import java.nio.file.Path;
import java.util.List;
import javafx.application.Application;

/// Where the desktop console starts. Not an `Application` itself, so that JavaFX may lie on the
/// class path.
public final class Launcher {
  private static final int WRONG_ARGUMENTS = 2;

  private Launcher() {}

  public static void main(String[] args) {
    try {
      Arguments.of(List.of(args), Path.of(System.getProperty("user.home")));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.print(Arguments.USAGE);
      System.exit(WRONG_ARGUMENTS);
    }
    Application.launch(DesktopApp.class, args);
  }
}
