package io.stampede.desktop.model;

import io.stampede.client.Change;
import io.stampede.client.Query;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.client.StampedeClient;
import io.stampede.client.TaskEntry;
import io.stampede.desktop.background.Background;
import io.stampede.schema.KindSchema;
import io.stampede.wizard.Wizard;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// All that the console shows, kept in step with the backend: read once as a whole, then wherever a
/// change is told. Its observable parts belong to the toolkit's thread.
public final class World implements AutoCloseable {
  /// Tasks shown at most.
  private static final int TASKS = 200;

  /// With more changes of a kind at once than this, the whole kind is read.
  private static final int FEW = 40;

  private final StampedeClient client;
  private final Background background;
  private final List<KindSchema> kinds;
  private final Map<String, Rows> rows = new LinkedHashMap<>();
  private final ObservableList<TaskEntry> tasks = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<@Nullable Refused> trouble =
      new ReadOnlyObjectWrapper<>(null);
  private final Pending pending = new Pending();
  private final Thread reader;
  private final AutoCloseable watch;

  /// Asks the client for its kinds: not for the toolkit's thread.
  public World(StampedeClient client, Background background) {
    this.client = client;
    this.background = background;
    this.kinds = client.kinds();
    for (var kind : kinds) rows.put(kind.name(), new Rows());
    this.watch = client.watch(pending::add);
    pending.addAll();
    this.reader = Thread.ofVirtual().name("world").start(this::follow);
  }

  public StampedeClient client() {
    return client;
  }

  public Background background() {
    return background;
  }

  /// In the order of the navigation.
  public List<KindSchema> kinds() {
    return kinds;
  }

  /// Those that have a place in the navigation: what is being added is part of the hosts.
  public List<KindSchema> listed() {
    return kinds.stream().filter(k -> !k.name().equals(Wizard.KIND)).toList();
  }

  /// Whether hosts are added by the wizard here.
  public boolean hasWizard() {
    return listed().size() < kinds.size();
  }

  public KindSchema kind(String name) {
    return kinds.stream().filter(k -> k.name().equals(name)).findFirst().orElseThrow();
  }

  /// Of a kind there is none of, an empty list.
  public Rows rows(String kind) {
    var known = rows.get(kind);
    return known == null ? new Rows() : known;
  }

  public Optional<Row> find(String kind, String id) {
    return rows(kind).find(id);
  }

  /// The name behind an id; the id itself when it is not known.
  public String nameOf(String kind, String id) {
    return find(kind, id).map(Row::name).orElse(id);
  }

  /// Newest first.
  public ObservableList<TaskEntry> tasks() {
    return tasks;
  }

  /// Why the last reading failed; null when it did not.
  public ReadOnlyObjectProperty<@Nullable Refused> troubleProperty() {
    return trouble.getReadOnlyProperty();
  }

  private void follow() {
    try {
      while (true) {
        var batch = pending.take();
        try {
          read(batch);
          background.toUi(() -> trouble.set(null));
        } catch (RuntimeException e) {
          var why = Background.refusal(e);
          background.toUi(() -> trouble.set(why));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read(Pending.Batch batch) {
    var news = new ArrayList<Runnable>();
    for (var kind : kinds) {
      var ids = batch.ids(kind.name());
      if (batch.everything() || ids.size() > FEW) {
        var all = readAll(kind.name());
        news.add(() -> rows(kind.name()).replace(all));
      } else {
        ids.forEach(id -> news.add(readOne(kind.name(), id)));
      }
    }
    var entries = client.tasks("", "", TASKS);
    news.add(() -> takeTasks(entries));
    background.toUi(() -> news.forEach(Runnable::run));
  }

  private List<Resource> readAll(String kind) {
    var all = new ArrayList<Resource>();
    var cursor = Optional.of("");
    while (cursor.isPresent()) {
      var query = new Query(List.of(), List.of("name"), 1000, cursor.get());
      var page = client.list(kind, query);
      all.addAll(page.items());
      cursor = page.next();
    }
    return all;
  }

  private Runnable readOne(String kind, String id) {
    try {
      var resource = client.get(kind, id);
      return () -> rows(kind).update(List.of(resource));
    } catch (Refused e) {
      if (e.reason() != Refused.Reason.NOT_FOUND) throw e;
      return () -> rows(kind).remove(id);
    }
  }

  private void takeTasks(List<TaskEntry> entries) {
    if (!entries.equals(tasks)) tasks.setAll(entries);
  }

  /// Reads this resource again soon, as after something was asked of it.
  public void refresh(String kind, String id) {
    pending.add(new Change(0, kind, id, Change.What.CHANGED));
  }

  @Override
  public void close() {
    reader.interrupt();
    try {
      watch.close();
    } catch (Exception e) {
      throw new IllegalStateException("a watch does not end", e);
    }
  }
}
