package io.stampede.web.ui;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/// The console's own words, out of `words.properties`. What kinds, fields and actions are called
/// comes from the schema.
final class Words {
  private static final ResourceBundle WORDS =
      ResourceBundle.getBundle("io.stampede.web.ui.words", Locale.ENGLISH);

  private Words() {}

  static String say(String key, Object... arguments) {
    return new MessageFormat(WORDS.getString(key), Locale.ENGLISH).format(arguments);
  }

  /// The words for a key, or for a more general one.
  static String sayFirst(String key, String otherwise, Object... arguments) {
    try {
      return say(key, arguments);
    } catch (MissingResourceException _) {
      return say(otherwise, arguments);
    }
  }
}
