package network.akashi.zkvm.chip;

import static org.assertj.core.api.Assertions.assertThat;

import network.akashi.zkvm.exec.CostModel;
import network.akashi.zkvm.exec.EnvironmentCall;
import network.akashi.zkvm.isa.Family;
import org.junit.jupiter.api.Test;

/** The cost model counts the columns of the chips there are. */
class CostModelTest {
  private static final ZkMachine MACHINE = ZkMachine.blank();

  @Test
  void aFamilyCostsItsWidestChip() {
    for (Family family : Family.values()) {
      int widest =
          MACHINE.instructions.stream()
              .filter(chip -> !chip.isMisaligned())
              .filter(chip -> chip.operations().stream().anyMatch(op -> op.family() == family))
              .mapToInt(chip -> chip.layout().main().size())
              .max()
              .orElse(0);
      assertThat(CostModel.cells(family)).as("%s", family).isEqualTo(widest);
    }
  }

  @Test
  void aMisalignedAccessCostsItsChip() {
    MACHINE.instructions.stream()
        .filter(InstructionChip::isMisaligned)
        .forEach(chip ->
            assertThat(CostModel.cells(Family.LOAD_NARROW) + CostModel.MISALIGNED)
                .isGreaterThanOrEqualTo(chip.layout().main().size()));
  }

  @Test
  void aCallCostsTheRowsOfItsAccelerator() {
    for (AcceleratorChip chip : MACHINE.accelerators) {
      long own = (long) chip.layout().main().size() * chip.rowsPerCall();
      if (chip.call() == EnvironmentCall.KECCAK_F) {
        own += CostModel.KECCAK_ROUNDS;
      }
      assertThat(CostModel.cells(chip.call())).as(chip.name()).isEqualTo(own);
    }
  }
}
