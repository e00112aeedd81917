package io.stampede.web.browse;

import static io.stampede.web.browse.Html.attr;
import static io.stampede.web.browse.Html.el;

import io.stampede.client.Query;
import io.stampede.client.StampedeClient;
import io.stampede.schema.KindSchema;
import java.util.ArrayList;
import java.util.List;

/// Where the API starts: what there is, and how many.
final class RootPage {
  private RootPage() {}

  static String of(StampedeClient client) {
    var cards = new ArrayList<Html>();
    client.kinds().forEach(kind -> cards.add(card(client, kind)));
    var more =
        el(
            "ul",
            el("li", el("a", attr("href", "/v1/tasks"), "Tasks"), " – every step that was tried"),
            el("li", el("a", attr("href", "/v1/schemas"), "Schemas"), " – kinds, fields, actions"),
            el("li", el("a", attr("href", "/v1/openapi.json"), "OpenAPI 3.1"), " – for generators"),
            el("li", el("code", "/v1/events"), " – changes as server-sent events"));
    return Shell.page(
        "API",
        List.of(BrowseController.ROOT),
        el("h1", "Stampede's API"),
        el(
            "p",
            attr("class", "lead"),
            "Everything the consoles do goes through these addresses. Programs get JSON from them,"
                + " browsers get these pages."),
        el("div", attr("class", "tiles"), cards),
        el("section", attr("class", "card"), el("h2", "And more"), more));
  }

  private static Html card(StampedeClient client, KindSchema kind) {
    long total = client.list(kind.name(), new Query(List.of(), List.of(), 1, "")).total();
    return el(
        "a",
        attr("class", "card tile"),
        attr("href", "/v1/" + kind.plural()),
        el("strong", kind.labels()),
        el("span", attr("class", "count"), total),
        el("span", attr("class", "help"), kind.help()));
  }
}
