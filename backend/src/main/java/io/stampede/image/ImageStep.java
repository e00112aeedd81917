package io.stampede.image;

import io.stampede.engine.Phase;
import io.stampede.engine.Step;
import java.util.List;

/// The moves of an image on the console.
public sealed interface ImageStep extends Step {
  record Download(ImageName name, ImageUrl url) implements ImageStep {
    @Override
    public String title() {
      return "fetch image " + name;
    }

    @Override
    public Phase phase() {
      return Phase.CREATING;
    }

    @Override
    public List<String> calls() {
      return List.of("GET " + url);
    }
  }

  /// Copies a disk from its host, as a whole.
  record Take(ImageName name, ImageSource source) implements ImageStep {
    @Override
    public String title() {
      return "make image %s of %s".formatted(name, source);
    }

    @Override
    public Phase phase() {
      return Phase.CREATING;
    }

    @Override
    public List<String> calls() {
      return List.of("qemu-img convert -O qcow2 " + source, "sftp → console");
    }
  }

  /// Asks for a copy on a host before any machine needs it.
  record Spread(ImageName name, String host) implements ImageStep {
    @Override
    public String title() {
      return "have image %s copied to %s".formatted(name, host);
    }

    @Override
    public Phase phase() {
      return Phase.UPDATING;
    }
  }

  /// Keeps in mind since when no machine needs a copy, or that one does.
  record NoteUse(ImageName name, String host, boolean used) implements ImageStep {
    @Override
    public String title() {
      return "note that the copy of image %s on %s is %s"
          .formatted(name, host, used ? "used" : "not used");
    }

    @Override
    public Phase phase() {
      return Phase.UPDATING;
    }
  }

  /// Lets go of a copy that nobody needs.
  record ReleaseCopy(ImageName name, String host) implements ImageStep {
    @Override
    public String title() {
      return "remove the unused copy of image %s from %s".formatted(name, host);
    }

    @Override
    public Phase phase() {
      return Phase.UPDATING;
    }

    @Override
    public boolean destroys() {
      return true;
    }
  }

  /// The hosts' copies go first.
  record ReleaseCopies(ImageName name) implements ImageStep {
    @Override
    public String title() {
      return "remove the copies of image " + name + " from the hosts";
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

  record RemoveFiles(ImageName name) implements ImageStep {
    @Override
    public String title() {
      return "remove image " + name + " from the console";
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
