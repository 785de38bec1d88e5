package network.akashi.node.demo;

import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import network.akashi.chain.Address;
import network.akashi.chain.BlockId;
import network.akashi.chain.Hex;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.chain.rpc.RpcRequest;
import tools.jackson.databind.JsonNode;

/**
 * Whether money is conserved, to the wei: what all accounts of a demo had after one block, they
 * have after another, less what the chain burnt of their fees in between.
 *
 * @param before after block {@code from}
 * @param after after block {@code to}
 * @param burnt base fees and fees of blobs in the blocks after {@code from}, up to {@code to}
 */
record Money(BigInteger before, BigInteger after, BigInteger burnt) {
  /** What is counted from. */
  record Start(long block, Set<Address> accounts, BigInteger total) {}

  /**
   * Begins to count.
   *
   * @param accounts all that will have any money, the one that is given tips among them
   */
  static Start start(Ethereum ethereum, Set<Address> accounts) {
    long block = ethereum.blockNumber();
    return new Start(block, Set.copyOf(accounts), total(ethereum, accounts, block));
  }

  /** Counts up to now. */
  static Money since(Start start, Ethereum ethereum) {
    long end = ethereum.blockNumber();
    BigInteger burnt = BigInteger.ZERO;
    for (long block = start.block() + 1; block <= end; block++) {
      burnt = burnt.add(burntIn(ethereum, block));
    }
    return new Money(start.total(), total(ethereum, start.accounts(), end), burnt);
  }

  /** Nothing appeared and nothing vanished. */
  boolean isConserved() {
    return before.equals(after.add(burnt));
  }

  String text() {
    return isConserved()
        ? "conserved to the wei"
        : "NOT conserved: %s wei are missing".formatted(before.subtract(after).subtract(burnt));
  }

  private static BigInteger total(Ethereum ethereum, Set<Address> accounts, long block) {
    return accounts.stream()
        .map(each -> ethereum.balance(each, BlockId.number(block)))
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  private static BigInteger burntIn(Ethereum ethereum, long number) {
    JsonNode block =
        ethereum
            .rpc()
            .call(RpcRequest.idempotent("eth_getBlockByNumber", Hex.quantity(number), false));
    BigInteger burnt = product(block, "gasUsed", "baseFeePerGas");
    if (!block.path("transactions").isEmpty()) {
      JsonNode receipts =
          ethereum.rpc().call(RpcRequest.idempotent("eth_getBlockReceipts", Hex.quantity(number)));
      for (JsonNode receipt : receipts) {
        burnt = burnt.add(product(receipt, "blobGasUsed", "blobGasPrice"));
      }
    }
    return burnt;
  }

  /** Zero if one of the two is not there. */
  private static BigInteger product(JsonNode json, String one, String other) {
    return List.of(one, other).stream()
        .map(name -> json.path(name).stringValue("0x0"))
        .map(hex -> new BigInteger(hex.substring(2), 16))
        .reduce(BigInteger.ONE, BigInteger::multiply);
  }
}
