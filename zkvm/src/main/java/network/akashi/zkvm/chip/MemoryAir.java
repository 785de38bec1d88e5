package network.akashi.zkvm.chip;

import java.util.ArrayList;
import java.util.List;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.AirBuilder;
import network.akashi.stark.air.AirLayout;
import network.akashi.stark.air.Instances;

/**
 * Where memory begins and ends: one row for each word that is ever accessed and for each that the
 * program's image fills, strictly ascending, which puts the word's first value on the memory bus
 * and takes its last one off.
 *
 * <p>What a word holds at first depends on what it is. In the image it is what the program says:
 * the image chip sends each of its words once, so each of them has a row here that says so, and as
 * rows ascend strictly, no other. In the region of the input it is what the prover likes, in 16-bit
 * limbs. Elsewhere it is zero. A word lies in a region that exists: the region chip knows which do.
 */
final class MemoryAir implements Air {
  private static final int LOG_PAGE_WORDS = 13;

  private final Columns columns = new Columns();
  private final int active = columns.one("active");
  private final int inPage = columns.one("word_in_page");
  private final int page = columns.one("page");
  private final int gapHigh = columns.one("gap_high");
  private final int regionFirst = columns.one("region_first");
  private final int regionEnd = columns.one("region_end");
  private final int readOnly = columns.one("read_only");
  private final int chosen = columns.one("chosen");
  private final int inImage = columns.one("in_image");
  private final int isOutput = columns.one("is_output");
  private final int initial = columns.word("initial");
  private final int last = columns.word("last");
  private final int lastTime = columns.one("last_time");

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public AirLayout layout() {
    return columns.layout();
  }

  /** Two tables could each have a row for the same word. */
  @Override
  public Instances instances() {
    return Instances.EXACTLY_ONE;
  }

  @Override
  public <E> void constrain(AirBuilder<E> b) {
    E on = b.main(active);
    E hasNext = b.mul(b.isTransition(), b.next(active));
    E one = b.constant(1);
    b.assertBoolean("active is a bit", on);
    b.assertZero("active rows come first", b.mul(hasNext, b.sub(one, on)));

    E word = b.add(b.main(inPage), b.mul(b.constant(1 << LOG_PAGE_WORDS), b.main(page)));
    b.send(Buses.EIGHTHS, on, List.of(b.main(inPage), b.constant(0)));
    constrainRegion(b, on);
    constrainOrder(b, hasNext, word);
    constrainInitial(b, on, word);

    E output = b.main(isOutput);
    b.assertBoolean("is output is a bit", output);
    b.assertZero("no output in padding", b.mul(output, b.sub(one, on)));
    b.send(Buses.OUTPUT, output, tuple(b, last, List.of(word)));
    E space = b.main(readOnly);
    b.send(Buses.MEMORY, on, tuple(b, initial, List.of(space, word, b.constant(0))));
    b.receive(Buses.MEMORY, on, tuple(b, last, List.of(space, word, b.main(lastTime))));
  }

  private <E> void constrainRegion(AirBuilder<E> b, E on) {
    E first = b.main(regionFirst);
    E end = b.main(regionEnd);
    b.send(Buses.REGION, on, List.of(first, end, b.main(readOnly), b.main(chosen)));
    E above = b.sub(b.main(page), first);
    E below = b.sub(b.sub(end, b.constant(1)), b.main(page));
    b.send(Buses.RANGE_16, on, List.of(above));
    b.send(Buses.RANGE_16, on, List.of(below));
  }

  private <E> void constrainOrder(AirBuilder<E> b, E hasNext, E word) {
    E next = b.add(b.next(inPage), b.mul(b.constant(1 << LOG_PAGE_WORDS), b.next(page)));
    E gap = b.sub(b.sub(next, word), b.constant(1));
    E gapLow = b.sub(gap, b.mul(b.constant(InstructionRow.LIMB), b.main(gapHigh)));
    b.send(Buses.RANGE_16, hasNext, List.of(gapLow));
    b.send(Buses.EIGHTHS, hasNext, List.of(b.main(gapHigh), b.constant(0)));
    b.assertNoWrap("words ascend", hasNext, gap);
    E isLast = b.sub(b.constant(1), hasNext);
    b.assertZero("nothing follows the last word", b.mul(isLast, b.main(gapHigh)));
  }

  private <E> void constrainInitial(AirBuilder<E> b, E on, E word) {
    E image = b.main(inImage);
    E free = b.main(chosen);
    b.assertBoolean("in image is a bit", image);
    b.assertZero("no image in padding", b.mul(image, b.sub(b.constant(1), on)));
    b.receive(Buses.IMAGE, image, tuple(b, initial, List.of(word)));
    E mustBeZero = b.mul(b.sub(b.constant(1), image), b.sub(b.constant(1), free));
    for (int i = 0; i < InstructionRow.LIMBS; i++) {
      b.assertZero("memory starts as zero, limb " + i, b.mul(mustBeZero, b.main(initial + i)));
      b.send(Buses.RANGE_16, b.mul(on, free), List.of(b.main(initial + i)));
    }
  }

  private static <E> List<E> tuple(AirBuilder<E> b, int limbs, List<E> head) {
    List<E> tuple = new ArrayList<>(head);
    for (int i = 0; i < InstructionRow.LIMBS; i++) {
      tuple.add(b.main(limbs + i));
    }
    return tuple;
  }

  /** A row but for the distance to the next. */
  void fill(ChipRow row, int word, Spaces.Stretch stretch, boolean isInImage, Ends ends) {
    int pageNumber = word >>> LOG_PAGE_WORDS;
    int place = word & ((1 << LOG_PAGE_WORDS) - 1);
    row.set(active, 1);
    row.set(inPage, place);
    row.eighths(place, 0);
    row.set(page, pageNumber);
    row.set(regionFirst, stretch.first());
    row.set(regionEnd, stretch.end());
    row.range16(pageNumber - stretch.first());
    row.range16(stretch.end() - 1 - pageNumber);
    row.set(readOnly, stretch.readOnly() ? Space.READ_ONLY : Space.WRITABLE);
    row.set(chosen, stretch.chosen() ? 1 : 0);
    row.set(inImage, isInImage ? 1 : 0);
    row.set(isOutput, OutputDigest.holds(word) ? 1 : 0);
    row.word(initial, ends.initial());
    if (stretch.chosen()) {
      row.rangeWord(ends.initial());
    }
    row.word(last, ends.last());
    row.set(lastTime, ends.lastTime());
  }

  /** The distance from the row to the next word. */
  void fillGap(ChipRow row, int word, int next) {
    int gap = next - word - 1;
    row.set(gapHigh, gap >>> 16);
    row.range16(gap & 0xffff);
    row.eighths(gap >>> 16, 0);
  }

  /** What a word holds at first and at last, and since when. */
  record Ends(long initial, long last, int lastTime) {}
}
