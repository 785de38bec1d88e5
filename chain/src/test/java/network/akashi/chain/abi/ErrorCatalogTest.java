package network.akashi.chain.abi;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorCatalogTest {
  private static final ErrorCatalog CATALOG =
      ErrorCatalog.of(
          List.of(
              new ErrorCatalog.Definition(
                  "BudgetTooLow", "(uint256,uint256)", List.of("budget", "escrow")),
              new ErrorCatalog.Definition("Lists", "(uint8[],bytes)", List.of("ids", "data")),
              new ErrorCatalog.Definition("NothingToDo", "()", List.of())));

  private static Bytes error(String signature, Object... values) {
    return AbiFunction.of(signature, "()").encode(values);
  }

  @Test
  void namesCustomErrorsAndTheirArguments() {
    RevertReason reason =
        CATALOG.explain(error("BudgetTooLow(uint256,uint256)", BigInteger.TWO, BigInteger.TEN));

    assertThat(reason).hasToString("BudgetTooLow(budget: 2, escrow: 10)");
    assertThat(reason.errorName()).isEqualTo("BudgetTooLow");
    assertThat(CATALOG.explain(error("Lists(uint8[],bytes)", new int[] {1, 2}, new byte[] {3})))
        .hasToString("Lists(ids: [1, 2], data: 0x03)");
    assertThat(CATALOG.explain(error("NothingToDo()"))).hasToString("NothingToDo()");
  }

  @Test
  void knowsWhatSolidityHasItself() {
    assertThat(CATALOG.explain(error("Error(string)", "too late")))
        .isEqualTo(new RevertReason.Message("too late"));
    assertThat(CATALOG.explain(Bytes.EMPTY)).isInstanceOf(RevertReason.Silent.class);
  }

  @ParameterizedTest
  @CsvSource({"17, arithmetic overflow", "50, index out of range", "99, unknown", "999, unknown"})
  void explainsPanics(int code, String meaning) {
    assertThat(CATALOG.explain(error("Panic(uint256)", BigInteger.valueOf(code))))
        .isEqualTo(new RevertReason.Panic(BigInteger.valueOf(code), meaning));
  }

  @Test
  void whatItDoesNotKnowIsShownAsItIs() {
    Bytes unknown = error("Other(uint256)", BigInteger.ONE);
    assertThat(CATALOG.explain(unknown)).isEqualTo(new RevertReason.Unknown(unknown));
    Bytes tooShort = Bytes.fromHex("0x0102");
    assertThat(CATALOG.explain(tooShort)).isEqualTo(new RevertReason.Unknown(tooShort));
    Bytes tooLong = Bytes.concat(error("NothingToDo()"), Bytes32.ZERO.bytes());
    assertThat(CATALOG.explain(tooLong)).isEqualTo(new RevertReason.Unknown(tooLong));
  }

  @Test
  void neverThrows() {
    List<Bytes> starts =
        List.of(
            error("Error(string)", "x").slice(0, 4),
            error("Panic(uint256)", BigInteger.ONE).slice(0, 4),
            error("Lists(uint8[],bytes)", new int[0], new byte[0]).slice(0, 4),
            Bytes.EMPTY);
    ForAll.cases(
        2_000,
        random -> {
          byte[] rest = new byte[random.nextInt(200)];
          if (random.nextBoolean()) {
            random.nextBytes(rest);
          }
          for (int i = 0; i + 32 <= rest.length; i += 32) {
            rest[i + 31] = (byte) random.nextInt(128);
          }
          Bytes data = Bytes.concat(starts.get(random.nextInt(starts.size())), Bytes.of(rest));
          assertThat(CATALOG.explain(data).toString()).isNotEmpty();
        });
  }
}
