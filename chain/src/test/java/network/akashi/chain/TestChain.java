package network.akashi.chain;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import network.akashi.chain.contracts.ContractErrors;
import network.akashi.chain.contracts.ProofClass;
import network.akashi.chain.contracts.VerifierRouter;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.chain.rpc.HttpJsonRpc;
import network.akashi.chain.rpc.RpcConfig;
import network.akashi.chain.rpc.RpcException;
import network.akashi.chain.rpc.RpcRequest;
import network.akashi.chain.tx.PrivateKey;
import network.akashi.chain.tx.Wallet;
import network.akashi.testkit.Anvil;

/** A real chain, and what tests do to it. */
public final class TestChain implements AutoCloseable {
  private final Anvil anvil;
  private final HttpJsonRpc rpc;
  private final Ethereum ethereum;

  /** Starts anvil with these options. */
  public TestChain(String... options) {
    anvil = Anvil.start(options);
    rpc = new HttpJsonRpc(RpcConfig.of(anvil.address()));
    ethereum = new Ethereum(rpc, ContractErrors.ALL);
  }

  @Override
  public void close() {
    rpc.close();
    anvil.close();
  }

  /** Where it listens. */
  public Anvil anvil() {
    return anvil;
  }

  /** The way to ask it. */
  public HttpJsonRpc rpc() {
    return rpc;
  }

  /** The way to ask it. */
  public Ethereum ethereum() {
    return ethereum;
  }

  /** The key of account {@code i}. */
  public static PrivateKey key(int i) {
    return PrivateKey.fromHex(Anvil.KEYS.get(i));
  }

  /** A wallet of account {@code i}. */
  public Wallet wallet(int i) {
    return new Wallet(ethereum, key(i), Duration.ofSeconds(20));
  }

  /** Whether each transaction gets a block of its own at once. */
  public void automine(boolean on) {
    rpc.call(RpcRequest.once("evm_setAutomine", on));
  }

  /** Makes {@code count} blocks. */
  public void mine(int count) {
    for (int i = 0; i < count; i++) {
      rpc.call(RpcRequest.once("evm_mine"));
    }
  }

  /**
   * Replaces the last {@code depth} blocks by empty ones; of a young chain all but the first. Does
   * nothing if the node has no state left to go back to.
   */
  public void reorganise(int depth) {
    long blocks = Math.min(depth, ethereum.blockNumber());
    if (blocks == 0) {
      return;
    }
    try {
      rpc.call(RpcRequest.once("anvil_reorg", blocks, List.of()));
    } catch (RpcException.Refused refused) {
      if (!String.valueOf(refused.getMessage()).contains("Resource not found")) {
        throw refused;
      }
    }
  }

  /** The node forgets a transaction that waits. */
  public void drop(Bytes32 transaction) {
    rpc.call(RpcRequest.once("anvil_dropTransaction", transaction.toHex()));
  }

  /** The base fee of the next block, gwei. */
  public void nextBaseFee(long gwei) {
    rpc.call(
        RpcRequest.once(
            "anvil_setNextBlockBaseFeePerGas",
            Hex.quantity(BigInteger.valueOf(gwei).multiply(BigInteger.TEN.pow(9)))));
  }

  /** What an account has now, wei. */
  public BigInteger balance(Address account) {
    return ethereum.balance(account, BlockId.Tag.LATEST);
  }

  /** A contract that logs whatever {@link #log} says. */
  public VerifierRouter deployLogger() {
    Address owner = key(0).address();
    return new VerifierRouter(
        wallet(0)
            .send(VerifierRouter.creation(owner, owner, 7 * 86_400, List.of()))
            .contractAddress()
            .orElseThrow());
  }

  /** Has {@code logger} log an event with this number. */
  public Receipt log(VerifierRouter logger, int number) {
    Bytes version = Bytes32.of(BigInteger.valueOf(number)).bytes().slice(28, 32);
    return wallet(0).send(logger.propose(version, ProofClass.EXTERNAL, logger.address(), 1_000));
  }
}
