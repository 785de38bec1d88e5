/**
 * Where durable things lie: SQLite files and PostgreSQL databases, opened, versioned, locked and
 * changed in one way. What is in them is the business of whoever opens them.
 */
@NullMarked
package network.akashi.chain.store;

import org.jspecify.annotations.NullMarked;
