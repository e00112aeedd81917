package io.stampede.desktop.view;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.desktop.background.Background;
import io.stampede.desktop.model.FieldModel;
import io.stampede.desktop.model.Row;
import io.stampede.desktop.model.World;
import io.stampede.desktop.part.Nodes;
import io.stampede.schema.FieldSchema;
import io.stampede.schema.FieldType;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.collections.FXCollections;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// A form's field: its label, what to type or choose with, its help, and what is wrong with it.
final class FieldNode {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("error");
  private static final int MAX_FILE = 1 << 20;
  private static final Pattern CONTINUES = Pattern.compile("^(is|are|has|holds|cannot|must) ");

  private final World world;
  private final FieldModel field;
  private final FieldSchema schema;
  private final VBox root = new VBox(4);

  FieldNode(World world, FieldModel field) {
    this.world = world;
    this.field = field;
    this.schema = field.schema();
    var control = control();
    control.setId("field-" + field.name());
    control.setAccessibleText(schema.label());
    control.setAccessibleHelp(schema.help());
    root.getStyleClass().add("field");
    root.getChildren().addAll(label(control), line(control), below(control));
  }

  Node node() {
    return root;
  }

  private Node label(Control control) {
    var words = schema.unit().map(u -> schema.label() + " (" + u + ")").orElse(schema.label());
    var label = Nodes.label(words, "field-label");
    label.setLabelFor(control);
    if (!schema.required()) return label;
    var star = Nodes.label("*", "required");
    return new HBox(3, label, star);
  }

  private Control control() {
    return switch (schema.type()) {
      case BOOLEAN -> checkBox();
      case ENUM -> choices();
      case REFERENCE -> references();
      case LIST, MAP, TABLE -> area(3);
      case STRING -> schema.multiline() ? area(5) : line();
      case INTEGER, DATE -> line();
    };
  }

  private Control checkBox() {
    var box = new CheckBox(schema.help().isEmpty() ? schema.label() : schema.help());
    box.setSelected(field.textProperty().get().equals("true"));
    box.selectedProperty()
        .addListener((_, _, now) -> field.textProperty().set(String.valueOf(now)));
    field.textProperty().addListener((_, _, now) -> box.setSelected(now.equals("true")));
    return box;
  }

  private Control choices() {
    var box = new ComboBox<>(FXCollections.observableArrayList(schema.options()));
    if (!schema.required()) box.getItems().addFirst("");
    return chosen(box);
  }

  private Control chosen(ComboBox<String> box) {
    box.setMaxWidth(Double.MAX_VALUE);
    if (!field.textProperty().get().isEmpty()) box.setValue(field.textProperty().get());
    box.valueProperty()
        .addListener((_, _, now) -> field.textProperty().set(now == null ? "" : now));
    field
        .textProperty()
        .addListener((_, _, now) -> {
          boolean open = now.isEmpty() && box.getValue() == null;
          if (!open && !now.equals(box.getValue())) box.setValue(now);
        });
    return box;
  }

  /// The live resources of a kind, by name.
  private Control references() {
    var kind = schema.reference().orElseThrow();
    var rows = world.rows(kind).all();
    var ids = FXCollections.<String>observableArrayList();
    if (!schema.required()) ids.add("");
    rows.stream().map(Row::id).forEach(ids::add);
    var box = new ComboBox<>(ids);
    box.setPromptText(
        rows.isEmpty()
            ? say("field.none", kind)
            : schema.required() ? say("field.choose") : say("field.open"));
    box.setConverter(
        new StringConverter<String>() {
          @Override
          public String toString(@Nullable String id) {
            if (id == null) return "";
            return id.isEmpty() ? say("field.open") : world.nameOf(kind, id);
          }

          @Override
          public String fromString(String name) {
            return name;
          }
        });
    return chosen(box);
  }

  private Control line() {
    return text(schema.secret() ? new PasswordField() : new TextField());
  }

  private Control area(int rows) {
    var area = new TextArea();
    area.setPrefRowCount(rows);
    if (schema.secret() || schema.multiline()) area.getStyleClass().add("code");
    return text(area);
  }

  private Control text(TextInputControl control) {
    control.textProperty().bindBidirectional(field.textProperty());
    control.setPromptText(schema.example().map(e -> say("field.example", e)).orElse(""));
    return control;
  }

  private Node line(Control control) {
    HBox.setHgrow(control, Priority.ALWAYS);
    if (!schema.suggests().isEmpty()) return withNames(control);
    if (!schema.secret() || !schema.multiline()) return control;
    var from = Nodes.button("file-" + field.name(), say("field.file"), "file", this::fromFile);
    var box = new HBox(8, control, from);
    box.setAlignment(Pos.TOP_LEFT);
    return box;
  }

  /// Beside it the names of what there is: one more line of a list, or instead of the line.
  private Node withNames(Control control) {
    var names = new MenuButton(say("field.names"));
    names.setId("names-" + field.name());
    var none = new MenuItem(say("field.noNames"));
    none.setDisable(true);
    names.getItems().setAll(none);
    names.setOnShowing(_ -> {
      var choices = names().map(this::choice).toList();
      names.getItems().setAll(choices.isEmpty() ? List.of(none) : choices);
    });
    var box = new HBox(8, control, names);
    box.setAlignment(Pos.TOP_LEFT);
    return box;
  }

  private Stream<String> names() {
    return schema.suggests().stream()
        .flatMap(kind -> world.rows(kind).all().stream().map(row -> world.nameOf(kind, row.id())))
        .sorted()
        .distinct();
  }

  private MenuItem choice(String name) {
    var item = new MenuItem(name);
    item.setMnemonicParsing(false);
    item.setOnAction(_ -> {
      var text = field.textProperty();
      boolean isFirst = schema.type() != FieldType.LIST || text.get().isBlank();
      text.set(isFirst ? name : text.get().strip() + "\n" + name);
    });
    return item;
  }

  private void fromFile() {
    var chooser = new FileChooser();
    chooser.setTitle(schema.label());
    var file = chooser.showOpenDialog(root.getScene().getWindow());
    if (file == null) return;
    Background background = world.background();
    background.ask(
        () -> {
          if (Files.size(file.toPath()) > MAX_FILE) {
            throw new java.io.IOException(say("field.tooLarge", file));
          }
          return Files.readString(file.toPath());
        },
        field.textProperty()::set,
        refused -> field.textProperty().set(""));
  }

  private Node below(Control control) {
    var help = schema.type() == FieldType.BOOLEAN ? "" : hint();
    var below = new Label(help);
    below.setId("error-" + field.name());
    below.setWrapText(true);
    below.getStyleClass().add("field-help");
    field
        .errorProperty()
        .addListener((_, _, error) -> {
          boolean wrong = !error.isEmpty();
          below.setText(wrong ? sentence(error) : help);
          below.pseudoClassStateChanged(WRONG, wrong);
          control.pseudoClassStateChanged(WRONG, wrong);
          below.setManaged(!below.getText().isEmpty());
        });
    below.setManaged(!help.isEmpty());
    return below;
  }

  /// What is said of a field continues its name; anything else stands for itself.
  private String sentence(String error) {
    if (CONTINUES.matcher(error).find()) return schema.label() + " " + error;
    return error.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + error.substring(1);
  }

  private String hint() {
    var lines =
        switch (schema.type()) {
          case LIST -> List.of(schema.help(), say("field.list"));
          case MAP -> List.of(schema.help(), say("field.map"));
          default -> List.of(schema.help());
        };
    return String.join(" ", lines).strip();
  }
}
