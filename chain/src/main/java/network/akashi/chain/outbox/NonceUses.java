package network.akashi.chain.outbox;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import network.akashi.chain.Address;
import network.akashi.chain.Block;
import network.akashi.chain.BlockId;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.chain.rpc.SentTransaction;

/** Finds out which transaction used a nonce, by looking into the last blocks. */
final class NonceUses {
  private final Ethereum ethereum;
  private final Address account;
  private final int blocks;

  /** What was found, so that it is not looked for again; checked at each use. */
  private final Map<Long, SentTransaction> found = new HashMap<>();

  /** Looks into the last {@code blocks} blocks. */
  NonceUses(Ethereum ethereum, Address account, int blocks) {
    this.ethereum = ethereum;
    this.account = account;
    this.blocks = blocks;
  }

  /** The transaction of the account with this nonce, in a block that is on the chain now. */
  Optional<SentTransaction> find(long nonce, Block head) {
    SentTransaction before = found.get(nonce);
    if (before != null) {
      Optional<Block> now = ethereum.block(BlockId.number(before.blockNumber()));
      if (now.isPresent() && now.get().hash().equals(before.blockHash())) {
        return Optional.of(before);
      }
      found.remove(nonce);
    }
    long last = Math.max(0, head.number() - blocks);
    for (long number = head.number(); number >= last; number--) {
      for (SentTransaction each : ethereum.sentBy(account, number)) {
        found.put(each.nonce(), each);
      }
      if (found.containsKey(nonce)) {
        return Optional.ofNullable(found.get(nonce));
      }
    }
    return Optional.empty();
  }
}
