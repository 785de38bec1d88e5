/**
 * What must outlive the process, in a SQLite file or a PostgreSQL database; written before any act
 * on chain.
 */
@NullMarked
package network.akashi.node.journal;

import org.jspecify.annotations.NullMarked;
