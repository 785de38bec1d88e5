package network.akashi.zkvm.asm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Writes static RV64 executables for tests. */
public final class ElfWriter {
  public static final int R = 4;
  public static final int W = 2;
  public static final int X = 1;

  private record Part(long address, long size, int flags, byte[] bytes) {}

  private final List<Part> parts = new ArrayList<>();
  private long entry;

  public ElfWriter entry(long address) {
    entry = address;
    return this;
  }

  public ElfWriter code(long address, int... words) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * words.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int word : words) {
      bytes.putInt(word);
    }
    return segment(address, bytes.capacity(), R | X, bytes.array());
  }

  public ElfWriter code(Assembler assembler, long address) {
    return code(address, assembler.assemble());
  }

  public ElfWriter data(long address, long size, byte... bytes) {
    return segment(address, size, R | W, bytes);
  }

  public ElfWriter segment(long address, long size, int flags, byte... bytes) {
    parts.add(new Part(address, size, flags, bytes.clone()));
    return this;
  }

  /** The file; segments begin at file offsets that agree with their addresses modulo a page. */
  public byte[] write() {
    int offset = 64 + 56 * parts.size();
    int[] offsets = new int[parts.size()];
    for (int i = 0; i < offsets.length; i++) {
      offset += (int) ((parts.get(i).address - offset) & 0xfff);
      offsets[i] = offset;
      offset += parts.get(i).bytes.length;
    }
    ByteBuffer file = ByteBuffer.allocate(offset).order(ByteOrder.LITTLE_ENDIAN);
    file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0}).position(16);
    file.putShort((short) 2).putShort((short) 243).putInt(1).putLong(entry).putLong(64).putLong(0);
    file.putInt(0).putShort((short) 64).putShort((short) 56).putShort((short) parts.size());
    file.position(64);
    for (int i = 0; i < offsets.length; i++) {
      Part part = parts.get(i);
      file.putInt(1).putInt(part.flags).putLong(offsets[i]).putLong(part.address);
      file.putLong(part.address).putLong(part.bytes.length).putLong(part.size).putLong(0x1000);
    }
    for (int i = 0; i < offsets.length; i++) {
      file.position(offsets[i]).put(parts.get(i).bytes);
    }
    return file.array();
  }
}
