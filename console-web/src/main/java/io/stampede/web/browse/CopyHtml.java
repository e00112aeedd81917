package io.stampede.web.browse;

import static io.stampede.web.browse.Html.attr;
import static io.stampede.web.browse.Html.el;

import io.stampede.web.model.CopyAs;

/// The same request as curl, command line and Python, each ready to copy.
final class CopyHtml {
  private CopyHtml() {}

  static Html of(CopyAs.Said said) {
    return el(
        "section",
        attr("class", "card"),
        el("h2", "The same from elsewhere"),
        one("curl", said.curl()),
        one("Command line", said.cli()),
        one("Python", said.python()));
  }

  private static Html one(String how, String text) {
    return el(
        "div",
        attr("class", "copy"),
        el("h3", how),
        el("pre", attr("tabindex", "0"), text),
        el("button", attr("type", "button"), attr("data-copy", text), "Copy"));
  }
}
