package io.stampede.desktop.vnc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.event.EventType;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;

class KeyboardTest {
  private final List<String> sent = new ArrayList<>();
  private final Keyboard keyboard =
      new Keyboard((keysym, down) -> sent.add(Integer.toHexString(keysym) + (down ? "↓" : "↑")));

  private static KeyEvent event(
      EventType<KeyEvent> type, String text, KeyCode code, boolean control) {
    return new KeyEvent(type, text, "", code, false, control, false, false);
  }

  private void press(KeyCode code, boolean control) {
    keyboard.pressed(event(KeyEvent.KEY_PRESSED, "", code, control));
  }

  private void type(String text) {
    keyboard.typed(event(KeyEvent.KEY_TYPED, text, KeyCode.UNDEFINED, false));
  }

  private void release(KeyCode code) {
    keyboard.released(event(KeyEvent.KEY_RELEASED, "", code, false));
  }

  @Test
  void a_letter_is_held_as_the_character_it_types() {
    press(KeyCode.A, false);
    type("Ä");
    release(KeyCode.A);
    assertThat(sent).containsExactly("c4↓", "c4↑");
  }

  @Test
  void a_held_key_repeats_and_is_let_go_once() {
    press(KeyCode.A, false);
    type("a");
    press(KeyCode.A, false);
    type("a");
    release(KeyCode.A);
    assertThat(sent).containsExactly("61↓", "61↓", "61↑");
  }

  @Test
  void with_control_the_key_itself_goes_out() {
    press(KeyCode.CONTROL, true);
    press(KeyCode.C, true);
    type("\u0003");
    release(KeyCode.C);
    release(KeyCode.CONTROL);
    assertThat(sent).containsExactly("ffe3↓", "63↓", "63↑", "ffe3↑");
  }

  @Test
  void a_key_of_which_no_character_comes_sends_its_label() {
    press(KeyCode.DIGIT7, false);
    release(KeyCode.DIGIT7);
    assertThat(sent).containsExactly("37↓", "37↑");
  }

  @Test
  void named_keys_have_keysyms_of_their_own() {
    press(KeyCode.ENTER, false);
    type("\r");
    release(KeyCode.ENTER);
    press(KeyCode.F12, false);
    release(KeyCode.F12);
    assertThat(sent).containsExactly("ff0d↓", "ff0d↑", "ffc9↓", "ffc9↑");
  }

  @Test
  void what_is_held_is_let_go_when_the_focus_goes() {
    press(KeyCode.SHIFT, false);
    keyboard.releaseAll();
    keyboard.releaseAll();
    assertThat(sent).containsExactly("ffe1↓", "ffe1↑");
  }

  @Test
  void a_chord_is_pressed_in_order_and_let_go_in_reverse() {
    keyboard.chord(Keysyms.CONTROL, Keysyms.ALT, Keysyms.DELETE);
    assertThat(sent).containsExactly("ffe3↓", "ffe9↓", "ffff↓", "ffff↑", "ffe9↑", "ffe3↑");
  }

  @Test
  void text_is_typed_with_shift_where_a_keyboard_needs_it() {
    keyboard.type("aB\n€");
    assertThat(sent)
        .containsExactly(
            "61↓", "61↑", "ffe1↓", "42↓", "42↑", "ffe1↑", "ff0d↓", "ff0d↑", "10020ac↓", "10020ac↑");
  }
}
