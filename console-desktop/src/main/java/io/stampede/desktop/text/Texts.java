package io.stampede.desktop.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// Words of the desktop console by their key. What the wizard says in both consoles is in
/// [io.stampede.wizard.Words].
public final class Texts {
  private static final ResourceBundle TEXTS =
      ResourceBundle.getBundle("io.stampede.desktop.texts", Locale.ENGLISH);

  private Texts() {}

  /// @param arguments numbers and text for the places `{0}`, `{1}` …
  public static String say(String key, Object... arguments) {
    return new MessageFormat(TEXTS.getString(key), Locale.ENGLISH).format(arguments);
  }
}
