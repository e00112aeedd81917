package io.stampede.container;

/// When Docker starts a container again by itself.
public enum RestartPolicy {
  NO("no"),
  ALWAYS("always"),
  ON_FAILURE("on-failure"),
  UNLESS_STOPPED("unless-stopped");

  private final String word;

  RestartPolicy(String word) {
    this.word = word;
  }

  /// Docker's word for it.
  public String word() {
    return word;
  }

  /// Docker's own default, `no`, for what is not one of its words.
  static RestartPolicy of(String word) {
    for (var policy : values()) if (policy.word.equals(word)) return policy;
    return NO;
  }
}
