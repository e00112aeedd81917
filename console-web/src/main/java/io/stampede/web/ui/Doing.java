package io.stampede.web.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import io.stampede.client.Door;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.client.StampedeClient;
import io.stampede.engine.Problem;
import io.stampede.schema.ActionSchema;
import io.stampede.schema.KindSchema;
import io.stampede.web.Doors;
import io.stampede.web.model.FormModel;
import io.stampede.web.model.References;
import io.stampede.wizard.Wizard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Does what a button, a menu or the palette asks for: asks first where it destroys, asks for input
/// where it needs some, says what was wrong.
final class Doing {
  private final StampedeClient client;
  private final References references;
  private final Component view;

  /// @param view on whose behalf
  Doing(StampedeClient client, References references, Component view) {
    this.client = client;
    this.references = references;
    this.view = view;
  }

  void act(KindSchema kind, ActionSchema action, List<Resource> resources) {
    if (!action.input().isEmpty()) {
      var purpose = new FormModel.Purpose.Act(resources.getFirst(), action);
      new FormDialog(new FormModel(client, kind, purpose), references, _ -> {}).open();
    } else if (action.destructive()) {
      ask(action, resources, () -> run(kind, action, resources));
    } else {
      run(kind, action, resources);
    }
  }

  private static void ask(ActionSchema action, List<Resource> resources, Runnable then) {
    var what = resources.size() == 1 ? resources.getFirst().name() : resources.size() + " of them";
    var dialog = new ConfirmDialog();
    dialog.setHeader(action.label() + " " + what + "?");
    dialog.setText(action.help());
    dialog.setCancelable(true);
    dialog.setConfirmText(action.label());
    dialog.setConfirmButtonTheme("error primary");
    dialog.addConfirmListener(_ -> then.run());
    dialog.open();
  }

  private void run(KindSchema kind, ActionSchema action, List<Resource> resources) {
    Live.load(
        view,
        () -> {
          var problems = new ArrayList<Problem>();
          for (var resource : resources) {
            try {
              client.act(kind.name(), resource.id(), action.name(), Map.of());
            } catch (Refused e) {
              problems.add(e.problem());
            }
          }
          return problems;
        },
        problems -> problems.forEach(Ui::complain));
  }

  /// A host is added by its wizard, all else by a form.
  void create(KindSchema kind) {
    boolean wizard =
        Doors.hasWizard(kind)
            && client.kinds().stream().anyMatch(k -> k.name().equals(Wizard.KIND));
    if (wizard) UI.getCurrent().navigate(WizardView.class);
    else create(kind, Map.of());
  }

  /// @param given what the form begins with
  void create(KindSchema kind, Map<String, Object> given) {
    var model = new FormModel(client, kind, new FormModel.Purpose.Create());
    given.forEach((field, value) -> model.set(field, java.util.Optional.of(value)));
    references.forgetAll();
    new FormDialog(
            model,
            references,
            made -> {
              if (Door.takesNow(made)) {
                UI.getCurrent().navigate(Ui.path(kind.plural(), made));
              } else {
                Ui.say(made.name() + ": " + made.status().phase().word());
              }
            })
        .open();
  }

  void change(KindSchema kind, Resource resource) {
    var model = new FormModel(client, kind, new FormModel.Purpose.Change(resource));
    new FormDialog(model, references, _ -> {}).open();
  }

  void remove(KindSchema kind, List<Resource> resources) {
    new RemoveDialog(client, kind, resources, () -> {}).open();
  }
}
