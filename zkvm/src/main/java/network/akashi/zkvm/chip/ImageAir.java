package network.akashi.zkvm.chip;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.AirBuilder;
import network.akashi.stark.air.AirLayout;
import network.akashi.stark.air.Instances;

/**
 * The words that are not zero when the program starts: each is sent once, to the row of memory that
 * begins with it. All of it is in the key; {@code sent} repeats {@code exists}, as a table cannot
 * be without a committed column.
 */
final class ImageAir implements Air {
  private static final int SENT = 0;
  private static final int EXISTS = 0;
  private static final int WORD = 1;
  private static final int VALUE = 2;
  private static final int FIXED_COLUMNS = VALUE + InstructionRow.LIMBS;

  private final SortedMap<Integer, Long> words;

  /**
   * @param words value of each word by its number
   */
  ImageAir(SortedMap<Integer, Long> words) {
    this.words = words;
  }

  @Override
  public String name() {
    return "image";
  }

  @Override
  public AirLayout layout() {
    return new AirLayout(
        List.of("sent"),
        List.of("exists", "word", "value_0", "value_1", "value_2", "value_3"),
        List.of());
  }

  @Override
  public Instances instances() {
    return Instances.EXACTLY_ONE;
  }

  @Override
  public <E> void constrain(AirBuilder<E> b) {
    b.assertEqual("every word is sent", b.main(SENT), b.preprocessed(EXISTS));
    List<E> tuple = new ArrayList<>(List.of(b.preprocessed(WORD)));
    for (int i = 0; i < InstructionRow.LIMBS; i++) {
      tuple.add(b.preprocessed(VALUE + i));
    }
    b.send(Buses.IMAGE, b.preprocessed(EXISTS), tuple);
  }

  void fill(ChipRow row) {
    row.set(SENT, 1);
  }

  @Override
  public int[][] preprocessedValues() {
    int[][] columns = new int[FIXED_COLUMNS][words.size()];
    int row = 0;
    for (Map.Entry<Integer, Long> entry : words.entrySet()) {
      columns[EXISTS][row] = 1;
      columns[WORD][row] = entry.getKey();
      for (int i = 0; i < InstructionRow.LIMBS; i++) {
        columns[VALUE + i][row] = (int) (entry.getValue() >>> (16 * i)) & 0xffff;
      }
      row++;
    }
    return columns;
  }
}
