/** Numbers that a node counts, as Prometheus reads them. */
@NullMarked
package network.akashi.node.metrics;

import org.jspecify.annotations.NullMarked;
