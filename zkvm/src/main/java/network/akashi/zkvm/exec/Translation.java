package network.akashi.zkvm.exec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import network.akashi.zkvm.isa.Code;
import org.jspecify.annotations.Nullable;

/**
 * What has been translated of a program so far; shared by all its runs, and growing while they go
 * on. An instruction is translated, with the region around it, once control has come to it from
 * elsewhere often enough.
 *
 * <p>Thread-safe: tables only ever gain regions, and a region is published complete, since all that
 * is read of it without the lock are final fields. A thread that does not see one yet interprets.
 */
final class Translation {
  /** How often control comes to an instruction before it is worth translating. */
  private static final int HOT = 64;

  /** A translated region and where its blocks are counted. */
  record Entry(CompiledRegion compiled, Region region, int firstId) {
    int endId() {
      return firstId + region.blocks().size();
    }
  }

  private final Code code;
  private final @Nullable Entry[] entries;
  private final short[] heat;
  private final List<Entry> all = new ArrayList<>();

  Translation(Code code) {
    this.code = code;
    this.entries = new Entry[code.size()];
    this.heat = new short[code.size()];
  }

  /** The region that control may enter at {@code index}, if there is one by now. */
  @Nullable Entry at(int index) {
    return entries[index];
  }

  /** Tells that control came to {@code index}, where {@link #at} knew no region. */
  void visit(int index) {
    if (++heat[index] >= HOT) {
      translate(index);
    }
  }

  private synchronized void translate(int index) {
    heat[index] = 0;
    if (entries[index] != null || Region.isLeftToInterpreter(code, index)) {
      return;
    }
    Region region = Region.grow(code, index);
    int firstId = all.isEmpty() ? 0 : all.getLast().endId();
    Entry entry = new Entry(RegionTranslator.translate(code, region, firstId), region, firstId);
    all.add(entry);
    for (int at : region.entries()) {
      if (entries[at] == null || at == index) {
        entries[at] = entry;
      }
    }
  }

  /** Turns counts of blocks into counts of operations. */
  synchronized void addCounts(long[] blockCounts, long[] opCounts) {
    for (Entry entry : all) {
      for (int i = 0; i < entry.region.blocks().size(); i++) {
        int id = entry.firstId + i;
        if (id < blockCounts.length && blockCounts[id] != 0) {
          Region.Block block = entry.region.blocks().get(i);
          for (int index = block.start(); index < block.end(); index++) {
            opCounts[code.opIndex(index)] += blockCounts[id];
          }
        }
      }
    }
    Arrays.fill(blockCounts, 0);
  }
}
