package io.stampede.volume;

import io.stampede.engine.Phase;
import io.stampede.engine.Step;
import java.util.List;
import java.util.Optional;

/// The moves of a volume.
public sealed interface VolumeStep extends Step {
  /// Asks for the image to be brought to the host.
  record WantImage(String image) implements VolumeStep {
    @Override
    public String title() {
      return "ask for image " + image + " on the host";
    }

    @Override
    public Phase phase() {
      return Phase.CREATING;
    }
  }

  /// Remembers that the disk was made, and how often it was wiped: neither is done again.
  record Remember(VolumeName name, int wipes) implements VolumeStep {
    @Override
    public String title() {
      return "remember what was done to volume " + name;
    }

    @Override
    public Phase phase() {
      return Phase.UPDATING;
    }
  }

  /// The moves that hosts make.
  sealed interface OnHost extends VolumeStep {}

  /// @param image what it is a copy of; empty for an empty disk
  record Create(VolumeName name, VolumeFormat format, int gib, Optional<String> image)
      implements OnHost {
    @Override
    public String title() {
      return "create volume %s: %d GiB".formatted(name, gib);
    }

    @Override
    public Phase phase() {
      return Phase.CREATING;
    }

    @Override
    public List<String> calls() {
      return image.isEmpty()
          ? List.of("qemu-img create -f %s %s %dG".formatted(format.word(), name, gib))
          : List.of(
              "qemu-img convert -O %s …/images/%s %s".formatted(format.word(), image.get(), name),
              "qemu-img resize %s %dG".formatted(name, gib));
    }
  }

  record Grow(VolumeName name, int gib) implements OnHost {
    @Override
    public String title() {
      return "enlarge volume %s to %d GiB".formatted(name, gib);
    }

    @Override
    public Phase phase() {
      return Phase.UPDATING;
    }

    @Override
    public List<String> calls() {
      return List.of("qemu-img resize %s %dG".formatted(name, gib));
    }
  }

  /// Overwrites what was written, and makes an empty disk of the same size.
  ///
  /// @param count the how-manieth time
  record Wipe(VolumeName name, int count) implements OnHost {
    @Override
    public String title() {
      return "overwrite the content of volume " + name;
    }

    @Override
    public Phase phase() {
      return Phase.UPDATING;
    }

    @Override
    public boolean destroys() {
      return true;
    }

    @Override
    public List<String> calls() {
      return List.of("dd if=/dev/zero of=" + name, "qemu-img create " + name);
    }
  }

  /// Removes what cut-off uploads and moves left.
  record Tidy(VolumeName name) implements OnHost {
    @Override
    public String title() {
      return "remove unfinished parts of volume " + name;
    }

    @Override
    public Phase phase() {
      return Phase.UPDATING;
    }
  }

  /// Goes on where an earlier try ended.
  record Send(VolumeName name, String from) implements OnHost {
    @Override
    public String title() {
      return "move volume %s from %s".formatted(name, from);
    }

    @Override
    public Phase phase() {
      return Phase.MIGRATING;
    }

    @Override
    public List<String> calls() {
      return List.of("cat disk on " + from, "sftp → the host");
    }
  }

  /// Compares both copies as a whole and makes the new one the volume; one that differs is thrown
  /// away.
  record Check(VolumeName name, String from) implements OnHost {
    @Override
    public String title() {
      return "compare volume %s with the copy on %s".formatted(name, from);
    }

    @Override
    public Phase phase() {
      return Phase.MIGRATING;
    }

    @Override
    public List<String> calls() {
      return List.of("sha256sum on both hosts");
    }
  }

  /// Removes the copy that is not the volume, on the other host of a move.
  record Leave(VolumeName name, String host, int number) implements OnHost {
    @Override
    public String title() {
      return "remove the other copy of volume %s from %s".formatted(name, host);
    }

    @Override
    public Phase phase() {
      return Phase.MIGRATING;
    }

    @Override
    public boolean destroys() {
      return true;
    }
  }

  record Remove(VolumeName name, String id) implements OnHost {
    @Override
    public String title() {
      return "remove volume " + name;
    }

    @Override
    public Phase phase() {
      return Phase.REMOVING;
    }

    @Override
    public boolean destroys() {
      return true;
    }

    @Override
    public List<String> calls() {
      return List.of("rm -rf /var/lib/stampede/volumes/" + id);
    }
  }
}
