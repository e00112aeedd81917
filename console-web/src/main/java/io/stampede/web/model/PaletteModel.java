package io.stampede.web.model;

import io.stampede.client.Query;
import io.stampede.client.Resource;
import io.stampede.client.StampedeClient;
import io.stampede.schema.ActionSchema;
import io.stampede.schema.KindSchema;
import io.stampede.web.Doors;
import io.stampede.wizard.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Finds rooms, resources and actions by a few letters: `web`, `stop web-1`, `create container`.
public final class PaletteModel {
  /// Something that can be chosen.
  public sealed interface Entry {
    String icon();

    String label();

    String hint();

    record Go(String icon, String label, String hint, String path) implements Entry {}

    record Make(KindSchema kind) implements Entry {
      @Override
      public String icon() {
        return kind.name();
      }

      @Override
      public String label() {
        return Doors.hasWizard(kind)
            ? Words.say("title")
            : "Create " + kind.label().toLowerCase(Locale.ROOT);
      }

      @Override
      public String hint() {
        return kind.labels();
      }
    }

    record Act(KindSchema kind, Resource resource, ActionSchema action) implements Entry {
      @Override
      public String icon() {
        return action.name();
      }

      @Override
      public String label() {
        return action.label() + " " + resource.name();
      }

      @Override
      public String hint() {
        return kind.label();
      }
    }
  }

  private final StampedeClient client;

  public PaletteModel(StampedeClient client) {
    this.client = client;
  }

  /// Those whose words begin with, or contain, every word asked for; resources before actions.
  public List<Entry> find(String text, int limit) {
    var words =
        Arrays.stream(text.toLowerCase(Locale.ROOT).strip().split("\\s+"))
            .filter(w -> !w.isEmpty())
            .toList();
    var found = new ArrayList<Entry>();
    rooms().stream().filter(e -> matches(e, words)).forEach(found::add);
    if (!words.isEmpty()) {
      for (var kind : client.kinds()) resources(kind, words, limit, found);
    }
    client.kinds().stream()
        .filter(Doors::isRoom)
        .map(Entry.Make::new)
        .filter(e -> matches(e, words))
        .forEach(found::add);
    return found.stream().limit(limit).toList();
  }

  private List<Entry> rooms() {
    var rooms = new ArrayList<Entry>();
    rooms.add(new Entry.Go("overview", "Overview", "Room", ""));
    for (var kind : client.kinds().stream().filter(Doors::isRoom).toList()) {
      rooms.add(new Entry.Go(kind.name(), kind.labels(), "Room", kind.plural()));
    }
    if (client.kinds().stream().anyMatch(k -> k.group().equals(KindSchema.NETWORKS))) {
      var map = io.stampede.topology.Words.say("map.title");
      rooms.add(new Entry.Go("map", map, "Room", "network-map"));
    }
    rooms.add(new Entry.Go("tasks", "Tasks", "Room", "tasks"));
    rooms.add(new Entry.Go("settings", "Settings", "Room", "settings"));
    return rooms;
  }

  private void resources(KindSchema kind, List<String> words, int limit, List<Entry> found) {
    for (var word : words) {
      var like = new Query.Filter("name", Query.Operator.LIKE, word);
      var query = new Query(List.of(like), List.of("name"), limit, "");
      for (var resource : client.list(kind.name(), query).items()) {
        var go =
            new Entry.Go(
                kind.name(),
                resource.name(),
                kind.label() + " · " + resource.status().phase().word(),
                kind.plural() + "/" + resource.id());
        if (matches(go, words) && !found.contains(go)) found.add(go);
        Offered.of(kind, resource).stream()
            .map(action -> new Entry.Act(kind, resource, action))
            .filter(e -> matches(e, words) && !found.contains(e))
            .forEach(found::add);
      }
    }
  }

  private static boolean matches(Entry entry, List<String> words) {
    var text = (entry.label() + " " + entry.hint()).toLowerCase(Locale.ROOT);
    return words.stream().allMatch(text::contains);
  }
}
