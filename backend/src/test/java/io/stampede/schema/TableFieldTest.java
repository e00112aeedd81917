package io.stampede.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableFieldTest {
  record Words(Map<String, String> values) {}

  record Line(
      @Field(label = "Name", column = true) String name, @Field(label = "Size") long size) {}

  record Sheet(
      @Field(label = "Lines", create = false) List<Line> lines,
      @Field(label = "Tags") List<String> tags,
      @Field(label = "Words") Words words) {}

  @Test
  void a_list_of_records_is_a_table_with_their_parts_as_columns() {
    var fields = KindSchema.fields(Sheet.class);
    assertThat(fields)
        .extracting(FieldSchema::type)
        .containsExactly(FieldType.TABLE, FieldType.LIST, FieldType.MAP);
    assertThat(fields.getFirst().columns())
        .extracting(FieldSchema::name)
        .containsExactly("name", "size");
    assertThat(fields.getFirst().required()).isFalse();
  }

  @Test
  void its_rows_are_objects_in_JSON_and_come_back_as_they_were() {
    var codec = new Codec<>(Sheet.class);
    var sheet =
        new Sheet(List.of(new Line("a", 1), new Line("b", 2)), List.of(), new Words(Map.of()));
    var json = codec.write(sheet);
    assertThat(json.get("lines"))
        .isEqualTo(List.of(Map.of("name", "a", "size", 1L), Map.of("name", "b", "size", 2L)));
    assertThat(codec.restore(json)).isEqualTo(sheet);
  }

  @Test
  void a_value_type_around_a_map_may_be_left_out_as_the_map_may() {
    assertThat(new Codec<>(Sheet.class).restore(Map.of()))
        .isEqualTo(new Sheet(List.of(), List.of(), new Words(Map.of())));
  }
}
