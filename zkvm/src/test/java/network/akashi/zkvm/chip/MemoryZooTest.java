package network.akashi.zkvm.chip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import network.akashi.math.KoalaBear;
import network.akashi.stark.air.Air;
import network.akashi.stark.audit.Edit;
import network.akashi.zkvm.asm.Assembler;
import network.akashi.zkvm.isa.Op;
import org.junit.jupiter.api.Test;

/**
 * Soundness bugs that others shipped, tried on our chips of loads, stores and jumps and on memory.
 * What an attacker changes is consistent in all but one respect, and exactly the check named stops
 * it.
 */
class MemoryZooTest {
  /** {@code −1 / 2^16} in the field: what a limb must gain where the one below has 1 too many. */
  private static final long WRAP = 32512;

  private static final int S0 = Assembler.S0;
  private static final int T0 = Assembler.T0;
  private static final int T2 = Assembler.T2;

  /** An honest row, to be spoilt. */
  private record Row(RowJudge judge, RowWindow window) {
    /** The first row of a chip that {@code suits}. */
    static Row of(String chip, Predicate<Row> suits) {
      Air air =
          RowAttacks.chips().stream().filter(a -> a.name().equals(chip)).findFirst().orElseThrow();
      RowJudge judge = new RowJudge(air);
      return RowAttacks.honest(air).stream()
          .map(window -> new Row(judge, window))
          .filter(suits)
          .findFirst()
          .orElseThrow();
    }

    /** The first row of an operation. */
    static Row of(String chip, Op op, Predicate<Row> suits) {
      return of(chip, row -> row.at("is_" + op.mnemonic()) == 1 && suits.test(row));
    }

    static Row of(String chip, Op op) {
      return of(chip, op, _ -> true);
    }

    long at(String column) {
      return window.cells()[judge.columns().indexOf(column)];
    }

    Row set(String column, long value) {
      long element = Math.floorMod(value, (long) KoalaBear.P);
      return new Row(judge, window.with(judge.columns().indexOf(column), element));
    }

    Row add(String column, long step) {
      return set(column, at(column) + step);
    }

    /** Sets a cell of the row after. */
    Row setNext(String column, long value) {
      int index = judge.width() + judge.columns().indexOf(column);
      return new Row(judge, window.with(index, value));
    }

    void isRejectedBy(String check) {
      assertThat(judge.violated(window)).extracting(judge.names()::get).containsExactly(check);
    }
  }

  // Jumps

  /** Zoo 6: bit 0 of the target of jalr is dropped, and nothing else (Pico's JALR). */
  @Test
  void bitZeroOfTheTargetIsABit() {
    Row odd = Row.of("jalr", row -> row.at("odd") == 1);
    odd.add("odd", 4).add("quarter", -1).isRejectedBy("bit 0 of the target is a bit");
    odd.set("odd", 2).add("source_0", 1).isRejectedBy("bit 0 of the target is a bit");
  }

  /** Zoo 26: a target in two limbs that has another form modulo p (OpenVM's AUIPC). */
  @Test
  void targetsHaveOneForm() {
    Row carries = Row.of("jalr", row -> row.at("source_0") + row.at("immediate") >= 1 << 16);
    carries.add("quarter", 1 << 14).add("high", -1).isRejectedBy("lookup 3, in range16");
    Row plain = Row.of("jalr", row -> row.at("high") > 1);
    plain.set("source_2", 1).set("source_3", WRAP).isRejectedBy("target, limb 2");
    plain.set("source_3", 1).isRejectedBy("target, limb 3");
  }

  /** Zoo 26: what jal, lui and auipc write and where they lead is in the program. */
  @Test
  void resultsAndTargetsOfJumpsAreThePrograms() {
    Forgery forgery =
        new Forgery(
            Runs.program(a ->
                a.jump(T2, "on")
                    .label("on")
                    .upper(Op.LUI, T2, 0x80000)
                    .upper(Op.AUIPC, T2, 0x7_ffff)
                    .halt(0)));
    for (int row : forgery.rows(T2)) {
      long result = forgery.trace().after(row);
      for (long wrong : new long[] {result + 4, result ^ 1L << 31, result ^ 1L << 63}) {
        assertThat(forgery.judge(forgery.result(row, wrong)).survivors()).isEmpty();
      }
    }
    Map<Edit, Edit> elsewhere = new LinkedHashMap<>();
    forgery.set(elsewhere, "jump", 0, "next", Runs.CODE / 4 + 2);
    assertThat(forgery.judge(elsewhere).survivors()).isEmpty();
  }

  // Addresses

  /** Zoo 24: an address of which only a part is looked at (Miden's memory). */
  @Test
  void addressesAreBelowTheTop() {
    for (Row row : List.of(Row.of("ld", Op.LD), Row.of("sd", Op.SD), Row.of("load", Op.LBU))) {
      row.set("base_2", 1).set("base_3", WRAP).isRejectedBy("address, limb 2");
      row.set("base_3", 1).isRejectedBy("address, limb 3");
    }
    Row across = Row.of("load_misaligned", Op.LD);
    across.set("base_2", 1).set("base_3", WRAP).isRejectedBy("address, limb 2");
    across.set("base_3", 1).isRejectedBy("address, limb 3");
  }

  /** Zoo 3 and 24: a word's number that is another one modulo p, or by a limb too many. */
  @Test
  void addressesHaveOneForm() {
    Row row = Row.of("ld", Op.LD);
    row.add("base_0", 1).add("base_1", WRAP).isRejectedBy("address, limb 0");
    row.add("base_1", 1).set("base_2", WRAP).isRejectedBy("address, limb 1");
    row.add("address_high", 1 << 16).set("base_2", 1).isRejectedBy("address, limb 1");
    Row carries = Row.of("ld", Op.LD).set("base_0", 0xfff8).set("immediate", 8);
    carries.set("address_eighth", 1 << 13).isRejectedBy("lookup 2, in eighths");
  }

  /** Zoo 2: a place that is no place in a word. */
  @Test
  void placesAreBits() {
    Row row = Row.of("load", Op.LBU, r -> r.at("place_0") == 0 && r.at("place_1") == 1);
    row.set("place_0", 2).set("place_1", 0).isRejectedBy("place bit 0 is a bit");
    Row half = Row.of("load", Op.LHU, r -> r.at("place_1") == 0);
    half.set("place_0", 1).add("base_0", 1).isRejectedBy("halves are aligned");
    Row word = Row.of("store", Op.SW, r -> r.at("place_1") == 0);
    word.set("place_1", 1)
        .add("base_0", 2)
        .set("limb", limb(word, 1))
        .isRejectedBy("words are aligned");
  }

  private static long limb(Row row, int step) {
    return row.at("before_" + (2 * row.at("place_2") + step));
  }

  // What is loaded

  /** Zoo 2 and 4: bytes that make up the limb and are none (Ceno's UInt8). */
  @Test
  void bytesOfALoadAreBytes() {
    Row row = Row.of("load", Op.LBU, r -> r.at("byte_1") > 0);
    row.add("byte_0", 256).add("byte_1", -1).isRejectedBy("lookup 4, in bytes");
    row.add("byte_0", 1).isRejectedBy("the bytes of the limb");
  }

  /** Zoo 4: a sign that is not the highest bit, or of what has none. */
  @Test
  void signsOfLoadsAreTheHighestBit() {
    Row.of("load", Op.LB, r -> r.at("is_negative") == 1)
        .set("is_negative", 0)
        .isRejectedBy("lookup 5, in range16");
    Row.of("load", Op.LH, r -> r.at("is_negative") == 0)
        .set("is_negative", 1)
        .isRejectedBy("lookup 5, in range16");
    for (Op op : List.of(Op.LBU, Op.LHU, Op.LWU)) {
      Row.of("load", op).set("is_negative", 1).isRejectedBy("only signed loads have a sign");
    }
    Row.of("load_misaligned", Op.LHU)
        .set("is_negative", 1)
        .isRejectedBy("only signed loads have a sign");
  }

  /** Zoo 4: another limb than the one asked for. */
  @Test
  void theLimbIsTheOneChosen() {
    Row.of("load", Op.LHU).add("limb", 1).isRejectedBy("the limb chosen");
    Row store = Row.of("store", Op.SH);
    store.add("limb", 1).isRejectedBy("the limb chosen");
  }

  /** Zoo 10: memory and registers are one bus; a load sees memory only (SP1's kinds). */
  @Test
  void loadsReadNoRegisters() {
    for (Row row : List.of(Row.of("ld", Op.LD), Row.of("load", Op.LW))) {
      row.set("read_only", Space.REGISTERS).isRejectedBy("read only is a bit");
    }
    Row.of("load_misaligned", Op.LD)
        .set("read_only_1", Space.REGISTERS)
        .isRejectedBy("read only is a bit, word 1");
  }

  /** Zoo 7: a load to x0 goes to the register that nobody reads, and from x0 is from 0. */
  @Test
  void loadsLeaveTheZeroRegisterAlone() {
    Forgery forgery =
        new Forgery(
            Runs.program(
                a -> a.li(S0, Runs.DATA).opi(Op.LD, 0, S0, 0).op(Op.ADD, T2, 0, 0).halt(0),
                (byte) 9));
    Map<Edit, Edit> edits = new LinkedHashMap<>();
    forgery.set(edits, "ld", 0, "rd", 0);
    assertThat(forgery.judge(edits).survivors()).isEmpty();
  }

  // What is stored

  /** Zoo 2: the byte beside the one stored changes with it. */
  @Test
  void bytesOfAStoreAreBytes() {
    Row row = Row.of("store", Op.SB, r -> r.at("place_0") == 0 && r.at("value_byte_1") > 0);
    row.add("value_byte_0", 256)
        .add("value_byte_1", -1)
        .add("fresh", 256)
        .isRejectedBy("lookup 5, in bytes");
    row.add("limb_byte_0", -256)
        .add("limb_byte_1", 1)
        .add("fresh", 256)
        .isRejectedBy("lookup 4, in bytes");
  }

  /** Zoo 4: what is stored is the value. */
  @Test
  void theLimbStoredIsTheValue() {
    for (Op op : List.of(Op.SB, Op.SH, Op.SW)) {
      Row.of("store", op).add("fresh", 1).isRejectedBy("the limb stored");
    }
  }

  /** A misaligned access has one place, and touches the next word if and only if it must. */
  @Test
  void misalignedAccessesTouchWhatTheyMust() {
    Row row = Row.of("store_misaligned", Op.SD);
    Row alone = row.set("crosses", 0);
    for (int i = 8; i < 16; i++) {
      alone = alone.set("byte_" + i, 0);
    }
    alone.isRejectedBy("whether the next word is touched");
    Row inside = Row.of("load_misaligned", Op.LWU, r -> r.at("crosses") == 0);
    inside.set("crosses", 1).isRejectedBy("whether the next word is touched");
    inside.set("byte_9", 1).isRejectedBy("no byte 9 of a word that is not touched");
  }

  // Time and order

  /** Zoo 25: an access that comes before the one that it follows (powdr on SP1). */
  @Test
  void accessesFollowTheOnesBefore() {
    Row row = Row.of("ld", Op.LD);
    long now = row.at("time") + Slots.MEMORY;
    row.set("memory_time", now).isRejectedBy("lookup 3, in range16");
    row.set("memory_time", now - 1 - (1 << 16)).isRejectedBy("lookup 3, in range16");
    Row bump = Row.of("bump", r -> r.at("active") == 1);
    bump.set("time_high", 256)
        .set("previous_time", (256L << 16) - 7 + bump.at("time_low"))
        .set("gap_high", 0)
        .isRejectedBy("lookup 3, in bytes");
  }

  /** Zoo 23: two rows for one word, or a word that begins as something else. */
  @Test
  void memoryHasOneRowForAWordThatBeginsAsZero() {
    Row row = Row.of("memory", r -> r.at("in_image") == 0 && r.at("chosen") == 0);
    for (int limb = 0; limb < InstructionRow.LIMBS; limb++) {
      row.set("initial_" + limb, 1).isRejectedBy("memory starts as zero, limb " + limb);
    }
    Row followed = Row.of("memory", r -> !r.window().isLast() && r.at("gap_high") == 0);
    followed
        .setNext("word_in_page", followed.at("word_in_page"))
        .setNext("page", followed.at("page"))
        .isRejectedBy("lookup 4, in range16");
  }

  /** Zoo 8: padding rows that send (SP1 v4). */
  @Test
  void paddingRowsStandForNothing() {
    Forgery forgery =
        new Forgery(
            Runs.program(a -> {
              a.li(S0, Runs.DATA).li(T0, 77);
              for (int i = 0; i < 3; i++) {
                a.opi(Op.LD, T2, S0, 0).opi(Op.LHU, T2, S0, 2).opi(Op.LW, T2, S0, 5);
                a.store(Op.SD, T0, S0, 8).store(Op.SB, T0, S0, 3).store(Op.SH, T0, S0, 7);
                a.jump(1, "on" + i).label("on" + i);
              }
              a.halt(0);
            }));
    Map<String, String> flags =
        Map.of(
            "ld", "is_ld",
            "load", "is_lhu",
            "load_misaligned", "is_lw",
            "sd", "is_sd",
            "store", "is_sb",
            "store_misaligned", "is_sh",
            "jump", "is_jal");
    flags.forEach((chip, flag) -> {
      Map<Edit, Edit> edits = new LinkedHashMap<>();
      forgery.set(edits, chip, 3, flag, 1);
      assertThat(forgery.judge(edits).survivors()).as(chip).isEmpty();
    });
  }
}
