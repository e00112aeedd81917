package io.stampede.vm;

import io.stampede.client.Content;
import io.stampede.client.Refused;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import io.stampede.schema.Codec;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Machines as one file, out of this console and into a machine that was made for it.
public final class VmArchives {
  private final VmHost host;

  public VmArchives(VmHost host) {
    this.host = host;
  }

  /// @param snapshot as it was then; else as it is, for which it has to be off
  public Content export(ResourceId id, VmSpec spec, Optional<String> snapshot, String name) {
    spec.bond().mustBeOurs(spec.name().value());
    mustBeMadeHere(spec);
    if (snapshot.isEmpty()) mustBeOff(id, spec, "or download one of its snapshots");
    var disk = host.disk().take(id, spec, snapshot);
    var archive = new VmArchive(spec.name().value(), fields(spec), disk.bytes(), disk.sha256());
    return new Content(
        name + ".tar",
        OptionalLong.of(archive.length()),
        new FilterInputStream(archive.write(disk.stream())) {
          @Override
          public void close() throws IOException {
            disk.close();
          }
        });
  }

  /// Of an adopted machine somebody else knows where its disks are.
  private static void mustBeMadeHere(VmSpec spec) {
    if (spec.bond().nativeId().isEmpty()) return;
    throw Refused.conflict(
        "adopted",
        spec.name() + " was not made here, and its disks are where those who made it put them",
        "copy them on its host");
  }

  private void mustBeOff(ResourceId id, VmSpec spec, String or) {
    switch (host.look(id, spec)) {
      case Sight.Unseen<VmFacts>(var why, var _) ->
          throw new Refused(Refused.Reason.UNREACHABLE, why, List.of());
      case Sight.Missing<VmFacts> _ -> throw notReady(spec);
      case Sight.Found<VmFacts>(var is, var _) -> {
        if (!is.files().disk() || is.domain().isEmpty()) throw notReady(spec);
        if (is.active()) {
          throw Refused.conflict("runs", spec.name() + " runs", "switch it off, " + or);
        }
      }
    }
  }

  private static Refused notReady(VmSpec spec) {
    return Refused.conflict("not-ready", spec.name() + " is not there yet", "wait for it");
  }

  static Map<String, Object> fields(VmSpec spec) {
    var fields = new LinkedHashMap<>(new Codec<>(VmSpec.class).write(spec));
    fields.keySet().retainAll(VmArchive.FIELDS);
    return fields;
  }

  /// @return fields of the machine that are to be changed with it
  public Map<String, Object> take(ResourceId id, VmSpec spec, InputStream content) {
    spec.bond().mustBeOurs(spec.name().value());
    mustBeMadeHere(spec);
    mustBeBlank(spec);
    mustBeOff(id, spec, "or make another one");
    if (host.look(id, spec).found().filter(is -> !is.snapshots().isEmpty()).isPresent()) {
      throw Refused.conflict(
          "has-snapshots", spec.name() + " has snapshots", "make another machine for it");
    }
    try {
      var archive = VmArchive.read(content);
      mustFit(spec, archive.fields());
      host.disk().fill(id, spec, archive.disk(content));
      return archive.fields();
    } catch (IOException e) {
      throw DiskContent.refused(spec, e);
    }
  }

  private static void mustBeBlank(VmSpec spec) {
    if (spec.source().blank() && spec.diskGib().isPresent() && !spec.power().running()) return;
    throw Refused.conflict(
        "not-blank",
        spec.name() + " is not a machine that an archive can be put into",
        "make one with a blank disk that is not started: --template blank --disk-gib N --running false");
  }

  /// Before anything is written.
  private static void mustFit(VmSpec spec, Map<String, Object> fields) {
    var all = new LinkedHashMap<>(new Codec<>(VmSpec.class).write(spec));
    all.putAll(fields);
    if (new Codec<>(VmSpec.class).read(all) instanceof Codec.Result.Bad<VmSpec>(var errors)) {
      throw Refused.fields(errors);
    }
  }
}
