package io.stampede.desktop.view;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.desktop.model.CopyAs;
import io.stampede.desktop.model.FieldModel;
import io.stampede.desktop.model.FormModel;
import io.stampede.desktop.model.Purpose;
import io.stampede.desktop.part.Icons;
import io.stampede.desktop.part.Nodes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A form made from a schema: what is said first, then a fold for each group; at the foot Plan,
/// Copy as, Cancel and the verb.
final class FormPane {
  private final FormModel form;
  private final Consumer<Resource> done;
  private final Runnable cancel;
  private final BorderPane root = new BorderPane();
  private final VBox below = new VBox(12);
  private final Node fields;
  private final Node foot;

  /// @param done told what was made or changed
  FormPane(FormModel form, Consumer<Resource> done, Runnable cancel) {
    this.form = form;
    this.done = done;
    this.cancel = cancel;
    this.fields = fields();
    this.foot = foot();
    root.setId("form");
    root.getStyleClass().addAll("dialog");
    var title = Nodes.label(form.purpose().title(), "title-3");
    var help = Nodes.paragraph(form.purpose().kind().help(), "muted");
    var head = new VBox(4, title, help);
    head.getStyleClass().add("dialog-head");
    root.setTop(head);
    root.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
    form.refusalProperty().addListener((_, _, refused) -> refused(refused));
    showFields();
  }

  Node node() {
    return root;
  }

  private void showFields() {
    root.setCenter(fields);
    root.setBottom(foot);
  }

  private Node fields() {
    var all = new VBox(16);
    all.getStyleClass().add("dialog-body");
    var groups = new LinkedHashMap<String, List<FieldModel>>();
    var first = new VBox(14);
    var rest = new ArrayList<FieldModel>();
    for (var field : form.fields()) {
      var schema = field.schema();
      if (!schema.group().isEmpty()) {
        groups.computeIfAbsent(schema.group(), _ -> new ArrayList<>()).add(field);
      } else if (schema.more() && !schema.required()) {
        rest.add(field);
      } else {
        first.getChildren().add(new FieldNode(form.world(), field).node());
      }
    }
    form.filling().ifPresent(filling -> all.getChildren().add(new FillPane(form, filling).node()));
    all.getChildren().add(first);
    groups.forEach((title, fields) -> all.getChildren().add(fold(title, fields)));
    if (!rest.isEmpty()) all.getChildren().add(fold(say("more"), rest));
    all.getChildren().add(below);
    return Nodes.scroll(all);
  }

  private Node fold(String title, List<FieldModel> fields) {
    var box = new VBox(14);
    fields.forEach(f -> box.getChildren().add(new FieldNode(form.world(), f).node()));
    var fold = new TitledPane(title, box);
    fold.setId("form-" + title.toLowerCase(Locale.ROOT));
    fold.setExpanded(fields.stream().anyMatch(f -> f.schema().required()));
    fold.setAnimated(false);
    fold.getStyleClass().add("more");
    fields.forEach(f -> openWhenWrong(f, fold));
    return fold;
  }

  private static void openWhenWrong(FieldModel field, TitledPane fold) {
    field
        .errorProperty()
        .addListener((_, _, error) -> {
          if (!error.isEmpty()) fold.setExpanded(true);
        });
  }

  private Node foot() {
    var plan =
        Nodes.button(
            "form-plan", say("form.plan"), "tasks", () -> form.plan(p -> under(PlanNode.of(p))));
    var away = new Button(say("cancel"));
    away.setId("form-cancel");
    away.setOnAction(_ -> cancel.run());
    var verb = new Button(form.purpose().verb());
    verb.setId("form-submit");
    verb.getStyleClass().add("accent");
    verb.setDefaultButton(true);
    verb.setOnAction(_ -> submit());
    verb.disableProperty().bind(form.busyProperty());
    plan.disableProperty().bind(form.busyProperty());
    var box = new HBox(8, plan, copyAs(), Nodes.space(), away, verb);
    box.setAlignment(Pos.CENTER_LEFT);
    box.getStyleClass().add("dialog-foot");
    return box;
  }

  private MenuButton copyAs() {
    var menu = new MenuButton(say("wizard.copyAs"), Icons.of("copy"));
    menu.setId("form-copy");
    menu.getItems()
        .addAll(
            copy(say("wizard.copyAs.curl"), () -> CopyAs.of(form).curl()),
            copy(say("wizard.copyAs.commandLine"), () -> CopyAs.of(form).commandLine()),
            copy(say("wizard.copyAs.python"), () -> CopyAs.of(form).python()));
    return menu;
  }

  private MenuItem copy(String words, Supplier<String> text) {
    var item = new MenuItem(words);
    item.setOnAction(_ -> {
      Nodes.copy(text.get());
      var shown = Nodes.paragraph(text.get(), "code-line");
      var box = new VBox(6, Nodes.label(say("form.copied", words), "strong"), shown);
      box.getStyleClass().addAll("card", "plan");
      under(box);
    });
    return item;
  }

  private void under(Node node) {
    below.getChildren().setAll(node);
    node.requestFocus();
  }

  private void refused(@Nullable Refused refused) {
    showFields();
    below.getChildren().clear();
    if (refused == null) return;
    below.getChildren().add(Nodes.problem(refused.problem().message(), refused.problem().fix()));
  }

  private void submit() {
    form.submit(this::finish);
  }

  private void finish(Resource r) {
    done.accept(r);
  }

  private void pressed(KeyEvent e) {
    if (e.getCode() == KeyCode.ESCAPE) {
      cancel.run();
      e.consume();
    }
  }

  /// The first field, for the focus.
  void focus() {
    var first = root.lookup(".field .text-input");
    if (first != null) first.requestFocus();
  }

  Purpose purpose() {
    return form.purpose();
  }
}
