/// “Add hosts” in the desktop: draws the pictures of [io.stampede.wizard.Wizard] and hands what a
/// person does back to it.
///
/// The tour: [WizardScreen] has the steps on the left and the open one beside them; each step is a
/// [StepPane]. What is shown of a host or a check is a [Keyed] view, which stays while pictures
/// change, so that focus and folds do.
@NullMarked
package io.stampede.desktop.wizard;

import org.jspecify.annotations.NullMarked;
