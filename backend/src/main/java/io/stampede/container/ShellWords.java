package io.stampede.container;

import java.util.ArrayList;
import java.util.List;

/// What a shell makes of a line that somebody copied: its words, without quotes and with lines
/// joined that end with a backslash. Nothing is run and nothing is replaced: what a shell would put
/// something in place of stays as it is written, behind a [#SHELL]. Reading ends where another
/// command begins.
final class ShellWords {
  /// Stands before what only a shell knows; no text that people write has it.
  static final char SHELL = '\uE000';

  private static final String NAMED = "{(_?#@*!$-";

  private final String text;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private int at;

  private ShellWords(String text) {
    this.text = text;
  }

  /// @throws IllegalArgumentException when a quote is not closed
  static List<String> of(String line) {
    var reading = new ShellWords(line.replace("\r\n", "\n").replace(String.valueOf(SHELL), ""));
    reading.read();
    return List.copyOf(reading.words);
  }

  private void read() {
    boolean isOver = false;
    while (at < text.length() && !isOver) {
      char c = text.charAt(at++);
      switch (c) {
        case ' ', '\t' -> end();
        case '\n', ';', '|', '>', '<' -> isOver = isOver(c);
        case '&' -> isOver = true;
        case '\'' -> quoted();
        case '"' -> doubleQuoted();
        case '\\' -> escaped();
        case '#' -> {
          if (inWord) add(c);
          else at = lineEnd();
        }
        case '$', '`' -> shells(c);
        case '~' -> {
          if (!inWord) word.append(SHELL);
          add(c);
        }
        default -> add(c);
      }
    }
    end();
  }

  /// A command is over with its line, but for empty ones before it.
  private boolean isOver(char c) {
    end();
    return c != '\n' || !words.isEmpty();
  }

  private void add(char c) {
    inWord = true;
    word.append(c);
  }

  private void end() {
    if (inWord) words.add(word.toString());
    word.setLength(0);
    inWord = false;
  }

  private int lineEnd() {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }

  private void quoted() {
    inWord = true;
    int end = text.indexOf('\'', at);
    if (end < 0) throw open("'");
    word.append(text, at, end);
    at = end + 1;
  }

  private void doubleQuoted() {
    inWord = true;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') return;
      if (c == '\\' && at < text.length() && "$`\"\\\n".indexOf(text.charAt(at)) >= 0) {
        char next = text.charAt(at++);
        if (next != '\n') word.append(next);
      } else if (c == '$' || c == '`') {
        shells(c);
      } else {
        word.append(c);
      }
    }
    throw open("\"");
  }

  private static IllegalArgumentException open(String quote) {
    return new IllegalArgumentException("has a %s that is not closed".formatted(quote));
  }

  /// Blanks behind the backslash are a slip of whoever copied it.
  private void escaped() {
    int end = at;
    while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) end++;
    if (end < text.length() && text.charAt(end) == '\n') {
      at = end + 1;
    } else if (at < text.length()) {
      add(text.charAt(at++));
    }
  }

  /// `$(…)` and `` `…` `` belong to one word, blanks and all; a lone `$` is one.
  private void shells(char c) {
    char next = at < text.length() ? text.charAt(at) : ' ';
    boolean known = c == '`' || Character.isLetterOrDigit(next) || NAMED.indexOf(next) >= 0;
    if (known) word.append(SHELL);
    add(c);
    boolean command = c == '$' && next == '(';
    if (c == '$' && !command) return;
    int end = text.indexOf(command ? ')' : '`', at);
    if (end < 0) throw open(command ? "$(" : "`");
    word.append(text, at, end + 1);
    at = end + 1;
  }

  /// A word as it was written.
  static String plain(String word) {
    return word.replace(String.valueOf(SHELL), "");
  }
}
