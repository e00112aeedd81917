package io.stampede.cli.api;

import java.util.Locale;

/// Names as a shell writes them.
public final class Words {
  private Words() {}

  /// `virtualMachine` becomes `virtual-machine`, `sourceURL` becomes `source-url`.
  public static String kebab(String camel) {
    var out = new StringBuilder();
    for (int i = 0; i < camel.length(); i++) {
      char c = camel.charAt(i);
      boolean starts =
          Character.isUpperCase(c)
              && i > 0
              && (!Character.isUpperCase(camel.charAt(i - 1))
                  || i + 1 < camel.length() && Character.isLowerCase(camel.charAt(i + 1)));
      if (starts) out.append('-');
      out.append(Character.toLowerCase(c));
    }
    return out.toString().replace('_', '-');
  }

  /// The first letters of its words: `vm` of `virtualMachine`; empty for a single word.
  static String initials(String camel) {
    var kebab = kebab(camel);
    if (kebab.indexOf('-') < 0) return "";
    var out = new StringBuilder();
    for (var word : kebab.split("-", -1)) if (!word.isEmpty()) out.append(word.charAt(0));
    return out.toString();
  }

  /// For a sentence: `Virtual machine` becomes `virtual machine`, `IP pool` stays.
  public static String inSentence(String label) {
    if (label.length() > 1 && Character.isUpperCase(label.charAt(1))) return label;
    return label.isEmpty()
        ? label
        : label.substring(0, 1).toLowerCase(Locale.ROOT) + label.substring(1);
  }
}
