package network.akashi.chain.tx;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import network.akashi.chain.Address;
import network.akashi.chain.BlockId;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Receipt;
import network.akashi.chain.abi.ContractCall;
import network.akashi.chain.abi.ContractCreation;
import network.akashi.chain.abi.RevertReason;
import network.akashi.chain.abi.RevertedException;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.chain.rpc.RpcException;

/**
 * Sends transactions of one key one after the other and waits for each: for tools and tests. It
 * remembers nothing, so it is not for a process that must survive a crash between sending and
 * seeing the receipt.
 */
public final class Wallet {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final int GAS_MARGIN_PERCENT = 20;

  private final Ethereum ethereum;
  private final PrivateKey key;
  private final Duration patience;

  /**
   * A wallet for {@code key}.
   *
   * @param patience how long to wait for a receipt
   */
  public Wallet(Ethereum ethereum, PrivateKey key, Duration patience) {
    this.ethereum = ethereum;
    this.key = key;
    this.patience = patience;
  }

  public Address address() {
    return key.address();
  }

  /**
   * Sends {@code call} and waits for its receipt.
   *
   * @throws RevertedException if it reverts, before or after it was sent
   * @throws TransactionLostException if no receipt came in time
   */
  public Receipt send(ContractCall<?> call) {
    return send(call.toString(), Optional.of(call.to()), call.value(), call.data());
  }

  /** Deploys a contract and waits for its receipt, which names the address. */
  public Receipt send(ContractCreation creation) {
    String what = "creation of " + creation.contract();
    return send(what, Optional.empty(), creation.value(), creation.data());
  }

  /** Sends {@code wei} to an account and waits for the receipt. */
  public Receipt transfer(Address to, BigInteger wei) {
    return send("transfer to " + to, Optional.of(to), wei, Bytes.EMPTY);
  }

  /**
   * A signed creation, not sent yet, with a nonce that the caller chose.
   *
   * @throws RevertedException if it would revert now
   */
  public SignedTransaction prepare(ContractCreation creation, long nonce) {
    return transaction(Optional.empty(), creation.value(), creation.data(), nonce).sign(key);
  }

  /**
   * Hands in a transaction and waits for its receipt, whether it succeeded or not. Handing in one
   * that the node knows already does no harm.
   *
   * @throws TransactionLostException if no receipt came in time
   */
  public Receipt submit(String what, SignedTransaction signed) {
    handIn(signed);
    return await(what, signed.hash());
  }

  private Receipt send(String what, Optional<Address> to, BigInteger value, Bytes data) {
    long nonce = ethereum.nonce(address(), BlockId.Tag.PENDING);
    Transaction transaction = transaction(to, value, data, nonce);
    Receipt receipt = submit(what, transaction.sign(key));
    if (!receipt.succeeded()) {
      throw new RevertedException(what, reasonOf(transaction, receipt));
    }
    return receipt;
  }

  private Transaction transaction(Optional<Address> to, BigInteger value, Bytes data, long nonce) {
    long gas = ethereum.estimateGas(address(), to, value, data);
    return new Transaction(
        ethereum.chainId(),
        nonce,
        Fees.of(ethereum.feeHistory()),
        gas + gas * GAS_MARGIN_PERCENT / 100,
        to,
        value,
        data);
  }

  /** Whether the node already had it is seen by looking for it, not by the wording of a refusal. */
  private void handIn(SignedTransaction signed) {
    try {
      ethereum.sendRawTransaction(signed.raw());
    } catch (RpcException e) {
      if (!ethereum.knows(signed.hash())) {
        throw e;
      }
    }
  }

  /**
   * Waits for the receipt of a transaction that was handed in before.
   *
   * @throws TransactionLostException if no receipt came in time
   */
  public Receipt await(String what, Bytes32 hash) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<Receipt> receipt = ethereum.receipt(hash);
      if (receipt.isPresent()) {
        return receipt.get();
      }
      if (System.nanoTime() - deadline > 0) {
        throw new TransactionLostException(what, hash, patience);
      }
      try {
        Thread.sleep(POLL);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new TransactionLostException(what, hash, patience);
      }
    }
  }

  /** Runs it again where it ran: on the state before its block, which may be another than then. */
  private RevertReason reasonOf(Transaction transaction, Receipt receipt) {
    try {
      ethereum.simulate(
          address(),
          transaction.to(),
          transaction.value(),
          transaction.data(),
          BlockId.number(receipt.blockNumber() - 1));
      return new RevertReason.Silent();
    } catch (RevertedException e) {
      return e.reason();
    }
  }
}
