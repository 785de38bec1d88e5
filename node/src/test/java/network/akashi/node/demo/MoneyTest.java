package network.akashi.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Set;
import network.akashi.chain.Address;
import network.akashi.chain.Hex;
import network.akashi.chain.contracts.ContractErrors;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.chain.rpc.HttpJsonRpc;
import network.akashi.chain.rpc.RpcConfig;
import network.akashi.chain.rpc.RpcRequest;
import network.akashi.chain.tx.PrivateKey;
import network.akashi.chain.tx.Wallet;
import network.akashi.testkit.Anvil;
import org.junit.jupiter.api.Test;

class MoneyTest {
  private static final PrivateKey KEY = PrivateKey.fromHex("0x" + "00".repeat(31) + "7b");
  private static final Address FRIEND =
      Address.of(
          new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20});
  private static final BigInteger WEI = BigInteger.TEN.pow(15);

  @Test
  void seesASingleWeiTooFewOrTooMany() {
    try (Anvil anvil = Anvil.start();
        HttpJsonRpc rpc = new HttpJsonRpc(RpcConfig.of(anvil.address()))) {
      Ethereum ethereum = new Ethereum(rpc, ContractErrors.ALL);
      set(rpc, KEY.address(), BigInteger.TEN.pow(18));
      Wallet wallet = new Wallet(ethereum, KEY, Duration.ofSeconds(30));
      Money.Start start = Money.start(ethereum, Set.of(KEY.address(), FRIEND, Address.ZERO));
      wallet.transfer(FRIEND, WEI);
      wallet.transfer(FRIEND, WEI);
      Money fair = Money.since(start, ethereum);
      assertThat(fair.burnt()).isPositive();
      assertThat(fair.isConserved()).as(fair.text()).isTrue();

      set(rpc, FRIEND, WEI.add(WEI).subtract(BigInteger.ONE));
      wallet.transfer(FRIEND, BigInteger.ZERO); // a block with the theft in it
      Money stolen = Money.since(start, ethereum);
      assertThat(stolen.isConserved()).isFalse();
      assertThat(stolen.text()).contains("1 wei are missing");
    }
  }

  private static void set(HttpJsonRpc rpc, Address account, BigInteger wei) {
    rpc.call(RpcRequest.once("anvil_setBalance", account.toHex(), Hex.quantity(wei)));
  }
}
