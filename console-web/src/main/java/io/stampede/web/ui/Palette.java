package io.stampede.web.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.stampede.client.StampedeClient;
import io.stampede.web.Tokens;
import io.stampede.web.model.PaletteModel;
import io.stampede.web.model.References;
import java.util.List;

/// Ctrl K: every room, resource and action by a few letters.
final class Palette extends Dialog {
  private static final int SHOWN = 12;

  private final StampedeClient client;
  private final PaletteModel model;
  private final TextField input = new TextField();
  private final Div found = Ui.div("st-palette-found");
  private List<PaletteModel.Entry> entries = List.of();

  Palette(StampedeClient client) {
    this.client = client;
    this.model = new PaletteModel(client);
    addClassName("st-palette");
    Ui.test(this, "palette");
    setWidth("620px");
    setTop("12vh");
    input.setPlaceholder(Words.say("top.search"));
    input.setAriaLabel(Words.say("top.search"));
    input.setPrefixComponent(new Icon("search"));
    input.setWidthFull();
    input.setAutofocus(true);
    input.setValueChangeMode(ValueChangeMode.LAZY);
    input.setValueChangeTimeout(120);
    input.addValueChangeListener(e -> search(e.getValue()));
    input.addKeyDownListener(
        com.vaadin.flow.component.Key.ENTER,
        _ -> {
          if (!entries.isEmpty()) choose(entries.getFirst());
        });
    Ui.test(input, "palette-input");
    add(input, found);
    addAttachListener(_ -> search(""));
  }

  private void search(String text) {
    Live.load(this, () -> model.find(text, SHOWN), this::show);
  }

  private void show(List<PaletteModel.Entry> next) {
    entries = next;
    found.removeAll();
    next.forEach(entry -> found.add(row(entry)));
    if (next.isEmpty()) found.add(Ui.div("st-muted", Ui.span("", "Nothing is called so.")));
  }

  private Component row(PaletteModel.Entry entry) {
    var button = new NativeButton();
    button.addClassName("st-palette-row");
    button.add(
        new Icon(Tokens.shared().icon(entry.icon())),
        Ui.span("", entry.label()),
        Ui.span("st-grow", ""),
        Ui.span("st-muted", entry.hint()));
    button.addClickListener(_ -> choose(entry));
    return button;
  }

  private void choose(PaletteModel.Entry entry) {
    close();
    var doing = new Doing(client, new References(client), UI.getCurrent());
    switch (entry) {
      case PaletteModel.Entry.Go(var _, var _, var _, var path) -> UI.getCurrent().navigate(path);
      case PaletteModel.Entry.Make(var kind) -> doing.create(kind);
      case PaletteModel.Entry.Act(var kind, var resource, var action) ->
          doing.act(kind, action, List.of(resource));
    }
  }
}
