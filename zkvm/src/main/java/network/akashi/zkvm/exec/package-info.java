/**
 * Running guests: the machine's state, the reference interpreter, the engine that translates guests
 * to bytecode, environment calls, and what a run costs. Knows nothing of proofs but what they cost
 * and what they need recorded.
 */
@NullMarked
package network.akashi.zkvm.exec;

import org.jspecify.annotations.NullMarked;
