package io.stampede.template;

import io.stampede.image.ImageUrl;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An address with places such as `{version}`, which are filled with what was found.
public record UrlPattern(String value) {
  private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)}");

  /// What a publisher's page may put into an address: nothing that leads to another host or folder.
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+~-]{0,199}");

  private static final String IMAGE = "{image}";

  public UrlPattern {
    var sample = value.startsWith(IMAGE) ? value.replace(IMAGE, "https://host/image") : value;
    new ImageUrl(PLACE.matcher(sample).replaceAll("1"));
  }

  /// @throws IllegalArgumentException when there is nothing to fill a place with, or nothing fit
  ImageUrl filled(Map<String, String> found) {
    return new ImageUrl(
        PLACE
            .matcher(value)
            .replaceAll(place -> Matcher.quoteReplacement(value(found, place.group(1)))));
  }

  private static String value(Map<String, String> found, String name) {
    var text = found.get(name);
    if (text == null) throw new IllegalArgumentException("nothing was found for {" + name + "}");
    boolean address = name.equals("image");
    if (!address && (!PLAIN.matcher(text).matches() || text.contains(".."))) {
      throw new IllegalArgumentException("what was found for {%s} is not plain".formatted(name));
    }
    return text;
  }

  @Override
  public String toString() {
    return value;
  }
}
