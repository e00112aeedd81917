package io.stampede.web.browse;

import static io.stampede.web.browse.Html.attr;
import static io.stampede.web.browse.Html.el;

import io.stampede.client.Page;
import io.stampede.client.Resource;
import io.stampede.client.StampedeClient;
import io.stampede.schema.FieldSchema;
import io.stampede.schema.KindSchema;
import io.stampede.web.browse.Shell.Crumb;
import io.stampede.web.model.CopyAs;
import io.stampede.web.rest.ListQuery;
import io.stampede.web.rest.ResourceJson;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.util.UriComponentsBuilder;

/// A collection: its table, filters, the form that creates, the JSON.
final class CollectionPage {
  private final StampedeClient client;
  private final KindSchema kind;
  private final HttpServletRequest request;
  private final FieldHtml fields;

  CollectionPage(StampedeClient client, KindSchema kind, HttpServletRequest request) {
    this.client = client;
    this.kind = kind;
    this.request = request;
    this.fields = new FieldHtml(client);
  }

  String render() {
    var base = "/v1/" + kind.plural();
    var page = client.list(kind.name(), ListQuery.read(client, kind, request.getParameterMap()));
    var copy = new CopyAs(ServerAddress.of(request));
    return Shell.page(
        kind.labels(),
        List.of(BrowseController.ROOT, new Crumb(kind.labels(), base)),
        el("h1", kind.labels(), el("small", " " + page.total())),
        el("p", attr("class", "lead"), kind.help()),
        filter(base),
        table(page),
        next(page),
        el(
            "details",
            attr("class", "card"),
            el("summary", "Create a " + kind.label().toLowerCase(java.util.Locale.ROOT)),
            new FormHtml(client)
                .form("POST", base, "Create", false, true, kind.creatable().toList(), _ -> "")),
        el("div", asks(base)),
        el("details", attr("class", "card"), el("summary", "JSON"), JsonHtml.of(json(page))),
        CopyHtml.of(copy.list(kind)));
  }

  private List<Html> asks(String base) {
    var forms = new ArrayList<Html>();
    for (var action : kind.actions()) {
      if (!action.collection()) continue;
      forms.add(
          el(
              "details",
              attr("class", "card"),
              el("summary", action.label()),
              el("p", attr("class", "help"), action.help()),
              new FormHtml(client)
                  .form(
                      "POST",
                      base + "?action=" + action.name(),
                      action.label(),
                      false,
                      false,
                      action.input(),
                      _ -> "")));
    }
    return forms;
  }

  private Html filter(String base) {
    return el(
        "form",
        attr("class", "filter"),
        attr("method", "get"),
        attr("action", base),
        el("label", attr("for", "name_like"), "Name contains"),
        el(
            "input",
            attr("id", "name_like"),
            attr("name", "name_like"),
            attr("value", Optional.ofNullable(request.getParameter("name_like")).orElse(""))),
        el("button", "Filter"),
        el("a", attr("href", base), "All"));
  }

  private Html table(Page page) {
    if (page.items().isEmpty()) return el("p", attr("class", "empty card"), "There is none yet.");
    var columns =
        kind.fields().stream()
            .filter(f -> f.column() && !f.name().equals("name") && !f.secret())
            .toList();
    var head = new ArrayList<Html>();
    head.add(el("th", "Name"));
    head.add(el("th", "State"));
    for (var column : columns) {
      head.add(el("th", attr("class", FieldHtml.align(column)), column.label()));
    }
    var rows = page.items().stream().map(r -> row(r, columns)).toList();
    return el(
        "div",
        attr("class", "card scroll"),
        el("table", el("thead", el("tr", head)), el("tbody", rows)));
  }

  private Html row(Resource resource, List<FieldSchema> columns) {
    var cells = new ArrayList<Html>();
    var self = ResourceJson.self(kind, resource.id());
    cells.add(el("td", el("a", attr("href", self), resource.name())));
    cells.add(el("td", FieldHtml.state(resource)));
    for (var column : columns) {
      cells.add(el("td", attr("class", FieldHtml.align(column)), fields.value(resource, column)));
    }
    return el("tr", cells);
  }

  private Html next(Page page) {
    if (page.next().isEmpty()) return Html.NOTHING;
    var uri = UriComponentsBuilder.fromPath("/v1/" + kind.plural());
    request
        .getParameterMap()
        .forEach((name, values) -> {
          if (!name.equals("cursor")) uri.queryParam(name, (Object[]) values);
        });
    var href = uri.queryParam("cursor", page.next().get()).encode().build().toUriString();
    return el("p", el("a", attr("href", href), attr("rel", "next"), "Next page"));
  }

  private Map<String, Object> json(Page page) {
    return Map.of("data", page.items().stream().map(r -> ResourceJson.of(kind, r)).toList());
  }
}
