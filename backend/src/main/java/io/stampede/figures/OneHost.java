package io.stampede.figures;

import io.stampede.figures.FigureArchive.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The last figures of one host or workload, and what is not yet in the archive.
final class OneHost {
  private final String id;
  private final Duration kept;
  private final Deque<Figures> latest;
  private final Pot minute = new Pot(Resolution.MINUTE);
  private final Pot tenMinutes = new Pot(Resolution.TEN_MINUTES);
  private final List<Figures> unkept = new ArrayList<>();
  private @Nullable Counters last;

  /// Gathers figures of one coarser step; the first of the next one makes it full.
  private static final class Pot {
    private final Resolution resolution;
    private final List<Figures> gathered = new ArrayList<>();

    Pot(Resolution resolution) {
      this.resolution = resolution;
    }

    Optional<Figures> add(Figures figures) {
      var mean = Optional.<Figures>empty();
      if (!gathered.isEmpty() && !start(gathered.getFirst()).equals(start(figures))) {
        mean = mean();
        gathered.clear();
      }
      gathered.add(figures);
      return mean;
    }

    private Instant start(Figures figures) {
      return resolution.startOf(figures.at());
    }

    Optional<Figures> mean() {
      if (gathered.isEmpty()) return Optional.empty();
      return Optional.of(Figures.mean(start(gathered.getFirst()), gathered));
    }
  }

  /// @param kept for how long figures are remembered
  /// @param before what the archive has of that time
  OneHost(String id, Duration kept, List<Figures> before) {
    this.id = id;
    this.kept = kept;
    this.latest = new ArrayDeque<>(before);
  }

  /// Whether all of this time is remembered.
  boolean remembers(Duration time) {
    return kept.compareTo(time) >= 0;
  }

  /// Takes a read; the figures since the one before, and what has become full by them.
  synchronized List<Entry> add(Counters now) {
    var before = last;
    last = now;
    if (before == null) return List.of();
    return now.since(before).map(this::add).orElse(List.of());
  }

  private List<Entry> add(Figures fresh) {
    var oldest = fresh.at().minus(kept);
    latest.addLast(fresh);
    while (latest.getFirst().at().isBefore(oldest)) latest.removeFirst();
    var full = new ArrayList<Entry>();
    var ofMinute = minute.add(fresh);
    if (ofMinute.isPresent()) {
      full.add(new Entry(id, Resolution.TEN_SECONDS, unkept));
      full.add(new Entry(id, Resolution.MINUTE, List.of(ofMinute.get())));
      unkept.clear();
      tenMinutes
          .add(ofMinute.get())
          .ifPresent(mean -> full.add(new Entry(id, Resolution.TEN_MINUTES, List.of(mean))));
    }
    unkept.add(fresh);
    return full;
  }

  /// What is not full yet, for when the console ends.
  synchronized List<Entry> rest() {
    var rest = new ArrayList<Entry>();
    if (!unkept.isEmpty()) rest.add(new Entry(id, Resolution.TEN_SECONDS, unkept));
    minute.mean().ifPresent(mean -> rest.add(new Entry(id, Resolution.MINUTE, List.of(mean))));
    tenMinutes
        .mean()
        .ifPresent(mean -> rest.add(new Entry(id, Resolution.TEN_MINUTES, List.of(mean))));
    return rest;
  }

  /// No read came: what follows is not to be compared with what was.
  synchronized void missed() {
    last = null;
  }

  /// Whether nothing is remembered any more.
  synchronized boolean isSilentAt(Instant now) {
    if (latest.isEmpty()) return last == null;
    return latest.getLast().at().isBefore(now.minus(kept));
  }

  synchronized List<Figures> last(Instant from) {
    return latest.stream().filter(f -> !f.at().isBefore(from)).toList();
  }

  /// The step that is not over yet, as far as it is known.
  synchronized Optional<Figures> unfinished(Resolution resolution) {
    return switch (resolution) {
      case TEN_SECONDS -> Optional.empty();
      case MINUTE -> minute.mean();
      case TEN_MINUTES -> tenMinutes.mean().or(minute::mean);
    };
  }
}
