package io.stampede.adoption;

import io.stampede.client.Refused;
import io.stampede.schema.ActionSchema;
import io.stampede.schema.Field;
import java.util.Optional;

/// What ties a workload to this console.
///
/// @param nativeId the id that Docker or libvirt gave it; empty for what is found by our own mark
/// @param shownAs what it is called here where its own name is not free; no name that people can
///   give looks like it
/// @param untouched whether nobody has asked for anything since it was adopted: until then it stays
///   exactly as it is
public record Bond(
    @Field(
            label = "Managed",
            help =
                "Made here, adopted, or foreign: then it can be looked at and adopted; other: it"
                    + " carries the mark of another console, or of one that forgot it.",
            byDefault = "here",
            create = false,
            column = true)
        Managed managed,
    Optional<String> nativeId,
    Optional<String> shownAs,
    boolean untouched) {
  public static final Bond HERE = new Bond(Managed.HERE, Optional.empty(), Optional.empty(), false);

  /// The names of the actions that change a bond.
  public static final String ADOPT = "adopt";

  public static final String TAKE_OVER = "takeOver";
  public static final String RELEASE = "release";

  public static ActionSchema adopt() {
    return ActionSchema.of(
        ADOPT, "Adopt", "Looks after it from now on; it runs on as it is, and is not made anew.");
  }

  public static ActionSchema takeOver() {
    return ActionSchema.of(
            TAKE_OVER,
            "Take over",
            "Adopts it although it carries the mark of another console, which may still look after"
                + " it.")
        .asDestructive();
  }

  public static ActionSchema release() {
    return ActionSchema.of(
            RELEASE, "Release", "Gives it back: it runs on, and is shown as foreign again.")
        .asDestructive();
  }

  /// @param marked whether it carries the mark of another console
  public static Bond foreign(String nativeId, String shownAs, boolean marked) {
    var managed = marked ? Managed.OTHER : Managed.FOREIGN;
    return new Bond(managed, Optional.of(nativeId), Optional.of(shownAs), false);
  }

  /// Whether it is only looked at.
  public boolean isForeign() {
    return switch (managed) {
      case FOREIGN, OTHER -> true;
      case HERE, ADOPTED -> false;
    };
  }

  public boolean isAdopted() {
    return managed == Managed.ADOPTED;
  }

  public Bond adopted() {
    return new Bond(Managed.ADOPTED, nativeId, Optional.empty(), true);
  }

  /// Somebody has asked for something.
  public Bond touched() {
    return new Bond(managed, nativeId, shownAs, false);
  }

  public Bond shownAs(Optional<String> name) {
    return new Bond(managed, nativeId, name, untouched);
  }

  /// @param seen the id that Docker or libvirt shows for it
  public Bond released(Optional<String> seen, String shownAs) {
    return new Bond(Managed.FOREIGN, nativeId.or(() -> seen), Optional.of(shownAs), false);
  }

  /// Whether an action makes sense for whose it is.
  public boolean offers(ActionSchema action) {
    return switch (action.name()) {
      case ADOPT -> managed == Managed.FOREIGN;
      case TAKE_OVER -> managed == Managed.OTHER;
      default -> !isForeign();
    };
  }

  /// @throws Refused when it is only looked at
  public void mustBeOurs(String name) {
    if (!isForeign()) return;
    throw Refused.conflict(
        "foreign",
        managed == Managed.OTHER
            ? name + " carries the mark of another console"
            : name + " is not managed by this console",
        managed == Managed.OTHER ? "take it over first, if you may" : "adopt it first");
  }
}
