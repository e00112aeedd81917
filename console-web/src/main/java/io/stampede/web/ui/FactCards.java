package io.stampede.web.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import io.stampede.client.Resource;
import io.stampede.schema.FieldSchema;
import io.stampede.schema.FieldType;
import io.stampede.schema.KindSchema;
import io.stampede.web.Doors;
import io.stampede.web.model.References;
import io.stampede.web.model.Text;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/// All fields of a resource: what was seen of it and what was asked for side by side, tables below;
/// what has no value is only named.
final class FactCards {
  private final KindSchema kind;
  private final References references;
  private final Resource resource;

  FactCards(KindSchema kind, References references, Resource resource) {
    this.kind = kind;
    this.references = references;
    this.resource = resource;
  }

  Component cards() {
    var set = kind.fields().stream().filter(f -> !f.secret() && isSet(f)).toList();
    var cards = Ui.div("st-cards");
    var seen = facts(set.stream().filter(FactCards::isLine).filter(FieldSchema::readOnly).toList());
    resource.seenAt().ifPresent(at -> fact(seen, "Last seen", Ui.time(at, Instant.now())));
    if (seen.getChildren().findAny().isPresent()) cards.add(card("detail.seen", seen));
    cards.add(card("detail.asked", asked(set)));
    if (!Doors.hasNetworkTabs(kind)) {
      set.stream().filter(f -> !isLine(f)).forEach(f -> cards.add(table(f)));
    }
    return cards;
  }

  private Component asked(List<FieldSchema> set) {
    var place = new Div();
    var lines = set.stream().filter(f -> isLine(f) && !f.readOnly()).toList();
    FieldSchema.grouped(lines)
        .forEach((group, fields) -> {
          var asked = facts(fields);
          if (group.isEmpty()) {
            fact(asked, "Id", CopyBox.value(resource.id()));
            fact(asked, "Created", Ui.time(resource.created(), Instant.now()));
          } else {
            place.add(new H3(group));
          }
          place.add(asked);
        });
    var unset =
        kind.fields().stream()
            .filter(f -> !f.secret() && !f.readOnly() && !isSet(f))
            .map(FieldSchema::label)
            .collect(Collectors.joining(", "));
    if (!unset.isEmpty())
      place.add(Ui.div("st-unset", Ui.span("", Words.say("detail.unset", unset))));
    return place;
  }

  private Component table(FieldSchema field) {
    var card = Ui.div("st-card", new H2(field.label()), FieldTable.of(field, value(field)));
    card.addClassName("st-wide");
    return card;
  }

  private static Component card(String title, Component content) {
    return Ui.div("st-card", new H2(Words.say(title)), content);
  }

  private static boolean isLine(FieldSchema field) {
    return field.type() != FieldType.TABLE;
  }

  private boolean isSet(FieldSchema field) {
    var value = value(field);
    return isLine(field)
        ? !Text.value(field, value).isEmpty()
        : value instanceof List<?> rows && !rows.isEmpty();
  }

  /// An empty text where there is none.
  private Object value(FieldSchema field) {
    var value = resource.fields().get(field.name());
    return value == null ? "" : value;
  }

  private DescriptionList facts(List<FieldSchema> fields) {
    var facts = new DescriptionList();
    facts.addClassName("st-facts");
    fields.forEach(field -> fact(facts, field.label(), shown(field)));
    return facts;
  }

  private static void fact(DescriptionList facts, String label, Component value) {
    facts.add(new DescriptionList.Term(label), new DescriptionList.Description(value));
  }

  private Component shown(FieldSchema field) {
    var value = value(field);
    if (field.type() == FieldType.REFERENCE) {
      var other = field.reference().orElseThrow();
      return Ui.link(
          references.path(other, value.toString()), references.name(other, value.toString()));
    }
    return CopyBox.value(Text.value(field, value));
  }
}
