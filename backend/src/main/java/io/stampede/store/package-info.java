/// What outlives the process: intents, last sights, the journal, leases. SQLite through JDBI, its
/// schema by Flyway.
///
/// Start reading at [Store]. All rows are also held in memory, so that reads never wait for the one
/// writer, [Writer], which batches commits.
@NullMarked
package io.stampede.store;

import org.jspecify.annotations.NullMarked;
