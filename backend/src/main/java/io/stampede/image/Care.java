package io.stampede.image;

import io.stampede.schema.Field;
import java.util.List;
import java.util.stream.Stream;

/// How long hosts keep their copies of an image.
///
/// @param keepOn ids of hosts that have one whether or not it is used; set by spread
/// @param forget the copies ([CopyOnHost#mark]) that are to go as soon as nobody uses them
public record Care(
    @Field(
            label = "Keep copies",
            help =
                "After how many days a host throws away a copy that no machine is based on. On a"
                    + " disk that is nearly full it goes after an hour.",
            unit = "days",
            byDefault = "14",
            update = true,
            more = true,
            min = 0,
            max = 3650)
        int keepDays,
    List<String> keepOn,
    List<String> forget) {
  static final int DAYS = 14;
  public static final Care USUAL = new Care(DAYS, List.of(), List.of());

  public Care {
    keepOn = List.copyOf(keepOn);
    forget = List.copyOf(forget);
  }

  Care spreadTo(String host) {
    return new Care(
        keepDays, Stream.concat(keepOn.stream(), Stream.of(host)).distinct().toList(), forget);
  }

  Care forgetting(List<String> marks) {
    return new Care(keepDays, List.of(), marks);
  }
}
