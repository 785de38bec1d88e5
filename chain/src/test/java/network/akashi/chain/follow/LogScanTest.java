package network.akashi.chain.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import network.akashi.chain.Hex;
import network.akashi.chain.Log;
import network.akashi.chain.LogFilter;
import network.akashi.chain.contracts.ContractErrors;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.chain.rpc.JsonRpc;
import network.akashi.chain.rpc.RpcError;
import network.akashi.chain.rpc.RpcException;
import network.akashi.chain.rpc.RpcReply;
import network.akashi.chain.rpc.RpcRequest;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;

class LogScanTest {
  private static final LogFilter ALL = LogFilter.of();

  /** One log a block; refuses ranges of more blocks than its limit, as providers do. */
  private static final class LimitedNode implements JsonRpc {
    private long limit;
    private int queries;

    LimitedNode(long limit) {
      this.limit = limit;
    }

    @Override
    public List<RpcReply> batch(List<RpcRequest> requests) {
      return requests.stream().map(this::answer).toList();
    }

    private RpcReply answer(RpcRequest request) {
      queries++;
      Map<?, ?> filter = (Map<?, ?>) request.params().getFirst();
      long from = Hex.parseQuantity(String.valueOf(filter.get("fromBlock"))).longValue();
      long to = Hex.parseQuantity(String.valueOf(filter.get("toBlock"))).longValue();
      if (to - from + 1 > limit) {
        return new RpcReply.Failure(
            new RpcError(-32000, "query exceeds max block range", MissingNode.getInstance()));
      }
      ArrayNode logs = JsonMapper.shared().createArrayNode();
      for (long block = from; block <= to; block++) {
        String word = "0x%064x".formatted(block);
        logs.addObject()
            .put("address", "0x" + "00".repeat(20))
            .put("data", "0x")
            .put("blockNumber", Hex.quantity(block))
            .put("blockHash", word)
            .put("transactionHash", word)
            .put("logIndex", "0x0")
            .putArray("topics");
      }
      return new RpcReply.Result(logs);
    }
  }

  private static LogScan scan(JsonRpc node, long most) {
    return new LogScan(new Ethereum(node, ContractErrors.ALL), ALL, most);
  }

  private static List<Long> blocks(LogScan scan, long from, long to) {
    List<Long> blocks = new ArrayList<>();
    long at = from;
    while (at <= to) {
      LogScan.Chunk chunk = scan.next(at, to);
      chunk.logs().stream().map(Log::blockNumber).forEach(blocks::add);
      at = chunk.to() + 1;
    }
    return blocks;
  }

  @Test
  void everyBlockOnceWhateverTheLimit() {
    ForAll.cases(
        60,
        random -> {
          LimitedNode node = new LimitedNode(1 + random.nextInt(3_000));
          long from = random.nextInt(100);
          long to = from + random.nextInt(6_000);
          List<Long> blocks = blocks(scan(node, 1 + random.nextInt(5_000)), from, to);
          assertThat(blocks).hasSize((int) (to - from + 1)).isSorted().doesNotHaveDuplicates();
          assertThat(blocks.getFirst()).isEqualTo(from);
        });
  }

  @Test
  void findsTheLimitAndKeepsToIt() {
    LimitedNode node = new LimitedNode(500);
    LogScan scan = scan(node, 50_000);
    blocks(scan, 1, 50_000);
    // 100 queries at the very least.
    assertThat(node.queries).isLessThan(180);
    assertThat(scan.blocksAtOnce()).isBetween(200L, 600L);
  }

  @Test
  void growsWhereItMay() {
    LimitedNode node = new LimitedNode(Long.MAX_VALUE);
    LogScan scan = scan(node, 10_000);
    blocks(scan, 1, 200_000);
    assertThat(scan.blocksAtOnce()).isEqualTo(10_000);
    assertThat(node.queries).isLessThan(40);
  }

  @Test
  void aNodeThatRefusesEvenOneBlockIsHeard() {
    LimitedNode node = new LimitedNode(0);
    assertThatThrownBy(() -> scan(node, 1_000).next(1, 1_000))
        .isInstanceOf(RpcException.Refused.class)
        .hasMessageContaining("max block range");
    assertThat(node.queries).isLessThan(15);
  }
}
