package network.akashi.market.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import network.akashi.market.AssignmentRule;
import network.akashi.market.Auction;
import network.akashi.market.Award;
import network.akashi.market.Bytes32;
import network.akashi.market.Candidate;
import network.akashi.market.Offer;
import network.akashi.market.Pool;
import network.akashi.market.SampledSecondPrice;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;

/** Others' mechanisms do what their authors and the textbooks say of them. */
class RulesTest {
  private static final long LIMIT = 2_000_000;
  private static final long REFERENCE = 1_500_000;
  private static final List<AssignmentRule> ALL =
      List.of(
          new SampledSecondPrice(),
          new SecondPrice(),
          new FirstPrice(),
          new ReverseDutch(50, 600, 12),
          new Race(),
          new Contest(),
          new PowerLaw(8),
          new SquareRootStake(),
          PostedPrice.lottery(),
          PostedPrice.firstCome(),
          new LotteryMix(0.25, new SecondPrice()),
          new DoubleAuction());

  @Test
  void everyRuleAwardsAmongTheOffersWithinTheLimitAndIsAFunction() {
    ForAll.cases(
        500,
        random -> {
          List<Offer> offers = offers(random, random.nextInt(8));
          Auction auction = auction(random, offers);
          for (AssignmentRule rule : ALL) {
            Optional<Award> award = rule.assign(auction);
            assertThat(rule.assign(auction)).as("%s again", rule).isEqualTo(award);
            if (award.isPresent()) {
              assertThat(offers)
                  .extracting(offer -> new Candidate(offer.id(), offer.ask()))
                  .containsAll(award.get().winners());
              assertThat(award.get().winners()).doesNotHaveDuplicates();
              assertThat(award.get().price())
                  .as("%s: at most the limit", rule)
                  .isLessThanOrEqualTo(LIMIT);
              assertThat(award.get().workers()).contains(award.get().prover(0));
            } else if (!offers.isEmpty()) {
              assertThat(rule).isInstanceOfAny(Race.class, PostedPrice.class, DoubleAuction.class);
            }
          }
        });
  }

  @Test
  void nobodyIsPaidLessThanItsAskByRulesThatKnowAsks() {
    ForAll.cases(
        500,
        random -> {
          Auction auction = auction(random, offers(random, 1 + random.nextInt(8)));
          for (AssignmentRule rule : ALL) {
            if (!(rule instanceof Contest || rule instanceof SquareRootStake)) {
              rule.assign(auction)
                  .ifPresent(award ->
                      assertThat(award.price())
                          .as("%s", rule)
                          .isGreaterThanOrEqualTo(award.ask(0)));
            }
          }
        });
  }

  @Test
  void secondPriceCannotBeImprovedByAnotherAsk() {
    ForAll.cases(
        500,
        random -> {
          List<Offer> offers = offers(random, 2 + random.nextInt(6));
          long cost = offers.getFirst().ask();
          long honest = profit(new SecondPrice(), offers, cost, cost);
          long other = 900_000L + random.nextInt(1_100_000);
          assertThat(profit(new SecondPrice(), offers, cost, other)).isLessThanOrEqualTo(honest);
        });
  }

  private static long profit(AssignmentRule rule, List<Offer> offers, long cost, long ask) {
    List<Offer> changed = new ArrayList<>(offers);
    Offer first = offers.getFirst();
    changed.set(0, new Offer(first.id(), ask, first.weight(), first.free()));
    Award award = rule.assign(auction(Bytes32.of(1), changed)).orElseThrow();
    return award.prover(0) == first.id() ? award.price() - cost : 0;
  }

  /** Contest success function of Tullock: shares, dropouts and bounds in closed form. */
  @Test
  void contestHasTheTextbookEquilibrium() {
    double[] ten = {0.8, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    assertThat(Contest.shares(ten)[0]).isCloseTo(0.2653, within(1e-4));
    assertThat(Contest.shares(ten)[9]).isCloseTo(0.0816, within(1e-4));
    ten[0] = 0.5;
    assertThat(Contest.shares(ten)[0]).isCloseTo(0.5263, within(1e-4));
    assertThat(Contest.shares(new double[] {1, 1.1, 1.2, 1.3, 1.4, 1.5}))
        .containsExactly(new double[] {0.3333, 0.2667, 0.2, 0.1333, 0.0667, 0}, within(1e-4));
    assertThat(Contest.shares(new double[] {1, 1.25})[0]).isCloseTo(0.5556, within(1e-4));
    assertThat(Contest.shares(new double[] {1})).containsExactly(1);
    assertThat(Contest.shares(new double[0])).isEmpty();
  }

  /** Myerson payments of the power law, against the closed form for α = 2. */
  @Test
  void powerLawPaysMyersonsIntegral() {
    PowerLaw rule = new PowerLaw(2);
    assertThat(rule.share(1, 2)).isCloseTo(1 / 3.0, within(1e-9));
    assertThat(rule.expectedPayment(1, 2, 2)).isCloseTo(0.52824, within(1e-5));
    double rivals = 1 + 1 / 1.44;
    assertThat(rule.share(0.8, rivals)).isCloseTo(0.47974, within(1e-5));
    assertThat(rule.expectedPayment(0.8, rivals, 2)).isCloseTo(0.68986, within(1e-5));
    assertThat(rule.share(0.8, 9)).isCloseTo(0.14793, within(1e-5));
    assertThat(rule.expectedPayment(0.8, 9, 2)).isCloseTo(0.19489, within(1e-5));
    double root = StrictMath.sqrt(rivals);
    double integral = (StrictMath.atan(2 * root) - StrictMath.atan(0.8 * root)) / root;
    assertThat(rule.expectedPayment(0.8, rivals, 2))
        .isCloseTo(0.8 * rule.share(0.8, rivals) + integral, within(1e-9));
  }

  /** Splitting one of 32 equal stakes into k identities lifts its chance to √k / (31 + √k). */
  @Test
  void squareRootsRewardSplitting() {
    for (int parts : new int[] {1, 4, 16}) {
      List<Offer> offers = new ArrayList<>();
      for (int i = 0; i < 15; i++) {
        offers.add(new Offer(1 + i, REFERENCE, 1600, 1600));
      }
      for (int i = 0; i < parts; i++) {
        offers.add(new Offer(100 + i, REFERENCE, 1600 / parts, 1600 / parts));
      }
      int won = 0;
      int rounds = 20_000;
      for (int i = 0; i < rounds; i++) {
        Award award = new SquareRootStake().assign(auction(Bytes32.of(i), offers)).orElseThrow();
        won += award.prover(0) >= 100 ? 1 : 0;
      }
      double root = Math.sqrt(parts);
      assertThat(won / (double) rounds).isCloseTo(root / (15 + root), within(0.012));
    }
  }

  @Test
  void lotteryIsNeutralToSplitting() {
    for (int parts : new int[] {1, 4}) {
      List<Offer> offers = new ArrayList<>(List.of(new Offer(1, 1_000_000, 300, 300)));
      for (int i = 0; i < parts; i++) {
        offers.add(new Offer(100 + i, 1_000_000, 100 / parts, 100 / parts));
      }
      int won = 0;
      for (int i = 0; i < 20_000; i++) {
        won +=
            PostedPrice.lottery().assign(auction(Bytes32.of(i), offers)).orElseThrow().prover(0)
                    >= 100
                ? 1
                : 0;
      }
      assertThat(won / 20_000.0).isCloseTo(0.25, within(0.012));
    }
  }

  @Test
  void dutchPriceRisesLinearlyAndEndsAtTheFirstBlockThatSuffices() {
    ReverseDutch rule = new ReverseDutch(0, 600, 12);
    assertThat(rule.priceAt(0, LIMIT)).isZero();
    assertThat(rule.priceAt(300, LIMIT)).isEqualTo(LIMIT / 2);
    assertThat(rule.priceAt(599, LIMIT)).isEqualTo(1_996_666);
    assertThat(rule.priceAt(600, LIMIT)).isEqualTo(LIMIT);
    Award award =
        rule.assign(auction(Bytes32.of(1), List.of(new Offer(7, 1_010_000, 10, 10)))).orElseThrow();
    assertThat(award.delaySeconds()).isEqualTo(312);
    assertThat(award.price()).isEqualTo(1_040_000);
    assertThatThrownBy(() -> new ReverseDutch(101, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("floor of 0 to 100");
  }

  @Test
  void inARaceEverybodyWorksAndTheFastestIsPaid() {
    List<Offer> offers =
        List.of(
            new Offer(1, 1_000_000, 500, 100),
            new Offer(2, 1_400_000, 300, 300),
            new Offer(3, 1_600_000, 900, 900));
    Award award = new Race().assign(auction(Bytes32.of(1), offers)).orElseThrow();
    assertThat(award.prover(0)).isEqualTo(2);
    assertThat(award.workers()).containsExactly(2, 1);
    assertThat(award.price()).isEqualTo(REFERENCE);
  }

  @Test
  void doubleAuctionLosesAtMostOneTrade() {
    ForAll.cases(
        300,
        random -> {
          List<Offer> offers = offers(random, random.nextInt(8));
          List<Auction> auctions = new ArrayList<>();
          for (int i = 0; i < 1 + random.nextInt(6); i++) {
            long limit = 900_000L + random.nextInt(1_200_000);
            auctions.add(
                new Auction(
                    Bytes32.of(i), 1, 5, limit, REFERENCE, new ListPool(Bytes32.of(i), offers)));
          }
          List<Optional<Award>> awards = new DoubleAuction().assignAll(auctions);
          List<Long> limits =
              auctions.stream().map(Auction::limit).sorted((a, b) -> Long.compare(b, a)).toList();
          List<Offer> sorted = Field.byAsk(offers);
          int possible = 0;
          while (possible < Math.min(limits.size(), sorted.size())
              && sorted.get(possible).ask() <= limits.get(possible)) {
            possible++;
          }
          long trades = awards.stream().filter(Optional::isPresent).count();
          assertThat(trades).isBetween(Math.max(0L, possible - 1L), (long) possible);
          for (int i = 0; i < awards.size(); i++) {
            if (awards.get(i).isPresent()) {
              Award award = awards.get(i).get();
              assertThat(award.price()).isBetween(award.ask(0), auctions.get(i).limit());
            }
          }
        });
  }

  // --- Pools ---

  private record ListPool(Bytes32 seed, List<Offer> offers) implements Pool {
    @Override
    public List<Candidate> sample(int size) {
      return Field.drawThree(offers, Offer::free, new Draws(seed));
    }
  }

  private static List<Offer> offers(RandomGenerator random, int count) {
    List<Offer> offers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long weight = 1L + random.nextInt(1000);
      long ask = 900_000 + 1000L * random.nextInt(1100);
      offers.add(new Offer(1 + i, ask, weight, 1 + random.nextLong(weight)));
    }
    return offers;
  }

  private static Auction auction(RandomGenerator random, List<Offer> offers) {
    return auction(
        new Bytes32(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong()),
        offers);
  }

  private static Auction auction(Bytes32 seed, List<Offer> offers) {
    return new Auction(seed, 1000, 5, LIMIT, REFERENCE, new ListPool(seed, offers));
  }
}
