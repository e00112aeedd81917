package io.stampede.topology;

/// How the way between two hosts fares; the worst last.
public enum Health {
  GOOD("good"),
  /// Neither end has told of it yet.
  UNSEEN("calm"),
  /// It answers, but late, or not always.
  SLOW("warn"),
  DOWN("bad");

  private final String tone;

  Health(String tone) {
    this.tone = tone;
  }

  public String word() {
    return Words.say("health." + name());
  }

  /// A colour of `assets/tokens.json`.
  public String tone() {
    return tone;
  }

  Health orWorse(Health other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
