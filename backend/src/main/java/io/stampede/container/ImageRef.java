package io.stampede.container;

import java.util.regex.Pattern;

/// A Docker image as one writes it: `nginx`, `nginx:1.27`,
/// `registry.example:5000/team/app@sha256:…` (grammar:
/// [distribution/reference](https://pkg.go.dev/github.com/distribution/reference)).
public record ImageRef(String value) {
  private static final String PART = "[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*";
  private static final String DOMAIN = "[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?";
  private static final String TAG = ":[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}";
  private static final String DIGEST = "@sha256:[0-9a-f]{64}";
  private static final Pattern VALID =
      Pattern.compile("(%s/)?%s(/%s)*(%s)?(%s)?".formatted(DOMAIN, PART, PART, TAG, DIGEST));
  private static final Pattern TAGGED = Pattern.compile(".*(%s|%s)".formatted(TAG, DIGEST));

  public ImageRef {
    if (value.length() > 255 || !VALID.matcher(value).matches()) {
      throw new IllegalArgumentException("is not an image; it looks like nginx:1.27");
    }
  }

  /// With the tag that Docker takes when none is given.
  public String tagged() {
    var last = value.substring(value.lastIndexOf('/') + 1);
    return TAGGED.matcher(last).matches() ? value : value + ":latest";
  }

  @Override
  public String toString() {
    return value;
  }
}
