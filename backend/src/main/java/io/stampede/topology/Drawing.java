package io.stampede.topology;

import java.util.List;

/// Where each part of the picture stands, in pixels from the upper left corner.
public record Drawing(double width, double height, List<Box> boxes, List<Line> lines) {
  public static final Drawing NOTHING = new Drawing(0, 0, List.of(), List.of());

  public Drawing {
    boxes = List.copyOf(boxes);
    lines = List.copyOf(lines);
  }

  /// What a box is.
  public enum Sort {
    LANE,
    HOST,
    WORKLOAD,
    /// Unfolds or folds a host.
    MORE,
    /// A host's part of a network; a caption.
    BLOCK,
    TUNNEL,
    ARROW
  }

  /// Something to be read, and, but for captions, chosen.
  ///
  /// @param key as [Details] takes it; of a [Sort#MORE] that of its host
  /// @param notes smaller, one below the other
  /// @param icon of a kind, as `container`; may be empty
  /// @param tone a colour of `assets/tokens.json`
  /// @param colours of the lanes that it is on
  /// @param told to one who cannot see it
  public record Box(
      Sort sort,
      String key,
      Place place,
      String text,
      List<String> notes,
      String icon,
      String tone,
      List<Integer> colours,
      String told) {
    public Box {
      notes = List.copyOf(notes);
      colours = List.copyOf(colours);
    }
  }

  public record Place(double x, double y, double width, double height) {
    boolean overlaps(Place other) {
      return x < other.x + other.width
          && other.x < x + width
          && y < other.y + other.height
          && other.y < y + height;
    }
  }

  /// What a line is.
  public enum Stroke {
    /// From a host down to its network.
    STUB,
    /// A network.
    BUS,
    /// Filled, not stroked.
    DOT,
    TUNNEL,
    ARROW
  }

  /// @param key of what it belongs to, as a [Box] has it
  /// @param path as in SVG
  /// @param colour of the lane; 0 where it has none of a lane's
  public record Line(Stroke stroke, String key, String path, int colour, String tone) {}
}
