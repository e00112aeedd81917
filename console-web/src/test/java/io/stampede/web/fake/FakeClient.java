package io.stampede.web.fake;

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
import io.stampede.engine.Problem;
import io.stampede.engine.Status;
import io.stampede.figures.Figures;
import io.stampede.figures.Resolution;
import io.stampede.schema.Codec;
import io.stampede.schema.FieldError;
import io.stampede.schema.FieldType;
import io.stampede.schema.KindSchema;
import io.stampede.ssh.ByteStream;
import io.stampede.ssh.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Keeps resources in memory. What was asked for is `moving` until [#settle] makes it true.
public final class FakeClient implements StampedeClient {
  private static final List<KindSchema> KINDS =
      List.of(FakeKinds.HOST, FakeKinds.MACHINE, FakeKinds.CONTAINER, FakeKinds.IMAGE);

  private final Map<String, Resource> resources = new ConcurrentHashMap<>();
  private final Map<String, String> keys = new ConcurrentHashMap<>();
  private final Map<String, String> tickets = new ConcurrentHashMap<>();
  private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
  private final List<TaskEntry> journal = new CopyOnWriteArrayList<>();
  private final AtomicLong numbers = new AtomicLong();

  @Override
  public List<KindSchema> kinds() {
    return KINDS;
  }

  @Override
  public KindSchema kind(String name) {
    return KINDS.stream()
        .filter(k -> k.name().equals(name))
        .findFirst()
        .orElseThrow(() -> Refused.notFound("kind", name));
  }

  @Override
  public Page list(String kind, Query query) {
    var matching =
        resources.values().stream()
            .filter(r -> r.kind().equals(kind))
            .filter(r -> query.filters().stream().allMatch(f -> matches(r, f)))
            .sorted(order(query.sort()))
            .toList();
    int from = query.cursor().isEmpty() ? 0 : cursor(query.cursor());
    int to = Math.min(matching.size(), from + query.limit());
    return new Page(
        matching.subList(Math.min(from, to), to),
        matching.size(),
        to < matching.size() ? Optional.of("" + to) : Optional.empty());
  }

  private static int cursor(String cursor) {
    try {
      return Integer.parseInt(cursor);
    } catch (NumberFormatException _) {
      throw Refused.field("cursor", "invalid", "is not a cursor of this list", "");
    }
  }

  private static Comparator<Resource> order(List<String> sort) {
    Comparator<Resource> order = Comparator.comparing(_ -> 0);
    for (var field : sort) {
      var name = field.startsWith("-") ? field.substring(1) : field;
      Comparator<Resource> by = Comparator.comparing(r -> text(r, name));
      order = order.thenComparing(field.startsWith("-") ? by.reversed() : by);
    }
    return order.thenComparing(Resource::id);
  }

  private static String text(Resource r, String field) {
    return switch (field) {
      case "id" -> r.id();
      case "name" -> r.name();
      case "state" -> r.status().phase().word();
      case "created" -> r.created().toString();
      case "transitioning" -> r.status().transition().name().toLowerCase(java.util.Locale.ROOT);
      default -> r.text(field);
    };
  }

  private static boolean matches(Resource r, Query.Filter f) {
    var text = text(r, f.field());
    return switch (f.operator()) {
      case EQ -> text.equals(f.value());
      case NE -> !text.equals(f.value());
      case LIKE -> text.contains(f.value());
      case PREFIX -> text.startsWith(f.value());
      case LT -> text.compareTo(f.value()) < 0;
      case LTE -> text.compareTo(f.value()) <= 0;
      case GT -> text.compareTo(f.value()) > 0;
      case GTE -> text.compareTo(f.value()) >= 0;
    };
  }

  @Override
  public Resource get(String kind, String id) {
    return find(kind, id).orElseThrow(() -> Refused.notFound(kind, id));
  }

  private Optional<Resource> find(String kind, String idOrName) {
    return resources.values().stream()
        .filter(r -> r.kind().equals(kind))
        .filter(r -> r.id().equals(idOrName) || r.name().equals(idOrName))
        .findFirst();
  }

  @Override
  public Resource create(String kind, Map<String, ?> fields) {
    var spec = admitted(kind(kind), fields);
    var name = spec.getOrDefault("name", "").toString();
    if (find(kind, name).isPresent()) {
      throw Refused.field("name", "not-unique", "is taken by another", "choose another name");
    }
    var schema = kind(kind);
    schema.fields().stream().filter(f -> f.secret()).forEach(f -> spec.remove(f.name()));
    var status = Status.moving(Phase.CREATING, "create " + name).withProgress(10, "");
    var id = kind.substring(0, 2) + "-" + numbers.incrementAndGet();
    return put(
        Change.What.CREATED,
        new Resource(
            kind, id, name, 1, spec, status, Instant.now(), Optional.of(Instant.now()), List.of()));
  }

  /// The values with their defaults, or every field at fault.
  private Map<String, Object> admitted(KindSchema kind, Map<String, ?> fields) {
    var errors = new ArrayList<FieldError>();
    for (var name : fields.keySet()) {
      if (kind.field(name).filter(f -> f.create()).isEmpty()) {
        errors.add(new FieldError(name, "unknown-field", "is not a field of " + kind.label()));
      }
    }
    var values = new LinkedHashMap<String, Object>(fields);
    for (var field : kind.fields()) {
      var value = values.get(field.name());
      if (field.type() != FieldType.REFERENCE || value == null || value.equals("")) continue;
      find(field.reference().orElseThrow(), value.toString())
          .ifPresentOrElse(
              r -> values.put(field.name(), r.id()),
              () ->
                  errors.add(
                      new FieldError(field.name(), "no-such-reference", "there is no " + value)));
    }
    var type = FakeKinds.SPECS.get(kind.name());
    if (type == null) throw new IllegalStateException(kind.name());
    return decoded(type, values, errors);
  }

  private static <T extends Record> Map<String, Object> decoded(
      Class<T> type, Map<String, Object> values, List<FieldError> errors) {
    var codec = new Codec<>(type);
    return switch (codec.read(values)) {
      case Codec.Result.Bad<T>(var bad) -> {
        errors.addAll(bad);
        throw Refused.fields(errors);
      }
      case Codec.Result.Ok<T>(var spec) -> {
        if (!errors.isEmpty()) throw Refused.fields(errors);
        yield codec.write(spec);
      }
    };
  }

  @Override
  public Resource create(String kind, Map<String, ?> fields, String key) {
    var before = keys.get(key);
    if (before != null) return get(kind, before);
    var made = create(kind, fields);
    keys.put(key, made.id());
    return made;
  }

  @Override
  public Resource update(String kind, String id, Map<String, ?> fields) {
    var schema = kind(kind);
    for (var name : fields.keySet()) {
      if (schema.field(name).filter(f -> f.update()).isEmpty()) {
        throw Refused.field(name, "read-only", "cannot be changed", "");
      }
    }
    var before = get(kind, id);
    var values = new LinkedHashMap<>(before.fields());
    values.putAll(fields);
    return put(Change.What.CHANGED, with(before, before.status(), values));
  }

  @Override
  public Resource update(String kind, String id, Map<String, ?> fields, Resource seen) {
    var changed = get(kind, id).changedSince(seen, fields.keySet());
    if (!changed.isEmpty()) throw Refused.conflict("changed-meanwhile", changed + " changed", "");
    return update(kind, id, fields);
  }

  @Override
  public Resource remove(String kind, String id) {
    return move(get(kind, id), Status.moving(Phase.REMOVING, "remove it"));
  }

  @Override
  public Resource act(String kind, String id, String action, Map<String, ?> input) {
    var resource = get(kind, id);
    if (!resource.actions().contains(action)) {
      throw Refused.conflict(
          "wrong-phase",
          "%s is %s: %s is not possible"
              .formatted(resource.name(), resource.status().phase().word(), action),
          "wait, or see which actions it offers");
    }
    var status =
        switch (action) {
          case "stop" -> Status.moving(Phase.STOPPING, "stop it");
          default -> Status.moving(Phase.STARTING, "start it");
        };
    return move(resource, status);
  }

  @Override
  public Map<String, Object> ask(String kind, String action, Map<String, ?> input) {
    if (action.equals("parse")) return parsed(String.valueOf(input.get("line")));
    var address = String.valueOf(input.get("address"));
    if (address.startsWith("10.0.0.99")) {
      throw new Refused(
          Refused.Reason.UNREACHABLE,
          Problem.host("no-answer", address + " does not answer", "check address and firewall"),
          List.of());
    }
    return Map.of("address", address, "fingerprint", "SHA256:q0Zc3eY7fYFakeFakeFakeFakeFakeFake");
  }

  /// Reads `docker run [--rm] --name NAME IMAGE [COMMAND…]`.
  private static Map<String, Object> parsed(String line) {
    var words = new ArrayList<>(List.of(line.split(" ")));
    if (!words.getFirst().equals("docker")) {
      throw Refused.field("line", "invalid", "is no docker run", "");
    }
    boolean rm = words.remove("--rm");
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", words.get(3));
    fields.put("image", words.get(4));
    if (words.size() > 5) fields.put("command", List.copyOf(words.subList(5, words.size())));
    return Map.of("fields", fields, "notes", rm ? List.of("--rm has <b>no</b> field") : List.of());
  }

  @Override
  public PlanView plan(String kind, String id, String verb, Map<String, ?> input) {
    if (verb.equals("create")) admitted(kind(kind), input);
    var step =
        new PlanView.StepView(
            "%s it on h1".formatted(verb),
            verb.equals("remove"),
            List.of(
                "docker %s %s".formatted(verb, input.get("name") instanceof String s ? s : id)));
    return new PlanView(List.of(step), "", Optional.empty());
  }

  @Override
  public List<TaskEntry> tasks(String kind, String id, int limit) {
    return journal.reversed().stream()
        .filter(t -> kind.isEmpty() || t.kind().equals(kind) && t.resourceId().equals(id))
        .limit(limit)
        .toList();
  }

  @Override
  public AutoCloseable watch(Consumer<Change> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  public int watchers() {
    return listeners.size();
  }

  @Override
  public InputStream logs(String kind, String id, int tail, boolean follow) {
    return new FakeLog(get(kind, id).name(), tail, follow);
  }

  @Override
  public ByteStream screen(String kind, String id) {
    get(kind, id);
    return new FakeScreen();
  }

  @Override
  public String ticket(String kind, String id) {
    var ticket = "ticket-" + numbers.incrementAndGet();
    tickets.put(ticket, get(kind, id).id());
    return ticket;
  }

  @Override
  public ByteStream openTicket(String ticket) {
    var id = tickets.remove(ticket);
    if (id == null) throw Refused.conflict("bad-ticket", "this ticket opens nothing", "");
    return screen("virtualMachine", id);
  }

  @Override
  public Terminal terminal(String kind, String id) {
    return new FakeTerminal(get(kind, id).name());
  }

  @Override
  public Terminal openTerminal(String ticket) {
    var id = tickets.remove(ticket);
    if (id == null) throw Refused.conflict("bad-ticket", "this ticket opens nothing", "");
    return terminal("host", id);
  }

  /// Waves from `from` to now, with a gap where nothing was seen.
  @Override
  public List<Figures> figures(String kind, String id, Instant from, Resolution resolution) {
    if (!kind.equals("host")) throw Refused.conflict("no-figures", "it has no figures", "");
    var figures = new ArrayList<Figures>();
    long step = resolution.step().toSeconds();
    long now = Instant.now().getEpochSecond();
    long steps = resolution.kept().toSeconds() / step;
    for (long at = from.getEpochSecond() / step * step + step; at <= now; at += step) {
      long ago = (now - at) / step;
      if (ago > steps * 0.9 || ago > steps * 0.5 && ago < steps * 0.55) continue;
      figures.add(FakeFigures.at(at, step));
    }
    return figures;
  }

  @Override
  public Content download(String kind, String id) {
    throw Refused.conflict("no-content", "a " + kind + " has no content", "");
  }

  @Override
  public Resource upload(String kind, String id, InputStream content) {
    var image = get(kind, id);
    try {
      long size = content.transferTo(java.io.OutputStream.nullOutputStream());
      var fields = new LinkedHashMap<>(image.fields());
      fields.put("size", size);
      return put(Change.What.CHANGED, with(image, Status.resting(Phase.READY), fields));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Makes everything true that was asked for.
  public void settle() {
    for (var r : List.copyOf(resources.values())) {
      if (r.status().transition() != Status.Transition.YES) continue;
      if (r.status().phase() == Phase.REMOVING) {
        resources.remove(r.id());
        publish(Change.What.REMOVED, r);
      } else {
        move(r, Status.resting(settled(r)));
      }
    }
  }

  private static Phase settled(Resource r) {
    if (r.status().phase() == Phase.STOPPING) return Phase.STOPPED;
    return switch (r.kind()) {
      case "host" -> Phase.CONNECTED;
      case "image" -> Phase.READY;
      default -> Phase.RUNNING;
    };
  }

  /// Puts it into that state, as the engine would.
  public Resource move(Resource resource, Status status) {
    return put(Change.What.CHANGED, with(resource, status, resource.fields()));
  }

  /// Adds a resource as it is, with facts.
  public Resource put(Resource resource) {
    return put(Change.What.CREATED, with(resource, resource.status(), resource.fields()));
  }

  private Resource with(Resource r, Status status, Map<String, Object> fields) {
    var actions =
        kind(r.kind()).actions().stream()
            .filter(a -> a.offeredIn(status.phase()))
            .map(a -> a.name())
            .toList();
    return new Resource(
        r.kind(),
        r.id(),
        r.name(),
        r.generation() + 1,
        fields,
        status,
        r.created(),
        r.seenAt(),
        actions);
  }

  private Resource put(Change.What what, Resource resource) {
    resources.put(resource.id(), resource);
    publish(what, resource);
    return resource;
  }

  private void publish(Change.What what, Resource r) {
    var change = new Change(numbers.incrementAndGet(), r.kind(), r.id(), what);
    listeners.forEach(listener -> listener.accept(change));
  }

  public void journal(TaskEntry entry) {
    journal.removeIf(e -> e.id() == entry.id());
    journal.add(entry);
    resources.values().stream()
        .filter(r -> r.id().equals(entry.resourceId()))
        .findFirst()
        .ifPresent(r -> publish(Change.What.CHANGED, r));
  }

  public void clear() {
    resources.clear();
    journal.clear();
    keys.clear();
  }

  @Override
  public void close() {
    resources.clear();
  }
}
