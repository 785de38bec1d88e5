/**
 * The whole network on one machine: a chain of its own, contracts, provers and attesters as
 * processes, work for them, and an account of what came of it.
 */
@NullMarked
package network.akashi.node.demo;

import org.jspecify.annotations.NullMarked;
