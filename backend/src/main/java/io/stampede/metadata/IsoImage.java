package io.stampede.metadata;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Pattern;

/// A disc image of a few files: ISO 9660 with Rock Ridge (for Linux and the BSDs) and with Joliet
/// (for Windows). The same files give the same bytes.
///
/// Sources: ECMA-119; IEEE P1281 (SUSP) and P1282 (Rock Ridge), drafts 1.12; “Joliet Specification”
/// of 1995.
final class IsoImage {
  static final int SECTOR = 2048;

  private static final int FIRST_SECTOR = 16; // before it, a boot loader may be
  private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9_-]{1,16}");

  private final String label;
  private final Instant at;
  private final IsoFolder root;
  private final Map<Bytes, Integer> extents = new HashMap<>();
  private final List<Bytes> contents = new ArrayList<>();

  private IsoImage(String label, Instant at, IsoFolder root) {
    this.label = label;
    this.at = at;
    this.root = root;
  }

  /// @param label by which the guest finds it, as `config-2`
  /// @param files by path; at most seven folders deep, names of at most 64 letters, digits and `. _
  ///   + , @ -`
  /// @param at when all of it was made
  static Bytes of(String label, SortedMap<String, Bytes> files, Instant at) {
    if (!LABEL.matcher(label).matches()) throw new IllegalArgumentException("no label: " + label);
    return new IsoImage(label, at, IsoFolder.of(files)).written();
  }

  /// Volume descriptors, path tables, folders and contents, in this order.
  private Bytes written() {
    var hierarchies = List.of(new IsoHierarchy(false, root, at), new IsoHierarchy(true, root, at));
    int next = FIRST_SECTOR + hierarchies.size() + 1;
    for (var hierarchy : hierarchies) next = hierarchy.placed(next);
    next = placeContents(next);
    var image = ByteBuffer.allocate(Math.multiplyExact(next, SECTOR));
    for (int i = 0; i < hierarchies.size(); i++) {
      image.position((FIRST_SECTOR + i) * SECTOR);
      new IsoVolume(label, at, next).into(image, hierarchies.get(i));
      hierarchies.get(i).into(image, extents);
    }
    image.position((FIRST_SECTOR + hierarchies.size()) * SECTOR);
    IsoVolume.end(image);
    for (var content : contents) {
      image.position(extents.getOrDefault(content, 0) * SECTOR);
      image.put(content.toArray());
    }
    return Bytes.of(image.array());
  }

  /// What is there twice is kept once: all versions of metadata say the same.
  private int placeContents(int from) {
    int next = from;
    for (var content : root.allContents()) {
      if (extents.putIfAbsent(content, next) == null) {
        contents.add(content);
        next += sectors(content.size());
      }
    }
    return next;
  }

  static int sectors(int bytes) {
    return (bytes + SECTOR - 1) / SECTOR;
  }
}
