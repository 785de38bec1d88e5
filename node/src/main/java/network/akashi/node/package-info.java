/**
 * The daemons of the network. One process has any of four roles: prover, attester, aggregator,
 * watcher.
 *
 * <p>Each role is a state machine: {@code step(situation, events) → acts}. It reads no clock, opens
 * no file, and asks nobody; what it knows comes in, what it wants goes out. Around it a driver
 * writes changed state into the journal first and carries out the acts after that, through ports:
 * chain, outbox, workshop, peers. A simulator puts other ports around the same machines.
 *
 * <p>Here is what all roles share: error codes and ports. What belongs to one role is in its
 * package.
 */
@NullMarked
package network.akashi.node;

import org.jspecify.annotations.NullMarked;
