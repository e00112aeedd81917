package io.stampede.desktop.model;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.client.Resource;
import io.stampede.schema.ActionSchema;
import io.stampede.schema.FieldSchema;
import io.stampede.schema.KindSchema;
import java.util.List;

/// What a form is for.
public sealed interface Purpose {
  KindSchema kind();

  /// As in `Create virtual machine`.
  String title();

  /// The word on the button that does it.
  String verb();

  /// The verb of [io.stampede.client.StampedeClient#plan].
  String planVerb();

  List<FieldSchema> fields();

  /// Makes a new one.
  record Create(KindSchema kind) implements Purpose {
    @Override
    public String title() {
      return verb() + " " + kind.label().toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public String verb() {
      return kind.name().equals("host") ? say("add") : say("create");
    }

    @Override
    public String planVerb() {
      return "create";
    }

    @Override
    public List<FieldSchema> fields() {
      return kind.creatable().toList();
    }
  }

  /// Changes what may be changed later.
  record Edit(KindSchema kind, Resource resource) implements Purpose {
    @Override
    public String title() {
      return say("edit.what", resource.name());
    }

    @Override
    public String verb() {
      return say("form.save");
    }

    @Override
    public String planVerb() {
      return "update";
    }

    @Override
    public List<FieldSchema> fields() {
      return kind.updatable().toList();
    }
  }

  /// An action that wants to know more.
  record Act(KindSchema kind, Resource resource, ActionSchema action) implements Purpose {
    @Override
    public String title() {
      return action.label() + " " + resource.name();
    }

    @Override
    public String verb() {
      return action.label();
    }

    @Override
    public String planVerb() {
      return action.name();
    }

    @Override
    public List<FieldSchema> fields() {
      return action.input();
    }
  }
}
