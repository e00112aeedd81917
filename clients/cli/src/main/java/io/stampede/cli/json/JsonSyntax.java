package io.stampede.cli.json;

/// A text is not JSON.
public final class JsonSyntax extends RuntimeException {
  private static final long serialVersionUID = 1;

  JsonSyntax(String message, int at) {
    super("not JSON at character %d: %s".formatted(at, message));
  }
}
