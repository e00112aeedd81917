package io.stampede.web.model;

import io.stampede.client.Query;
import io.stampede.client.Resource;
import io.stampede.client.StampedeClient;
import io.stampede.schema.KindSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The names behind the ids in reference fields; read once per kind, until that kind changes.
public final class References {
  private final StampedeClient client;
  private final Map<String, Map<String, Resource>> byKind = new ConcurrentHashMap<>();

  public References(StampedeClient client) {
    this.client = client;
  }

  public List<Resource> all(String kind) {
    return List.copyOf(known(kind).values());
  }

  public Optional<Resource> find(String kind, String id) {
    return Optional.ofNullable(known(kind).get(id));
  }

  /// Its name; the id where there is none any more.
  public String name(String kind, String id) {
    return find(kind, id).map(Resource::name).orElse(id);
  }

  /// Where it is in the console, and below `/v1`.
  public String path(String kind, String id) {
    return client.kind(kind).plural() + "/" + id;
  }

  /// What a kind is called; its name where there is no such kind.
  public String label(String kind) {
    return client.kinds().stream()
        .filter(k -> k.name().equals(kind))
        .map(KindSchema::label)
        .findFirst()
        .orElse(kind);
  }

  public void forgetAll() {
    byKind.clear();
  }

  public void forget(String kind) {
    byKind.remove(kind);
  }

  private Map<String, Resource> known(String kind) {
    return byKind.computeIfAbsent(
        kind,
        k -> {
          var all = new java.util.LinkedHashMap<String, Resource>();
          everything(client, k, Query.ALL).forEach(r -> all.put(r.id(), r));
          return all;
        });
  }

  /// All pages of a query.
  static List<Resource> everything(StampedeClient client, String kind, Query query) {
    var all = new ArrayList<Resource>();
    var page = client.list(kind, query);
    all.addAll(page.items());
    while (page.next().isPresent()) {
      var next = page.next().get();
      page = client.list(kind, new Query(query.filters(), query.sort(), query.limit(), next));
      all.addAll(page.items());
    }
    return all;
  }
}
