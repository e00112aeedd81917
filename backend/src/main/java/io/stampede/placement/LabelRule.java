package io.stampede.placement;

import java.util.Map;
import java.util.regex.Pattern;

/// What a host's label is to be: `disk=ssd`, or `gpu` for any value.
public record LabelRule(String value) {
  private static final Pattern VALID =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._/-]{0,61}[A-Za-z0-9])?(=[^=\\p{Cntrl}]{0,63})?");

  public LabelRule {
    if (!VALID.matcher(value).matches()) {
      throw new IllegalArgumentException("holds “%s”; it looks like disk=ssd".formatted(value));
    }
  }

  boolean matches(Map<String, String> labels) {
    int at = value.indexOf('=');
    if (at < 0) return labels.containsKey(value);
    return value.substring(at + 1).equals(labels.get(value.substring(0, at)));
  }

  @Override
  public String toString() {
    return value;
  }
}
