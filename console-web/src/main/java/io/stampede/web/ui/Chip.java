package io.stampede.web.ui;

import com.vaadin.flow.component.contextmenu.ContextMenu;
import com.vaadin.flow.component.html.NativeButton;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// A filter of one field: `State: any`, and a click chooses.
final class Chip extends NativeButton {
  private final String what;
  private final ContextMenu menu = new ContextMenu();

  Chip(String what) {
    this.what = what;
    addClassName("st-chip");
    menu.setTarget(this);
    menu.setOpenOnClick(true);
  }

  /// @param chosen empty for any
  void offer(
      List<String> values, Function<String, String> label, String chosen, Consumer<String> choose) {
    var now = chosen.isEmpty() ? Words.say("list.any") : label.apply(chosen);
    setText(what + ": " + now);
    setClassName("st-chip-on", !chosen.isEmpty());
    menu.removeAll();
    add(menu, Words.say("list.any"), chosen.isEmpty(), () -> choose.accept(""));
    for (var value : values) {
      add(menu, label.apply(value), value.equals(chosen), () -> choose.accept(value));
    }
  }

  private static void add(ContextMenu menu, String label, boolean chosen, Runnable choose) {
    var item = menu.addItem(label, _ -> choose.run());
    item.setCheckable(true);
    item.setChecked(chosen);
  }
}
