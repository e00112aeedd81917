package io.stampede.metadata;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One of the two views of the same contents on a disc: that of ISO 9660, with names of eight and
/// three letters and the true ones in Rock Ridge's entries, or that of Joliet.
final class IsoHierarchy {
  private static final byte[] SELF = {0};
  private static final byte[] PARENT = {1};

  private final boolean joliet;
  private final Instant at;

  /// In the order of the path table: by depth, then by the parent's place, then by name.
  private final List<Place> places = new ArrayList<>();

  private int tableSector;
  private int tableBytes;

  /// A folder in this view.
  private static final class Place {
    final IsoFolder folder;
    final int parent; // index of its place; its own for the outermost
    final byte[] id;
    final Map<String, byte[]> ids; // of what is in it
    int sector;
    int sectors;

    Place(IsoFolder folder, int parent, byte[] id, Map<String, byte[]> ids) {
      this.folder = folder;
      this.parent = parent;
      this.id = id;
      this.ids = ids;
    }
  }

  IsoHierarchy(boolean joliet, IsoFolder root, Instant at) {
    this.joliet = joliet;
    this.at = at;
    places.add(new Place(root, 0, SELF, IsoNames.in(root, joliet)));
    for (int i = 0; i < places.size(); i++) {
      var place = places.get(i);
      for (var name : sorted(place, place.folder.folders().keySet())) {
        var inner = place.folder.folders().get(name);
        if (inner == null) throw new IllegalStateException(name);
        places.add(new Place(inner, i, id(place, name), IsoNames.in(inner, joliet)));
      }
    }
  }

  boolean isJoliet() {
    return joliet;
  }

  private static byte[] id(Place place, String name) {
    var id = place.ids.get(name);
    if (id == null) throw new IllegalStateException(name);
    return id;
  }

  private static List<String> sorted(Place place, Iterable<String> names) {
    var byId = new TreeMap<byte[], String>(java.util.Arrays::compareUnsigned);
    names.forEach(name -> byId.put(id(place, name), name));
    return List.copyOf(byId.values());
  }

  /// Takes its sectors, from this one.
  ///
  /// @return the first that is free
  int placed(int from) {
    tableSector = from;
    tableBytes = places.stream().mapToInt(p -> 8 + p.id.length + p.id.length % 2).sum();
    int next = from + 2 * IsoImage.sectors(tableBytes);
    for (var place : places) {
      place.sectors = IsoImage.sectors(records(place, Map.of()).limit());
      place.sector = next;
      next += place.sectors;
    }
    return next;
  }

  int tableBytes() {
    return tableBytes;
  }

  /// @param order little-endian, or big-endian for the second of the two tables
  int tableSector(ByteOrder order) {
    return order == ByteOrder.LITTLE_ENDIAN
        ? tableSector
        : tableSector + IsoImage.sectors(tableBytes);
  }

  /// The outermost folder's record, as it is in the volume's descriptor.
  byte[] rootRecord() {
    return record(SELF, places.getFirst(), new byte[0]).bytes();
  }

  void into(ByteBuffer image, Map<Bytes, Integer> extents) {
    for (var order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      image.position(tableSector(order) * IsoImage.SECTOR);
      image.put(table(order));
    }
    for (var place : places) {
      image.position(place.sector * IsoImage.SECTOR);
      image.put(records(place, extents));
    }
  }

  private byte[] table(ByteOrder order) {
    var table = ByteBuffer.allocate(tableBytes).order(order);
    for (var place : places) {
      table.put((byte) place.id.length).put((byte) 0).putInt(place.sector);
      table.putShort((short) (place.parent + 1)).put(place.id);
      if (place.id.length % 2 == 1) table.put((byte) 0);
    }
    return table.array();
  }

  private IsoRecord record(byte[] id, Place of, byte[] more) {
    return new IsoRecord(id, of.sector, of.sectors * IsoImage.SECTOR, true, at, more);
  }

  /// A folder's own contents, whole sectors: no record goes over the end of one.
  private ByteBuffer records(Place place, Map<Bytes, Integer> extents) {
    var inside = new ArrayList<IsoRecord>();
    var outermost = places.getFirst() == place;
    inside.add(record(SELF, place, joliet ? new byte[0] : RockRidge.self(place.folder, outermost)));
    var parent = places.get(place.parent);
    inside.add(record(PARENT, parent, joliet ? new byte[0] : RockRidge.parent(parent.folder)));
    var named = new ArrayList<IsoRecord>();
    place
        .folder
        .files()
        .forEach((name, content) ->
            named.add(
                new IsoRecord(
                    id(place, name),
                    extents.getOrDefault(content, 0),
                    content.size(),
                    false,
                    at,
                    joliet ? new byte[0] : RockRidge.file(name))));
    for (var inner : places) {
      if (inner == places.getFirst() || places.get(inner.parent) != place) continue;
      var path = inner.folder.path();
      var name = path.substring(path.lastIndexOf('/') + 1);
      named.add(
          record(inner.id, inner, joliet ? new byte[0] : RockRidge.folder(inner.folder, name)));
    }
    named.sort(Comparator.comparing(IsoRecord::id, java.util.Arrays::compareUnsigned));
    inside.addAll(named);
    return IsoRecord.inSectors(inside);
  }
}
