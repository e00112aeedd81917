package io.stampede.desktop.model;

import io.stampede.desktop.background.Background;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/// How a person likes the console: theme, columns. Lost without harm.
public final class Preferences {
  private final Optional<Path> file;
  private final Properties values = new Properties();

  private Preferences(Optional<Path> file) {
    this.file = file;
  }

  /// Kept nowhere.
  public static Preferences forgetful() {
    return new Preferences(Optional.empty());
  }

  /// Reads the file, if it is there: not for the toolkit's thread.
  ///
  /// @throws IOException when it is there and cannot be read
  public static Preferences in(Path file) throws IOException {
    var preferences = new Preferences(Optional.of(file));
    try {
      preferences.values.load(new StringReader(Files.readString(file)));
    } catch (NoSuchFileException e) {
      return preferences;
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " is damaged: " + e.getMessage(), e);
    }
    return preferences;
  }

  public synchronized Optional<String> get(String key) {
    return Optional.ofNullable(values.getProperty(key));
  }

  /// Keeps a value, in the background. When it cannot be kept it holds until the console ends.
  public void set(String key, String value, Background background) {
    synchronized (this) {
      values.setProperty(key, value);
    }
    file.ifPresent(path -> background.ask(() -> save(path), _ -> {}, _ -> {}));
  }

  private synchronized Path save(Path path) throws IOException {
    var text = new StringWriter();
    values.store(text, "Stampede desktop");
    var fresh = path.resolveSibling(path.getFileName() + ".new");
    Files.writeString(fresh, text.toString());
    return Files.move(
        fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
