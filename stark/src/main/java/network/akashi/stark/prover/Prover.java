package network.akashi.stark.prover;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import network.akashi.math.Cancellation;
import network.akashi.math.Ext5;
import network.akashi.math.IntBuffers;
import network.akashi.math.KoalaBear;
import network.akashi.math.MathProvider;
import network.akashi.math.Ntt;
import network.akashi.math.Parallel;
import network.akashi.math.RowMatrix;
import network.akashi.stark.air.Ext5Ops;
import network.akashi.stark.air.KeccakColumns;
import network.akashi.stark.air.TraceSet;
import network.akashi.stark.security.SecurityParameters;
import network.akashi.stark.verifier.LogUpChallenges;
import network.akashi.stark.verifier.ProofFormat;
import network.akashi.stark.verifier.ProofShape;
import network.akashi.stark.verifier.Sponge;
import network.akashi.stark.verifier.TableShape;

/**
 * Makes proofs.
 *
 * <p>A prover trusts its trace: it does not check constraints, and a trace that violates one gives
 * a proof that the verifier refuses. Reuse one prover for many proofs: its buffers are kept. One
 * proof at a time.
 */
public final class Prover implements AutoCloseable {
  private final ProvingKey key;
  private final Parallel parallel;
  private final CodewordHook hook;
  private final IntBuffers buffers = new IntBuffers();
  private final Ntt ntt = new Ntt(MathProvider.get());

  /** A prover that runs on {@code parallel}, which stays the caller's. */
  public Prover(ProvingKey key, Parallel parallel) {
    this(key, parallel, CodewordHook.NONE);
  }

  /** A prover that may cheat in its first commitment, to measure how often that goes unnoticed. */
  Prover(ProvingKey key, Parallel parallel, CodewordHook hook) {
    this.key = key;
    this.parallel = parallel;
    this.hook = hook;
  }

  /** Proves with nobody watching. */
  public byte[] prove(TraceSet trace) {
    return prove(trace, ProgressListener.NONE);
  }

  /**
   * The proof of {@code given}, whose tables may have any height.
   *
   * @throws IllegalArgumentException if the tables do not fit the machine
   * @throws CancellationException if the loops were cancelled
   */
  public byte[] prove(TraceSet given, ProgressListener listener) {
    return prove(given, listener, parallel);
  }

  /**
   * As above, until {@code cancellation} is requested, by any thread: then this throws within some
   * milliseconds, all buffers are back, and the next proof can be made. The listener hears of the
   * beginning of the phase that was cancelled, not of its end.
   *
   * @throws CancellationException if cancelled
   */
  public byte[] prove(TraceSet given, ProgressListener listener, Cancellation cancellation) {
    return prove(given, listener, parallel.cancelledBy(cancellation));
  }

  private byte[] prove(TraceSet given, ProgressListener listener, Parallel loops) {
    loops.checkCancellation();
    TraceSet trace = Slabs.cut(key.verifyingKey(), given);
    ProofShape shape = shapeOf(trace);
    List<TableShape> tables = shape.tables();
    List<Integer> publicValues =
        Arrays.stream(trace.publicValues()).map(KoalaBear::toInt).boxed().toList();
    if (publicValues.size() != key.verifyingKey().publicValues()) {
      throw new IllegalArgumentException(
          "trace: %d public values, the machine has %d"
              .formatted(publicValues.size(), key.verifyingKey().publicValues()));
    }
    try (IntBuffers.Arena arena = buffers.arena()) {
      ProofWriter writer = new ProofWriter();
      writeHeader(writer, tables);
      Sponge<Integer> transcript = ProofFormat.transcript(key.verifyingKey(), tables, publicValues);
      prove(
          ProverContext.of(loops, arena, ntt),
          new ProverChannel(writer, transcript, loops),
          shape,
          trace,
          new PhaseClock(listener, loops));
      return writer.toBytes();
    }
  }

  /**
   * The shape that the proof of {@code trace} has, and with it its size and security.
   *
   * @throws IllegalArgumentException if the tables do not fit the machine
   */
  public ProofShape shape(TraceSet trace) {
    return shapeOf(Slabs.cut(key.verifyingKey(), trace));
  }

  private ProofShape shapeOf(TraceSet trace) {
    List<TableShape> tables = MainStack.tableShapes(key, trace);
    return switch (ProofShape.derive(key.verifyingKey(), tables)) {
      case ProofShape.Valid valid -> valid.shape();
      case ProofShape.Invalid invalid ->
          throw new IllegalArgumentException(
              "trace: %s: %s".formatted(tables, invalid.reason().explanation()));
    };
  }

  /** The most memory that borrowed arrays have taken, in bytes. */
  public long peakBytes() {
    return buffers.peakBytes();
  }

  /** Bytes of the arrays that a proof now being made has borrowed. */
  long bytesInUse() {
    return buffers.bytesInUse();
  }

  /** Bytes of the arrays that are kept for the next proof. */
  long idleBytes() {
    return buffers.idleBytes();
  }

  /** Lets go of the buffers. */
  @Override
  public void close() {
    buffers.close();
  }

  private void writeHeader(ProofWriter writer, List<TableShape> tables) {
    for (byte magic : ProofFormat.magic()) {
      writer.writeByte(magic);
    }
    writer.writeByte(ProofFormat.VERSION);
    key.verifyingKey().digest().forEach(e -> writer.writeElement(KoalaBear.fromInt(e)));
    writer.writeByte(tables.size());
    for (TableShape table : tables) {
      writer.writeByte(table.air());
      writer.writeByte(table.logHeight());
    }
  }

  private void prove(
      ProverContext context,
      ProverChannel channel,
      ProofShape shape,
      TraceSet trace,
      PhaseClock clock) {
    SecurityParameters security = shape.key().security();
    List<Integer> publicValues = Arrays.stream(trace.publicValues()).boxed().toList();
    clock.begin(Phase.STACK);
    MainStack main = MainStack.of(context, key, shape, trace);
    clock.begin(Phase.COMMIT);
    int logRows = shape.main().variables() - security.firstFold();
    OracleTree tree =
        OracleTree.commit(
            context,
            RowMatrix.of(main.cells(), 0, logRows, 1 << security.firstFold()),
            security.logInverseRate(),
            hook);
    channel.sendRoot(tree.root());
    Opening opening = new Opening(context, channel, shape);
    Opening.Sample sample = opening.sample(main.cells());

    clock.begin(Phase.LOGUP);
    List<Ext5> beta = channel.sample(LogUpChallenges.LOG_WEIGHTS);
    LogUpChallenges<Ext5> logUp = LogUpChallenges.of(Ext5Ops.INSTANCE, beta, channel.sample());
    GkrLayer.Claim leaves = new GkrLayer.Claim(Ext5.ZERO, Ext5.ONE, List.of());
    if (shape.hasInteractions()) {
      FractionTree fractions =
          LogUpLeaves.tree(context, logUp, shape.fractions(), main.tables(), publicValues);
      leaves = new GkrProver(context, channel).prove(fractions);
    }
    clock.begin(Phase.KECCAK);
    List<Opening.TableRowClaims> rowClaims = keccak(context, channel, main.tables());
    clock.begin(Phase.CONSTRAINTS);
    List<Openings> openings =
        new ConstraintProver(context, channel, shape, publicValues)
            .prove(main.tables(), logUp, leaves);
    clock.begin(Phase.OPENING);
    Optional<OracleTree> preprocessed =
        shape.preprocessed().map(_ -> key.commitPreprocessed(context));
    opening.prove(main, tree, preprocessed, key.preprocessedStack(), sample, openings, rowClaims);
    clock.end();
  }

  private static List<Opening.TableRowClaims> keccak(
      ProverContext context, ProverChannel channel, List<TableColumns> tables) {
    List<Opening.TableRowClaims> claims = new ArrayList<>();
    for (int t = 0; t < tables.size(); t++) {
      TableColumns table = tables.get(t);
      Optional<KeccakColumns> columns = table.program().keccak();
      if (columns.isPresent()) {
        KeccakProver prover = new KeccakProver(context, channel, table, columns.get());
        claims.add(new Opening.TableRowClaims(t, prover.prove()));
      }
    }
    return claims;
  }
}
