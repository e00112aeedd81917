package io.stampede.desktop.vnc;

import static java.util.Map.entry;

import java.util.Map;
import java.util.OptionalInt;
import javafx.scene.input.KeyCode;

/// X11 keysyms (keysymdef.h), which RFB uses for keys.
final class Keysyms {
  static final int SHIFT = 0xffe1;
  static final int CONTROL = 0xffe3;
  static final int ALT = 0xffe9;
  static final int SUPER = 0xffeb;
  static final int DELETE = 0xffff;
  static final int BACKSPACE = 0xff08;
  static final int RETURN = 0xff0d;
  static final int TAB = 0xff09;
  static final int F1 = 0xffbe;

  private static final Map<KeyCode, Integer> NAMED =
      Map.ofEntries(
          entry(KeyCode.BACK_SPACE, BACKSPACE),
          entry(KeyCode.TAB, TAB),
          entry(KeyCode.ENTER, RETURN),
          entry(KeyCode.ESCAPE, 0xff1b),
          entry(KeyCode.DELETE, DELETE),
          entry(KeyCode.HOME, 0xff50),
          entry(KeyCode.LEFT, 0xff51),
          entry(KeyCode.UP, 0xff52),
          entry(KeyCode.RIGHT, 0xff53),
          entry(KeyCode.DOWN, 0xff54),
          entry(KeyCode.KP_LEFT, 0xff96),
          entry(KeyCode.KP_UP, 0xff97),
          entry(KeyCode.KP_RIGHT, 0xff98),
          entry(KeyCode.KP_DOWN, 0xff99),
          entry(KeyCode.PAGE_UP, 0xff55),
          entry(KeyCode.PAGE_DOWN, 0xff56),
          entry(KeyCode.END, 0xff57),
          entry(KeyCode.INSERT, 0xff63),
          entry(KeyCode.PRINTSCREEN, 0xff61),
          entry(KeyCode.PAUSE, 0xff13),
          entry(KeyCode.SCROLL_LOCK, 0xff14),
          entry(KeyCode.NUM_LOCK, 0xff7f),
          entry(KeyCode.CAPS, 0xffe5),
          entry(KeyCode.CONTEXT_MENU, 0xff67),
          entry(KeyCode.SHIFT, SHIFT),
          entry(KeyCode.CONTROL, CONTROL),
          entry(KeyCode.ALT, ALT),
          entry(KeyCode.ALT_GRAPH, 0xfe03),
          entry(KeyCode.META, 0xffe7),
          entry(KeyCode.WINDOWS, SUPER),
          entry(KeyCode.COMMAND, SUPER));

  private static final Map<KeyCode, Character> SIGNS =
      Map.ofEntries(
          entry(KeyCode.SPACE, ' '),
          entry(KeyCode.MINUS, '-'),
          entry(KeyCode.EQUALS, '='),
          entry(KeyCode.COMMA, ','),
          entry(KeyCode.PERIOD, '.'),
          entry(KeyCode.SLASH, '/'),
          entry(KeyCode.BACK_SLASH, '\\'),
          entry(KeyCode.SEMICOLON, ';'),
          entry(KeyCode.QUOTE, '\''),
          entry(KeyCode.BACK_QUOTE, '`'),
          entry(KeyCode.OPEN_BRACKET, '['),
          entry(KeyCode.CLOSE_BRACKET, ']'),
          entry(KeyCode.PLUS, '+'));

  private Keysyms() {}

  /// Of a key that types nothing: arrows, function keys, modifiers.
  static OptionalInt named(KeyCode code) {
    var named = NAMED.get(code);
    if (named != null) return OptionalInt.of(named);
    if (code.isFunctionKey()) {
      int number = Integer.parseInt(code.name().substring(1));
      return OptionalInt.of(F1 + number - 1);
    }
    return OptionalInt.empty();
  }

  /// What a key is labelled with, where no typed character tells better.
  static OptionalInt labelled(KeyCode code) {
    var sign = SIGNS.get(code);
    if (sign != null) return OptionalInt.of(sign);
    if (code.isLetterKey() || code.isDigitKey()) {
      var name = code.getName();
      char last = name.charAt(name.length() - 1);
      return OptionalInt.of(Character.toLowerCase(last));
    }
    return OptionalInt.empty();
  }

  /// Of a character: Latin-1 is itself, others are their code point with bit 24 set.
  static OptionalInt character(int codePoint) {
    if (codePoint == '\n' || codePoint == '\r') return OptionalInt.of(RETURN);
    if (codePoint == '\t') return OptionalInt.of(TAB);
    if (codePoint < 0x20 || codePoint >= 0x7f && codePoint < 0xa0) return OptionalInt.empty();
    return OptionalInt.of(codePoint < 0x100 ? codePoint : 0x0100_0000 | codePoint);
  }

  /// Whether a US keyboard types this sign with Shift; servers that think in keys want it held.
  static boolean needsShift(int codePoint) {
    return codePoint >= 'A' && codePoint <= 'Z' || "~!@#$%^&*()_+{}|:\"<>?".indexOf(codePoint) >= 0;
  }
}
