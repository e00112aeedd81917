package io.stampede.web.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.dom.Element;
import io.stampede.topology.Detail;
import io.stampede.topology.Health;
import io.stampede.topology.Words;
import io.stampede.web.model.References;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// All that is known of what was chosen on the network map. Where only figures have changed, only
/// they are written anew, so that the keyboard stays where it is.
final class DetailCard extends Div {
  private final References references;
  private final Consumer<String> choose;
  private final Consumer<Detail> point;
  private final List<Element> cells = new ArrayList<>();
  private Object shape = "";
  private final Component copy = CopyBox.button("", "details");

  /// @param choose told the key of another part to be looked at
  /// @param point told the detail of an arrow that is to lead elsewhere
  DetailCard(References references, Consumer<String> choose, Consumer<Detail> point) {
    this.references = references;
    this.choose = choose;
    this.point = point;
    addClassName("st-m-side");
    getElement().setAttribute("role", "region").setAttribute("aria-label", "Details");
    getElement().setAttribute("tabindex", "0");
    Ui.test(this, "map-detail");
  }

  void show(Detail detail) {
    var next =
        List.of(
            List.of(detail.key(), detail.title(), detail.state(), detail.columns()),
            detail.rows().stream().map(Detail.Row::label).toList(),
            List.of(detail.problem(), detail.picks(), detail.links(), detail.pointing()));
    if (next.equals(shape)) {
      refresh(detail);
      return;
    }
    shape = next;
    removeAll();
    cells.clear();
    add(head(detail));
    if (!detail.state().isEmpty()) add(state(detail));
    detail.problem().ifPresent(problem -> add(Ui.problem(problem)));
    if (!detail.rows().isEmpty()) add(table(detail));
    if (!detail.picks().isEmpty()) add(picks(detail));
    if (detail.pointing().isPresent()) add(pointing(detail));
    if (!detail.links().isEmpty()) add(links(detail));
    if (detail.key().isEmpty()) add(legend());
    refresh(detail);
  }

  private void refresh(Detail detail) {
    copy.getElement().setAttribute("data-copy", detail.text());
    var now = detail.rows().stream().flatMap(row -> row.cells().stream()).toList();
    for (int i = 0; i < now.size(); i++) {
      cells.get(i).setText(now.get(i).text());
      if (!now.get(i).exact().isEmpty()) cells.get(i).setAttribute("title", now.get(i).exact());
    }
  }

  private Component head(Detail detail) {
    var head = Ui.div("st-m-side-head", Ui.test(new H2(detail.title()), "map-detail-title"));
    if (!detail.key().isEmpty()) {
      var close = Ui.iconButton("x-lg", "Close");
      close.addClickListener(_ -> choose.accept(""));
      head.add(copy, Ui.test(close, "map-detail-close"));
    }
    return head;
  }

  private static Component state(Detail detail) {
    var dot = Ui.span("st-dot", "");
    dot.addClassName(detail.tone());
    var word = Ui.test(Ui.span("st-word", detail.state()), "map-detail-state");
    return Ui.div("st-state", dot, word, Ui.span("st-doing", detail.subtitle()));
  }

  private Component table(Detail detail) {
    var table = new Element("table").setAttribute("data-test", "map-detail-rows");
    if (!detail.columns().isEmpty()) {
      var line = new Element("tr").appendChild(new Element("td"));
      for (var column : detail.columns()) line.appendChild(head("col", column));
      table.appendChild(new Element("thead").appendChild(line));
    } else {
      table.setAttribute("class", "plain");
    }
    var body = new Element("tbody");
    for (var row : detail.rows()) {
      var line = new Element("tr").appendChild(head("row", row.label()));
      for (int i = 0; i < row.cells().size(); i++) {
        var cell = new Element("td");
        cells.add(cell);
        line.appendChild(cell);
      }
      body.appendChild(line);
    }
    var place = new Div();
    place.getElement().appendChild(table.appendChild(body));
    return place;
  }

  private static Element head(String scope, String text) {
    return new Element("th").setAttribute("scope", scope).setText(text);
  }

  private Component picks(Detail detail) {
    var picks = Ui.div("st-m-picks");
    for (var pick : detail.picks()) {
      var button = new NativeButton();
      button.addClassName("st-m-pick");
      var dot = Ui.span("st-dot", "");
      dot.addClassName(pick.tone());
      button.add(dot, Ui.span("", pick.text()));
      button.addClickListener(_ -> choose.accept(pick.key()));
      picks.add(Ui.test(button, "map-pick"));
    }
    return picks;
  }

  private Component pointing(Detail detail) {
    var button = Ui.button("arrow-left-right", Words.say("point.verb"));
    button.addClickListener(_ -> point.accept(detail));
    return Ui.test(button, "map-point");
  }

  private Component links(Detail detail) {
    var links = Ui.div("st-m-links");
    for (var link : detail.links()) {
      links.add(Ui.link(references.path(link.kind(), link.id()), link.text()));
    }
    return links;
  }

  private static Component legend() {
    var legend = Ui.div("st-m-legend");
    for (var health : List.of(Health.GOOD, Health.SLOW, Health.DOWN, Health.UNSEEN)) {
      var dot = Ui.span("st-dot", "");
      dot.addClassName(health.tone());
      var part = Ui.span("", "");
      part.add(dot, Ui.span("", health.word()));
      legend.add(part);
    }
    return legend;
  }
}
