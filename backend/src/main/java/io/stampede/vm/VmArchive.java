package io.stampede.vm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// A machine in one file: a tar archive of `manifest.json` and `disk.qcow2`, in this order and of
/// nothing else. What is read comes from strangers: no other file, name or link is ever taken from
/// it, and of the machine only what can do no harm.
///
/// @param name what it was called
/// @param fields of the machine, as in its kind's schema
/// @param bytes of the disk's file
/// @param sha256 of it
record VmArchive(String name, Map<String, Object> fields, long bytes, String sha256) {
  static final String DISK = "disk.qcow2";
  private static final String MANIFEST = "manifest.json";
  private static final long VERSION = 1;
  private static final int LONGEST = 64 << 10;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(tools.jackson.databind.DeserializationFeature.USE_LONG_FOR_INTS)
          .build();
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  /// Neither secrets, nor what is of one host or console, nor XML: that can reach into a host.
  static final Set<String> FIELDS =
      Set.of(
          "cpus",
          "memoryMib",
          "maxCpus",
          "maxMemoryMib",
          "firmware",
          "machineType",
          "cpuModel",
          "bootOrder",
          "diskBus",
          "diskCache",
          "nicModel",
          "shutdownSeconds",
          "autostart");

  VmArchive {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  private byte[] manifest() {
    var all = new LinkedHashMap<String, Object>();
    all.put("version", VERSION);
    all.put("name", name);
    all.put("fields", fields);
    all.put("disk", Map.of("file", DISK, "bytes", bytes, "sha256", sha256));
    return JSON.writeValueAsString(all).getBytes(UTF_8);
  }

  /// Of the whole archive.
  long length() {
    var head = new TarEntry(MANIFEST, manifest().length);
    var body = new TarEntry(DISK, bytes);
    return 4L * TarEntry.BLOCK + head.bytes() + head.padding() + bytes + body.padding();
  }

  InputStream write(InputStream disk) {
    var manifest = manifest();
    var head = new TarEntry(MANIFEST, manifest.length);
    var body = new TarEntry(DISK, bytes);
    return new SequenceInputStream(
        Collections.enumeration(
            List.of(
                new ByteArrayInputStream(head.header()),
                new ByteArrayInputStream(manifest),
                zeros(head.padding()),
                new ByteArrayInputStream(body.header()),
                new Whole(disk, this),
                zeros(body.padding() + 2 * TarEntry.BLOCK))));
  }

  private static InputStream zeros(int n) {
    return new ByteArrayInputStream(new byte[n]);
  }

  /// Up to the disk, of which the bytes follow in the stream.
  ///
  /// @throws BadArchive when it is none
  static VmArchive read(InputStream in) throws IOException {
    var head = TarEntry.read(in, MANIFEST);
    if (head.bytes() > LONGEST) throw new BadArchive("not-an-archive", "has too large a manifest");
    var manifest = in.readNBytes((int) head.bytes());
    var padding = in.readNBytes(head.padding());
    if (manifest.length < head.bytes() || padding.length < head.padding()) {
      throw new BadArchive("broken", "ends too early");
    }
    var archive = parse(manifest);
    if (TarEntry.read(in, DISK).bytes() != archive.bytes()) {
      throw new BadArchive("broken", "has a disk of another size than its manifest says");
    }
    return archive;
  }

  private static VmArchive parse(byte[] manifest) throws BadArchive {
    try {
      var all = JSON.readValue(manifest, MAP);
      if (!(all.get("version") instanceof Long version)) throw bad("names no version");
      if (version != VERSION) {
        throw new BadArchive("unknown-version", "is of the unknown version " + version);
      }
      if (!(all.get("disk") instanceof Map<?, ?> disk)) throw bad("describes no disk");
      if (!(disk.get("bytes") instanceof Long bytes) || bytes <= 0) throw bad("has no disk size");
      var sum = String.valueOf(disk.get("sha256"));
      if (!sum.matches("[0-9a-f]{64}")) throw bad("has no checksum of its disk");
      if (!(all.get("fields") instanceof Map<?, ?> given)) throw bad("describes no machine");
      var fields = new LinkedHashMap<String, Object>();
      for (var field : given.entrySet()) {
        var name = String.valueOf(field.getKey());
        if (!FIELDS.contains(name) || field.getValue() == null) throw bad("sets " + name);
        fields.put(name, field.getValue());
      }
      return new VmArchive(String.valueOf(all.get("name")), fields, bytes, sum);
    } catch (JacksonException _) {
      throw bad("cannot be read");
    }
  }

  private static BadArchive bad(String what) {
    return new BadArchive("bad-manifest", "has a manifest that " + what);
  }

  /// The disk in an archive that was read so far.
  InputStream disk(InputStream in) {
    return new Whole(in, this);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The bytes of the disk, no more: its end fails unless it is whole and as its checksum says.
  private static final class Whole extends FilterInputStream {
    private final MessageDigest digest = digest();
    private final VmArchive archive;
    private long left;

    Whole(InputStream in, VmArchive archive) {
      super(in);
      this.archive = archive;
      this.left = archive.bytes();
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (length == 0) return 0;
      if (left == 0) return -1;
      int n = super.read(buffer, offset, (int) Math.min(length, left));
      if (n < 0) throw new BadArchive("broken", "ends too early");
      digest.update(buffer, offset, n);
      left -= n;
      if (left == 0 && !HexFormat.of().formatHex(digest.digest()).equals(archive.sha256())) {
        throw new BadArchive("wrong-checksum", "has a disk with another checksum than it says");
      }
      return n;
    }
  }
}
