package io.stampede.wizard;

import java.util.List;

/// The first step's inputs, as typed.
///
/// @param text addresses: a list, `user@host:port`, ranges
/// @param port and `user` of those that name none; `jumps` one `user@host:port` each line, in the
///   order they are passed; `labels` one `label=value` each line
public record Where(String text, String user, String port, String jumps, String labels) {
  public static final String TEXT = "text";
  public static final String USER = "user";
  public static final String PORT = "port";
  public static final String JUMPS = "jumps";
  public static final String LABELS = "labels";

  public static final Where EMPTY = new Where("", "root", "22", "", "");

  static final List<String> FIELDS = List.of(TEXT, USER, PORT, JUMPS, LABELS);

  public Where withText(String next) {
    return new Where(next, user, port, jumps, labels);
  }

  /// @param field one of the names above
  public Where with(String field, String value) {
    return switch (field) {
      case TEXT -> withText(value);
      case USER -> new Where(text, value, port, jumps, labels);
      case PORT -> new Where(text, user, value, jumps, labels);
      case JUMPS -> new Where(text, user, port, value, labels);
      case LABELS -> new Where(text, user, port, jumps, value);
      default -> throw new IllegalArgumentException(field);
    };
  }
}
