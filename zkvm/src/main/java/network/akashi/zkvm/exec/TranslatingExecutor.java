package network.akashi.zkvm.exec;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import network.akashi.zkvm.program.Program;

/**
 * Runs what is hot of a program as JVM bytecode and the rest in the interpreter. What it has
 * translated it keeps for as long as anybody keeps the program.
 */
final class TranslatingExecutor implements Executor {
  private static final int MAX_BUDGET = 1 << 30;

  private final Map<Program, Translation> translations =
      Collections.synchronizedMap(new WeakHashMap<>());

  @Override
  public Execution execute(Program program, byte[] input, long maxCycles) {
    Translation translation = translations.computeIfAbsent(program, p -> new Translation(p.code()));
    Machine machine = new Machine(program, input);
    Interpreter interpreter = new Interpreter(machine, null);
    try {
      while (machine.outcome == null && machine.cycles < maxCycles) {
        advance(machine, interpreter, translation, maxCycles);
      }
    } catch (MemoryFault fault) {
      machine.trap(fault.at(machine.pc));
    }
    translation.addCounts(machine.blockCounts, machine.opCounts);
    return Execution.of(machine, maxCycles);
  }

  private static void advance(
      Machine machine, Interpreter interpreter, Translation translation, long maxCycles) {
    int index = machine.code.index(machine.pc);
    if (index < 0 || (machine.pc & 3) != 0) {
      interpreter.step();
      return;
    }
    Translation.Entry entry = translation.at(index);
    if (entry != null) {
      boolean isAnywhere = runTranslated(machine, translation, entry, index, maxCycles);
      if (!isAnywhere && machine.cycles < maxCycles) {
        interpreter.step();
      }
      return;
    }
    translation.visit(index);
    interpretBlock(machine, interpreter, maxCycles);
  }

  /** Interprets until control turns, so that heat gathers where control comes from elsewhere. */
  private static void interpretBlock(Machine machine, Interpreter interpreter, long maxCycles) {
    long expected;
    do {
      expected = machine.pc + 4;
      interpreter.step();
    } while (machine.pc == expected && machine.outcome == null && machine.cycles < maxCycles);
  }

  /**
   * Runs translated code for as long as control stays in it.
   *
   * @return whether the next instruction may be anywhere; if not, the interpreter must carry it out
   */
  private static boolean runTranslated(
      Machine machine,
      Translation translation,
      Translation.Entry first,
      int start,
      long maxCycles) {
    int budget = (int) Math.min(maxCycles - machine.cycles, MAX_BUDGET);
    machine.budget = budget;
    machine.interrupted = CompiledRegion.NOTHING;
    Translation.Entry entry = first;
    int index = start;
    Translation.Entry last;
    do {
      last = entry;
      if (entry.endId() > machine.blockCounts.length) {
        machine.blockCounts = Arrays.copyOf(machine.blockCounts, Math.max(1024, 2 * entry.endId()));
      }
      index = entry.compiled().run(machine, index);
      entry = index < 0 ? null : translation.at(index);
    } while (entry != null);
    machine.cycles += budget - machine.budget;
    if (machine.interrupted != CompiledRegion.NOTHING) {
      takeBack(machine, last, machine.interrupted);
    }
    machine.pc = machine.code.address(index < 0 ? ~index : index);
    return index >= 0;
  }

  /** Undoes the counting of what a block that was broken off at {@code index} did not do. */
  private static void takeBack(Machine machine, Translation.Entry entry, int index) {
    int number = entry.region().blockOf(index);
    Region.Block block = entry.region().blocks().get(number);
    machine.cycles -= block.end() - index;
    machine.blockCounts[entry.firstId() + number]--;
    for (int done = block.start(); done < index; done++) {
      machine.opCounts[machine.code.opIndex(done)]++;
    }
  }
}
