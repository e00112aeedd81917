package io.stampede.image;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/// The console's images, each in a folder of its own: the image, and beside it a small file that
/// says what it is. That file is written last: an image without it does not count, and is made
/// anew.
public final class ImageStore {
  private static final String FACTS = "image.properties";
  private static final String PACKED = "packed";
  private static final String PART = "download.part";
  private static final String UPLOAD = "upload-";

  private final Path root;
  private final long reserve;

  /// Leaves some room on the disk.
  public ImageStore(Path root) {
    this(root, RoomKeeper.RESERVE);
  }

  /// @param reserve bytes that stay free on the disk
  /// @param root made when missing; what uploads left behind that were cut off is removed from it
  ImageStore(Path root, long reserve) {
    this.root = root;
    this.reserve = reserve;
    try {
      Files.createDirectories(root);
      removeCutUploads();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use the image folder " + root, e);
    }
  }

  /// The image, when it is whole.
  public Optional<StoredImage> find(String id) throws IOException {
    var facts = new Properties();
    try (var in = Files.newInputStream(folder(id).resolve(FACTS))) {
      facts.load(in);
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
    var format = ImageFormat.valueOf(facts.getProperty("format").toUpperCase(Locale.ROOT));
    var image =
        new StoredImage(
            file(id, format),
            format,
            Long.parseLong(facts.getProperty("size")),
            Long.parseLong(facts.getProperty("virtual-size")),
            facts.getProperty("sha256"));
    boolean whole =
        Files.isRegularFile(image.file()) && Files.size(image.file()) == image.sizeBytes();
    return whole ? Optional.of(image) : Optional.empty();
  }

  /// Whether it is kept byte by byte as it was published, and not unpacked.
  boolean isAsPublished(String id) throws IOException {
    var facts = new Properties();
    try (var in = Files.newInputStream(folder(id).resolve(FACTS))) {
      facts.load(in);
      return !Boolean.parseBoolean(facts.getProperty(PACKED));
    } catch (NoSuchFileException _) {
      return false;
    }
  }

  long reserve() {
    return reserve;
  }

  /// Whether there is anything of this image, whole or not.
  boolean hasAnything(String id) {
    return Files.exists(folder(id));
  }

  /// Where a download of this image goes on.
  Path part(String id) throws IOException {
    return Files.createDirectories(folder(id)).resolve(PART);
  }

  /// Bytes of an unfinished download.
  long downloaded(String id) throws IOException {
    var part = folder(id).resolve(PART);
    return Files.exists(part) ? Files.size(part) : 0;
  }

  /// Keeps a stream as the image: all of it, or nothing.
  void upload(String id, ImageSpec spec, InputStream content) throws IOException, ImageRejected {
    var temporary = Files.createTempFile(Files.createDirectories(folder(id)), UPLOAD, ".tmp");
    try {
      try (var out = RoomKeeper.append(temporary, reserve)) {
        content.transferTo(out);
      }
      keep(id, spec.name(), spec.checksum(), temporary);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /// Checks what has been fetched or uploaded and makes it the image. The file is used up, and gone
  /// also when it is rejected.
  ///
  /// @param sum of what was published
  StoredImage keep(String id, ImageName name, Optional<Checksum> sum, Path content)
      throws IOException, ImageRejected {
    var check = new ImageCheck(name);
    var unpacked = content.resolveSibling(content.getFileName() + ".unpacked");
    try {
      check.checksum(content, sum);
      var image = content;
      var packing = ImageCheck.packing(content);
      if (packing.isPresent()) {
        check.unpack(packing.get(), content, unpacked, reserve);
        Files.delete(content);
        image = unpacked;
      }
      return commit(id, image, check.inspect(image), packing.isPresent());
    } finally {
      Files.deleteIfExists(unpacked);
      Files.deleteIfExists(content);
    }
  }

  private synchronized StoredImage commit(
      String id, Path image, ImageCheck.Found found, boolean packed) throws IOException {
    var there = find(id);
    if (there.isPresent()) return there.get();
    var facts = new Properties();
    var sha256 = Checksum.of(image, "SHA-256");
    var stored =
        new StoredImage(
            file(id, found.format()),
            found.format(),
            Files.size(image),
            found.virtualSize(),
            sha256);
    facts.setProperty("format", found.format().word());
    facts.setProperty("size", Long.toString(stored.sizeBytes()));
    facts.setProperty("virtual-size", Long.toString(stored.virtualSize()));
    facts.setProperty("sha256", sha256);
    facts.setProperty(PACKED, Boolean.toString(packed));
    sync(image);
    Files.move(image, stored.file(), ATOMIC_MOVE);
    var temporary = folder(id).resolve(FACTS + ".tmp");
    try (var out = Files.newOutputStream(temporary)) {
      facts.store(out, null);
    }
    sync(temporary);
    Files.move(temporary, folder(id).resolve(FACTS), ATOMIC_MOVE);
    return stored;
  }

  /// Removes all of an image; nothing there is no error.
  void remove(String id) throws IOException {
    if (!hasAnything(id)) return;
    Files.deleteIfExists(folder(id).resolve(FACTS));
    try (var files = Files.walk(folder(id))) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
    }
  }

  private Path file(String id, ImageFormat format) {
    return folder(id).resolve("image." + format.word());
  }

  private Path folder(String id) {
    return root.resolve(id);
  }

  private void removeCutUploads() throws IOException {
    List<Path> left;
    try (var files = Files.walk(root, 2)) {
      left = files.filter(file -> file.getFileName().toString().startsWith(UPLOAD)).toList();
    }
    for (var file : left) Files.delete(file);
  }

  private static void sync(Path file) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }
}
