package network.akashi.rollup.transaction;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.math.BigInteger;
import network.akashi.chain.Bytes;
import network.akashi.rollup.block.Transfer;

/** No bytes make decoding or judging a transaction fail. */
class TransactionFuzzTest {
  @FuzzTest
  void anyBytes(byte[] raw) {
    Bytes bytes = Bytes.of(raw);
    TransactionDecoder.decode(bytes)
        .toOptional()
        .ifPresent(transaction -> {
          for (Fork fork : Fork.values()) {
            var _ = fork.check(transaction, BigInteger.ONE);
          }
        });
    if (Transfer.decode(bytes) instanceof Transfer.Decoding.Decoded(Transfer transfer)) {
      var _ = transfer.flaw(1);
      var _ = transfer.sender();
    }
  }
}
