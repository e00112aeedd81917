package io.stampede.web.browse;

import static io.stampede.web.browse.Html.attr;
import static io.stampede.web.browse.Html.el;

import io.stampede.client.Query;
import io.stampede.client.Resource;
import io.stampede.client.StampedeClient;
import io.stampede.schema.FieldSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Forms out of the schema. `browse.js` sends them as JSON, and shows what comes back beside the
/// fields.
final class FormHtml {
  private final StampedeClient client;

  FormHtml(StampedeClient client) {
    this.client = client;
  }

  /// @param values the present value of a field, as text
  /// @param plan whether what would be done can be asked for
  Html form(
      String method,
      String url,
      String verb,
      boolean destructive,
      boolean plan,
      List<FieldSchema> fields,
      Function<FieldSchema, String> values) {
    var parts = new ArrayList<Object>();
    parts.add(attr("class", "api"));
    parts.add(attr("data-method", method));
    parts.add(attr("action", url));
    if (destructive) parts.add(attr("data-ask", verb + "?"));
    FieldSchema.grouped(fields)
        .forEach((group, of) -> {
          var first = of.stream().filter(f -> group.isEmpty() && !f.more()).toList();
          first.forEach(f -> parts.add(row(f, values.apply(f))));
          var folded =
              of.stream().filter(f -> !first.contains(f)).map(f -> row(f, values.apply(f)));
          var rows = folded.toList();
          if (rows.isEmpty()) return;
          parts.add(el("details", el("summary", group.isEmpty() ? "More" : group), rows));
        });
    parts.add(el("p", attr("class", "error"), attr("data-error", ""), attr("role", "alert")));
    var buttons = new ArrayList<Object>();
    buttons.add(attr("class", "buttons"));
    buttons.add(el("button", attr("class", destructive ? "danger" : "primary"), verb));
    if (plan) {
      buttons.add(el("button", attr("type", "button"), attr("data-plan", ""), "Plan"));
    }
    parts.add(el("div", buttons.toArray()));
    parts.add(el("div", attr("class", "plan"), attr("aria-live", "polite")));
    return el("form", parts.toArray());
  }

  private Html row(FieldSchema field, String value) {
    var label = new ArrayList<Object>();
    label.add(attr("for", "f-" + field.name()));
    label.add(field.label());
    field.unit().ifPresent(unit -> label.add(el("small", " " + unit)));
    if (field.required()) label.add(el("span", attr("class", "required"), " required"));
    return el(
        "div",
        attr("class", "row"),
        el("label", label.toArray()),
        input(field, value),
        el("p", attr("class", "help"), help(field)),
        el("p", attr("class", "error"), attr("data-error", field.name()), attr("role", "alert")));
  }

  private static String help(FieldSchema field) {
    return switch (field.type()) {
      case LIST -> (field.help() + " One per line.").strip();
      case MAP -> (field.help() + " One KEY=value per line.").strip();
      case STRING, INTEGER, BOOLEAN, ENUM, REFERENCE, DATE, TABLE -> field.help();
    };
  }

  private Html input(FieldSchema field, String value) {
    var start = value.isEmpty() ? field.byDefault().map(Object::toString).orElse("") : value;
    var id = attr("id", "f-" + field.name());
    var name = attr("name", field.name());
    var type = attr("data-type", field.type().word());
    var hint = attr("placeholder", field.example().orElse(""));
    return switch (field.type()) {
      case BOOLEAN -> {
        var checked = start.equals("true") ? attr("checked", "") : Html.NOTHING;
        yield el("input", id, name, type, attr("type", "checkbox"), checked);
      }
      case ENUM -> el("select", id, name, type, options(field, field.options(), start));
      case REFERENCE -> el("select", id, name, type, references(field, start));
      case INTEGER ->
          el("input", id, name, type, hint, attr("type", "number"), attr("value", start));
      case LIST, MAP, TABLE -> el("textarea", id, name, type, hint, attr("rows", "3"), start);
      case STRING, DATE ->
          field.multiline()
              ? el("textarea", id, name, type, hint, attr("rows", "5"), start)
              : el(
                  "input",
                  id,
                  name,
                  type,
                  hint,
                  attr("type", field.secret() ? "password" : "text"),
                  attr("autocomplete", "off"),
                  attr("value", field.secret() ? "" : start));
    };
  }

  private static List<Html> options(FieldSchema field, List<String> words, String chosen) {
    var options = new ArrayList<Html>();
    if (!field.required()) options.add(el("option", attr("value", ""), "–"));
    for (var word : words) options.add(option(word, word, word.equals(chosen)));
    return options;
  }

  private List<Html> references(FieldSchema field, String chosen) {
    var options = new ArrayList<Html>();
    options.add(el("option", attr("value", ""), field.required() ? "Choose…" : "–"));
    for (Resource r : client.list(field.reference().orElseThrow(), Query.ALL).items()) {
      var label = r.name() + " · " + r.status().phase().word();
      options.add(option(r.id(), label, r.id().equals(chosen)));
    }
    return options;
  }

  private static Html option(String value, String label, boolean chosen) {
    var selected = chosen ? attr("selected", "") : Html.NOTHING;
    return el("option", attr("value", value), selected, label);
  }
}
