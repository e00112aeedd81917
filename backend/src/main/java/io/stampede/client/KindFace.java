package io.stampede.client;

import io.stampede.engine.Kind;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Step;
import io.stampede.schema.ActionSchema;
import io.stampede.schema.KindSchema;
import io.stampede.ssh.ByteStream;
import io.stampede.ssh.Terminal;
import io.stampede.store.Placing;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What a kind brings along so that every face can offer it: its schema, and the pure functions
/// from intent to intent behind its actions. One per kind, listed in `Stampede`.
///
/// @param <S> the spec's record; its components are the fields of a create form
/// @param <O> the facts' record; its components are read-only fields
public interface KindFace<S extends Record, O extends Record, A extends Step> {
  KindSchema schema();

  Kind<S, O, A> kind();

  Class<S> specType();

  Class<O> factsType();

  /// Whether people never see it as such, as a copy of an image on one host.
  default boolean internal() {
    return false;
  }

  /// The first letters of its ids, as in `ct`.
  String idPrefix();

  /// The unique name within the kind, out of the spec.
  String name(S spec);

  /// What people are told it is, where they did not name it themselves: with the ids of others, for
  /// which their names are put.
  default String called(S spec) {
    return name(spec);
  }

  /// What a person gave of a new one, with what is put for fields of which nothing was said: not
  /// even that they are empty.
  default Map<String, Object> completed(Map<String, Object> given, Resources world) {
    return given;
  }

  /// Looks at a new or changed spec before it is kept: fills in what was left open (placement) and
  /// refuses what cannot be. References have been resolved to ids of existing resources already.
  ///
  /// @param before the spec that is replaced; empty for a new resource
  /// @throws Refused naming the field at fault
  S admit(String id, S wanted, Optional<S> before, Resources world);

  /// Whether it takes a part of a host: then [#placing] is asked before it is kept, and after every
  /// change of it.
  default boolean isPlaced() {
    return false;
  }

  /// Prepares the choice of its host and of what it takes there; the result is asked in the store's
  /// transaction.
  ///
  /// @param before as in [#admit]
  default Placing placing(ResourceId id, S wanted, Optional<S> before, Resources world) {
    return _ -> new Placing.Placed(wanted, Optional.empty());
  }

  /// Why it is on its host, for a plan; empty when nothing was chosen.
  default Optional<String> whyThere(S spec) {
    return Optional.empty();
  }

  /// Whether an action makes sense for this spec, whatever its phase.
  default boolean offers(ActionSchema action, S spec) {
    return true;
  }

  /// The same spec under another name, for when the one that an action gave it is taken.
  default Optional<S> otherName(S spec) {
    return Optional.empty();
  }

  /// An action that is done by actions on other resources, as `adoptAll` of a host is; empty for
  /// all others.
  default Optional<List<Errand>> errands(ActionSchema action, String id, Resources world) {
    return Optional.empty();
  }

  /// The same for an action that is asked with something.
  ///
  /// @param input as in [#act]
  default Optional<List<Errand>> errands(
      ActionSchema action, String id, Map<String, ?> input, Resources world) {
    return errands(action, id, world);
  }

  /// An action on another resource, or a change of its fields.
  ///
  /// @param action empty for a change
  /// @param fields what is changed, or what the action is asked with
  /// @param seen what it was when a change was thought of: when the fields have changed since, it
  ///   is thought of anew; empty for an action
  record Errand(
      String kind, String id, String action, Map<String, Object> fields, Optional<Resource> seen) {
    public Errand(String kind, String id, String action) {
      this(kind, id, action, Map.of());
    }

    public Errand(String kind, String id, String action, Map<String, Object> input) {
      this(kind, id, action, input, Optional.empty());
    }

    public static Errand change(Resource seen, Map<String, Object> fields) {
      return new Errand(seen.kind(), seen.id(), "", fields, Optional.of(seen));
    }
  }

  /// An action: from the spec to the spec that makes it true.
  ///
  /// @param seen what was last seen of it
  /// @param input known fields only, references turned into ids
  /// @throws Refused when it cannot be
  default S act(ActionSchema action, S spec, Optional<O> seen, Map<String, ?> input) {
    throw new IllegalStateException(schema().name() + " has no code for " + action.name());
  }

  /// What an action makes another resource of this kind as, as `clone` does; empty for all others.
  ///
  /// @param id of the one that is asked
  /// @param input as in [#act]
  /// @throws Refused when it cannot be
  default Optional<S> another(ActionSchema action, String id, S spec, Map<String, ?> input) {
    return Optional.empty();
  }

  /// Refuses an action for the sake of others, whatever was last seen.
  default void mayAct(ActionSchema action, String id, S spec, Resources world) {}

  /// Whether an action asks for the resource to be gone as well, as `forget` does: the new spec is
  /// kept as an absent goal, after it was given to [#mayRemove].
  default boolean removes(ActionSchema action) {
    return false;
  }

  /// Refuses the removal of what others need.
  default void mayRemove(String id, S spec, Resources world) {}

  /// Another host that has all there is of it, as long as it is on its way from there.
  ///
  /// @param seen what was last seen of it, perhaps under an earlier spec
  default Optional<String> comesFrom(S spec, Optional<O> seen) {
    return Optional.empty();
  }

  /// See [StampedeClient#ask].
  default Map<String, Object> ask(ActionSchema action, Map<String, ?> input) {
    throw new IllegalStateException(schema().name() + " has no answer for " + action.name());
  }

  /// See [StampedeClient#logs].
  default InputStream logs(String id, S spec, int tail, boolean follow) {
    throw Refused.conflict("no-logs", "a " + schema().label() + " has no log", "");
  }

  /// See [StampedeClient#screen].
  default ByteStream screen(String id, S spec) {
    throw Refused.conflict("no-screen", "a " + schema().label() + " has no screen", "");
  }

  /// See [StampedeClient#terminal].
  default Terminal terminal(String id, S spec) {
    throw Refused.conflict("no-terminal", "a " + schema().label() + " has no terminal", "");
  }

  /// See [StampedeClient#xml].
  default String xml(String id, S spec, XmlView view) {
    throw Refused.conflict("no-xml", "a " + schema().label() + " has no XML", "");
  }

  /// Whether it is measured how busy they are, see [StampedeClient#figures].
  default boolean hasFigures() {
    return false;
  }

  /// See [StampedeClient#upload]. Blocks until all is kept.
  default void upload(String id, S spec, InputStream content) {
    throw Refused.conflict("no-upload", "a " + schema().label() + " takes no upload", "");
  }

  /// The same where the content tells more of the resource than its bytes.
  ///
  /// @return fields that are changed with it
  default Map<String, Object> filled(String id, S spec, InputStream content) {
    upload(id, spec, content);
    return Map.of();
  }

  /// See [StampedeClient#download].
  default Content download(String id, S spec) {
    throw Refused.conflict("no-content", "a " + schema().label() + " has no content", "");
  }

  /// What this kind can read of all the others.
  interface Resources {
    List<Resource> list(String kind);

    Optional<Resource> resource(String kind, String id);

    /// Those of a kind that are on their way from a host, and are still nowhere else; see
    /// [KindFace#comesFrom].
    default List<Resource> comingFrom(String kind, String hostId) {
      return List.of();
    }

    /// What a host says is free of its memory now, in MiB; empty when it was not measured lately.
    default OptionalLong memoryFreeMib(String hostId) {
      return OptionalLong.empty();
    }
  }
}
