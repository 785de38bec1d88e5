package network.akashi.chain.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import network.akashi.chain.Bytes32;
import network.akashi.chain.keys.KeystoreException.Reason;
import network.akashi.chain.tx.PrivateKey;
import network.akashi.testkit.ForAll;
import org.bouncycastle.crypto.generators.SCrypt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeystoreTest {
  /** Both vectors: "Web3 Secret Storage Definition", section "Test Vectors". */
  private static final String PBKDF2 =
      """
      {"crypto": {"cipher": "aes-128-ctr",
        "cipherparams": {"iv": "6087dab2f9fdbbfaddc31a909735c1e6"},
        "ciphertext": "5318b4d5bcd28de64ee5559e671353e16f075ecae9f99c7a79a38af5f869aa46",
        "kdf": "pbkdf2",
        "kdfparams": {"c": 262144, "dklen": 32, "prf": "hmac-sha256",
          "salt": "ae3cd4e7013836a3df6bd7241b12db061dbe2c6785853cce422d148a624ce0bd"},
        "mac": "517ead924a9d0dc3124507e3393d175ce3ff7c1e96529c6c555ce9e51205e9b2"},
       "id": "3198bc9c-6672-5ab3-d995-4942343ae5b6", "version": 3}
      """;

  private static final String SCRYPT =
      """
      {"crypto": {"cipher": "aes-128-ctr",
        "cipherparams": {"iv": "83dbcc02d8ccb40e466191a123791e0e"},
        "ciphertext": "d172bf743a674da9cdad04534d56926ef8358534d458fffccd4e6ad2fbde479c",
        "kdf": "scrypt",
        "kdfparams": {"dklen": 32, "n": 262144, "p": 8, "r": 1,
          "salt": "ab0c7876052600dd703518d6fc3fe8984592145b591fc8fb5c6d43190334ba19"},
        "mac": "2103ac29920d71da29f15d75b4a16dbe95cfd7ff8faea1056c33131d846e3097"},
       "id": "3198bc9c-6672-5ab3-d995-4942343ae5b6", "version": 3}
      """;

  private static final char[] PASSWORD = "testpassword".toCharArray();
  private static final Bytes32 SECRET =
      Bytes32.fromHex("0x7a28b5ba57c53603b0b07b56bba752f7784bf506fa95edc395f5cf6c7514fe9d");

  @ParameterizedTest
  @ValueSource(strings = {PBKDF2, SCRYPT})
  void readsThePublicVectors(String keystore) {
    assertThat(Keystore.read(keystore, PASSWORD).secret()).isEqualTo(SECRET);
  }

  /** geth, accounts/keystore/testdata/v3_test_vector.json: keys without their leading zeros. */
  @ParameterizedTest
  @CsvSource({
    "e0c41130a323adc1446fc82f724bca2f,"
        + " 9517cd5bdbe69076f9bf5057248c6c050141e970efa36ce53692d5d59a3984,"
        + " 711f816911c92d649fb4c84b047915679933555030b3552c1212609b38208c63,"
        + " d5e116151c6aa71470e67a7d42c9620c75c4d23229847dcc127794f0732b0db5,"
        + " 00fa7b3db73dc7dfdf8c5fbdb796d741e4488628c41fc4febd9160a866ba0f35",
    "3ca92af36ad7c2cd92454c59cea5ef00,"
        + " 108b7d34f3442fc26ab1ab90ca91476ba6bfa8c00975a49ef9051dc675aa,"
        + " d0769e608fb86cda848065642a9c6fa046845c928175662b8e356c77f914cd3b,"
        + " 75d0e6759f7b3cefa319c3be41680ab6beea7d8328653474bd06706d4cc67420,"
        + " 000081c29e8142bb6a81bef5a92bda7a8328a5c85bb2f9542e76f9b0f94fc018"
  })
  void readsShortKeys(String iv, String cipherText, String salt, String mac, String secret) {
    String keystore =
        """
        {"crypto": {"cipher": "aes-128-ctr", "cipherparams": {"iv": "%s"}, "ciphertext": "%s",
          "kdf": "scrypt", "kdfparams": {"dklen": 32, "n": 2, "r": 8, "p": 1, "salt": "%s"},
          "mac": "%s"}, "version": 3}
        """
            .formatted(iv, cipherText, salt, mac);

    assertThat(Keystore.read(keystore, "foo".toCharArray()).secret())
        .isEqualTo(Bytes32.fromHex("0x" + secret));
  }

  @Test
  void scryptIsThatOfTheLibrary() {
    ForAll.cases(
        20,
        random -> {
          byte[] password = new byte[random.nextInt(40)];
          byte[] salt = new byte[random.nextInt(40)];
          random.nextBytes(password);
          random.nextBytes(salt);
          int n = 2 << random.nextInt(6);
          int r = 1 + random.nextInt(9);
          int p = 1 + random.nextInt(3);
          assertThat(Scrypt.derive(password, salt, n, r, p, 32))
              .isEqualTo(SCrypt.generate(password, salt, n, r, p, 32));
        });
  }

  @Test
  void aWrongPasswordIsSeen() {
    refused(PBKDF2, "testpasswore", Reason.WRONG_PASSWORD);
    refused(PBKDF2.replace("517ead", "517eae"), "testpassword", Reason.WRONG_PASSWORD);
    refused(PBKDF2.replace("5318b4", "5318b5"), "testpassword", Reason.WRONG_PASSWORD);
  }

  @ParameterizedTest
  @CsvSource({
    "aes-128-ctr, aes-128-cbc, UNSUPPORTED",
    "\"version\": 3, \"version\": 1, UNSUPPORTED",
    "hmac-sha256, hmac-sha1, UNSUPPORTED",
    "\"pbkdf2\", \"argon2\", UNSUPPORTED",
    "\"dklen\": 32, \"dklen\": 16, UNSUPPORTED",
    "\"c\": 262144, \"c\": 0, MALFORMED",
    "\"c\": 262144, \"c\": 2000000000, TOO_COSTLY",
    "\"c\": 262144, \"c\": 99999999999999, MALFORMED",
    "\"mac\", \"mak\", MALFORMED",
    "5318b4, 5318zz, MALFORMED",
    "5318b4, 5318b400, MALFORMED"
  })
  void whatCannotBeReadSaysWhy(String there, String instead, Reason reason) {
    refused(PBKDF2.replace(there, instead), "testpassword", reason);
  }

  @ParameterizedTest
  @CsvSource({
    "\"n\": 262144, \"n\": 262143, MALFORMED",
    "\"n\": 262144, \"n\": 1, MALFORMED",
    "\"n\": 262144, \"n\": 1073741824, TOO_COSTLY",
    "\"p\": 8, \"p\": 2147483647, TOO_COSTLY",
    "\"r\": 1, \"r\": 2147483647, TOO_COSTLY"
  })
  void scryptIsBounded(String there, String instead, Reason reason) {
    refused(SCRYPT.replace(there, instead), "testpassword", reason);
  }

  private static void refused(String keystore, String password, Reason reason) {
    assertThatThrownBy(() -> Keystore.read(keystore, password.toCharArray()))
        .isInstanceOfSatisfying(
            KeystoreException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("testpass"));
  }

  @Test
  void whatIsWrittenIsRead() {
    ForAll.cases(
        20,
        random -> {
          byte[] secret = new byte[32];
          random.nextBytes(secret);
          secret[0] &= 0x7f;
          PrivateKey key = PrivateKey.of(Bytes32.of(secret));
          char[] password = password(random);
          String json = Keystore.write(key, password, new SecureRandom(), 1 << 4);

          assertThat(Keystore.read(json, password).secret()).isEqualTo(key.secret());
          assertThat(json)
              .contains(key.address().toHex().substring(2))
              .doesNotContain(key.secret().toHex().substring(2));
        });
  }

  private static char[] password(RandomGenerator random) {
    char[] letters = new char[random.nextInt(20)];
    for (int i = 0; i < letters.length; i++) {
      letters[i] = (char) (0x20 + random.nextInt(0x2000));
    }
    return letters;
  }

  @Test
  void rubbishIsMalformedAndNothingElse() {
    ForAll.cases(
        300,
        random -> {
          StringBuilder text = new StringBuilder(PBKDF2.replace("262144", "2"));
          for (int i = 0; i < 1 + random.nextInt(3); i++) {
            text.setCharAt(random.nextInt(text.length()), (char) (0x20 + random.nextInt(0x5f)));
          }
          try {
            Keystore.read(text.toString(), PASSWORD);
          } catch (KeystoreException expected) {
            assertThat(expected.reason()).isNotNull();
          }
        });
  }
}
