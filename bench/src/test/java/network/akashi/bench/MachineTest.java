package network.akashi.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MachineTest {
  @Test
  void describesThisMachine() {
    Machine machine = Machine.current();

    assertThat(machine.cpu()).isNotBlank();
    assertThat(machine.cores()).isPositive();
    assertThat(machine.memoryBytes()).isGreaterThan(1 << 20);
    assertThat(machine.jdk()).contains(Runtime.version().toString());
  }

  @Test
  void readsTheModelThatLinuxTells() {
    assertThat(
            Machine.cpuModel(
                List.of(
                    "processor\t: 0",
                    "cpu family\t: 25",
                    "model\t\t: 17",
                    "model name\t: AMD EPYC 9R14",
                    "flags\t\t: fpu vme",
                    "",
                    "processor\t: 1",
                    "model name\t: another")))
        .isEqualTo("AMD EPYC 9R14 (family 25, model 17)");
    assertThat(Machine.cpuModel(List.of("processor : 0", "Model : Raspberry Pi 5")))
        .isEqualTo("Raspberry Pi 5");
    assertThat(Machine.cpuModel(List.of())).isEqualTo("unknown");
  }
}
