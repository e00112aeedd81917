/// The desktop's windows, screens and dialogs. They show what `model` decides and hold no decisions
/// of their own.
///
/// The tour: [MainWindow] is the frame; it is the [Desk] that screens ask to go elsewhere, to open
/// a form or to remove. A [Screen] fills its middle: [OverviewScreen], [ListScreen],
/// [DetailScreen], [TasksScreen], [SettingsScreen]. [FormPane] is any form. Node ids are part of
/// the contract with the tests.
@NullMarked
package io.stampede.desktop.view;

import org.jspecify.annotations.NullMarked;
