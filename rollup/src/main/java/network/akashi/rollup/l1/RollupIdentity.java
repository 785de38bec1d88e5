package network.akashi.rollup.l1;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Keccak256;
import network.akashi.chain.contracts.Rollup;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.rollup.block.Genesis;
import network.akashi.rollup.state.GenesisBlock;

/** Which rollup one is talking about: contract, L1 and genesis have to belong together. */
public final class RollupIdentity {
  private static final Bytes32 TAG =
      Keccak256.hash(Bytes.of("akashi.rollup.config.v1".getBytes(StandardCharsets.US_ASCII)));

  private RollupIdentity() {}

  /** {@code keccak256(abi.encode(tag, L1 chain id, contract, L2 chain id, genesis hash))}. */
  public static Bytes32 configHash(long l1ChainId, Address rollup, Genesis genesis) {
    byte[] address = new byte[Bytes32.SIZE];
    System.arraycopy(rollup.toArray(), 0, address, Bytes32.SIZE - Address.SIZE, Address.SIZE);
    return Keccak256.hash(
        TAG.bytes(),
        word(l1ChainId).bytes(),
        Bytes.of(address),
        word(genesis.chainId()).bytes(),
        GenesisBlock.of(genesis).header().hash().bytes());
  }

  private static Bytes32 word(long value) {
    return Bytes32.of(BigInteger.valueOf(value));
  }

  /**
   * The configuration hash, which the contract has to have too.
   *
   * @throws IllegalArgumentException if it is a rollup with another genesis
   */
  public static Bytes32 require(Ethereum l1, Rollup rollup, Genesis genesis) {
    Bytes32 ours = configHash(l1.chainId(), rollup.address(), genesis);
    Bytes32 theirs = l1.call(rollup.configHash());
    if (!ours.equals(theirs)) {
      throw new IllegalArgumentException(
          "the rollup at %s was deployed with another genesis than this one (chain %d, block 0 %s)"
              .formatted(
                  rollup.address(), genesis.chainId(), GenesisBlock.of(genesis).header().hash()));
    }
    return ours;
  }
}
