/** What generated bindings lean on: calls, creations, events and errors of contracts as values. */
@NullMarked
package network.akashi.chain.abi;

import org.jspecify.annotations.NullMarked;
