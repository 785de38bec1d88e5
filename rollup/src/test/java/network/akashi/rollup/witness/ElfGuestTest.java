package network.akashi.rollup.witness;

import static org.assertj.core.api.Assertions.assertThat;

import network.akashi.rollup.Guest;
import network.akashi.rollup.RandomBatches;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;

class ElfGuestTest extends GuestConformance {
  @Override
  Guest guest() {
    return Guest.elf();
  }

  @Override
  int cases() {
    return 4;
  }

  /** Batches of valid transfers; of others the guest makes shorter work. */
  @Test
  void estimatesAreALittleAboveWhatRunsTake() {
    Guest guest = guest();
    ForAll.cases(
        8,
        random -> {
          RandomBatches batches = new RandomBatches(random);
          ProvableBatch batch = batches.ofTransfers(1 + random.nextInt(5), random.nextInt(12));
          for (BlockRange range : ShardPlanner.split(batch, 1_500_000)) {
            long cycles = guest.run(batch.input(range, PAYEE)).cycles();
            assertThat(batch.estimatedCycles(range))
                .as("%d cycles, %s, %s", cycles, range, batch.batch().post().deposits().size())
                .isBetween(cycles, cycles + cycles / 3 + 120_000);
          }
        });
  }
}
