package io.stampede.web.browse;

import static io.stampede.web.browse.Html.attr;
import static io.stampede.web.browse.Html.el;

import io.stampede.client.Resource;
import io.stampede.client.StampedeClient;
import io.stampede.engine.Problem;
import io.stampede.schema.ActionSchema;
import io.stampede.schema.KindSchema;
import io.stampede.web.Doors;
import io.stampede.web.browse.Shell.Crumb;
import io.stampede.web.model.CopyAs;
import io.stampede.web.model.Text;
import io.stampede.web.rest.ResourceJson;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;

/// One resource: fields with references as links, actions, the form that changes it, the JSON.
final class ResourcePage {
  private final StampedeClient client;
  private final KindSchema kind;
  private final Resource resource;
  private final HttpServletRequest request;
  private final String self;

  ResourcePage(
      StampedeClient client, KindSchema kind, Resource resource, HttpServletRequest request) {
    this.client = client;
    this.kind = kind;
    this.resource = resource;
    this.request = request;
    this.self = ResourceJson.self(kind, resource.id());
  }

  String render() {
    var crumbs =
        List.of(
            BrowseController.ROOT,
            new Crumb(kind.labels(), "/v1/" + kind.plural()),
            new Crumb(resource.name(), self));
    var copy = new CopyAs(ServerAddress.of(request)).get(kind, resource.id());
    return Shell.page(
        resource.name(),
        crumbs,
        el("h1", resource.name(), " ", FieldHtml.state(resource)),
        resource.status().problem().map(ResourcePage::problem).orElse(Html.NOTHING),
        el("section", attr("class", "card"), el("h2", "Fields"), fields(), links()),
        el("section", attr("class", "card"), el("h2", "Actions"), actions()),
        update(),
        el(
            "details",
            attr("class", "card"),
            el("summary", "JSON"),
            JsonHtml.of(ResourceJson.of(kind, resource))),
        CopyHtml.of(copy));
  }

  static Html problem(Problem problem) {
    return el(
        "div",
        attr("class", "problem card"),
        attr("role", "alert"),
        el("strong", problem.message()),
        problem.fix().isEmpty() ? Html.NOTHING : el("p", "What next: " + problem.fix()));
  }

  private Html fields() {
    var html = new FieldHtml(client);
    var rows = new ArrayList<Html>();
    rows.add(row("Id", el("code", resource.id())));
    for (var field : kind.fields()) {
      if (!field.secret()) rows.add(row(field.label(), html.value(resource, field)));
    }
    rows.add(row("Created", new Html.Text(resource.created().toString())));
    resource.seenAt().ifPresent(at -> rows.add(row("Last seen", new Html.Text(at.toString()))));
    return el("dl", rows);
  }

  private static Html row(String label, Html value) {
    return el("div", el("dt", label), el("dd", value));
  }

  private Html links() {
    var links = new ArrayList<Html>();
    links.add(link(self + "/tasks", "Tasks"));
    if (Doors.hasLogs(kind)) links.add(link(self + "/logs", "Log"));
    if (Doors.hasXml(kind)) links.add(link(self + "/xml", "XML"));
    if (Doors.hasScreen(kind))
      links.add(link("/" + kind.plural() + "/" + resource.id() + "/screen", "Screen"));
    if (Doors.hasFigures(kind)) links.add(link(self + "/figures", "Figures"));
    if (Doors.hasTerminal(kind))
      links.add(link("/" + kind.plural() + "/" + resource.id() + "/terminal", "Terminal"));
    return el("p", attr("class", "links"), links);
  }

  private static Html link(String href, String label) {
    return el("a", attr("href", href), label);
  }

  private Html actions() {
    var forms = new ArrayList<Html>();
    var form = new FormHtml(client);
    for (var name : resource.actions()) {
      var action = kind.action(name);
      forms.add(
          form.form(
              "POST",
              self + "?action=" + name,
              action.map(ActionSchema::label).orElse(Text.sentence(name)),
              action.map(ActionSchema::destructive).orElse(false),
              true,
              action.map(ActionSchema::input).orElse(List.of()),
              _ -> ""));
    }
    forms.add(form.form("DELETE", self, "Remove", true, true, List.of(), _ -> ""));
    return el("div", attr("class", "actions"), forms);
  }

  private Html update() {
    var changeable = kind.updatable().toList();
    if (changeable.isEmpty()) return Html.NOTHING;
    return el(
        "details",
        attr("class", "card"),
        el("summary", "Change"),
        new FormHtml(client)
            .form(
                "PATCH",
                self,
                "Save",
                false,
                true,
                changeable,
                field -> Text.editable(resource.fields().getOrDefault(field.name(), ""))));
  }
}
