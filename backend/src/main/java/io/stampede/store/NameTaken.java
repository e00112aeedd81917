package io.stampede.store;

/// Another resource of the kind has that name, or is being removed and still holds it.
public final class NameTaken extends RuntimeException {
  private static final long serialVersionUID = 1;

  NameTaken(String kind, String name) {
    super("there is already a %s called %s".formatted(kind, name));
  }
}
