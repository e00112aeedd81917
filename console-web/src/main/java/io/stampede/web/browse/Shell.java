package io.stampede.web.browse;

import static io.stampede.web.browse.Html.attr;
import static io.stampede.web.browse.Html.el;

import java.util.List;

/// What surrounds every page that is not the console.
public final class Shell {
  private Shell() {}

  /// A link of the breadcrumbs.
  record Crumb(String label, String href) {}

  /// A page of one card.
  public static String bare(String title, Html head, Html... content) {
    return document(title, head, el("main", attr("class", "bare"), List.of(content)));
  }

  static String page(String title, List<Crumb> crumbs, Html... content) {
    var trail =
        crumbs.stream().map(c -> el("li", el("a", attr("href", c.href()), c.label()))).toList();
    var header =
        el(
            "header",
            el(
                "a",
                attr("class", "brand"),
                attr("href", "/"),
                el("img", attr("src", "/assets/logo.svg"), attr("alt", ""), attr("width", "22")),
                "Stampede"),
            el("nav", attr("aria-label", "Breadcrumb"), el("ol", trail)),
            el("a", attr("class", "side"), attr("href", "/v1/openapi.json"), "OpenAPI"),
            el("a", attr("class", "side"), attr("href", "/"), "Web console"));
    return document(
        title,
        el("script", attr("src", "/assets/browse.js"), attr("defer", "")),
        header,
        el("main", List.of(content)));
  }

  private static String document(String title, Html head, Html... body) {
    return "<!DOCTYPE html>\n"
        + el(
                "html",
                attr("lang", "en"),
                el(
                    "head",
                    el("meta", attr("charset", "utf-8")),
                    el(
                        "meta",
                        attr("name", "viewport"),
                        attr("content", "width=device-width, initial-scale=1")),
                    el("title", title + " · Stampede"),
                    el("link", attr("rel", "icon"), attr("href", "/assets/logo.svg")),
                    stylesheet("/assets/tokens.css"),
                    stylesheet("/assets/browse.css"),
                    head),
                el("body", List.of(body)))
            .render();
  }

  private static Html stylesheet(String href) {
    return el("link", attr("rel", "stylesheet"), attr("href", href));
  }
}
