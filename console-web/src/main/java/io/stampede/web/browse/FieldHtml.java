package io.stampede.web.browse;

import static io.stampede.web.browse.Html.attr;
import static io.stampede.web.browse.Html.el;

import io.stampede.client.Query;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.client.StampedeClient;
import io.stampede.schema.FieldSchema;
import io.stampede.schema.FieldType;
import io.stampede.web.Tokens;
import io.stampede.web.model.Text;
import io.stampede.web.rest.ResourceJson;
import java.util.HashMap;
import java.util.Map;

/// Values and states as a page shows them.
final class FieldHtml {
  private final StampedeClient client;
  private final Map<String, Html> references = new HashMap<>();

  FieldHtml(StampedeClient client) {
    this.client = client;
  }

  static String align(FieldSchema field) {
    return field.type() == FieldType.INTEGER ? "number" : "text";
  }

  static Html state(Resource resource) {
    var status = resource.status();
    var tone = Tokens.shared().tone(status.phase());
    var message = status.message().isEmpty() ? "" : " · " + status.message();
    var percent = status.progress().isPresent() ? " " + status.progress().getAsInt() + " %" : "";
    return el(
        "span",
        attr("class", "state " + tone),
        status.phase().word(),
        el("small", message + percent));
  }

  Html value(Resource resource, FieldSchema field) {
    var value = resource.fields().get(field.name());
    if (value == null) return new Html.Text("–");
    if (field.type() != FieldType.REFERENCE) return new Html.Text(Text.value(field, value));
    return references.computeIfAbsent(
        field.reference().orElseThrow() + "/" + value,
        _ -> reference(field.reference().orElseThrow(), value.toString()));
  }

  private Html reference(String kindName, String id) {
    try {
      var kind = client.kind(kindName);
      var name =
          client.list(kindName, Query.where("id", id)).items().stream()
              .findFirst()
              .map(Resource::name)
              .orElse(id);
      return el("a", attr("href", ResourceJson.self(kind, id)), name);
    } catch (Refused _) {
      return new Html.Text(id);
    }
  }
}
