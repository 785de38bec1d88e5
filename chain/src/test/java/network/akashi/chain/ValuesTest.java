package network.akashi.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
  /** EIP-55, "Test Cases". */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
        "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
        "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
        "0x52908400098527886E0F7030069857D2E4169EE7",
        "0xde709f2102306220921060314715629080e2fb77"
      })
  void addressesHaveAChecksum(String text) {
    Address address = Address.fromHex(text);

    assertThat(address.toChecksummed()).isEqualTo(text);
    assertThat(address.toHex()).isEqualToIgnoringCase(text);
  }

  @Test
  void aMistypedAddressIsSeen() {
    assertThatThrownBy(() -> Address.fromHex("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mistyped");
    assertThatThrownBy(() -> Address.fromHex("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeA"))
        .hasMessageContaining("40 hex digits, not 38");
    assertThatThrownBy(() -> Address.fromHex("5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD00"))
        .hasMessageContaining("must start with 0x");
  }

  /** Known from the history of mainnet: the addresses that this account's first contracts got. */
  @ParameterizedTest
  @CsvSource({
    "0, 0xcd234a471b72ba2f1ccf0a70fcaba648a5eecd8d",
    "1, 0x343c43a37d37dff08ae8c4a11544c718abb4fcf8",
    "2, 0xf778b86fa74e846c4f0a1fbd1335fe81c00a0c91",
    "3, 0xfffd933a0bc612844eaf0c6fe3e5b8e9b6c1d19c"
  })
  void creationsHaveAddressesByNonce(long nonce, String expected) {
    Address creator = Address.fromHex("0x6ac7ea33f8831ea9dcc53393aaa88b25a785dbf0");
    assertThat(creator.created(nonce).toHex()).isEqualTo(expected);
  }

  @Test
  void keccakIsNotSha3() {
    assertThat(Keccak256.hash().toHex())
        .isEqualTo("0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
  }

  @ParameterizedTest
  @CsvSource({"0x0, 0", "0x41, 65", "0x400, 1024", "0x0400, 1024"})
  void quantities(String text, long value) {
    assertThat(Hex.parseQuantity(text)).isEqualTo(value);
    assertThat(Hex.parseQuantity(Hex.quantity(value))).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0x", "ff", "0xfg", "0x-1", "-0x1"})
  void noQuantities(String text) {
    assertThatThrownBy(() -> Hex.parseQuantity(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "00", "0x0", "0x0g", "0X00"})
  void noData(String text) {
    assertThatThrownBy(() -> Bytes.fromHex(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void bytesCannotBeChangedFromOutside() {
    byte[] array = {1, 2, 3};
    Bytes bytes = Bytes.of(array);
    array[0] = 9;
    bytes.toArray()[1] = 9;

    assertThat(bytes).isEqualTo(Bytes.fromHex("0x010203")).hasToString("0x010203");
    assertThat(Bytes.concat(bytes, bytes).slice(2, 4)).isEqualTo(Bytes.fromHex("0x0301"));
  }

  @Test
  void wordsAreNumbers() {
    BigInteger most = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);
    assertThat(Bytes32.of(most).toBigInteger()).isEqualTo(most);
    assertThat(Bytes32.of(BigInteger.ZERO)).isEqualTo(Bytes32.ZERO);
    assertThatThrownBy(() -> Bytes32.of(most.add(BigInteger.ONE)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Bytes32.of(new byte[31])).hasMessageContaining("are 31");
  }
}
