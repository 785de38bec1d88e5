package network.akashi.node.work;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.zkvm.program.Program;
import network.akashi.zkvm.program.ProgramId;
import network.akashi.zkvm.proof.ProgramKey;

/** Programs that a node can run, by their ids. */
public final class Programs {
  private final Map<Bytes32, Program> programs = new ConcurrentHashMap<>();
  private final Map<Bytes32, ProgramKey> keys = new ConcurrentHashMap<>();
  private final Map<Bytes32, Bytes> files = new ConcurrentHashMap<>();

  /**
   * Adds a program; gives its id.
   *
   * @param elf the file
   * @throws network.akashi.zkvm.program.InvalidElfException if it is no program
   */
  public Bytes32 add(byte[] elf) {
    Program program = Program.fromElf(elf);
    Bytes32 id = Bytes32.of(ProgramKey.commitment(program).id().bytes());
    programs.put(id, program);
    files.put(id, Bytes.of(elf));
    return id;
  }

  /** All of them. */
  public List<Bytes32> ids() {
    return List.copyOf(programs.keySet());
  }

  /** The file of a program; empty if there is none. */
  public Optional<Bytes> file(Bytes32 id) {
    return Optional.ofNullable(files.get(id));
  }

  /** The program of an id. */
  public Optional<Program> find(Bytes32 id) {
    return Optional.ofNullable(programs.get(id));
  }

  /** What it takes to prove runs of a program; made when it is first asked for. */
  public ProgramKey key(Bytes32 id) {
    Program program = find(id).orElseThrow(() -> new IllegalArgumentException("no program " + id));
    return keys.computeIfAbsent(id, _ -> ProgramKey.of(program));
  }

  static ProgramId programId(Bytes32 id) {
    return ProgramId.of(id.toArray());
  }
}
