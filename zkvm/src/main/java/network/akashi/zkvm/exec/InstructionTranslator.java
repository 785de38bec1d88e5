package network.akashi.zkvm.exec;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Map;
import network.akashi.zkvm.exec.RegionTranslator.Slots;
import network.akashi.zkvm.isa.Code;
import network.akashi.zkvm.isa.Op;

/** Translates single instructions; the meaning of each is that of {@link Interpreter}. */
final class InstructionTranslator {
  private static final ClassDesc MEMORY = Memory.class.describeConstable().orElseThrow();
  private static final ClassDesc ARITHMETIC = Arithmetic.class.describeConstable().orElseThrow();
  private static final ClassDesc MATH = Math.class.describeConstable().orElseThrow();
  private static final ClassDesc LONG = Long.class.describeConstable().orElseThrow();
  private static final MethodTypeDesc LONG_TO_LONG = MethodTypeDesc.of(CD_long, CD_long);
  private static final MethodTypeDesc LONGS_TO_LONG = MethodTypeDesc.of(CD_long, CD_long, CD_long);
  private static final MethodTypeDesc LONGS_TO_INT = MethodTypeDesc.of(CD_int, CD_long, CD_long);
  private static final MethodTypeDesc STORE = MethodTypeDesc.of(CD_void, CD_long, CD_long);

  private final Code code;
  private final CodeBuilder body;
  private final Map<Integer, Label> labels;
  private final Label exit;
  private final Label fault;

  InstructionTranslator(
      Code code, CodeBuilder body, Map<Integer, Label> labels, Label exit, Label fault) {
    this.code = code;
    this.body = body;
    this.labels = labels;
    this.exit = exit;
    this.fault = fault;
  }

  void translate(int index) {
    Op op = code.op(index);
    switch (op) {
      case FENCE -> {}
      case JAL -> jump(index);
      case JALR -> jumpRegister(index);
      case BEQ, BNE, BLT, BGE, BLTU, BGEU -> branch(index, op);
      case LB, LH, LW, LD, LBU, LHU, LWU -> load(index, op);
      case SB, SH, SW, SD -> store(index, op);
      case ECALL, EBREAK, ILLEGAL -> throw new IllegalArgumentException("not translated: " + op);
      default -> {
        if (code.destination(index) != Code.DISCARD) {
          compute(index, op);
          keep(index);
        }
      }
    }
  }

  /** Goes on with the instruction at {@code index}, here or elsewhere. */
  void goTo(int index) {
    Label label = labels.get(index);
    if (label != null) {
      body.goto_(label);
    } else {
      leave(index);
    }
  }

  private void leave(int index) {
    // past the end of the code the interpreter finds nothing, and traps
    body.loadConstant(index < code.size() ? index : ~index).istore(Slots.NEXT).goto_(exit);
  }

  private void jump(int index) {
    if (code.destination(index) != Code.DISCARD) {
      body.loadConstant(code.address(index) + 4);
      keep(index);
      leave(Region.targetIndex(code, index));
    } else {
      goTo(Region.targetIndex(code, index));
    }
  }

  private void jumpRegister(int index) {
    Label bad = body.newLabel();
    first(index);
    body.loadConstant((long) code.immediate(index)).ladd().loadConstant(-2L).land();
    body.loadConstant(code.start()).lsub().lstore(Slots.SCRATCH);
    body.lload(Slots.SCRATCH).l2i().iconst_3().iand().ifne(bad);
    body.lload(Slots.SCRATCH).iconst_2().lushr().loadConstant((long) code.size()).lcmp().ifge(bad);
    if (code.destination(index) != Code.DISCARD) {
      body.loadConstant(code.address(index) + 4);
      keep(index);
    }
    body.lload(Slots.SCRATCH).iconst_2().lushr().l2i().istore(Slots.NEXT).goto_(exit);
    body.labelBinding(bad);
    body.loadConstant(index).istore(Slots.AT).goto_(fault);
  }

  private void branch(int index, Op op) {
    Label target = labels.get(Region.targetIndex(code, index));
    Label stay = body.newLabel();
    Label taken = target == null ? body.newLabel() : target;
    first(index);
    second(index);
    switch (op) {
      case BEQ -> body.lcmp().ifeq(taken);
      case BNE -> body.lcmp().ifne(taken);
      case BLT -> body.lcmp().iflt(taken);
      case BGE -> body.lcmp().ifge(taken);
      case BLTU -> body.invokestatic(LONG, "compareUnsigned", LONGS_TO_INT).iflt(taken);
      default -> body.invokestatic(LONG, "compareUnsigned", LONGS_TO_INT).ifge(taken);
    }
    if (target == null) {
      body.goto_(stay).labelBinding(taken);
      leave(Region.targetIndex(code, index));
    }
    body.labelBinding(stay);
  }

  private void load(int index, Op op) {
    body.loadConstant(index).istore(Slots.AT).aload(Slots.MEMORY);
    address(index);
    switch (op) {
      case LB, LBU -> body.invokevirtual(MEMORY, "load8", LONG_TO_LONG);
      case LH, LHU -> body.invokevirtual(MEMORY, "load16", LONG_TO_LONG);
      case LW, LWU -> body.invokevirtual(MEMORY, "load32", LONG_TO_LONG);
      default -> body.invokevirtual(MEMORY, "load64", LONG_TO_LONG);
    }
    switch (op) {
      case LBU -> body.loadConstant(0xffL).land();
      case LHU -> body.loadConstant(0xffffL).land();
      case LWU -> body.loadConstant(0xffff_ffffL).land();
      default -> {}
    }
    if (code.destination(index) == Code.DISCARD) {
      body.pop2();
    } else {
      keep(index);
    }
  }

  private void store(int index, Op op) {
    body.loadConstant(index).istore(Slots.AT).aload(Slots.MEMORY);
    address(index);
    second(index);
    String method =
        switch (op) {
          case SB -> "store8";
          case SH -> "store16";
          case SW -> "store32";
          default -> "store64";
        };
    body.invokevirtual(MEMORY, method, STORE);
  }

  private void address(int index) {
    first(index);
    if (code.immediate(index) != 0) {
      immediate(index).ladd();
    }
  }

  private void compute(int index, Op op) {
    switch (op) {
      case LUI -> immediate(index);
      case AUIPC -> body.loadConstant(code.address(index) + code.immediate(index));
      case ADDI -> {
        first(index);
        immediate(index).ladd();
      }
      case XORI -> {
        first(index);
        immediate(index).lxor();
      }
      case ORI -> {
        first(index);
        immediate(index).lor();
      }
      case ANDI -> {
        first(index);
        immediate(index).land();
      }
      case SLTI -> {
        first(index);
        immediate(index);
        less(false);
      }
      case SLTIU -> {
        first(index);
        immediate(index);
        less(true);
      }
      case SLLI, SRLI, SRAI -> {
        first(index);
        body.loadConstant(code.immediate(index));
        shift(op);
      }
      case ADDIW, SLLIW, SRLIW, SRAIW -> {
        first(index);
        body.l2i().loadConstant(code.immediate(index));
        word(op);
      }
      case ADDW, SUBW, SLLW, SRLW, SRAW, MULW -> {
        first(index);
        body.l2i();
        second(index);
        body.l2i();
        word(op);
      }
      case SLL, SRL, SRA -> {
        first(index);
        second(index);
        body.l2i();
        shift(op);
      }
      default -> {
        first(index);
        second(index);
        combine(op);
      }
    }
  }

  private void shift(Op op) {
    switch (op) {
      case SLLI, SLL -> body.lshl();
      case SRLI, SRL -> body.lushr();
      default -> body.lshr();
    }
  }

  private void word(Op op) {
    switch (op) {
      case ADDIW, ADDW -> body.iadd();
      case SUBW -> body.isub();
      case MULW -> body.imul();
      case SLLIW, SLLW -> body.ishl();
      case SRLIW, SRLW -> body.iushr();
      default -> body.ishr();
    }
    body.i2l();
  }

  private void combine(Op op) {
    switch (op) {
      case ADD -> body.ladd();
      case SUB -> body.lsub();
      case XOR -> body.lxor();
      case OR -> body.lor();
      case AND -> body.land();
      case SLT -> less(false);
      case SLTU -> less(true);
      case MUL -> body.lmul();
      case MULH -> body.invokestatic(MATH, "multiplyHigh", LONGS_TO_LONG);
      case MULHU -> body.invokestatic(MATH, "unsignedMultiplyHigh", LONGS_TO_LONG);
      case MULHSU, DIV, DIVU, REM, REMU, DIVW, DIVUW, REMW, REMUW ->
          body.invokestatic(ARITHMETIC, op.mnemonic(), LONGS_TO_LONG);
      default -> throw new IllegalArgumentException("not translated: " + op);
    }
  }

  /** 1 if the lower value on the stack is less than the upper, else 0. */
  private void less(boolean isUnsigned) {
    if (isUnsigned) {
      body.invokestatic(LONG, "compareUnsigned", LONGS_TO_INT);
    } else {
      body.lcmp();
    }
    // the sign of −1, 0 or 1
    body.bipush(31).iushr().i2l();
  }

  private CodeBuilder immediate(int index) {
    return body.loadConstant((long) code.immediate(index));
  }

  private void first(int index) {
    register(code.firstSource(index));
  }

  private void second(int index) {
    register(code.secondSource(index));
  }

  private void register(int number) {
    if (number == 0) {
      body.lconst_0();
    } else {
      body.lload(Slots.register(number));
    }
  }

  private void keep(int index) {
    body.lstore(Slots.register(code.destination(index)));
  }
}
