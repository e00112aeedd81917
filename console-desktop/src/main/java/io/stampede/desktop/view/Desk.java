package io.stampede.desktop.view;

import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.desktop.model.Preferences;
import io.stampede.desktop.model.Purpose;
import io.stampede.desktop.model.World;
import io.stampede.schema.ActionSchema;
import java.util.List;

/// What screens ask of the window around them.
interface Desk {
  World world();

  void go(Place place);

  /// Opens a form over the window.
  void form(Purpose purpose);

  /// Does it; asks before, when it destroys or wants to know more.
  void act(List<Resource> resources, ActionSchema action);

  /// Says what is lost, then removes.
  void remove(List<Resource> resources);

  /// Opens the screen of a virtual machine in a window of its own.
  void screen(Resource machine);

  /// Opens a shell on a host in a window of its own.
  void terminal(Resource host);

  /// Asks for a file and gives its bytes to an image.
  void upload(Resource image);

  /// Asks for a file, and keeps the content of a volume in it.
  void download(Resource volume);

  /// Says for a while that something could not be done.
  void complain(String what, Refused why);

  /// Shows the drawer of tasks.
  void showTasks();

  Preferences preferences();

  /// The switch between light and dark.
  Theme theme();
}
