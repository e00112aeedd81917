package io.stampede.web.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.dom.Element;
import io.stampede.schema.FieldSchema;
import io.stampede.schema.FieldType;
import io.stampede.web.model.Text;
import java.util.List;
import java.util.Map;

/// A field that is a list of records, as a small table.
final class FieldTable {
  private FieldTable() {}

  static Component of(FieldSchema field, Object value) {
    var rows = value instanceof List<?> list ? list : List.of();
    if (rows.isEmpty()) return Ui.span("st-muted", "–");
    var columns =
        field.columns().stream()
            .filter(c -> !c.secret() && rows.stream().anyMatch(row -> has(row, c)))
            .toList();
    var table = new Element("table").setAttribute("class", "st-table");
    var head = new Element("tr");
    columns.forEach(c -> head.appendChild(cell("th", c, c.label()).setAttribute("scope", "col")));
    var body = new Element("tbody");
    for (var row : rows) {
      var line = new Element("tr");
      columns.forEach(c -> line.appendChild(cell("td", c, text(row, c))));
      body.appendChild(line);
    }
    table.appendChild(new Element("thead").appendChild(head), body);
    var place = new Div();
    place.addClassName("st-table-place");
    place.getElement().setAttribute("tabindex", "0").setAttribute("role", "region");
    place.getElement().setAttribute("aria-label", field.label());
    place.getElement().appendChild(table);
    return Ui.test(place, "table-" + field.name());
  }

  private static Element cell(String tag, FieldSchema column, String text) {
    var cell = new Element(tag).setText(text);
    if (column.type() == FieldType.INTEGER) cell.setAttribute("class", "number");
    return cell;
  }

  private static boolean has(Object row, FieldSchema column) {
    return !text(row, column).isEmpty();
  }

  private static String text(Object row, FieldSchema column) {
    var value = row instanceof Map<?, ?> map ? map.get(column.name()) : null;
    return value == null ? "" : Text.value(column, value);
  }
}
