package network.akashi.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Draws are as fair as they claim, over many seeds; the seeds are fixed, so the figures are too.
 */
class SamplingTest {
  private static final int DRAWS = 20_000;

  @Test
  void frequenciesMatchFreeWeights() {
    World world = new World();
    long[] units = {10, 50, 100, 200, 640};
    for (int i = 0; i < units.length; i++) {
      world.join(i, units(units[i]), 100, 1000);
    }
    world.registry.lock(new Locks(5, 0, 0, 240, 0));
    world.skipBlocks(3);
    double[] free = {10, 50, 100, 200, 400};
    int[] first = new int[units.length];
    for (int i = 0; i < DRAWS; i++) {
      first[sample(world, i, 1, 1).getFirst().id() - 1]++;
    }
    double chiSquare = 0;
    for (int i = 0; i < free.length; i++) {
      double expected = DRAWS * free[i] / 760;
      chiSquare += (first[i] - expected) * (first[i] - expected) / expected;
    }
    // Four degrees of freedom: beyond 18.5 once in a thousand.
    assertThat(chiSquare).isLessThan(18.5);
  }

  @Test
  void drawsWithoutReplacementFollowWhatIsLeft() {
    World world = new World();
    world.join(0, units(100), 100, 1000);
    world.join(1, units(200), 100, 1000);
    world.join(2, units(300), 100, 1000);
    world.skipBlocks(3);
    int oneThenTwo = 0;
    for (int i = 0; i < DRAWS; i++) {
      List<Candidate> drawn = sample(world, i, 1, 2);
      assertThat(drawn).doesNotHaveDuplicates();
      if (drawn.size() == 2 && drawn.get(0).id() == 1 && drawn.get(1).id() == 2) {
        oneThenTwo++;
      }
    }
    assertThat(oneThenTwo / (double) DRAWS).isCloseTo(1 / 6.0 * 2 / 5.0, within(0.006));
  }

  @Test
  void whoIsTooBusyOrTooDearIsNeverDrawn() {
    World world = new World();
    world.join(0, units(100), 100, 1000);
    world.join(1, units(100), 501, 1000);
    world.join(2, units(100), 100, 1000);
    world.registry.lock(new Locks(3, 0, 0, 91, 0));
    world.skipBlocks(3);
    for (int i = 0; i < 500; i++) {
      assertThat(sample(world, i, 10, 3)).extracting(Candidate::id).containsExactly(1);
    }
  }

  @Test
  void slashedProverIsDrawnByWhatItStillHas() {
    World world = new World();
    world.join(0, units(100), 100, 1000);
    world.join(1, units(100), 100, 1000);
    Locks locks = new Locks(1, 0, 0, 90, 0);
    world.registry.lock(locks);
    BigInteger[] amounts = {units(80), BigInteger.ZERO, BigInteger.ZERO};
    world.registry.slash(world.block, locks, amounts);
    world.skipBlocks(3);
    int drawn = 0;
    for (int i = 0; i < DRAWS; i++) {
      drawn += sample(world, i, 1, 1).getFirst().id() == 1 ? 1 : 0;
    }
    assertThat(drawn / (double) DRAWS).isCloseTo(20 / 120.0, within(0.01));
    assertThat(sample(world, 1, 21, 2)).extracting(Candidate::id).containsExactly(2);
  }

  @Test
  void splittingDoesNotRaiseTheChanceToBeDrawn() {
    int[] drawn = new int[2];
    for (int split = 0; split < 2; split++) {
      World world = new World();
      for (int i = 0; i < 8; i++) {
        world.join(i, units(100), 100, 1000);
      }
      // The same 400 units in one identity or in four.
      int parts = split == 0 ? 1 : 4;
      for (int i = 0; i < parts; i++) {
        world.join(10 + i, units(400 / parts), 100, 1000);
      }
      world.skipBlocks(3);
      for (int i = 0; i < DRAWS; i++) {
        drawn[split] += sample(world, i, 1, 1).getFirst().id() > 8 ? 1 : 0;
      }
    }
    assertThat(drawn[0] / (double) DRAWS).isCloseTo(1 / 3.0, within(0.01));
    assertThat(drawn[1] / (double) DRAWS).isCloseTo(1 / 3.0, within(0.01));
  }

  /** With k = 5 places among 20 equals, the cheapest has a quarter of the work, not all of it. */
  @Test
  void theCheapestWinsOnlyWhenDrawn() {
    World world = new World();
    world.joinMany(20);
    int won = 0;
    int rounds = 4000;
    for (int i = 0; i < rounds; i++) {
      Auction auction =
          new Auction(
              Bytes32.of(i),
              World.WORK,
              5,
              World.CAP,
              1_500_000,
              world.registry.pool(world.block, query(world, i, 10, 5), seed(i)));
      Award award = new SampledSecondPrice().assign(auction).orElseThrow();
      won += award.prover(Role.PRIMARY) == 1 ? 1 : 0;
      assertThat(award.price()).isGreaterThan(award.ask(Role.PRIMARY));
    }
    assertThat(won / (double) rounds).isCloseTo(0.25, within(0.025));
  }

  private static List<Candidate> sample(World world, long salt, long units, int size) {
    return world.registry.sample(world.block, query(world, salt, units, size), seed(salt));
  }

  private static Beacon seed(long salt) {
    SplittableRandom random = new SplittableRandom(salt);
    Bytes32 word =
        new Bytes32(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    return block -> Optional.of(word);
  }

  private static SampleQuery query(World world, long salt, long units, int size) {
    return new SampleQuery(
        world.block.number(),
        Bytes32.of(salt),
        world.block.number() - 1,
        World.PROGRAM,
        ProofClass.ATTESTED.bit(),
        0,
        0,
        500 + World.CAP * (units == 10 && size == 5 ? 1 : 0),
        units,
        size);
  }

  private static BigInteger units(long count) {
    return World.UNIT.multiply(BigInteger.valueOf(count));
  }
}
