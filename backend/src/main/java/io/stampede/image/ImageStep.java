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
