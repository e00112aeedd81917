package io.stampede.network;

import io.stampede.engine.Problem;
import java.util.Optional;

/// Why a workload's networks are not on its host yet.
///
/// @param problem what keeps them from coming there by themselves
public record Pending(String why, Optional<Problem> problem) {}
