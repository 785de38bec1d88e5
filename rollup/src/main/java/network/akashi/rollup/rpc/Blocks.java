package network.akashi.rollup.rpc;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Hex;
import network.akashi.rollup.block.Header;
import network.akashi.rollup.sequencer.L2Chain;
import network.akashi.rollup.sequencer.Link;
import network.akashi.rollup.sequencer.Sequencer;
import network.akashi.rollup.state.GenesisBlock;
import network.akashi.rollup.state.State;
import network.akashi.rollup.store.StoredBatch;
import network.akashi.rollup.store.StoredBlock;
import tools.jackson.databind.JsonNode;

/**
 * Finds blocks and states by what clients call them. {@code latest} and {@code pending} are the
 * newest preconfirmed block; {@code safe} the newest that stake vouches for (attested), {@code
 * finalized} the newest with a validity proof (proven).
 */
final class Blocks {
  private final Sequencer sequencer;
  private final L2Chain chain;
  private final Header genesis;

  Blocks(Sequencer sequencer) {
    this.sequencer = sequencer;
    this.chain = sequencer.chain();
    this.genesis = GenesisBlock.of(chain.genesis()).header();
  }

  /** The number that a tag, number or object (EIP-1898) means; absent: {@code latest}. */
  long number(Optional<JsonNode> id) {
    if (id.isEmpty()) {
      return latest();
    }
    JsonNode json = id.get();
    if (json.isObject()) {
      if (json.has("blockHash")) {
        Bytes32 hash =
            Params.parse(json.path("blockHash"), "blockHash", "a hash", Bytes32::fromHex);
        return byHash(hash)
            .orElseThrow(() -> new RpcFault(RpcFault.RESOURCE_NOT_FOUND, "block not found"))
            .header()
            .number();
      }
      return number(Optional.of(json.path("blockNumber")));
    }
    String text = Params.parse(json, "the block", "a tag or a quantity", each -> each);
    return switch (text) {
      case "latest", "pending" -> latest();
      case "earliest" -> 0;
      case "safe" -> lastOf(sequencer.tips().attested());
      case "finalized" -> lastOf(sequencer.tips().proven());
      default -> {
        BigInteger number =
            Params.parse(json, "the block", "a tag or a quantity", Hex::parseQuantity);
        yield number.bitLength() > 62 ? Long.MAX_VALUE : number.longValue();
      }
    };
  }

  long latest() {
    return chain.published().number();
  }

  private long lastOf(long batch) {
    return chain.store().batch(batch).map(StoredBatch::lastBlock).orElse(0L);
  }

  Optional<BlockRow> byNumber(long number) {
    if (number == 0) {
      return Optional.of(new BlockRow(genesis, chain.genesisHash(), List.of(), List.of()));
    }
    return number > latest() ? Optional.empty() : chain.store().block(number).map(this::row);
  }

  Optional<BlockRow> byHash(Bytes32 hash) {
    return hash.equals(chain.genesisHash())
        ? byNumber(0)
        : chain.store().block(hash).map(this::row);
  }

  /** The header alone. */
  Optional<Header> header(long number) {
    if (number == 0) {
      return Optional.of(genesis);
    }
    return chain
        .link(number)
        .map(Link::header)
        .or(() -> chain.store().block(number).map(each -> Header.fromRlp(each.header())));
  }

  private BlockRow row(StoredBlock block) {
    return new BlockRow(
        Header.fromRlp(block.header()),
        block.hash(),
        chain.store().transactions(block.number()),
        block.depositList());
  }

  /** The state after a block. */
  State state(Optional<JsonNode> id) {
    long number = number(id);
    if (number > latest()) {
      throw new RpcFault(RpcFault.RESOURCE_NOT_FOUND, "block not found");
    }
    Link published = chain.published();
    if (number == published.number()) {
      return published.state();
    }
    return chain
        .link(number)
        .map(Link::state)
        .orElseThrow(() ->
            new RpcFault(
                RpcFault.RESOURCE_UNAVAILABLE,
                "the state of block %d is not kept: ask for one of the newest".formatted(number)));
  }
}
