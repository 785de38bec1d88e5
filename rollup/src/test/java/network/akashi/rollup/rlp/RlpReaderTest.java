package network.akashi.rollup.rlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.function.Consumer;
import network.akashi.chain.Hex;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;

class RlpReaderTest {
  @Test
  void saysWhatIsWrong() {
    refuses("0x", RlpReader::string, RlpError.TRUNCATED);
    refuses("0x83aabb", RlpReader::string, RlpError.TRUNCATED);
    refuses("0xb9", RlpReader::string, RlpError.TRUNCATED);
    refuses("0xc181", reader -> reader.list().string(), RlpError.TOO_LONG);
    refuses("0xc1b8", reader -> reader.list().string(), RlpError.TOO_LONG);
    refuses("0xbc0100000000aa", RlpReader::string, RlpError.TOO_LONG);
    refuses("0xb800", RlpReader::string, RlpError.LENGTH_NOT_MINIMAL);
    refuses("0xb837" + "00".repeat(55), RlpReader::string, RlpError.LENGTH_NOT_MINIMAL);
    refuses("0x817f", RlpReader::string, RlpError.BYTE_NOT_MINIMAL);
    refuses("0x80", RlpReader::list, RlpError.NOT_A_LIST);
    refuses("0xc0", RlpReader::string, RlpError.NOT_A_STRING);
    refuses("0x00", RlpReader::number64, RlpError.NUMBER_NOT_MINIMAL);
    refuses("0x820001", reader -> reader.number(64), RlpError.NUMBER_NOT_MINIMAL);
    refuses("0x89010000000000000000", RlpReader::number64, RlpError.NUMBER_TOO_BIG);
    refuses("0x820100", reader -> reader.number(8), RlpError.NUMBER_TOO_BIG);
    refuses("0x820100", reader -> reader.string(3), RlpError.WRONG_SIZE);
    refuses("0xc0", reader -> reader.list().string(), RlpError.TOO_FEW_ITEMS);
    refuses("0xc101", reader -> reader.list().end(), RlpError.TOO_MANY_ITEMS);
    refuses("0x0101", RlpReader::end, RlpError.TOO_MANY_ITEMS);
  }

  private static void refuses(String hex, Consumer<RlpReader> read, RlpError error) {
    RlpReader reader = RlpReader.of(Hex.decode(hex));
    assertThatThrownBy(() -> read.accept(reader))
        .isInstanceOfSatisfying(RlpException.class, e -> assertThat(e.error()).isEqualTo(error));
  }

  @Test
  void readsWhatIsWritten() {
    ForAll.cases(
        200,
        random -> {
          byte[] text = new byte[random.nextInt(70)];
          random.nextBytes(text);
          long number = random.nextLong() >>> random.nextInt(64);
          BigInteger big = new BigInteger(1, text);
          RlpReader list =
              RlpReader.of(
                      Rlp.list(
                          Rlp.string(text),
                          Rlp.number(number),
                          Rlp.number(big),
                          Rlp.list(Rlp.string(text))))
                  .list();
          assertThat(list.string()).isEqualTo(text);
          assertThat(list.number64()).isEqualTo(number);
          assertThat(list.number(560)).isEqualTo(big);
          assertThat(list.raw()).isEqualTo(Rlp.list(Rlp.string(text)));
          list.end();
        });
  }
}
