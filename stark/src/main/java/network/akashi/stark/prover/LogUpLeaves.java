package network.akashi.stark.prover;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import network.akashi.math.Ext5;
import network.akashi.math.Ext5Array;
import network.akashi.math.FieldKernels;
import network.akashi.math.KoalaBear;
import network.akashi.math.MathProvider;
import network.akashi.stark.air.AirProgram;
import network.akashi.stark.air.AirProgram.Interaction;
import network.akashi.stark.air.AirProgram.Node;
import network.akashi.stark.verifier.LogUpChallenges;
import network.akashi.stark.verifier.StackLayout;

/**
 * Fills the leaves of the LogUp tree: for each interaction of each table a block of fractions
 * {@code ±multiplicity / (γ − fingerprint)}, one per row. Unused leaves are 0/1.
 */
final class LogUpLeaves {
  private final ProverContext context;
  private final LogUpChallenges<Ext5> challenges;
  private final FieldKernels kernels = MathProvider.get().field();
  private final int[] numerators;
  private final Ext5Array denominators;

  private LogUpLeaves(ProverContext context, LogUpChallenges<Ext5> challenges, int length) {
    this.context = context;
    this.challenges = challenges;
    this.numerators = context.arena().ints(length);
    this.denominators = context.ext(length);
  }

  /** The tree over the fractions of all tables. */
  static FractionTree tree(
      ProverContext context,
      LogUpChallenges<Ext5> challenges,
      StackLayout layout,
      List<TableColumns> tables,
      List<Integer> publicValues) {
    int length = 1 << layout.variables();
    LogUpLeaves leaves = new LogUpLeaves(context, challenges, length);
    int used = 0;
    int block = 0;
    for (TableColumns table : tables) {
      int count = table.program().interactions().size();
      List<StackLayout.Slot> slots = layout.slots().subList(block, block + count);
      leaves.fill(table, slots, publicValues);
      block += count;
      used += count << table.logHeight();
    }
    Arrays.fill(leaves.numerators, used, length, 0);
    Ext.fill(leaves.denominators, used, Ext5.ONE, length - used);
    return FractionTree.of(context, leaves.numerators, leaves.denominators, used);
  }

  private void fill(TableColumns table, List<StackLayout.Slot> slots, List<Integer> publicValues) {
    AirProgram program = table.program();
    List<Interaction> interactions = program.interactions();
    if (interactions.isEmpty()) {
      return;
    }
    Set<Integer> wanted = new LinkedHashSet<>();
    for (Interaction interaction : interactions) {
      wanted.add(interaction.multiplicity());
      wanted.addAll(interaction.tuple());
    }
    List<Integer> outputs = List.copyOf(wanted);
    int[] outputOf = new int[program.nodes().size()];
    for (int i = 0; i < outputs.size(); i++) {
      outputOf[outputs.get(i)] = i;
    }
    RowPlan plan = RowPlan.of(program, outputs);
    List<Node> nodes = program.nodes();
    List<Column> columns = new ArrayList<>();
    plan.leaves().forEach(n -> columns.add(table.leaf(nodes.get(n).op(), nodes.get(n).a())));
    int[] constants = RowCombination.constants(nodes, publicValues);
    int[] usedConstants = plan.constants().stream().mapToInt(n -> constants[n]).toArray();
    List<BlockEvaluator> evaluators =
        context.perWorker((_, _) -> new BlockEvaluator(context, plan, List.of(), usedConstants));
    context.forBlocks(
        table.height(),
        BlockEvaluator.blockFor(plan),
        (from, to, worker) -> {
          BlockEvaluator evaluator = evaluators.get(worker);
          evaluator.loadBase(columns, from, from, to - from);
          evaluator.runBase(to - from);
          for (int i = 0; i < interactions.size(); i++) {
            int at = (int) slots.get(i).offset() + from;
            fill(interactions.get(i), outputOf, evaluator, at, to - from);
          }
        });
    evaluators.forEach(evaluator -> evaluator.close(context));
  }

  private void fill(
      Interaction interaction, int[] outputOf, BlockEvaluator evaluator, int at, int n) {
    int multiplicity = evaluator.slotOf(outputOf[interaction.multiplicity()]);
    if (interaction.sign() > 0) {
      System.arraycopy(evaluator.slots(), multiplicity, numerators, at, n);
    } else {
      Arrays.fill(numerators, at, at + n, 0);
      kernels.sub(numerators, at, evaluator.slots(), multiplicity, numerators, at, n);
    }
    Ext5 tag = challenges.weights().getFirst().scale(KoalaBear.fromInt(interaction.bus().tag()));
    Ext.fill(denominators, at, challenges.gamma().sub(tag), n);
    for (int i = 0; i < interaction.tuple().size(); i++) {
      int element = evaluator.slotOf(outputOf[interaction.tuple().get(i)]);
      Ext5 weight = challenges.weights().get(i + 1).neg();
      Ext.accumulateBase(weight, evaluator.slots(), element, denominators, at, n);
    }
  }
}
