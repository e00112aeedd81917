package io.stampede.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// What to look for in a publisher's text. Named groups fill the places of addresses; `version` is
/// the release's name, and the first group is it where none is called so.
public record FindPattern(String value) {
  private static final int MOST_MATCHES = 10_000;

  /// How many characters may be looked at, so that no text can make an expression take for ever.
  private static final long MOST_LOOKS = 100_000_000;

  public FindPattern {
    try {
      if (Pattern.compile(value).matcher("").groupCount() == 0) {
        throw new IllegalArgumentException("has no group, as ([0-9.]+), that is the version");
      }
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("is not a regular expression: " + e.getDescription(), e);
    }
  }

  /// All that is found, each with `version`, `file` (all of the match) and its named groups.
  ///
  /// @throws IllegalArgumentException when looking takes too long
  List<Map<String, String>> find(String text) {
    var pattern = Pattern.compile(value);
    var matcher = pattern.matcher(new Bounded(text, 0, text.length(), new long[] {MOST_LOOKS}));
    var all = new ArrayList<Map<String, String>>();
    while (all.size() < MOST_MATCHES && finds(matcher)) {
      var found = new LinkedHashMap<String, String>();
      found.put("version", matcher.group(1));
      found.put("file", matcher.group());
      matcher.namedGroups().keySet().forEach(name -> found.put(name, matcher.group(name)));
      if (found.values().stream().allMatch(part -> part != null)) all.add(found);
    }
    return all;
  }

  /// A repeated choice, as `(a|b)*`, needs as much stack as its text is long.
  private static boolean finds(Matcher matcher) {
    try {
      return matcher.find();
    } catch (StackOverflowError e) {
      throw new IllegalArgumentException("the pattern repeats too much for this text", e);
    }
  }

  @Override
  public String toString() {
    return value;
  }

  private record Bounded(String text, int from, int to, long[] left) implements CharSequence {
    @Override
    public int length() {
      return to - from;
    }

    @Override
    public char charAt(int index) {
      if (left[0]-- <= 0) throw new IllegalArgumentException("looking for it takes too long");
      return text.charAt(from + index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Bounded(text, from + start, from + end, left);
    }

    @Override
    public String toString() {
      return text.substring(from, to);
    }
  }
}
