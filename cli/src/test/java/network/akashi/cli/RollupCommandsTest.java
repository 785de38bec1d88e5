package network.akashi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import network.akashi.testkit.Anvil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Genesis, deployment and derivation of a rollup, as a user goes about it. */
class RollupCommandsTest {
  private record Result(int status, String out, String err) {}

  @TempDir private Path folder;

  private static Result run(List<String> arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        Main.run(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            arguments.toArray(String[]::new));
    return new Result(status, out.toString(), err.toString());
  }

  private static Result run(String... arguments) {
    return run(List.of(arguments));
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void aRollupBeginsWithItsGenesis() throws IOException {
    Result genesis = run("rollup", "genesis", "--chain-id", "777", "--out", file("genesis.json"));
    assertThat(genesis.status()).as(genesis.err()).isEqualTo(ExitCode.OK);
    assertThat(genesis.out()).contains("genesis-block-hash = \"0x");
    assertThat(run("rollup", "genesis", "--out", file("genesis.json")).err())
        .contains("already there");
    Files.writeString(folder.resolve("key"), Anvil.KEYS.getFirst());
    Files.writeString(
        folder.resolve("network.toml"),
        "[rollup]\ngenesis = \"genesis.json\"\nprogram-id = \"0x%064x\"\n".formatted(7));
    try (Anvil anvil = Anvil.start()) {
      String node = anvil.address().toString();
      Result deployed =
          run(
              "deploy",
              "--rpc",
              node,
              "--key",
              "file:" + file("key"),
              "--config",
              file("network.toml"),
              "--out",
              file("addresses.json"));
      assertThat(deployed.status()).as(deployed.err()).isEqualTo(ExitCode.OK);

      List<String> derive =
          new ArrayList<>(
              List.of(
                  "rollup",
                  "derive",
                  "--rpc",
                  node,
                  "--addresses",
                  file("addresses.json"),
                  "--genesis"));
      derive.add(file("genesis.json"));
      Result derived = run(derive);
      assertThat(derived.status()).as(derived.err()).isEqualTo(ExitCode.OK);
      assertThat(derived.out()).contains("0 batches; block 0");

      Result other = run("rollup", "genesis", "--chain-id", "778", "--out", file("other.json"));
      assertThat(other.status()).isEqualTo(ExitCode.OK);
      derive.set(derive.size() - 1, file("other.json"));
      assertThat(run(derive).err()).contains("deployed with another genesis");

      Result withdraw =
          run(
              "rollup",
              "withdraw",
              "--rpc",
              node,
              "--addresses",
              file("addresses.json"),
              "--l2",
              node,
              "--key",
              "file:" + file("key"));
      assertThat(withdraw.err()).contains("either --amount or --transaction");
    }
  }

  @Test
  void whatIsWrongIsSaid() {
    assertThat(run("rollup").err()).contains("say what to do with the rollup");
    assertThat(
            run(
                    "rollup",
                    "derive",
                    "--rpc",
                    "http://127.0.0.1:1",
                    "--addresses",
                    file("none.json"),
                    "--genesis",
                    file("none.json"))
                .err())
        .contains("no such file");
    assertThat(
            run(
                    "sequencer",
                    "--rpc",
                    "http://127.0.0.1:1",
                    "--addresses",
                    file("none.json"),
                    "--genesis",
                    file("none.json"),
                    "--folder",
                    file("data"))
                .err())
        .contains("no private key is given");
  }
}
