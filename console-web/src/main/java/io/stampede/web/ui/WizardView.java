package io.stampede.web.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.stampede.client.StampedeClient;
import io.stampede.web.model.CopyAs;
import io.stampede.web.model.References;
import io.stampede.wizard.HostRow;
import io.stampede.wizard.Request;
import io.stampede.wizard.Shown;
import io.stampede.wizard.Step;
import io.stampede.wizard.Wizard;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// “Add hosts”: steps on the left, the open one beside them, what goes on at the foot. What is
/// being added is kept by the server, so leaving the page loses nothing.
@Route(value = WizardView.PATH, layout = Frame.class)
final class WizardView extends Div implements HasDynamicTitle {
  static final String PATH = "hosts/add";

  private final StampedeClient client;
  private final Wizard wizard;
  private final WizardForms forms;
  private final WizardSteps steps;
  private final WizardPane pane = new WizardPane(this::asked);
  private final H2 title = new H2();
  private final Paragraph help = new Paragraph();
  private final Div problem = new Div();
  private final Div copied = Ui.div("st-w-copied");
  private final Button back = new Button(io.stampede.wizard.Words.say("back"));
  private final Button verb = new Button();
  private Shown shown = Shown.NOTHING;

  WizardView(StampedeClient client) {
    this.client = client;
    this.wizard = new Wizard(client);
    this.forms = new WizardForms(wizard, id -> run(() -> wizard.discover(id)));
    this.steps = new WizardSteps(wizard::turnTo);
    addClassName("st-wizard");
    title.getElement().setAttribute("tabindex", "-1");
    Ui.test(title, "wizard-title");
    Ui.test(copied, "copied");
    help.getElement().setAttribute("role", "status");
    var body = Ui.div("st-w-body", problem, forms.where(), forms.who(), pane, copied);
    add(steps, Ui.div("st-w-main", Ui.div("st-w-head", title, help), body, foot()));
    Live.follow(this, wizard::listen, _ -> show(wizard.shown()));
    addAttachListener(_ -> {
      show(wizard.shown());
      Live.load(this, () -> new References(client).all("host"), forms::offer);
    });
    addDetachListener(_ -> wizard.close());
  }

  private Div foot() {
    var copy = Ui.test(Ui.button("braces", Words.say("form.copy")), "wizard-copy");
    copy.addThemeVariants(ButtonVariant.TERTIARY);
    copy.addClickListener(_ -> copyAs());
    back.addThemeVariants(ButtonVariant.TERTIARY);
    back.addClickListener(_ -> wizard.turnTo(Step.values()[shown.step().ordinal() - 1]));
    Ui.test(back, "wizard-back");
    verb.addThemeVariants(ButtonVariant.PRIMARY);
    verb.addClickListener(_ -> goOn());
    verb.addClickShortcut(Key.ENTER, KeyModifier.CONTROL);
    verb.setDisableOnClick(true);
    Ui.test(verb, "wizard-verb");
    return Ui.div("st-w-foot", copy, Ui.div("st-grow"), back, verb);
  }

  private void goOn() {
    if (shown.step() == Step.READY) {
      run(wizard::finish);
      UI.getCurrent().navigate("hosts");
    } else {
      run(wizard::goOn);
    }
  }

  private void run(Runnable command) {
    Live.load(
        this,
        () -> {
          command.run();
          return wizard;
        },
        done -> show(done.shown()));
  }

  private void show(Shown next) {
    boolean turned = next.step() != shown.step();
    shown = next;
    steps.show(next);
    title.setText(next.step().label());
    help.setText(next.step().help());
    forms.where().setVisible(next.step() == Step.WHERE);
    forms.who().setVisible(next.step() == Step.WHO);
    forms.show(next);
    pane.show(next);
    verb.setText(next.verb());
    verb.setEnabled(next.mayGoOn());
    back.setVisible(next.step() != Step.WHERE);
    back.setEnabled(next.step() != Step.WHERE && before(next).reachable());
    problem.removeAll();
    next.problem().ifPresent(p -> problem.add(Ui.test(Ui.problem(p), "wizard-problem")));
    problem.setVisible(next.problem().isPresent());
    if (!turned) return;
    copied.removeAll();
    // Who reads with a screen reader, and who types, is led along.
    title.getElement().callJsFunction("focus");
  }

  private static Step.View before(Shown next) {
    return next.steps().get(next.step().ordinal() - 1);
  }

  private void copyAs() {
    copied.removeAll();
    var kind = client.kind(Wizard.KIND);
    var as = CopyBox.forThisServer();
    var all =
        wizard.requests().stream()
            .map(request ->
                switch (request) {
                  case Request.Create(var fields) -> as.create(kind, fields);
                  case Request.Act(var id, var action, var input) ->
                      as.act(kind, id, action, input);
                  case Request.Remove(var id) -> as.remove(kind, id);
                  case Request.Ask(var action, var input) -> as.ask(kind, action, input);
                })
            .toList();
    copied.add(all.isEmpty() ? new CopyBox(as.list(kind)) : new CopyBox(CopyAs.together(all)));
    copied.getElement().callJsFunction("scrollIntoView");
  }

  private void asked(String verb, String id, String text) {
    switch (verb) {
      case "trust" -> run(() -> wizard.trust(id, text));
      case "trust-all" -> run(() -> wizard.trustAll(compared(text)));
      case "authority" -> run(() -> wizard.trustAuthority(text));
      case "again" -> run(() -> wizard.resume(id));
      case "resume" -> run(() -> wizard.resume(id));
      case "login" -> wizard.turnTo(Step.WHO);
      case "recheck" -> run(() -> wizard.recheck(id, text.isEmpty() ? List.of() : List.of(text)));
      case "recheck-all" -> run(() -> wizard.recheckAll(text));
      case "fix" -> run(() -> wizard.fix(id, text));
      case "rename" -> run(() -> wizard.rename(id, text));
      case "cancel" -> run(() -> wizard.cancel(id));
      case "discover" -> run(() -> wizard.discover(id));
      case "take" -> run(() -> wizard.take(chosen(text)));
      case "create" ->
          new Doing(client, new References(client), this)
              .create(client.kind(text), id.isEmpty() ? Map.of() : Map.of("host", id));
      case "more" -> wizard.turnTo(Step.WHERE);
      case "rest" ->
          shown.remaining().stream().findFirst().ifPresent(h -> wizard.turnTo(h.stand().step()));
      default -> throw new IllegalArgumentException(verb);
    }
  }

  /// Those whose key is still the one that the browser showed: `id fingerprint` each line.
  private List<HostRow> compared(String text) {
    var lines = text.lines().toList();
    return shown.hosts().stream()
        .filter(h -> lines.contains(h.id() + " " + h.presentedKey()))
        .toList();
  }

  private List<io.stampede.wizard.Target> chosen(String numbers) {
    var members = shown.members();
    return Arrays.stream(numbers.split(" "))
        .filter(n -> n.matches("\\d{1,4}"))
        .map(Integer::parseInt)
        .filter(n -> n < members.size())
        .map(members::get)
        .toList();
  }

  @Override
  public String getPageTitle() {
    return io.stampede.wizard.Words.say("title");
  }
}
