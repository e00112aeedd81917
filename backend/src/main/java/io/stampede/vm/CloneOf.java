package io.stampede.vm;

/// Which machine another one is a clone of.
///
/// @param machine its id
/// @param linked whether its disk stays based on a copy of that machine's; else it is whole
/// @param made whether its disk is there: what was only made to make it is not needed any more
public record CloneOf(String machine, boolean linked, boolean made) {
  CloneOf asMade() {
    return new CloneOf(machine, linked, true);
  }
}
