package io.stampede.bench;

import java.io.PrintStream;
import java.util.Locale;

/// What is shown: one line for ours, then one for each peer, with how many times as long it takes.
record Sheet(PrintStream out) {
  void title(String text) {
    out.println(text);
  }

  void ours(String what, double millis) {
    out.printf(Locale.ROOT, "%-42s %9.1f ms%n", what, millis);
  }

  void ours(String what, double millis, String goal, boolean met) {
    out.printf(
        Locale.ROOT,
        "%-42s %9.1f ms              goal: %s: %s%n",
        what,
        millis,
        goal,
        met ? "met" : "NOT MET");
  }

  void peer(String what, double millis, double ours) {
    out.printf(Locale.ROOT, "  %-40s %9.1f ms %8.2f x%n", what, millis, millis / ours);
  }

  void peer(String what, double millis, double ours, String goal, boolean met) {
    out.printf(
        Locale.ROOT,
        "  %-40s %9.1f ms %8.2f x   goal: %s: %s%n",
        what,
        millis,
        millis / ours,
        goal,
        met ? "met" : "NOT MET");
  }

  void missing(String what, String why) {
    out.printf("  %-40s not compared: %s%n", what, why);
  }
}
