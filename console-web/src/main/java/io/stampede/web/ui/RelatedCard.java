package io.stampede.web.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.dom.Element;
import io.stampede.client.Related;
import io.stampede.client.Resource;
import io.stampede.client.StampedeClient;
import io.stampede.web.model.References;
import java.util.List;

/// What names the resource that is shown: links, ports and floating addresses that lead to it,
/// machines that are made of it. Not in the page while there is none.
final class RelatedCard extends Div {
  private final StampedeClient client;
  private final References references;
  private Resource one;

  RelatedCard(StampedeClient client, References references, Resource one) {
    this.client = client;
    this.references = references;
    this.one = one;
    addClassNames("st-card");
    Ui.test(this, "related");
    setVisible(false);
    addAttachListener(_ -> read());
    Live.watch(
        this,
        client,
        changes -> {
          boolean mine =
              changes.stream()
                  .map(change -> change.kind())
                  .distinct()
                  .anyMatch(name ->
                      client.kinds().stream()
                          .filter(kind -> kind.name().equals(name))
                          .anyMatch(kind -> Related.mayConcern(kind, this.one.kind())));
          if (mine) read();
        });
  }

  void show(Resource next) {
    boolean renamed = !next.name().equals(one.name());
    one = next;
    if (renamed) read();
  }

  private void read() {
    var now = one;
    Live.load(this, () -> Related.of(client, now), this::fill);
  }

  private void fill(List<Related> all) {
    setVisible(!all.isEmpty());
    removeAll();
    var table = new Element("table").setAttribute("class", "st-table");
    var body = new Element("tbody");
    for (var related : all) {
      var r = related.resource();
      var line = new Element("tr");
      cell(line).setText(related.kind().label());
      cell(line).appendChild(Ui.link(references.path(r.kind(), r.id()), r.name()).getElement());
      cell(line).setText(related.by().label());
      cell(line).appendChild(Ui.state(r.status()).getElement());
      body.appendChild(line);
    }
    var place = new Div();
    place.addClassName("st-table-place");
    place.getElement().appendChild(table.appendChild(body));
    add(new H2(Words.say("detail.related")), place);
  }

  private static Element cell(Element line) {
    var cell = new Element("td");
    line.appendChild(cell);
    return cell;
  }
}
