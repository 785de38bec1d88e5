package network.akashi.math;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.JMException;
import javax.management.JMRuntimeException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Tells HotSpot, from inside the program, how to compile vector kernels.
 *
 * <ul>
 *   <li><b>Not with C1.</b> It runs out of virtual registers on methods of more than about 300
 *       vector operations; such a method then stays in tier 2 for ever, C2 is never asked, and a
 *       call costs 18–200 µs instead of 0.14–1.2 µs. Without C1 the way is interpreter → C2.
 *   <li><b>Not into their callers.</b> A kernel that is inlined into a loop with other kernels
 *       shares that method's budget of nodes, and boxes its vectors when it runs out. So the
 *       methods that hold the loops, named {@code …Raw}, are never inlined.
 * </ul>
 *
 * <p>This goes through the {@code Compiler.directives_add} diagnostic command, so that users need
 * no option.
 */
final class JitDirectives {
  /** By the naming rules of {@link VectorConstants}; the first directive that matches counts. */
  private static final String DIRECTIVES =
      """
      [
        { match: ["network/akashi/math/Vector*.*"],
          inline: ["-network/akashi/math/Vector*.*Raw", "+network/akashi/math/VectorLanes.*"],
          c1: { Exclude: true } },
        { match: ["*.*"],
          inline: ["-network/akashi/math/Vector*.*Raw", "+network/akashi/math/VectorLanes.*"] }
      ]
      """;

  private static final System.Logger LOG = System.getLogger(JitDirectives.class.getName());

  private JitDirectives() {}

  /**
   * Adds the directive to this JVM. Where that cannot be done it says so in the log and goes on:
   * the largest kernels may then be slow, and nothing is wrong.
   *
   * @return whether the directive is in force
   */
  static boolean apply() {
    return apply(ManagementFactory.getPlatformMBeanServer());
  }

  static boolean apply(MBeanServer server) {
    try {
      Path file = Files.createTempFile("akashi-jit", ".json");
      try {
        Files.writeString(file, DIRECTIVES);
        return add(server, file);
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException | JMException | JMRuntimeException e) {
      LOG.log(
          Level.WARNING,
          "compiler directives for vector kernels cannot be added, they may run slowly; "
              + "start Java with -XX:-TieredCompilation instead: {0}",
          e.toString());
      return false;
    }
  }

  private static boolean add(MBeanServer server, Path file) throws JMException {
    Object answer =
        server.invoke(
            new ObjectName("com.sun.management:type=DiagnosticCommand"),
            "compilerDirectivesAdd",
            new Object[] {new String[] {file.toString()}},
            new String[] {String[].class.getName()});
    String text = String.valueOf(answer).strip();
    boolean added = text.contains("2 compiler directives added");
    LOG.log(added ? Level.DEBUG : Level.WARNING, "compiler directives: {0}", text);
    return added;
  }
}
