package io.stampede.ssh;

/// An absolute, normalized path on a host: no `..`, no empty or control parts.
public record RemotePath(String value) {
  public RemotePath {
    if (!value.startsWith("/")
        || value.length() > 4000
        || value.contains("//")
        || value.chars().anyMatch(c -> c < ' ' || c == 127)
        || (value.length() > 1 && value.endsWith("/"))
        || (value + "/").contains("/../")
        || (value + "/").contains("/./")) {
      throw new IllegalArgumentException("not an absolute, plain path: " + value);
    }
  }

  /// The path of one entry in this folder.
  public RemotePath child(String name) {
    if (name.isEmpty() || name.contains("/")) {
      throw new IllegalArgumentException("not one path element: " + name);
    }
    return new RemotePath(value.equals("/") ? "/" + name : value + "/" + name);
  }

  @Override
  public String toString() {
    return value;
  }
}
