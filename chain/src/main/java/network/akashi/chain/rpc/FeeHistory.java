package network.akashi.chain.rpc;

import java.math.BigInteger;
import java.util.List;

/**
 * What gas cost lately.
 *
 * @param nextBaseFee wei per gas in the next block
 * @param tips median tip of each of the last blocks, wei per gas
 */
public record FeeHistory(BigInteger nextBaseFee, List<BigInteger> tips) {
  public FeeHistory {
    tips = List.copyOf(tips);
  }

  /** The median of the blocks' median tips, or {@code otherwise} if there are none but zeros. */
  public BigInteger typicalTip(BigInteger otherwise) {
    List<BigInteger> paid = tips.stream().filter(each -> each.signum() > 0).sorted().toList();
    return paid.isEmpty() ? otherwise : paid.get(paid.size() / 2);
  }
}
