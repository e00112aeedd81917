package io.stampede.image;

import io.stampede.engine.Phase;
import io.stampede.engine.Step;
import java.util.List;

/// The moves of a copy of an image on a host.
public sealed interface ImageCopyStep extends Step {
  /// Goes on where an earlier try ended.
  record Send(String image) implements ImageCopyStep {
    @Override
    public String title() {
      return "copy image " + image + " to the host";
    }

    @Override
    public Phase phase() {
      return Phase.CREATING;
    }
  }

  /// Compares the digests and gives the copy its name; one that differs is thrown away.
  record Check(String image) implements ImageCopyStep {
    @Override
    public String title() {
      return "check the copy of image " + image;
    }

    @Override
    public Phase phase() {
      return Phase.CREATING;
    }
  }

  /// What cannot be the base of a machine's disk becomes qcow2; the console's image stays as it is.
  record Convert(String image, ImageFormat from) implements ImageCopyStep {
    @Override
    public String title() {
      return "convert the copy of image %s from %s to qcow2".formatted(image, from.word());
    }

    @Override
    public Phase phase() {
      return Phase.CREATING;
    }

    @Override
    public List<String> calls() {
      return List.of("qemu-img convert -f %s -O qcow2 …/images/%s".formatted(from.qemu(), image));
    }
  }

  record Remove(String image) implements ImageCopyStep {
    @Override
    public String title() {
      return "remove the copy of image " + image + " from the host";
    }

    @Override
    public Phase phase() {
      return Phase.REMOVING;
    }

    @Override
    public boolean destroys() {
      return true;
    }
  }
}
