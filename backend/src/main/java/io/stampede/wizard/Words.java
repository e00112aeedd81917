package io.stampede.wizard;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// What the wizard says, in both consoles the same.
public final class Words {
  private static final ResourceBundle WORDS =
      ResourceBundle.getBundle("io.stampede.wizard.words", Locale.ENGLISH);

  private Words() {}

  /// @param arguments numbers and text for the places `{0}`, `{1}` …
  public static String say(String key, Object... arguments) {
    return new MessageFormat(WORDS.getString(key), Locale.ENGLISH).format(arguments);
  }
}
