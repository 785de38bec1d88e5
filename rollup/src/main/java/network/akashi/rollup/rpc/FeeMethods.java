package network.akashi.rollup.rpc;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import network.akashi.chain.Hex;
import network.akashi.rollup.block.Header;
import network.akashi.rollup.sequencer.Sequencer;
import network.akashi.rollup.store.StoredTransaction;
import tools.jackson.databind.JsonNode;

/** Methods about fees. */
final class FeeMethods {
  private static final int MOST_BLOCKS = 1_024;
  private static final int BLOCKS_TO_SUGGEST_BY = 20;

  private final Sequencer sequencer;
  private final Blocks blocks;

  FeeMethods(Sequencer sequencer, Blocks blocks) {
    this.sequencer = sequencer;
    this.blocks = blocks;
  }

  void register(Map<String, RpcMethods.Method> methods) {
    methods.put("eth_gasPrice", _ -> Hex.quantity(nextBaseFee().add(suggestedTip())));
    methods.put("eth_maxPriorityFeePerGas", _ -> Hex.quantity(suggestedTip()));
    methods.put("eth_feeHistory", this::history);
  }

  private BigInteger nextBaseFee() {
    return sequencer.chain().published().header().nextBaseFee();
  }

  /** The least tip that is taken, or what was usually paid lately if that is more. */
  private BigInteger suggestedTip() {
    List<BigInteger> tips = new ArrayList<>();
    long latest = blocks.latest();
    for (long each = latest; each > 0 && each > latest - BLOCKS_TO_SUGGEST_BY; each--) {
      tips.addAll(tips(each));
    }
    tips.sort(null);
    BigInteger usual = tips.isEmpty() ? BigInteger.ZERO : tips.get(tips.size() / 2);
    return usual.max(sequencer.config().mempool().minTip());
  }

  private List<BigInteger> tips(long number) {
    BigInteger baseFee = blocks.header(number).orElseThrow().baseFee();
    List<BigInteger> tips = new ArrayList<>();
    for (StoredTransaction each : sequencer.chain().store().transactions(number)) {
      tips.add(EthJson.transfer(each.raw()).tip(baseFee));
    }
    tips.sort(null);
    return tips;
  }

  private Object history(Params in) {
    BigInteger asked = in.quantity(0);
    long newest = Math.min(blocks.number(in.at(1)), blocks.latest());
    List<Double> percentiles = percentiles(in);
    long count = asked.min(BigInteger.valueOf(Math.min(MOST_BLOCKS, newest + 1))).longValue();
    long oldest = newest - count + 1;
    List<String> baseFees = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    List<List<String>> rewards = new ArrayList<>();
    for (long each = oldest; each <= newest; each++) {
      Header header = blocks.header(each).orElseThrow();
      baseFees.add(Hex.quantity(header.baseFee()));
      ratios.add((double) header.gasUsed() / Header.GAS_LIMIT);
      if (!percentiles.isEmpty()) {
        rewards.add(rewards(tips(each), percentiles));
      }
    }
    baseFees.add(Hex.quantity(blocks.header(newest).orElseThrow().nextBaseFee()));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("oldestBlock", Hex.quantity(oldest));
    json.put("baseFeePerGas", baseFees);
    json.put("gasUsedRatio", ratios);
    if (!percentiles.isEmpty()) {
      json.put("reward", rewards);
    }
    return json;
  }

  private static List<Double> percentiles(Params in) {
    List<Double> percentiles = new ArrayList<>();
    for (JsonNode each : in.json().path(2)) {
      double last = percentiles.isEmpty() ? 0 : percentiles.getLast();
      if (!each.isNumber() || each.doubleValue() < last || each.doubleValue() > 100) {
        throw RpcFault.invalidParams("percentiles are numbers from 0 to 100, in ascending order");
      }
      percentiles.add(each.doubleValue());
    }
    return percentiles;
  }

  /** All transfers use the same gas, so that percentiles of gas are percentiles of transfers. */
  private List<String> rewards(List<BigInteger> tips, List<Double> percentiles) {
    // Wallets take their tip from here: of an empty block it is what would have been enough.
    BigInteger least = sequencer.config().mempool().minTip();
    List<String> rewards = new ArrayList<>();
    for (double each : percentiles) {
      int place = (int) Math.min(tips.size() - 1, Math.ceil(tips.size() * each / 100));
      BigInteger tip = tips.isEmpty() ? least : tips.get(Math.max(0, place)).max(least);
      rewards.add(Hex.quantity(tip));
    }
    return rewards;
  }
}
