package network.akashi.stark.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import network.akashi.math.KoalaBear;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;

class SpongeTest {
  private static int squeezeAfter(int domain, List<Integer> elements) {
    Sponge<Integer> sponge = new Sponge<>(new PoseidonPrimitive(), domain);
    elements.forEach(sponge::absorb);
    return sponge.squeeze();
  }

  @Test
  void inputsOfDifferentLengthsDiffer() {
    Set<Integer> outputs = new HashSet<>();
    for (int length = 0; length <= 40; length++) {
      outputs.add(squeezeAfter(1, IntStream.range(0, length).map(_ -> 0).boxed().toList()));
    }
    assertThat(outputs).hasSize(41);
  }

  /** Overwriting a lane with what it already holds must not look like not absorbing at all. */
  @Test
  void absorbingWhatALaneHoldsIsNotAbsorbingNothing() {
    ForAll.cases(
        50,
        random -> {
          Sponge<Integer> sponge = new Sponge<>(new PoseidonPrimitive(), 1);
          int first = random.nextInt(KoalaBear.P);
          IntStream.range(0, 8).forEach(_ -> sponge.absorb(first));
          sponge.flush();
          List<Integer> state = sponge.state();
          Sponge<Integer> shorter = new Sponge<>(new PoseidonPrimitive(), 1);
          IntStream.range(0, 8).forEach(_ -> shorter.absorb(first));
          shorter.flush();
          sponge.absorb(5);
          shorter.absorb(5);
          sponge.absorb(state.get(1));
          assertThat(sponge.squeeze()).isNotEqualTo(shorter.squeeze());
        });
  }

  @Test
  void domainsDiffer() {
    assertThat(squeezeAfter(1, List.of(3))).isNotEqualTo(squeezeAfter(2, List.of(3)));
  }

  @Test
  void eachElementCounts() {
    List<Integer> elements = IntStream.range(1, 21).boxed().toList();
    int honest = squeezeAfter(1, elements);
    for (int i = 0; i < elements.size(); i++) {
      List<Integer> changed = new ArrayList<>(elements);
      changed.set(i, 1000);
      assertThat(squeezeAfter(1, changed)).as("element %d", i).isNotEqualTo(honest);
    }
  }

  /** Squeezes come from the rate only, so nobody learns the capacity from challenges. */
  @Test
  void squeezesShowRateLanesEachOnce() {
    Sponge<Integer> sponge = new Sponge<>(new PoseidonPrimitive(), 1);
    sponge.absorb(9);
    sponge.flush();
    Sponge<Integer> copy = new Sponge<>(new PoseidonPrimitive(), 1);
    copy.absorb(9);
    List<Integer> state = sponge.state();
    for (int lane = 0; lane < Sponge.RATE; lane++) {
      assertThat(copy.squeeze()).isEqualTo(state.get(lane));
    }
    assertThat(copy.squeeze()).isNotIn(state);
  }

  @Test
  void absorbingAfterSqueezingStartsANewBlock() {
    Sponge<Integer> once = new Sponge<>(new PoseidonPrimitive(), 1);
    once.absorb(1);
    once.squeeze();
    once.absorb(2);
    Sponge<Integer> twice = new Sponge<>(new PoseidonPrimitive(), 1);
    twice.absorb(1);
    twice.squeeze();
    twice.squeeze();
    twice.absorb(2);
    assertThat(once.squeeze()).isEqualTo(twice.squeeze());
    assertThat(once.squeeze()).isNotEqualTo(squeezeAfter(1, List.of(1, 2)));
  }

  @Test
  void flushingOnceIsEnough() {
    Sponge<Integer> sponge = new Sponge<>(new PoseidonPrimitive(), 1);
    List<Integer> fresh = sponge.state();
    assertThat(fresh).hasSize(Sponge.WIDTH);
    sponge.flush();
    assertThat(sponge.state()).isEqualTo(fresh);
    sponge.absorb(1);
    sponge.flush();
    List<Integer> state = sponge.state();
    sponge.flush();
    assertThat(sponge.state()).isEqualTo(state).isNotEqualTo(fresh);
  }

  /** What was offered before a flush is not given out after it. */
  @Test
  void flushingEndsABlock() {
    Sponge<Integer> sponge = new Sponge<>(new PoseidonPrimitive(), 1);
    sponge.absorb(1);
    sponge.squeeze();
    List<Integer> state = sponge.state();
    sponge.flush();
    assertThat(sponge.squeeze()).isNotIn(state);
  }
}
