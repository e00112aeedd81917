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

  /// Something else than milliseconds.
  void ours(String what, double value, String unit) {
    out.printf(Locale.ROOT, "%-42s %9.2f %s%n", what, value, unit);
  }

  void peer(String what, double value, double ours, String unit) {
    out.printf(Locale.ROOT, "  %-40s %9.2f %s %8.2f x%n", what, value, unit, value / ours);
  }

  /// How much goes through, in Gbit/s, and what a Gbit costs, in seconds of a processor.
  void flow(String what, double gigabits, double cpu) {
    out.printf(Locale.ROOT, "%-42s %9.2f Gbit/s %14.3f CPU s/Gbit%n", what, gigabits, cpu);
  }

  void flow(String what, double gigabits, double cpu, double plain) {
    out.printf(
        Locale.ROOT,
        "%-42s %9.2f Gbit/s %5.2f x %6.3f CPU s/Gbit%n",
        what,
        gigabits,
        gigabits / plain,
        cpu);
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
