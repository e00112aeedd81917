package io.stampede;

import io.stampede.engine.Outcome;
import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.image.Care;
import io.stampede.image.ImageKind;
import io.stampede.image.ImageName;
import io.stampede.image.ImageSpec;
import io.stampede.image.Web;
import io.stampede.store.NameTaken;
import io.stampede.store.Row;
import io.stampede.store.Store;
import io.stampede.template.BuiltIn;
import io.stampede.template.Finding;
import io.stampede.template.InstanceTypeFace;
import io.stampede.template.InstanceTypeKind;
import io.stampede.template.InstanceTypeSpec;
import io.stampede.template.TemplateFace;
import io.stampede.template.TemplateKind;
import io.stampede.template.TemplateSpec;
import io.stampede.template.Templates;
import io.stampede.vm.VmKind;
import io.stampede.vm.VmSpec;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;

/// Templates and instance types in the store: those that come with the console, and the images that
/// are made of templates.
final class StoredTemplates implements Templates {
  private static final Duration SILENCE = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final int CODE = 10;
  private static final int BASE = 36;

  private final Wakes wakes;
  private final Finding finding = new Finding(new Web(SILENCE));
  private final ConcurrentMap<String, String> newest = new ConcurrentHashMap<>();
  private volatile Optional<Store> store = Optional.empty();

  StoredTemplates(Wakes wakes) {
    this.wakes = wakes;
  }

  /// Also brings what comes with this version of the console.
  void in(Store store) {
    this.store = Optional.of(store);
    var templates = new HashMap<String, Record>();
    for (var spec : BuiltIn.all()) templates.put(spec.name().value(), spec);
    keep(TemplateKind.NAME, TemplateFace.ID_PREFIX, templates, StoredTemplates::isBuiltIn);
    var types = new HashMap<String, Record>();
    for (var spec : InstanceTypeSpec.BUILT_IN) types.put(spec.name().value(), spec);
    keep(InstanceTypeKind.NAME, InstanceTypeFace.ID_PREFIX, types, StoredTemplates::isBuiltIn);
  }

  private static boolean isBuiltIn(Row row) {
    return row.spec() instanceof TemplateSpec template && template.builtIn()
        || row.spec() instanceof InstanceTypeSpec type && type.builtIn();
  }

  /// A name that somebody has taken stays theirs.
  private void keep(String kind, String prefix, Map<String, Record> specs, Predicate<Row> builtIn) {
    specs.forEach((name, spec) -> {
      var id = new ResourceId(kind, prefix + "-" + code(kind + "/" + name));
      var row = store().row(id);
      try {
        if (row.isEmpty()) store().insert(id, name, spec, "");
        else if (!row.get().wanted() || !row.get().spec().equals(spec)) {
          store().replace(id, row.get().generation(), true, name, spec);
        }
      } catch (NameTaken _) {
        wakes.wake(id);
      }
    });
    store()
        .rows(kind)
        .filter(row -> builtIn.test(row) && row.wanted() && !specs.containsKey(row.name()))
        .toList()
        .forEach(row -> store().replace(row.id(), row.generation(), false, row.name(), row.spec()));
  }

  /// The release that was found last.
  Optional<String> newest(String templateId) {
    return Optional.ofNullable(newest.get(templateId));
  }

  /// How many machines were made of an instance type.
  int machines(String typeId) {
    return (int)
        store()
            .rows(VmKind.NAME)
            .filter(row ->
                row.spec() instanceof VmSpec vm
                    && vm.source().type().filter(typeId::equals).isPresent())
            .count();
  }

  @Override
  public Outcome give(ResourceId machine, String templateId) {
    var template = store().row(new ResourceId(TemplateKind.NAME, templateId));
    if (template.isEmpty() || !(template.get().spec() instanceof TemplateSpec spec)) {
      return Outcome.stuck(
          Problem.request("no-template", "its template is gone", "make it of another one"));
    }
    try {
      var found = finding.newest(spec);
      newest.put(templateId, found.release());
      wakes.wake(template.get().id());
      var image = image(found);
      store()
          .row(machine)
          .filter(Row::wanted)
          .ifPresent(row -> {
            if (!(row.spec() instanceof VmSpec vm) || !vm.image().isEmpty()) return;
            var made = vm.madeOf(image.value());
            store().replace(machine, row.generation(), true, row.name(), made);
          });
      return Outcome.done();
    } catch (Finding.Failed e) {
      return Outcome.again(e.problem(), PAUSE);
    }
  }

  /// The same for the same content: two machines share it.
  private ResourceId image(Finding.Found found) {
    var sum = found.sum().map(Object::toString).orElse("");
    var id = new ResourceId(ImageKind.NAME, "im-" + code(found.url() + " " + sum));
    var row = store().row(id);
    if (row.isEmpty()) insert(id, found);
    else if (!row.get().wanted()) {
      var was = row.get();
      store().replace(id, was.generation(), true, was.name(), was.spec());
    }
    wakes.wake(id);
    return id;
  }

  private void insert(ResourceId id, Finding.Found found) {
    try {
      insert(id, found, found.name());
    } catch (NameTaken _) {
      insert(id, found, id.value());
    }
  }

  private void insert(ResourceId id, Finding.Found found, String name) {
    var spec =
        new ImageSpec(
            new ImageName(name),
            Optional.of(found.url()),
            found.sum(),
            Optional.empty(),
            Care.USUAL);
    store().insert(id, name, spec, "");
  }

  /// Ten letters and digits, always the same for the same text.
  private static String code(String text) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return new BigInteger(1, digest).toString(BASE).substring(0, CODE);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private Store store() {
    return store.orElseThrow(() -> new IllegalStateException("the store is not open yet"));
  }
}
