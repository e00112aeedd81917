package io.stampede.web.ui;

import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasHelper;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.stampede.client.Resource;
import io.stampede.schema.FieldSchema;
import io.stampede.web.model.FieldCheck;
import io.stampede.web.model.References;
import io.stampede.web.model.Text;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One field of a form, whatever its type: its input, its value as JSON, its error beside it.
final class FieldInput {
  private final FieldSchema field;
  private final Component component;
  private final Consumer<Optional<Object>> changed;

  /// @param start its value before; empty for none
  /// @param changed told of each new value, in JSON
  FieldInput(
      FieldSchema field,
      References references,
      Optional<Object> start,
      Consumer<Optional<Object>> changed) {
    this.field = field;
    this.changed = changed;
    this.component = make(references, start);
    Ui.test(component, "field-" + field.name());
    if (component instanceof HasHelper helped && !field.help().isEmpty()) {
      helped.setHelperText(field.help());
    }
  }

  FieldSchema field() {
    return field;
  }

  Component component() {
    return component;
  }

  boolean isWide() {
    return component instanceof TextArea || component instanceof MultiSelectComboBox;
  }

  /// Shows what is wrong with it; empty for nothing.
  void complain(String message) {
    if (component instanceof HasValidationProperties input) {
      input.setErrorMessage(message);
      input.setInvalid(!message.isEmpty());
    }
  }

  private Component make(References references, Optional<Object> start) {
    return switch (field.type()) {
      case BOOLEAN -> checkbox(start);
      case INTEGER -> integer(start);
      case ENUM -> choice(start);
      case REFERENCE -> reference(references, start);
      case LIST, TABLE ->
          field.suggests().isEmpty()
              ? lines(start, FieldInput::list)
              : names(suggested(references), start);
      case MAP -> lines(start, FieldInput::map);
      case STRING, DATE -> {
        if (field.multiline()) yield lines(start, text -> text);
        if (!field.suggests().isEmpty()) yield name(suggested(references), start);
        yield field.secret() ? password() : text(start);
      }
    };
  }

  private Component checkbox(Optional<Object> start) {
    var box = new Checkbox(field.label(), Boolean.TRUE.equals(start.orElse(false)));
    box.addValueChangeListener(e -> changed.accept(Optional.of(e.getValue())));
    return box;
  }

  private Component integer(Optional<Object> start) {
    var input = new IntegerField(field.label());
    field.unit().ifPresent(unit -> input.setSuffixComponent(Ui.span("st-unit", unit)));
    input.setStepButtonsVisible(field.unit().isEmpty());
    field.example().ifPresent(input::setPlaceholder);
    input.setRequiredIndicatorVisible(field.required());
    input.setManualValidation(true);
    start.ifPresent(v -> input.setValue(Integer.valueOf(v.toString())));
    input.setValueChangeMode(ValueChangeMode.LAZY);
    listen(input, v -> Optional.of((long) v));
    return input;
  }

  private Component choice(Optional<Object> start) {
    var input = new Select<String>();
    input.setLabel(field.label());
    input.setItems(field.options());
    input.setRequiredIndicatorVisible(field.required());
    input.setManualValidation(true);
    start.ifPresent(v -> input.setValue(v.toString()));
    listen(input, Optional::of);
    return input;
  }

  private Component reference(References references, Optional<Object> start) {
    var kind = field.reference().orElseThrow();
    var input = new ComboBox<Resource>(field.label());
    input.setItems(references.all(kind));
    input.setItemLabelGenerator(r -> r.name() + " · " + r.status().phase().word());
    input.setRequiredIndicatorVisible(field.required());
    input.setClearButtonVisible(!field.required());
    input.setManualValidation(true);
    start.flatMap(id -> references.find(kind, id.toString())).ifPresent(input::setValue);
    listen(input, r -> Optional.of(r.id()));
    return input;
  }

  /// Names of what there is; what is typed is taken all the same.
  private List<String> suggested(References references) {
    return field.suggests().stream()
        .flatMap(kind -> references.all(kind).stream())
        .map(Resource::name)
        .sorted()
        .distinct()
        .toList();
  }

  private Component name(List<String> suggested, Optional<Object> start) {
    var input = new ComboBox<String>(field.label());
    input.setItems(suggested);
    input.setAllowCustomValue(true);
    input.addCustomValueSetListener(e -> input.setValue(e.getDetail()));
    field.example().ifPresent(input::setPlaceholder);
    input.setRequiredIndicatorVisible(field.required());
    input.setClearButtonVisible(!field.required());
    input.setManualValidation(true);
    start.ifPresent(v -> input.setValue(v.toString()));
    listen(input, v -> v.isBlank() ? Optional.empty() : Optional.of(v));
    return input;
  }

  private Component names(List<String> suggested, Optional<Object> start) {
    var chosen = new LinkedHashSet<String>();
    if (start.orElse(List.of()) instanceof List<?> list) list.forEach(v -> chosen.add(v + ""));
    var items = new LinkedHashSet<>(suggested);
    items.addAll(chosen);
    var input = new MultiSelectComboBox<String>(field.label());
    input.setItems(items);
    input.setAllowCustomValue(true);
    input.addCustomValueSetListener(e -> {
      var typed = e.getDetail().strip();
      if (typed.isEmpty()) return;
      var values = new LinkedHashSet<>(input.getValue());
      values.add(typed);
      items.add(typed);
      input.setItems(items);
      input.setValue(values);
    });
    field.example().ifPresent(input::setPlaceholder);
    input.setRequiredIndicatorVisible(field.required());
    input.setClearButtonVisible(true);
    input.setManualValidation(true);
    input.setValue(chosen);
    listen(input, v -> v.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(v)));
    return input;
  }

  private Component text(Optional<Object> start) {
    var input = new TextField(field.label());
    field.example().ifPresent(input::setPlaceholder);
    input.setRequiredIndicatorVisible(field.required());
    input.setManualValidation(true);
    start.ifPresent(v -> input.setValue(v.toString()));
    input.setValueChangeMode(ValueChangeMode.LAZY);
    listen(input, v -> v.isBlank() ? Optional.empty() : Optional.of(v));
    return input;
  }

  private Component password() {
    var input = new PasswordField(field.label());
    input.setAutocomplete(com.vaadin.flow.component.textfield.Autocomplete.NEW_PASSWORD);
    input.setRequiredIndicatorVisible(field.required());
    input.setManualValidation(true);
    listen(input, v -> v.isEmpty() ? Optional.empty() : Optional.of(v));
    return input;
  }

  private Component lines(Optional<Object> start, Function<String, Object> read) {
    var input = new TextArea(field.label());
    input.setPlaceholder(field.example().orElse(""));
    input.setRequiredIndicatorVisible(field.required());
    input.setManualValidation(true);
    input.setMinRows(2);
    if (field.multiline()) input.addClassName("st-mono");
    input.setMaxRows(8);
    start.ifPresent(v -> input.setValue(Text.editable(v)));
    input.setValueChangeMode(ValueChangeMode.LAZY);
    listen(input, v -> v.isBlank() ? Optional.empty() : Optional.of(read.apply(v)));
    return input;
  }

  private <V> void listen(AbstractField<?, V> input, Function<V, Optional<Object>> json) {
    input.addValueChangeListener(e -> {
      @Nullable V value = e.getValue();
      Optional<Object> now = value == null ? Optional.empty() : json.apply(value);
      changed.accept(now);
      complain(FieldCheck.problem(field, now).orElse(""));
    });
  }

  private static Object list(String text) {
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  private static Object map(String text) {
    var map = new LinkedHashMap<String, Object>();
    for (var line : (List<?>) list(text)) {
      var pair = line.toString().split("=", 2);
      map.put(pair[0].strip(), pair.length > 1 ? pair[1] : "");
    }
    return map;
  }
}
