package io.stampede.web.model;

import io.stampede.client.Query;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.client.StampedeClient;
import io.stampede.engine.Phase;
import io.stampede.schema.FieldSchema;
import io.stampede.schema.KindSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a list shows: its columns, filter, order and rows. The filter is the address: [#parameters]
/// gives what [#ListModel] was made from.
///
/// Not for several threads at once: the view loads in the background and hands over [Rows].
public final class ListModel {
  /// Shown with the state, so without a column of their own.
  private static final Set<String> IN_STATE = Set.of("cordoned");

  /// What the person asked to see.
  ///
  /// @param sort a field, `-field` for descending
  public record Wanted(String text, String state, String host, String sort) {
    public static final Wanted ALL = new Wanted("", "", "", "name");

    public static Wanted of(Map<String, List<String>> parameters) {
      return new Wanted(
          first(parameters, "q", ""),
          first(parameters, "state", ""),
          first(parameters, "host", ""),
          first(parameters, "sort", "name"));
    }

    private static String first(Map<String, List<String>> p, String name, String otherwise) {
      var values = p.getOrDefault(name, List.of());
      return values.isEmpty() ? otherwise : values.getFirst();
    }

    public Map<String, String> parameters() {
      var parameters = new LinkedHashMap<String, String>();
      if (!text.isEmpty()) parameters.put("q", text);
      if (!state.isEmpty()) parameters.put("state", state);
      if (!host.isEmpty()) parameters.put("host", host);
      if (!sort.equals("name")) parameters.put("sort", sort);
      return parameters;
    }

    public Wanted withText(String t) {
      return new Wanted(t, state, host, sort);
    }

    public Wanted withState(String s) {
      return new Wanted(text, s, host, sort);
    }

    public Wanted withHost(String h) {
      return new Wanted(text, state, h, sort);
    }

    public Wanted withSort(String s) {
      return new Wanted(text, state, host, s);
    }

    public boolean isFiltered() {
      return !text.isEmpty() || !state.isEmpty() || !host.isEmpty();
    }
  }

  /// @param problem why there are none, where they could not be read
  public record Rows(List<Resource> all, Optional<String> problem) {
    public static final Rows NONE = new Rows(List.of(), Optional.empty());

    public Rows {
      all = List.copyOf(all);
    }

    /// The place of a resource; -1 where it is not among them.
    public int indexOf(String id) {
      for (int i = 0; i < all.size(); i++) if (all.get(i).id().equals(id)) return i;
      return -1;
    }

    public Rows with(int index, Resource resource) {
      var changed = new ArrayList<>(all);
      changed.set(index, resource);
      return new Rows(changed, problem);
    }
  }

  private final StampedeClient client;
  private final KindSchema kind;

  public ListModel(StampedeClient client, KindSchema kind) {
    this.client = client;
    this.kind = kind;
  }

  public StampedeClient client() {
    return client;
  }

  public KindSchema kind() {
    return kind;
  }

  /// Fields shown beside name and state.
  public List<FieldSchema> columns() {
    return kind.fields().stream()
        .filter(f ->
            f.column() && !f.name().equals("name") && !f.secret() && !IN_STATE.contains(f.name()))
        .toList();
  }

  /// The states a filter can offer.
  public static List<String> states() {
    return java.util.Arrays.stream(Phase.values())
        .filter(p -> p != Phase.REMOVED)
        .map(Phase::word)
        .toList();
  }

  public boolean hasHosts() {
    return kind.field("host").filter(f -> f.reference().isPresent()).isPresent();
  }

  /// Reads all rows; slow, not for the UI thread.
  public Rows load(Wanted wanted) {
    try {
      return new Rows(References.everything(client, kind.name(), query(wanted)), Optional.empty());
    } catch (Refused e) {
      return new Rows(List.of(), Optional.of(e.problem().message()));
    }
  }

  private Query query(Wanted wanted) {
    var filters = new ArrayList<Query.Filter>();
    if (!wanted.text().isEmpty()) {
      filters.add(new Query.Filter("name", Query.Operator.LIKE, wanted.text()));
    }
    if (!wanted.state().isEmpty()) {
      filters.add(new Query.Filter("state", Query.Operator.EQ, wanted.state()));
    }
    if (hasHosts() && !wanted.host().isEmpty()) {
      filters.add(new Query.Filter("host", Query.Operator.EQ, wanted.host()));
    }
    return new Query(filters, List.of(sortable(wanted.sort())), 1000, "");
  }

  /// The order, or by name where the address names a field that there is not.
  private String sortable(String sort) {
    var field = sort.startsWith("-") ? sort.substring(1) : sort;
    boolean known =
        List.of("name", "state", "created").contains(field) || kind.field(field).isPresent();
    return known ? sort : "name";
  }

  /// What one resource has become; empty when it is gone.
  public Optional<Resource> reread(String id) {
    try {
      return Optional.of(client.get(kind.name(), id));
    } catch (Refused _) {
      return Optional.empty();
    }
  }
}
