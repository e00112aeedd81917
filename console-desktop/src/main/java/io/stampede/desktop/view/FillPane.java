package io.stampede.desktop.view;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.desktop.model.FormModel;
import io.stampede.desktop.part.Nodes;
import io.stampede.schema.ActionSchema;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.VBox;

/// Where a text is pasted that fills the form, as a `docker run` line; below it what of the text is
/// not in the form.
final class FillPane {
  private final FormModel form;
  private final ActionSchema filling;
  private final TextArea text = new TextArea();
  private final VBox told = new VBox(4);

  FillPane(FormModel form, ActionSchema filling) {
    this.form = form;
    this.filling = filling;
  }

  Node node() {
    var field = filling.input().getFirst();
    text.setId("fill-text");
    text.setPrefRowCount(3);
    text.setWrapText(true);
    text.getStyleClass().add("code");
    text.setPromptText(field.example().orElse(""));
    text.setAccessibleText(field.label());
    text.setAccessibleHelp(filling.help());
    var verb = new Button(say("form.fill"));
    verb.setId("fill-verb");
    verb.setOnAction(_ -> form.fill(filling, text.getText(), this::notes, this::wrong));
    verb.disableProperty().bind(form.busyProperty());
    told.setId("fill-notes");
    var help = Nodes.paragraph(filling.help(), "field-help");
    var fold = new TitledPane(filling.label(), new VBox(8, text, help, verb, told));
    fold.setId("fill");
    fold.setExpanded(false);
    fold.setAnimated(false);
    fold.getStyleClass().add("more");
    return fold;
  }

  private void notes(List<String> notes) {
    told.getChildren()
        .setAll(Nodes.paragraph(say(notes.isEmpty() ? "form.filled" : "form.filled.but")));
    notes.forEach(note -> told.getChildren().add(Nodes.paragraph("• " + note, "muted")));
  }

  private void wrong(String message) {
    told.getChildren().setAll(Nodes.problem(message, ""));
  }
}
