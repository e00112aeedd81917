package io.stampede.desktop.fake;

import io.stampede.client.Change;
import io.stampede.client.Content;
import io.stampede.client.Page;
import io.stampede.client.PlanView;
import io.stampede.client.Query;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.client.StampedeClient;
import io.stampede.client.TaskEntry;
import io.stampede.engine.Phase;
import io.stampede.engine.Status;
import io.stampede.figures.Figures;
import io.stampede.figures.Resolution;
import io.stampede.schema.Codec;
import io.stampede.schema.FieldError;
import io.stampede.schema.KindSchema;
import io.stampede.ssh.ByteStream;
import io.stampede.ssh.Terminal;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Resources in a map: what is created runs at once, names are unique, fields are checked with the
/// real codec, and watchers are told.
public final class FakeClient implements StampedeClient {
  public static final String FINGERPRINT = "SHA256:W0nX1vGhRZV5mTzB3l0Yx2kQ9sUe7cJdAaPp4iNfKtE";

  private final Map<String, Resource> resources = new LinkedHashMap<>();
  private final List<TaskEntry> tasks = new ArrayList<>();
  private final List<Consumer<Change>> watchers = new CopyOnWriteArrayList<>();
  private final AtomicLong number = new AtomicLong();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final FakeScreen screen = new FakeScreen();

  /// What was asked to be changed, as `stop virtualMachine web1`.
  public List<String> calls() {
    return calls;
  }

  /// The screen that every virtual machine shows.
  public FakeScreen fakeScreen() {
    return screen;
  }

  @Override
  public List<KindSchema> kinds() {
    return FakeKinds.ALL;
  }

  @Override
  public KindSchema kind(String name) {
    return kinds().stream()
        .filter(k -> k.name().equals(name))
        .findFirst()
        .orElseThrow(() -> Refused.notFound("kind", name));
  }

  @Override
  public synchronized Page list(String kind, Query query) {
    var items = resources.values().stream().filter(r -> r.kind().equals(kind)).toList();
    return new Page(items, items.size(), Optional.empty());
  }

  @Override
  public synchronized Resource get(String kind, String id) {
    var found = resources.get(kind + "/" + id);
    if (found == null) throw Refused.notFound(kind, id);
    return found;
  }

  @Override
  public Resource create(String kind, Map<String, ?> fields) {
    return create(kind, fields, "");
  }

  @Override
  public Resource create(String kind, Map<String, ?> fields, String idempotencyKey) {
    if (kind.equals(FakeCandidates.KIND)) {
      calls.add("create " + kind + " " + fields.get("address"));
      return FakeCandidates.create(this, fields);
    }
    check(kind, fields);
    calls.add("create " + kind + " " + fields.get("name"));
    var phase =
        switch (kind) {
          case "host" -> Phase.CONNECTED;
          case "image" -> Phase.READY;
          default -> Phase.RUNNING;
        };
    return put(kind, Status.resting(phase), fields);
  }

  private void check(String kind, Map<String, ?> fields) {
    var errors = new ArrayList<FieldError>();
    var result = new Codec<>(FakeKinds.spec(kind)).read(fields);
    if (result instanceof Codec.Result.Bad<?>(var bad)) errors.addAll(bad);
    boolean taken =
        list(kind, Query.ALL).items().stream().anyMatch(r -> r.name().equals(fields.get("name")));
    if (taken) {
      errors.add(
          new FieldError(
              "name",
              "not-unique",
              "there is already a %s called %s".formatted(kind, fields.get("name"))));
    }
    if (!errors.isEmpty()) throw Refused.fields(errors);
  }

  /// Adds a resource as it is.
  public Resource put(String kind, Status status, Map<String, ?> fields) {
    var id = kind.substring(0, 2) + "-" + number.incrementAndGet();
    var r =
        new Resource(
            kind,
            id,
            String.valueOf(fields.get("name")),
            1,
            new LinkedHashMap<>(fields),
            status,
            Instant.now().minusSeconds(3600 * number.get()),
            Optional.of(Instant.now().minusSeconds(400)),
            actions(kind, status));
    keep(r, Change.What.CREATED);
    return r;
  }

  private List<String> actions(String kind, Status status) {
    return kind(kind).actions().stream()
        .filter(a -> a.offeredIn(status.phase()))
        .map(a -> a.name())
        .toList();
  }

  private void keep(Resource r, Change.What what) {
    synchronized (this) {
      resources.put(r.kind() + "/" + r.id(), r);
    }
    tell(r, what);
  }

  private void tell(Resource r, Change.What what) {
    var change = new Change(number.incrementAndGet(), r.kind(), r.id(), what);
    watchers.forEach(w -> w.accept(change));
  }

  /// Moves a resource to another status and tells it.
  public Resource move(Resource r, Status status) {
    return change(r, _ -> status, r.fields());
  }

  Resource change(Resource r, UnaryOperator<Status> to, Map<String, Object> fields) {
    var status = to.apply(r.status());
    var next =
        new Resource(
            r.kind(),
            r.id(),
            r.name(),
            r.generation() + 1,
            fields,
            status,
            r.created(),
            r.seenAt(),
            actions(r.kind(), status));
    keep(next, Change.What.CHANGED);
    return next;
  }

  @Override
  public Resource update(String kind, String id, Map<String, ?> fields) {
    calls.add("update " + kind + " " + get(kind, id).name() + " " + fields);
    var next = new LinkedHashMap<>(get(kind, id).fields());
    next.putAll(fields);
    return change(get(kind, id), s -> s, next);
  }

  @Override
  public Resource update(String kind, String id, Map<String, ?> fields, Resource seen) {
    var changed = get(kind, id).changedSince(seen, fields.keySet());
    if (!changed.isEmpty()) throw Refused.conflict("changed-meanwhile", changed + " changed", "");
    return update(kind, id, fields);
  }

  @Override
  public Resource remove(String kind, String id) {
    var gone = get(kind, id);
    calls.add("remove " + kind + " " + gone.name());
    synchronized (this) {
      resources.remove(kind + "/" + id);
    }
    tell(gone, Change.What.REMOVED);
    return gone;
  }

  @Override
  public Resource act(String kind, String id, String action, Map<String, ?> input) {
    var r = get(kind, id);
    calls.add(action + " " + kind + " " + r.name());
    if (kind.equals(FakeCandidates.KIND)) return FakeCandidates.act(this, r, action, input);
    if (!r.actions().contains(action)) {
      throw Refused.conflict("not-now", r.name() + " is " + r.status().phase().word(), "");
    }
    var phase = action.equals("stop") ? Phase.STOPPED : Phase.RUNNING;
    return change(r, _ -> Status.resting(phase), r.fields());
  }

  @Override
  public Map<String, Object> ask(String kind, String action, Map<String, ?> input) {
    if (action.equals("targets")) return FakeCandidates.targets(String.valueOf(input.get("text")));
    if (action.equals("parse")) return parsed(String.valueOf(input.get("line")));
    calls.add(action + " " + input);
    return Map.of("type", "ssh-ed25519", "fingerprint", FINGERPRINT);
  }

  /// Reads `NAME IMAGE [COMMAND]`; a command is two words, the second of two lines.
  private static Map<String, Object> parsed(String line) {
    var words = line.split(" ", -1);
    if (words.length < 2) throw Refused.field("line", "invalid", "names no image", "");
    if (words.length == 2) {
      return Map.of("fields", Map.of("name", words[0], "image", words[1]), "notes", List.of());
    }
    return Map.of(
        "fields",
        Map.of("name", words[0], "image", words[1], "command", List.of("sh", "a\n" + words[2])),
        "notes",
        List.of("--rm has no field"));
  }

  @Override
  public PlanView plan(String kind, String id, String verb, Map<String, ?> input) {
    if (verb.equals("create")) check(kind, input);
    if (verb.equals("remove")) {
      return new PlanView(
          List.of(
              new PlanView.StepView("Stop it on h1", false, List.of("virDomainDestroy st-vm-1")),
              new PlanView.StepView(
                  "Delete its disk on h1",
                  true,
                  List.of("rm /var/lib/stampede/volumes/vm-1.qcow2"))),
          "",
          Optional.empty());
    }
    return new PlanView(
        List.of(
            new PlanView.StepView(
                "Create the disk on h1",
                false,
                List.of("qemu-img create -f qcow2 -b debian-12.qcow2 vm-1.qcow2 20G")),
            new PlanView.StepView("Define it on h1", false, List.of("virDomainDefineXML st-vm-1")),
            new PlanView.StepView("Start it on h1", false, List.of("virDomainCreate st-vm-1"))),
        "",
        Optional.empty());
  }

  public void addTask(TaskEntry task) {
    synchronized (this) {
      tasks.addFirst(task);
    }
    watchers.forEach(
        w -> w.accept(new Change(0, task.kind(), task.resourceId(), Change.What.CHANGED)));
  }

  @Override
  public synchronized List<TaskEntry> tasks(String kind, String id, int limit) {
    return tasks.stream()
        .filter(t -> kind.isEmpty() || t.kind().equals(kind) && t.resourceId().equals(id))
        .limit(limit)
        .toList();
  }

  @Override
  public AutoCloseable watch(Consumer<Change> listener) {
    watchers.add(listener);
    return () -> watchers.remove(listener);
  }

  @Override
  public InputStream logs(String kind, String id, int tail, boolean follow) {
    var text =
        """
        1:C 23 Nov 2026 14:02:11.114 * oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo
        1:C 23 Nov 2026 14:02:11.114 * Redis version=7.4.1, bits=64, pid=1, just started
        1:M 23 Nov 2026 14:02:11.118 * Running mode=standalone, port=6379.
        1:M 23 Nov 2026 14:02:11.121 * Server initialized
        1:M 23 Nov 2026 14:02:11.121 * Ready to accept connections tcp
        """;
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public ByteStream screen(String kind, String id) {
    return screen.open();
  }

  @Override
  public String ticket(String kind, String id) {
    return "ticket";
  }

  @Override
  public ByteStream openTicket(String ticket) {
    return screen.open();
  }

  @Override
  public Terminal terminal(String kind, String id) {
    return new FakeTerminal()
        .says(
            "\u001b]0;h1\u0007Flatcar Container Linux by Kinvolk stable 4152.2.0\r\n"
                + "\u001b[01;32mcore@h1\u001b[00m:\u001b[01;34m~\u001b[00m$ ");
  }

  @Override
  public Terminal openTerminal(String ticket) {
    throw Refused.conflict("no-terminal", "the fake has no terminal", "");
  }

  @Override
  public List<Figures> figures(String kind, String id, Instant from, Resolution resolution) {
    var all = new ArrayList<Figures>();
    var step = resolution.step();
    double gib = 1 << 30;
    for (var at = from; at.isBefore(Instant.now()); at = at.plus(step)) {
      double t = at.getEpochSecond() / 300.0;
      double wave = Math.sin(t) + Math.sin(t * 2.7) / 2 + Math.sin(t * 9.1) / 4;
      double busy = Math.max(0, wave);
      all.add(
          new Figures(
              at,
              22 + 14 * wave,
              (5.2 + wave / 3) * gib,
              16 * gib,
              53 * gib,
              120 * gib,
              busy * 3.1e6,
              (1 + busy) * 1.4e6,
              (2 + wave) * 8e5,
              (2 + Math.cos(t)) * 3e5));
    }
    return all;
  }

  @Override
  public Content download(String kind, String id) {
    throw Refused.conflict("no-content", "a " + kind + " has no content", "");
  }

  @Override
  public Resource upload(String kind, String id, InputStream content) {
    return get(kind, id);
  }

  @Override
  public void close() {}
}
