package io.stampede.web.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldBase;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.stampede.client.Resource;
import io.stampede.wizard.Shown;
import io.stampede.wizard.Target;
import io.stampede.wizard.Where;
import io.stampede.wizard.Who;
import io.stampede.wizard.Wizard;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// The inputs of the first two steps. They are made once and keep what is typed; a picture only
/// brings their errors.
final class WizardForms {
  @Tag("st-text-file")
  private static final class TextFile extends Component {
    TextFile(String label, Consumer<String> read) {
      getElement().setProperty("label", label);
      getElement()
          .addEventListener(
              "st-text", e -> read.accept(e.getEventData().path("event.detail.text").asString("")))
          .addEventData("event.detail.text");
    }
  }

  private final Wizard wizard;
  private final Map<String, TextFieldBase<?, String>> inputs = new LinkedHashMap<>();
  private final RadioButtonGroup<Who.Method> method = new RadioButtonGroup<>();
  private final UnorderedList targets = new UnorderedList();
  private final Div where = Ui.div("st-w-form");
  private final Div who = Ui.div("st-w-form");
  private final Details more = new Details(Words.say("form.more"));
  private final Select<Resource> known = new Select<>();
  private final Details cluster = new Details(Words.say("wizard.cluster"));
  private List<Target> listed = List.of();
  private boolean emptied = true;

  /// @param discover asks a host that is there, by its id, for the others of its cluster
  WizardForms(Wizard wizard, Consumer<String> discover) {
    this.wizard = wizard;
    fillWhere();
    fillCluster(discover);
    fillWho();
  }

  Div where() {
    return where;
  }

  Div who() {
    return who;
  }

  private void fillWhere() {
    var text = area(Where.TEXT, wizard::type);
    text.setPlaceholder("192.0.2.11\ncore@192.0.2.12:2222\n10.0.0.[1-20]");
    text.setMinRows(4);
    text.setMaxRows(14);
    text.setAutofocus(true);
    var user = line(Where.USER);
    var port = line(Where.PORT);
    var pair = new FormLayout(user, port);
    pair.setResponsiveSteps(
        new FormLayout.ResponsiveStep("0", 1), new FormLayout.ResponsiveStep("420px", 2));
    var jumps = area(Where.JUMPS, wizard::type);
    jumps.setPlaceholder("core@bastion.example:22");
    var labels = area(Where.LABELS, wizard::type);
    labels.setPlaceholder("zone=north");
    more.add(jumps, labels);
    more.setWidthFull();
    where.add(text, pair, more);
  }

  private void fillCluster(Consumer<String> discover) {
    known.setLabel(Words.say("wizard.cluster.host"));
    known.setItemLabelGenerator(Resource::name);
    var ask = Ui.button("search", Words.say("wizard.cluster.ask"));
    ask.setEnabled(false);
    known.addValueChangeListener(e -> ask.setEnabled(e.getValue() != null));
    ask.addClickListener(_ -> known.getOptionalValue().map(Resource::id).ifPresent(discover));
    Ui.test(known, "cluster-host");
    Ui.test(ask, "cluster-ask");
    cluster.add(
        new Paragraph(Words.say("wizard.cluster.help")), Ui.div("st-w-cluster", known, ask));
    cluster.setWidthFull();
    cluster.setVisible(false);
    Ui.test(cluster, "cluster");
    where.add(cluster);
  }

  /// Hosts that are there may know of others.
  void offer(List<Resource> hosts) {
    known.setItems(hosts);
    cluster.setVisible(!hosts.isEmpty());
  }

  private void fillWho() {
    method.setLabel(Words.say("wizard.method"));
    method.setItems(Who.Method.values());
    method.setItemLabelGenerator(Who.Method::label);
    method.setValue(Who.Method.KEY);
    method.addValueChangeListener(e -> {
      if (e.isFromClient()) wizard.choose(e.getValue());
    });
    Ui.test(method, "method");
    targets.addClassName("st-w-targets");
    targets.getElement().setAttribute("aria-label", Words.say("wizard.targets"));
    var key = area(Who.PRIVATE_KEY, wizard::typeSecret);
    key.setPlaceholder("-----BEGIN OPENSSH PRIVATE KEY-----");
    key.setMinRows(4);
    key.setMaxRows(8);
    var file = new TextFile(Words.say("wizard.file"), text -> take(key, Who.PRIVATE_KEY, text));
    var certificate = area(Who.CERTIFICATE, wizard::typeSecret);
    certificate.setPlaceholder("ssh-ed25519-cert-v01@openssh.com AAAA…");
    who.add(targets, method, key, Ui.div("st-w-buttons", file));
    who.add(secret(Who.PASSPHRASE), certificate, secret(Who.PASSWORD));
  }

  private void take(TextArea input, String field, String text) {
    input.setValue(text);
    wizard.typeSecret(field, text);
  }

  private TextArea area(String field, BiConsumer<String, String> typed) {
    var input = new TextArea(Words.say("wizard." + field));
    input.addClassName("st-mono");
    input.getElement().setAttribute("spellcheck", "false");
    input.setMinRows(2);
    input.setMaxRows(6);
    return listening(field, input, typed);
  }

  private TextField line(String field) {
    return listening(field, new TextField(Words.say("wizard." + field)), wizard::type);
  }

  private PasswordField secret(String field) {
    var input = new PasswordField(Words.say("wizard." + field));
    input.setAutocomplete(com.vaadin.flow.component.textfield.Autocomplete.NEW_PASSWORD);
    return listening(field, input, wizard::typeSecret);
  }

  private <I extends TextFieldBase<?, String>> I listening(
      String field, I input, BiConsumer<String, String> typed) {
    input.setHelperText(Words.say("wizard." + field + ".help"));
    input.setManualValidation(true);
    input.setValueChangeMode(ValueChangeMode.EAGER);
    input.addValueChangeListener(e -> {
      if (e.isFromClient()) typed.accept(field, e.getValue());
    });
    inputs.put(field, input);
    return Ui.test(input, "field-" + field);
  }

  void show(Shown shown) {
    inputs.forEach((field, input) -> complain(input, shown.errors().getOrDefault(field, "")));
    var chosen = shown.who().method();
    if (method.getValue() != chosen) method.setValue(chosen);
    method.setHelperText(chosen.help());
    var asked = chosen.fields();
    for (var field : List.of(Who.PRIVATE_KEY, Who.PASSPHRASE, Who.CERTIFICATE, Who.PASSWORD)) {
      input(field).setVisible(asked.contains(field));
    }
    who.getChildren()
        .filter(c -> c instanceof Div)
        .forEach(c -> c.setVisible(asked.contains(Who.PRIVATE_KEY)));
    boolean inMore =
        shown.errors().containsKey(Where.JUMPS) || shown.errors().containsKey(Where.LABELS);
    if (inMore) more.setOpened(true);
    list(shown.targets());
    restart(shown);
  }

  private TextFieldBase<?, String> input(String field) {
    return java.util.Objects.requireNonNull(inputs.get(field));
  }

  private static void complain(Component input, String message) {
    if (!(input instanceof HasValidationProperties checked)) return;
    checked.setErrorMessage(message);
    checked.setInvalid(!message.isEmpty());
  }

  /// The wizard begins anew: so do its inputs.
  private void restart(Shown shown) {
    boolean empty = shown.where().equals(Where.EMPTY) && shown.who().equals(Who.EMPTY);
    if (empty && !emptied) {
      for (var field : List.of(Where.TEXT, Where.JUMPS, Where.LABELS)) input(field).setValue("");
      for (var field : List.of(Who.PRIVATE_KEY, Who.PASSPHRASE, Who.CERTIFICATE, Who.PASSWORD)) {
        input(field).setValue("");
      }
    }
    if (empty) {
      input(Where.USER).setValue(shown.where().user());
      input(Where.PORT).setValue(shown.where().port());
    }
    emptied = empty;
  }

  private void list(List<Target> now) {
    if (now.equals(listed)) return;
    listed = now;
    targets.removeAll();
    for (var target : now) {
      var drop = new NativeButton();
      drop.add(new Icon("x-lg"));
      drop.getElement().setAttribute("aria-label", Words.say("wizard.drop", target.text()));
      drop.addClickListener(_ -> wizard.drop(target));
      var item = new ListItem(new Span(target.text()), drop);
      item.addClassName("st-w-target");
      if (!target.problem().isEmpty()) {
        item.addClassName("bad");
        item.addComponentAtIndex(1, Ui.span("st-danger", target.problem()));
      }
      targets.add(item);
    }
    targets.setVisible(!now.isEmpty());
  }
}
