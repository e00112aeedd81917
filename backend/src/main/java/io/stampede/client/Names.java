package io.stampede.client;

import io.stampede.engine.ResourceId;
import io.stampede.store.Row;
import io.stampede.store.Store;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Steps know other resources by their ids; people know them by their names.
final class Names {
  private static final Pattern ID = Pattern.compile("\\b([a-z]{2})-[a-z0-9]{10}\\b");

  private final Faces faces;
  private final Store store;

  Names(Faces faces, Store store) {
    this.faces = faces;
    this.store = store;
  }

  /// The same text with names for the ids of all that is still there.
  String in(String text) {
    return ID.matcher(text).replaceAll(m -> Matcher.quoteReplacement(name(m).orElse(m.group())));
  }

  /// What people know a resource by.
  ///
  /// @param kept the name that is kept for it
  String of(ResourceId id, String kept) {
    return faces
        .find(id.kind())
        .filter(KindFace::internal)
        .flatMap(face -> store.row(id).map(row -> in(called(face, row))))
        .orElse(kept);
  }

  private static <S extends Record> String called(KindFace<S, ?, ?> face, Row row) {
    return face.called(face.specType().cast(row.spec()));
  }

  private Optional<String> name(MatchResult id) {
    return faces
        .withPrefix(id.group(1))
        .flatMap(face -> store.row(new ResourceId(face.schema().name(), id.group())))
        .map(Row::name);
  }
}
