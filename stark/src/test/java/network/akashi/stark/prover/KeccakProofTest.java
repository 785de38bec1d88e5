package network.akashi.stark.prover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import network.akashi.math.KoalaBear;
import network.akashi.math.Parallel;
import network.akashi.stark.KeccakStatements;
import network.akashi.stark.air.Machine;
import network.akashi.stark.air.Table;
import network.akashi.stark.air.TraceSet;
import network.akashi.stark.audit.RowChecker;
import network.akashi.stark.examples.KeccakAir;
import network.akashi.stark.keccak.KeccakWiring;
import network.akashi.stark.security.SecurityParameters;
import network.akashi.stark.verifier.Rejection;
import network.akashi.stark.verifier.Verification;
import network.akashi.stark.verifier.Verifier;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;

/** Keccak-f in a table: true statements are accepted, false ones refused. */
class KeccakProofTest {
  private static final ProvingKey KEY = KeccakStatements.key();
  private static final RowChecker CHECKER =
      new RowChecker(new Machine("keccak", List.of(new KeccakAir()), 0));

  private static Verification proven(ProvingKey key, TraceSet trace) {
    try (Parallel parallel = Parallel.ofThreads(2);
        Prover prover = new Prover(key, parallel)) {
      return new Verifier(key.verifyingKey(), 0).verify(List.of(), prover.prove(trace));
    }
  }

  @Test
  void heightsAndSlabsAreAccepted() {
    SplittableRandom random = new SplittableRandom(1);
    for (int count : new int[] {1, 15, 16, 17, 100, 257}) {
      TraceSet trace = KeccakStatements.trace(random, count);
      assertThat(CHECKER.check(trace).isClean()).isTrue();
      assertThat(proven(KEY, trace)).isEqualTo(new Verification.Accepted());
    }
  }

  @Test
  void provenBitsAreThoseAskedFor() {
    ProvingKey key =
        ProvingKey.of(
            new Machine("keccak", List.of(new KeccakAir()), 0), SecurityParameters.LEAF_118);
    TraceSet trace = KeccakStatements.trace(new SplittableRandom(2), 200);
    try (Parallel parallel = Parallel.ofThreads(2);
        Prover prover = new Prover(key, parallel)) {
      byte[] proof = prover.prove(trace);
      assertThat(prover.shape(trace).security().bits()).isGreaterThanOrEqualTo(118);
      assertThat(prover.shape(trace).security().terms())
          .anyMatch(term -> term.name().startsWith("Keccak-f layer"));
      assertThat(new Verifier(key.verifyingKey(), 118).verify(List.of(), proof))
          .isEqualTo(new Verification.Accepted());
    }
  }

  @Test
  void anotherLimbIsRefused() {
    ForAll.cases(
        6,
        random -> {
          int limb = KeccakWiring.BITS + random.nextInt(KeccakWiring.LIMBS);
          refused(changed(random.nextInt(20), limb, 1 + random.nextInt(0xffff)));
        });
  }

  @Test
  void anotherBitIsRefused() {
    ForAll.cases(
        4,
        random -> {
          int column = random.nextInt(KeccakWiring.BITS);
          TraceSet honest = KeccakStatements.trace(new SplittableRandom(3), 20);
          int row = random.nextInt(20);
          boolean set = honest.tables().getFirst().at(row, column) != 0;
          refused(changed(row, column, set ? -1 : 1));
        });
  }

  /** A cell that is no bit but stands for the same sign in some other reading. */
  @Test
  void whatIsNoBitIsRefused() {
    ForAll.cases(
        4,
        random ->
            refused(
                changed(
                    random.nextInt(20),
                    random.nextInt(KeccakWiring.BITS),
                    2 + random.nextInt(KoalaBear.P - 4))));
  }

  @Test
  void anotherRowsResultIsRefused() {
    TraceSet trace = KeccakStatements.trace(new SplittableRandom(3), 20);
    Table table = trace.tables().getFirst();
    int[] cells = table.cells().clone();
    for (int limb = 0; limb < KeccakWiring.LIMBS; limb++) {
      int at = (KeccakWiring.BITS + limb) * table.stride();
      int first = cells[at];
      cells[at] = cells[at + 1];
      cells[at + 1] = first;
    }
    refused(with(table, cells));
  }

  private static TraceSet changed(int row, int column, int by) {
    Table table = KeccakStatements.trace(new SplittableRandom(3), 20).tables().getFirst();
    int[] cells = table.cells().clone();
    int at = column * table.stride() + row;
    cells[at] = KoalaBear.add(cells[at], KoalaBear.fromInt(by));
    return with(table, cells);
  }

  private static TraceSet with(Table table, int[] cells) {
    Table changed = new Table(0, table.height(), table.width(), cells, 0, table.stride());
    return new TraceSet(List.of(changed), new int[0]);
  }

  private static void refused(TraceSet trace) {
    assertThat(CHECKER.check(trace).isClean()).isFalse();
    assertThat(proven(KEY, trace))
        .isIn(
            new Verification.Rejected(Rejection.KECCAK_MISMATCH),
            new Verification.Rejected(Rejection.OPENING_MISMATCH));
  }
}
