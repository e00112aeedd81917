package io.stampede.container;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.PullResponseItem;
import io.stampede.engine.Outcome;
import io.stampede.engine.Problem;
import io.stampede.engine.Work;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// One pull of an image: followed from the step's own thread, so that progress is told and a
/// changed goal heeded.
final class DockerPull {
  private static final Duration SILENCE = Duration.ofMinutes(2);
  private static final Duration TICK = Duration.ofMillis(200);
  private static final int MAX_LAYERS = 1000;

  private record Layer(long done, long size) {}

  private final ImageRef image;
  private final String host;
  private final Optional<String> platform;
  private final Map<String, Layer> layers = new HashMap<>();
  private String refusal = "";
  private long news;

  /// @param platform as `linux/arm64`; the host's own when empty
  DockerPull(ImageRef image, String host, Optional<String> platform) {
    this.image = image;
    this.host = host;
    this.platform = platform;
  }

  private synchronized void heard(PullResponseItem item) {
    news++;
    var error = item.getErrorDetail();
    if (error != null && error.getMessage() != null) refusal = error.getMessage();
    var progress = item.getProgressDetail();
    var id = item.getId();
    if (id == null || progress == null || layers.size() >= MAX_LAYERS) return;
    var total = progress.getTotal();
    var current = progress.getCurrent();
    if (total != null && current != null && total > 0) {
      layers.put(id, new Layer(Math.min(current, total), total));
    }
  }

  /// Blocks until Docker has the image, or has not.
  Outcome follow(DockerConnection docker) throws DockerSilent {
    try (var stream = new DockerStream<>(this::heard)) {
      var pull = docker.client().pullImageCmd(image.tagged());
      platform.ifPresent(pull::withPlatform);
      var unused = pull.exec(stream);
      return follow(stream, docker);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Outcome.again(Problem.host("cut", "given up: the console is closing", ""));
    }
  }

  private Outcome follow(DockerStream<PullResponseItem> stream, DockerConnection docker)
      throws InterruptedException {
    long known = -1;
    long silentSince = System.nanoTime();
    while (!stream.awaitOver(TICK)) {
      long now = news();
      if (now != known) silentSince = System.nanoTime();
      known = now;
      Work.progress(percent(), "");
      if (Work.outdated()) {
        return Outcome.again(Problem.request("changed", "something else is wanted now", ""));
      }
      if (System.nanoTime() - silentSince > SILENCE.toNanos()) return Outcome.again(hangs());
    }
    return ended(stream, docker);
  }

  private Problem hangs() {
    return Problem.host(
        "pull-hangs",
        "pulling %s on %s has made no progress for %d s"
            .formatted(image, host, SILENCE.toSeconds()),
        "look at the host's way to the registry");
  }

  private Outcome ended(DockerStream<PullResponseItem> stream, DockerConnection docker) {
    var failure = stream.failure();
    if (failure.isPresent() && failure.get() instanceof DockerException e) {
      return Outcome.stuck(DockerProblems.noSuchImage(image, host, DockerProblems.words(e)));
    }
    var words = refusal();
    if (!words.isEmpty()) {
      return Outcome.stuck(DockerProblems.noSuchImage(image, host, DockerProblems.plain(words)));
    }
    return failure.map(cause -> Outcome.again(docker.whySilent(cause))).orElseGet(Outcome::done);
  }

  private synchronized String refusal() {
    return refusal;
  }

  private synchronized long news() {
    return news;
  }

  private synchronized int percent() {
    long done = 0;
    long size = 0;
    for (var layer : layers.values()) {
      done += layer.done();
      size += layer.size();
    }
    return size == 0 ? 0 : (int) (100 * done / size);
  }
}
