/// The API for people: the same addresses, asked for by a browser, answer with a page that shows
/// the resource, its links, forms for what can be done, the JSON, and the same as curl, CLI and
/// Python.
///
/// Start reading at [BrowseController]. [Html] escapes everything; pages run no inline script.
@NullMarked
package io.stampede.web.browse;

import org.jspecify.annotations.NullMarked;
