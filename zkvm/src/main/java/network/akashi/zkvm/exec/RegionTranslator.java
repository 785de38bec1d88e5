package network.akashi.zkvm.exec;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import network.akashi.zkvm.isa.Code;
import network.akashi.zkvm.isa.Format;
import network.akashi.zkvm.isa.Op;

/**
 * Translates a region to a class with one method, by the JDK's Class-File API.
 *
 * <p><b>Shape of the method.</b> Registers the region touches live in locals, loaded at the start
 * and stored at the one exit; so inside a region, registers of the guest are registers of the host
 * as far as these reach. Blocks become labels, branches become branches. A block first takes its
 * length off the budget and counts itself; what ran and what it costs follows from the counts of
 * blocks, so no instruction is counted on its own.
 *
 * <pre>
 *   load registers; switch (index) to an entry
 *   block:  budget −= length; if (budget &lt; 0) goto low
 *           counts[id]++
 *           instructions … goto a block, or next = …; goto exit
 *   low:    budget += length; next = ~start; goto exit
 *   fault:  interrupted = at; next = ~at                 (from a MemoryFault, or a bad jump)
 *   exit:   store registers and budget; return next
 * </pre>
 *
 * <p>An {@code ecall} for an accelerator stays inside: {@link Accelerators} changes memory and no
 * register, so the registers stay where they are.
 *
 * <p>Whatever is rare is left to the interpreter, which carries out a single instruction and hands
 * back: other environment calls, the last instructions before the cycle limit, and every
 * instruction that traps. A load or store that faults is found by the local {@code at}, which costs
 * nothing: nobody reads it but the handler, so compiled code keeps it in its debug information
 * only.
 */
final class RegionTranslator {
  private static final ClassDesc MACHINE = Machine.class.describeConstable().orElseThrow();
  private static final ClassDesc MEMORY = Memory.class.describeConstable().orElseThrow();
  private static final ClassDesc ACCELERATORS =
      Accelerators.class.describeConstable().orElseThrow();
  private static final ClassDesc FAULT = MemoryFault.class.describeConstable().orElseThrow();
  private static final ClassDesc SUPER = CompiledRegion.class.describeConstable().orElseThrow();
  private static final ClassDesc NAME = ClassDesc.of(SUPER.packageName(), "TranslatedRegion");
  private static final ClassDesc LONGS = ConstantDescs.CD_long.arrayType();
  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(ConstantDescs.CD_int, MACHINE, ConstantDescs.CD_int);

  private static final MethodTypeDesc CALL =
      MethodTypeDesc.of(
          ConstantDescs.CD_boolean,
          Collections.nCopies(Machine.A4 - Machine.A0 + 2, ConstantDescs.CD_long));

  private final Code code;
  private final Region region;
  private final int firstId;
  private final Map<Integer, Label> labels = new HashMap<>();
  private final BitSet used = new BitSet();
  private final BitSet written = new BitSet();

  private RegionTranslator(Code code, Region region, int firstId) {
    this.code = code;
    this.region = region;
    this.firstId = firstId;
  }

  /**
   * Translates {@code region}.
   *
   * @param firstId place of the count of its first block; others follow
   */
  static CompiledRegion translate(Code code, Region region, int firstId) {
    byte[] bytes = new RegionTranslator(code, region, firstId).classFile();
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup().defineHiddenClass(bytes, true);
      return (CompiledRegion) lookup.lookupClass().getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot define a translated region", e);
    }
  }

  private byte[] classFile() {
    collectRegisters();
    return ClassFile.of()
        .build(
            NAME,
            builder ->
                builder
                    .withSuperclass(SUPER)
                    .withMethodBody(
                        ConstantDescs.INIT_NAME,
                        ConstantDescs.MTD_void,
                        0,
                        body ->
                            body.aload(0)
                                .invokespecial(
                                    SUPER, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                                .return_())
                    .withMethodBody("run", RUN, 0, this::run));
  }

  private void collectRegisters() {
    for (Region.Block block : region.blocks()) {
      for (int index = block.start(); index < block.end(); index++) {
        used.set(code.firstSource(index));
        used.set(code.secondSource(index));
        if (code.op(index) == Op.ECALL) {
          used.set(Machine.A0, Machine.A4 + 1);
          used.set(Machine.A7);
        }
        if (code.destination(index) != Code.DISCARD) {
          written.set(code.destination(index));
        }
      }
    }
    used.or(written);
    used.clear(0);
  }

  private void run(CodeBuilder body) {
    Label exit = body.newLabel();
    Label fault = body.newLabel();
    for (Region.Block block : region.blocks()) {
      labels.put(block.start(), body.newLabel());
    }
    prologue(body);
    Label start = body.newBoundLabel();
    enter(body, exit);
    InstructionTranslator instructions = new InstructionTranslator(code, body, labels, exit, fault);
    List<Region.Block> blocks = region.blocks();
    for (int i = 0; i < blocks.size(); i++) {
      block(body, blocks.get(i), firstId + i, exit, instructions);
    }
    Label end = body.newBoundLabel();
    body.exceptionCatch(start, end, end, FAULT);
    body.pop();
    body.labelBinding(fault);
    body.aload(Slots.MACHINE).iload(Slots.AT);
    body.putfield(MACHINE, "interrupted", ConstantDescs.CD_int);
    body.iload(Slots.AT).iconst_m1().ixor().istore(Slots.NEXT);
    body.labelBinding(exit);
    epilogue(body);
  }

  private void prologue(CodeBuilder body) {
    body.aload(Slots.MACHINE).getfield(MACHINE, "x", LONGS).astore(Slots.X);
    body.aload(Slots.MACHINE).getfield(MACHINE, "memory", MEMORY).astore(Slots.MEMORY);
    body.aload(Slots.MACHINE).getfield(MACHINE, "blockCounts", LONGS).astore(Slots.COUNTS);
    body.aload(Slots.MACHINE).getfield(MACHINE, "budget", ConstantDescs.CD_int);
    body.istore(Slots.BUDGET);
    body.iconst_0().istore(Slots.AT);
    used.stream()
        .forEach(register ->
            body.aload(Slots.X).loadConstant(register).laload().lstore(Slots.register(register)));
  }

  private void enter(CodeBuilder body, Label exit) {
    Label unknown = body.newLabel();
    List<SwitchCase> cases =
        region.entries().stream().map(entry -> SwitchCase.of(entry, labels.get(entry))).toList();
    body.iload(Slots.INDEX).lookupswitch(unknown, cases);
    body.labelBinding(unknown);
    body.iload(Slots.INDEX).iconst_m1().ixor().istore(Slots.NEXT).goto_(exit);
  }

  private void block(
      CodeBuilder body,
      Region.Block block,
      int id,
      Label exit,
      InstructionTranslator instructions) {
    body.labelBinding(labels.get(block.start()));
    if (block.length() == 0) {
      body.loadConstant(~block.start()).istore(Slots.NEXT).goto_(exit);
      return;
    }
    Label low = body.newLabel();
    if (code.op(block.start()) == Op.ECALL) {
      call(body, id, low);
      instructions.goTo(block.end());
      body.labelBinding(low);
      body.loadConstant(~block.start()).istore(Slots.NEXT).goto_(exit);
      return;
    }
    body.iinc(Slots.BUDGET, -block.length()).iload(Slots.BUDGET).iflt(low);
    count(body, id);
    for (int index = block.start(); index < block.end(); index++) {
      instructions.translate(index);
    }
    int last = block.end() - 1;
    boolean fallsThrough =
        !Region.endsBlock(code.op(last)) || code.op(last).format() == Format.BRANCH;
    if (fallsThrough) {
      instructions.goTo(block.end());
    }
    body.labelBinding(low);
    body.iinc(Slots.BUDGET, block.length());
    body.loadConstant(~block.start()).istore(Slots.NEXT).goto_(exit);
  }

  /** Goes to {@code refused}, with nothing changed, unless the call is an accelerator's. */
  private static void call(CodeBuilder body, int id, Label refused) {
    body.iload(Slots.BUDGET).ifle(refused);
    body.aload(Slots.MACHINE).getfield(MACHINE, "accelerators", ACCELERATORS);
    body.lload(Slots.register(Machine.A7));
    for (int register = Machine.A0; register <= Machine.A4; register++) {
      body.lload(Slots.register(register));
    }
    body.invokevirtual(ACCELERATORS, "call", CALL).ifeq(refused);
    body.iinc(Slots.BUDGET, -1);
    count(body, id);
  }

  private static void count(CodeBuilder body, int id) {
    body.aload(Slots.COUNTS).loadConstant(id).dup2().laload().lconst_1().ladd().lastore();
  }

  private void epilogue(CodeBuilder body) {
    written.stream()
        .forEach(register ->
            body.aload(Slots.X).loadConstant(register).lload(Slots.register(register)).lastore());
    body.aload(Slots.MACHINE).iload(Slots.BUDGET);
    body.putfield(MACHINE, "budget", ConstantDescs.CD_int);
    body.iload(Slots.NEXT).ireturn();
  }

  /** Local variables of the method. */
  static final class Slots {
    static final int MACHINE = 1;
    static final int INDEX = 2;
    static final int X = 3;
    static final int MEMORY = 4;
    static final int COUNTS = 5;

    /** Index of the instruction under way, where it may fault. */
    static final int AT = 6;

    static final int BUDGET = 7;
    static final int NEXT = 8;

    /** A long: what is computed on the way. */
    static final int SCRATCH = 9;

    private static final int REGISTERS = 11;

    private Slots() {}

    static int register(int number) {
      return REGISTERS + 2 * (number - 1);
    }
  }
}
