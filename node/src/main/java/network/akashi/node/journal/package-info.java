/** What must outlive the process, in one SQLite file; written before any act on chain. */
@NullMarked
package network.akashi.node.journal;

import org.jspecify.annotations.NullMarked;
