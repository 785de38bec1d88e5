/**
 * Proving on many machines: a PostgreSQL database in which a node writes down runs to be proven,
 * and from which workers take them, one at a time.
 *
 * <p>A worker holds a task by a lease that it renews by heartbeats. A lease that ran out may be
 * taken by another worker, with the next fencing number; whatever comes with an older number is
 * refused. Inputs, programs and proofs are artifacts, named by their SHA-256; whoever reads one
 * checks that. A node verifies each proof before it uses it: workers can waste its time, no more.
 */
@NullMarked
package network.akashi.node.farm;

import org.jspecify.annotations.NullMarked;
