package io.stampede.image;

import io.stampede.engine.Outcome;
import io.stampede.engine.Problem;
import io.stampede.engine.Work;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/// Fetches an image over HTTP. A download that was cut off goes on where it ended, if the server
/// still has the same file.
final class ImageDownload {
  private static final Duration TOLD = Duration.ofSeconds(2);
  private static final int BUFFER = 1 << 18;

  private final ImageStore store;
  private final Duration silence;
  private final Web web;

  /// @param silence after how long without a byte a server is given up
  ImageDownload(ImageStore store, Duration silence) {
    this.store = store;
    this.silence = silence;
    this.web = new Web(silence);
  }

  Outcome run(String id, ImageSpec spec, ImageUrl url) {
    try {
      if (store.find(id).isPresent()) return Outcome.done();
      var part = store.part(id);
      var sum = published(spec, url);
      var failed = fetch(part, spec, url);
      if (failed.isPresent()) return failed.get();
      Work.progress(100, "checking " + spec.name());
      forget(tag(part));
      store.keep(id, spec.name(), sum, part);
      return Outcome.done();
    } catch (ImageRejected e) {
      return Outcome.stuck(e.problem());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Outcome.again(trouble(url, "the console is ending"));
    } catch (IOException e) {
      return outOfSpace(spec, e).orElseGet(() -> Outcome.again(trouble(url, reason(e))));
    }
  }

  /// The checksum that was given, or that is published beside the image.
  private Optional<Checksum> published(ImageSpec spec, ImageUrl url)
      throws IOException, InterruptedException, ImageRejected {
    if (spec.checksum().isPresent() || spec.checksumUrl().isEmpty()) return spec.checksum();
    var from = spec.checksumUrl().get();
    Work.note("GET " + from);
    var sum = SumsFile.find(web.text(from), url.fileName());
    if (sum.isPresent()) return sum;
    throw new ImageRejected(
        "no-checksum",
        "%s has no checksum of %s".formatted(from, url.fileName()),
        "give the address of the list that has it, or the checksum itself");
  }

  /// Empty when the part is whole.
  private Optional<Outcome> fetch(Path part, ImageSpec spec, ImageUrl url)
      throws IOException, InterruptedException {
    long have = Files.exists(part) ? Files.size(part) : 0;
    var tag = readTag(part);
    var request = HttpRequest.newBuilder(url.uri());
    if (have > 0 && tag.isPresent()) {
      request.header("Range", "bytes=" + have + "-").header("If-Range", tag.get());
    }
    Work.note("GET " + url + (have > 0 && tag.isPresent() ? " from byte " + have : ""));
    var response = web.open(request);
    try (var body = response.body()) {
      return switch (response.statusCode()) {
        case 200 -> {
          Files.deleteIfExists(part);
          writeTag(part, response);
          yield take(body, part, 0, length(response), spec, url);
        }
        case 206 ->
            continued(response, have)
                ? take(body, part, have, plus(length(response), have), spec, url)
                : startOver(part, url);
        case 416 -> startOver(part, url);
        case 408, 429, 500, 502, 503, 504 ->
            Optional.of(
                Outcome.again(trouble(url, "the server answered " + response.statusCode())));
        default -> Optional.of(Outcome.stuck(refused(url, response.statusCode())));
      };
    }
  }

  private Optional<Outcome> take(
      InputStream body, Path part, long offset, OptionalLong total, ImageSpec spec, ImageUrl url)
      throws IOException {
    var space = spaceFor(part, offset, total, spec);
    if (space.isPresent()) return space;
    var at = new AtomicLong(offset);
    var watch = Thread.ofVirtual().start(() -> closeWhenSilent(body, at));
    try (var out = RoomKeeper.append(part, store.reserve())) {
      if (!copy(body, out, at, total, spec)) {
        return Optional.of(Outcome.again(trouble(url, "stopped, since the goal has changed")));
      }
    } finally {
      watch.interrupt();
    }
    if (total.isPresent() && at.get() != total.getAsLong()) {
      var why = "ended after %d of %d bytes".formatted(at.get(), total.getAsLong());
      return Optional.of(Outcome.again(trouble(url, why)));
    }
    return Optional.empty();
  }

  private static boolean copy(
      InputStream body, OutputStream out, AtomicLong at, OptionalLong total, ImageSpec spec)
      throws IOException {
    var buffer = new byte[BUFFER];
    var pace = new Pace(System.nanoTime(), at.get());
    int shown = -1;
    long told = 0;
    for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
      out.write(buffer, 0, n);
      long now = at.addAndGet(n);
      int percent = total.isPresent() ? percent(now, total.getAsLong()) : 0;
      long tick = System.nanoTime();
      if (percent != shown || tick - told > TOLD.toNanos()) {
        var rate = pace.at(tick, now, total);
        Work.progress(percent, "fetching " + spec.name() + (rate.isEmpty() ? "" : ": " + rate));
        shown = percent;
        told = tick;
      }
      if (Work.outdated()) return false;
    }
    return true;
  }

  static int percent(long done, long total) {
    return total <= 0 ? 0 : (int) Math.min(100, done * 100 / total);
  }

  /// Reading a silent connection would wait for ever: closing it ends the wait.
  private void closeWhenSilent(InputStream body, AtomicLong at) {
    try {
      for (long before = -1; at.get() != before; ) {
        before = at.get();
        Thread.sleep(silence);
      }
      body.close();
    } catch (InterruptedException | IOException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<Outcome> spaceFor(Path part, long offset, OptionalLong total, ImageSpec spec)
      throws IOException {
    if (total.isEmpty()) return Optional.empty();
    long free =
        Files.getFileStore(part.toAbsolutePath().getParent()).getUsableSpace() - store.reserve();
    long needed = total.getAsLong() - offset;
    if (needed <= free) return Optional.empty();
    return Optional.of(
        new Outcome.Again(
            Duration.ofSeconds(30),
            noSpace(
                spec, "%d MiB more are needed, %d are free".formatted(needed >> 20, free >> 20))));
  }

  private static Optional<Outcome> outOfSpace(ImageSpec spec, IOException e) {
    return reason(e).contains("No space left")
        ? Optional.of(new Outcome.Again(Duration.ofSeconds(30), noSpace(spec, reason(e))))
        : Optional.empty();
  }

  private static Problem noSpace(ImageSpec spec, String why) {
    return Problem.capacity(
        "no-space",
        "the console has no space for image %s: %s".formatted(spec.name(), why),
        "remove images or enlarge the disk of the console's data folder");
  }

  private static Optional<Outcome> startOver(Path part, ImageUrl url) throws IOException {
    Files.deleteIfExists(part);
    forget(tag(part));
    return Optional.of(Outcome.again(trouble(url, "the file changed underway; from the start")));
  }

  private static boolean continued(HttpResponse<?> response, long have) {
    return response
        .headers()
        .firstValue("Content-Range")
        .filter(range -> range.startsWith("bytes " + have + "-"))
        .isPresent();
  }

  private static OptionalLong length(HttpResponse<?> response) {
    try {
      return response.headers().firstValueAsLong("Content-Length");
    } catch (NumberFormatException _) {
      return OptionalLong.empty();
    }
  }

  private static OptionalLong plus(OptionalLong length, long offset) {
    return length.isPresent() ? OptionalLong.of(length.getAsLong() + offset) : length;
  }

  private static Problem refused(ImageUrl url, int status) {
    return Problem.request(
        "download-refused",
        "%s answered %d%s".formatted(url, status, status == 404 ? ": there is no such file" : ""),
        "check the address");
  }

  private static Problem trouble(ImageUrl url, String why) {
    return Problem.host(
        "download-failed",
        "%s: %s".formatted(url, why),
        "check the address, and that the console can reach it");
  }

  private static String reason(IOException e) {
    var text = e.getMessage();
    return text == null || text.isBlank()
        ? "no connection (" + e.getClass().getSimpleName() + ")"
        : text;
  }

  /// What the server calls this version of the file: only a strong tag can be resumed by.
  private static void writeTag(Path part, HttpResponse<?> response) throws IOException {
    var tag = response.headers().firstValue("ETag").filter(t -> t.startsWith("\""));
    if (tag.isPresent()) Files.writeString(tag(part), tag.get());
    else forget(tag(part));
  }

  private static Optional<String> readTag(Path part) throws IOException {
    return Files.exists(tag(part)) ? Optional.of(Files.readString(tag(part))) : Optional.empty();
  }

  private static Path tag(Path part) {
    return part.resolveSibling("download.tag");
  }

  private static void forget(Path file) throws IOException {
    Files.deleteIfExists(file);
  }
}
