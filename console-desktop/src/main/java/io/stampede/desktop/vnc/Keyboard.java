package io.stampede.desktop.vnc;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// Turns the toolkit's key events into keysyms that go down and up.
///
/// A key that types something is pressed (which key), then typed (which character): the character
/// goes out, held until its key is let go. With Ctrl, Alt or Meta held no character is typed, so
/// the key's label goes out.
final class Keyboard {
  /// Where keys go.
  interface Target {
    void key(int keysym, boolean down);
  }

  private final Target target;
  private final Map<KeyCode, Integer> held = new HashMap<>();
  private Optional<KeyCode> untyped = Optional.empty();

  Keyboard(Target target) {
    this.target = target;
  }

  void pressed(KeyEvent e) {
    settle();
    var named = Keysyms.named(e.getCode());
    boolean silent = e.isControlDown() || e.isAltDown() || e.isMetaDown();
    if (named.isPresent()) {
      down(e.getCode(), named.getAsInt());
    } else if (silent && Keysyms.labelled(e.getCode()).isPresent()) {
      down(e.getCode(), Keysyms.labelled(e.getCode()).getAsInt());
    } else {
      untyped = Optional.of(e.getCode());
    }
  }

  void typed(KeyEvent e) {
    if (untyped.isEmpty()) return;
    var code = untyped.get();
    var text = e.getCharacter();
    var keysym = text.isEmpty() ? OptionalInt.empty() : Keysyms.character(text.codePointAt(0));
    if (keysym.isEmpty()) return;
    untyped = Optional.empty();
    down(code, keysym.getAsInt());
  }

  void released(KeyEvent e) {
    if (untyped.filter(e.getCode()::equals).isPresent()) settle();
    var keysym = held.remove(e.getCode());
    if (keysym != null) target.key(keysym, false);
  }

  /// A pressed key of which no character came: its label must do.
  private void settle() {
    var code = untyped;
    untyped = Optional.empty();
    if (code.isEmpty()) return;
    Keysyms.labelled(code.get()).ifPresent(keysym -> down(code.get(), keysym));
  }

  private void down(KeyCode code, int keysym) {
    var before = held.put(code, keysym);
    if (before != null && before != keysym) target.key(before, false);
    target.key(keysym, true);
  }

  /// Lets go of everything, as when the focus goes elsewhere.
  void releaseAll() {
    untyped = Optional.empty();
    held.values().forEach(keysym -> target.key(keysym, false));
    held.clear();
  }

  /// Presses all in order and lets go in reverse.
  void chord(int... keysyms) {
    for (int keysym : keysyms) target.key(keysym, true);
    for (int i = keysyms.length - 1; i >= 0; i--) target.key(keysyms[i], false);
  }

  /// Types a text, sign by sign.
  void type(String text) {
    text.replace("\r\n", "\n")
        .codePoints()
        .forEach(sign ->
            Keysyms.character(sign)
                .ifPresent(keysym -> {
                  if (Keysyms.needsShift(sign)) chord(Keysyms.SHIFT, keysym);
                  else chord(keysym);
                }));
  }
}
