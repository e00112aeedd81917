package io.stampede.image;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/// Where an image can be fetched: `http` or `https`, with a host, without user and password.
public record ImageUrl(String value) {
  public ImageUrl {
    try {
      var uri = new URI(value);
      var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      if (!scheme.equals("http") && !scheme.equals("https")) {
        throw new IllegalArgumentException("is not an http or https address");
      }
      if (uri.getHost() == null) throw new IllegalArgumentException("names no host");
      if (uri.getUserInfo() != null) {
        throw new IllegalArgumentException("holds a user or password; they would be shown");
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("is not an address: " + e.getReason(), e);
    }
  }

  /// The last part of its path, as a publisher's list of checksums has it.
  public String fileName() {
    var path = uri().getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  public URI uri() {
    return URI.create(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
