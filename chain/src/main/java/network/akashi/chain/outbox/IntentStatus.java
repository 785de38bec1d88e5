package network.akashi.chain.outbox;

import java.util.Optional;
import java.util.OptionalLong;
import network.akashi.chain.Bytes32;

/**
 * What is known about an intent.
 *
 * @param key its name
 * @param state how far it is
 * @param nonce of its transactions; empty while it has none
 * @param transaction the one that is in a block
 * @param blockNumber of that block
 * @param succeeded whether it was not reverted; false while it is in no block
 * @param attempts how many transactions were signed for it
 * @param note what went wrong last, for people; may be empty
 */
public record IntentStatus(
    String key,
    IntentState state,
    OptionalLong nonce,
    Optional<Bytes32> transaction,
    OptionalLong blockNumber,
    boolean succeeded,
    int attempts,
    String note) {}
