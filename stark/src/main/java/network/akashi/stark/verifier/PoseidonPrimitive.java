package network.akashi.stark.verifier;

import java.util.ArrayList;
import java.util.List;
import network.akashi.math.KoalaBear;
import network.akashi.math.Poseidon2;

/** Poseidon2 of width 16 on Montgomery-form integers. */
public final class PoseidonPrimitive implements Sponge.Primitive<Integer> {
  @Override
  public List<Integer> permute(List<Integer> state) {
    int[] words = new int[Sponge.WIDTH];
    for (int i = 0; i < words.length; i++) {
      words[i] = state.get(i);
    }
    Poseidon2.WIDTH_16.permute(words, 0);
    List<Integer> result = new ArrayList<>(words.length);
    for (int word : words) {
      result.add(word);
    }
    return result;
  }

  @Override
  public Integer addConstant(Integer a, int constant) {
    return KoalaBear.add(a, KoalaBear.fromInt(constant));
  }

  @Override
  public Integer zero() {
    return KoalaBear.ZERO;
  }
}
