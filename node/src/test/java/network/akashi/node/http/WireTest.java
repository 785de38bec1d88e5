package network.akashi.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.market.Verdict;
import network.akashi.node.NodeError;
import network.akashi.node.aggregator.Answer;
import network.akashi.node.attester.Opinion;
import network.akashi.node.attester.SignRequest;
import network.akashi.node.attester.Stance;
import network.akashi.node.attester.WitnessDriver;
import network.akashi.node.command.Certificate;
import network.akashi.node.command.Claim;
import network.akashi.node.command.Judgement;
import network.akashi.node.command.Testimony;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class WireTest {
  private static final String ALPHABET = "0123456789abcdefx{}[]\",:-.eE nultrfas\\";

  private static Bytes32 word(long n) {
    return Bytes32.of(BigInteger.valueOf(n));
  }

  private static Claim claim(RandomGenerator random) {
    return new Claim(
        word(random.nextInt(9)),
        word(2),
        word(3),
        word(4),
        Address.ZERO,
        random.nextLong(Long.MAX_VALUE),
        word(5));
  }

  private static String message(RandomGenerator random) {
    Claim claim = claim(random);
    Certificate certificate = new Certificate(word(6), List.of(word(7), word(8)));
    Bytes signature = word(9).bytes();
    JsonNode json =
        switch (random.nextInt(10)) {
          case 0 -> Wire.claim(claim);
          case 1 -> Wire.certificate(certificate);
          case 2 -> Wire.answer(new Answer.Certified(certificate));
          case 3 -> Wire.answer(new Answer.Refused(NodeError.PROOF_REJECTED));
          case 4 ->
              Wire.signRequest(
                  new SignRequest(1, List.of(claim), List.of(URI.create("http://127.0.0.1:1"))));
          case 5 ->
              Wire.signAnswer(
                  new Wire.SignAnswer(
                      Optional.of(signature),
                      List.of(new Opinion.Holds(), new Opinion.Refused(NodeError.TOO_LARGE))));
          case 6 ->
              Wire.verdictRequest(
                  new Wire.VerdictRequest(
                      1, new Judgement(word(1), Verdict.AVAILABLE, random.nextLong(1L << 40))));
          case 7 ->
              Wire.verdictAnswer(
                  random.nextBoolean()
                      ? new WitnessDriver.Answer(Optional.of(signature), new Stance.Agrees())
                      : new WitnessDriver.Answer(Optional.empty(), new Stance.From(7)));
          case 8 ->
              Wire.testimonies(
                  List.of(
                      new Testimony(claim, 1, List.of(word(1)), BigInteger.valueOf(5), signature)));
          default -> Wire.appeal(word(1), Verdict.UNPROVABLE);
        };
    return json.toString();
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    ForAll.cases(500, random -> assertThat(WireCheck.check(message(random))).isPositive());
  }

  @Test
  void whateverIsChangedItIsAValueOrNothing() {
    ForAll.cases(
        5_000,
        random -> {
          StringBuilder text = new StringBuilder(message(random));
          for (int i = random.nextInt(4); i >= 0 && !text.isEmpty(); i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
              case 0 -> text.deleteCharAt(at);
              case 1 -> text.setLength(at + 1);
              default -> text.setCharAt(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
          }
          WireCheck.check(text.toString());
        });
  }

  @Test
  void oneFieldOfAnotherKindSpoilsAMessage() {
    ForAll.cases(
        200,
        random -> {
          var json = Wire.claim(claim(random));
          List<String> names = List.copyOf(json.propertyNames());
          json.put(names.get(random.nextInt(names.size())), true);
          assertThat(Wire.claim(json)).isEmpty();
        });
  }

  @Test
  void seatsThatNoCommitteeHasAreNoSeats() {
    Testimony testimony =
        new Testimony(
            claim(new java.util.SplittableRandom(1)),
            1,
            List.of(),
            BigInteger.ONE.shiftLeft(256),
            Bytes.EMPTY);

    assertThat(Wire.testimonies(Wire.testimonies(List.of(testimony)))).isEmpty();
  }
}
