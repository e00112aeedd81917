package io.stampede.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stampede.engine.Phase;
import io.stampede.engine.Status;
import io.stampede.schema.Field;
import io.stampede.schema.KindSchema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ListingTest {
  record Spec(@Field(label = "Name") String name, @Field(label = "Memory") int memory) {}

  record Facts() {}

  private static final KindSchema SCHEMA =
      KindSchema.of("thing", "Thing", "Things", "", Spec.class, Facts.class);

  private static final List<Resource> ALL =
      IntStream.range(0, 25)
          .mapToObj(i ->
              new Resource(
                  "thing",
                  "th-%02d".formatted(i),
                  "web" + i,
                  1,
                  Map.of("name", "web" + i, "memory", (long) (i % 5) * 100),
                  Status.resting(i % 2 == 0 ? Phase.RUNNING : Phase.STOPPED),
                  Instant.EPOCH,
                  Optional.empty(),
                  List.of()))
          .toList();

  private static Page page(Query query) {
    return Listing.page(SCHEMA, ALL.stream(), query);
  }

  private static Query query(int limit, String cursor, List<String> sort, Query.Filter... filters) {
    return new Query(List.of(filters), sort, limit, cursor);
  }

  @Test
  void pages_follow_each_other_without_gap_or_repetition() {
    var seen = new java.util.ArrayList<String>();
    var cursor = "";
    do {
      var page = page(query(10, cursor, List.of("-memory", "name")));
      page.items().forEach(r -> seen.add(r.id()));
      assertThat(page.total()).isEqualTo(25);
      cursor = page.next().orElse("");
    } while (!cursor.isEmpty());
    assertThat(seen).hasSize(25).doesNotHaveDuplicates();
    assertThat(seen.getFirst()).isEqualTo("th-14");
  }

  @Test
  void numbers_compare_as_numbers() {
    var page =
        page(
            query(100, "", List.of("name"), new Query.Filter("memory", Query.Operator.GTE, "300")));
    assertThat(page.items()).hasSize(10);
  }

  @Test
  void states_and_parts_of_names_filter() {
    var page =
        page(
            query(
                100,
                "",
                List.of("name"),
                new Query.Filter("state", Query.Operator.EQ, "running"),
                new Query.Filter("name", Query.Operator.LIKE, "WEB2")));
    assertThat(page.items().stream().map(Resource::name))
        .containsExactly("web2", "web20", "web22", "web24");
  }

  @Test
  void an_unknown_field_is_refused_by_name() {
    assertThatThrownBy(() -> page(query(10, "", List.of("colour"))))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.errors().getFirst().field()).isEqualTo("colour"));
  }

  @Test
  void a_made_up_cursor_is_refused() {
    assertThatThrownBy(() -> page(query(10, "!!", List.of("name")))).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> page(query(10, "eA", List.of("name")))).isInstanceOf(Refused.class);
  }
}
