package network.akashi.zkvm.proof;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.akashi.math.KoalaBear;
import network.akashi.stark.security.SecurityParameters;
import network.akashi.zkvm.chip.RunCost;
import network.akashi.zkvm.chip.ZkMachine;
import network.akashi.zkvm.program.MemoryMap;

/**
 * The bytes of a proof of a run, version 1. Integers are little-endian.
 *
 * <pre>
 *   "AKRP"                                        4 bytes
 *   version                                       u8: 1
 *   security parameters                           u8: their number
 *   entry                                         u32
 *   heights of image, regions, code               3 × u8, log2
 *   root over them                                8 × u32, below p
 *   exit code                                     u32
 *   output digest                                 32 bytes
 *   payee                                         32 bytes
 *   cycles                                        u32
 *   cells of instructions, cells of calls         2 × u32, below p
 *   misaligned loads, misaligned stores           2 × u32
 *   pc in, pc out                                 2 × u32
 *   memory in, memory out, io in, io out          4 × 8 × u32, below p
 *   proof of the proof system                     the rest
 * </pre>
 *
 * The program's id is not there: it follows from entry, heights and root. There is one encoding for
 * each proof, and what is not one is not read.
 */
public final class RunProofFormat {
  /** No proof is larger. */
  public static final int MAX_BYTES = 1 << 25;

  static final int VERSION = 1;

  private static final int MAGIC = 0x5052_4b41; // "AKRP"
  private static final int DIGEST_BYTES = 32;
  private static final int ELEMENTS = 8;
  private static final int MAX_LOG_HEIGHT = 26;
  private static final int HEAD_BYTES =
      4 + 1 + 1 + 4 + 3 + 32 + 4 + 32 + 32 + 4 + 8 + 8 + 8 + 4 * 4 * ELEMENTS;

  private RunProofFormat() {}

  static byte[] write(RunProof proof) {
    Statement statement = proof.statement();
    Statement.Segment segment = statement.segment();
    ProgramCommitment commitment = proof.commitment();
    byte[] stark = proof.stark();
    ByteBuffer out = ByteBuffer.allocate(HEAD_BYTES + stark.length).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(MAGIC).put((byte) VERSION).put((byte) proof.security());
    out.putInt((int) commitment.entry());
    commitment.logHeights().forEach(height -> out.put(height.byteValue()));
    commitment.root().forEach(out::putInt);
    out.putInt(statement.exitCode());
    out.put(statement.outputDigest()).put(statement.payee().bytes());
    out.putInt((int) statement.cycles());
    RunCost cost = statement.cost();
    out.putInt((int) cost.programCells()).putInt((int) cost.callCells());
    out.putInt((int) cost.misalignedLoads()).putInt((int) cost.misalignedStores());
    out.putInt((int) segment.pcIn()).putInt((int) segment.pcOut());
    for (List<Integer> elements :
        List.of(segment.memoryIn(), segment.memoryOut(), segment.ioIn(), segment.ioOut())) {
      elements.forEach(out::putInt);
    }
    return out.put(stark).array();
  }

  /** The parts of a proof; empty if the bytes are not one. Total on any bytes. */
  public static Optional<RunProof> read(byte[] bytes) {
    if (bytes.length <= HEAD_BYTES || bytes.length > MAX_BYTES) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (in.getInt() != MAGIC || in.get() != VERSION) {
      return Optional.empty();
    }
    int security = in.get() & 0xff;
    long entry = unsigned(in);
    List<Integer> heights = new ArrayList<>();
    for (int i = 0; i < ProgramCommitment.TABLES; i++) {
      heights.add(in.get() & 0xff);
    }
    List<Integer> root = elements(in);
    int exitCode = in.getInt();
    byte[] digest = new byte[DIGEST_BYTES];
    in.get(digest);
    byte[] payee = new byte[Payee.BYTES];
    in.get(payee);
    long cycles = unsigned(in);
    RunCost cost = new RunCost(unsigned(in), unsigned(in), unsigned(in), unsigned(in));
    long pcIn = unsigned(in);
    long pcOut = unsigned(in);
    List<Integer> memoryIn = elements(in);
    List<Integer> memoryOut = elements(in);
    List<Integer> ioIn = elements(in);
    List<Integer> ioOut = elements(in);
    Statement.Segment segment =
        new Statement.Segment(pcIn, pcOut, memoryIn, memoryOut, ioIn, ioOut);
    ProgramCommitment commitment = new ProgramCommitment(entry, root, heights);
    boolean valid =
        security < SecurityParameters.NAMED.size()
            && heights.stream().allMatch(height -> height <= MAX_LOG_HEIGHT)
            && areCanonical(root)
            && areCanonical(memoryIn)
            && areCanonical(memoryOut)
            && areCanonical(ioIn)
            && areCanonical(ioOut)
            && isCodeAddress(entry)
            && isCodeAddress(pcIn)
            && isCodeAddress(pcOut)
            && cycles >= 1
            && cycles <= ZkMachine.MAX_CYCLES
            && cost.programCells() < KoalaBear.P
            && cost.callCells() < KoalaBear.P
            && cost.misalignedLoads() <= cycles
            && cost.misalignedStores() <= cycles;
    if (!valid) {
      return Optional.empty();
    }
    byte[] stark = new byte[in.remaining()];
    in.get(stark);
    Statement statement =
        new Statement(commitment.id(), exitCode, digest, Payee.of(payee), cycles, cost, segment);
    return Optional.of(new RunProof(security, commitment, statement, stark));
  }

  private static boolean areCanonical(List<Integer> elements) {
    return elements.stream().allMatch(KoalaBear::isCanonical);
  }

  private static boolean isCodeAddress(long address) {
    return (address & 3) == 0 && address < MemoryMap.END;
  }

  private static long unsigned(ByteBuffer in) {
    return in.getInt() & 0xffff_ffffL;
  }

  private static List<Integer> elements(ByteBuffer in) {
    List<Integer> elements = new ArrayList<>();
    for (int i = 0; i < ELEMENTS; i++) {
      elements.add(in.getInt());
    }
    return elements;
  }
}
