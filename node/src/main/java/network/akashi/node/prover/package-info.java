/**
 * The prover: takes what it was assigned, or what nobody else delivers, and turns it into money.
 *
 * <pre>
 *   WATCHED ─▶ PREPARING ─▶ PREPARED ─▶ PROVING ─▶ PROVEN ─▶ CERTIFIED ─▶ PAID
 *      ▲            │                      │          │
 *      └── later ◀──┴──────────────────────┴──────────┘        anything ─▶ ENDED, with an error code
 * </pre>
 *
 * <p>{@link ProverMachine} decides; {@link ProverDriver} carries out.
 */
@NullMarked
package network.akashi.node.prover;

import org.jspecify.annotations.NullMarked;
