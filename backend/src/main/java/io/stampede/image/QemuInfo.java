package io.stampede.image;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What `qemu-img info --output=json` says of an image that was copied to a host.
///
/// @param virtualSize in bytes
/// @param faults why it must not be used
record QemuInfo(String format, long virtualSize, List<String> faults) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  QemuInfo {
    faults = List.copyOf(faults);
  }

  /// @param path under which QEMU was told of the image
  static QemuInfo parse(String json, String path) {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JacksonException _) {
      return new QemuInfo("", 0, List.of("QEMU says nothing of it that can be read"));
    }
    var faults = new ArrayList<String>();
    for (var word : List.of("backing-filename", "full-backing-filename")) {
      if (root.has(word)) faults.add("it is only the difference to another file");
    }
    var details = root.path("format-specific").path("data");
    if (details.has("data-file")) faults.add("its data is in another file");
    if (root.path("encrypted").asBoolean(false)) faults.add("it is encrypted");
    if (details.path("corrupt").asBoolean(false)) faults.add("it is marked as corrupt");
    for (var extent : details.path("extents")) {
      if (!extent.path("filename").asString("").equals(path)) faults.add("it names another file");
    }
    long size = root.path("virtual-size").asLong(0);
    if (size <= 0 || size > DiskHeader.MOST_VIRTUAL) faults.add("its disk size is not believable");
    return new QemuInfo(
        root.path("format").asString(""), size, faults.stream().distinct().toList());
  }
}
