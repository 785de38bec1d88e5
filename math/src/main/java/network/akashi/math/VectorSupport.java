package network.akashi.math;

import java.lang.management.ManagementFactory;
import java.util.function.IntSupplier;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import jdk.incubator.vector.VectorShape;
import org.jspecify.annotations.Nullable;

/**
 * Whether this JVM runs vector kernels at full speed, at which width, and why (or why not).
 *
 * <p>Outside C2 each vector is an object on the heap and a kernel runs hundreds of times slower
 * than the scalar loop, so vectors are used only where the following hold. Nothing here touches a
 * class of the Vector API before the first three are known to.
 *
 * <ol>
 *   <li>they are not switched off ({@code -Dakashi.vector=off});
 *   <li>the incubator module is in the boot layer;
 *   <li>the JVM is HotSpot and compiles with C2. (That it is new enough, 24 or later for unsigned
 *       minimum and 32×32→64 products, follows from the class file version.)
 *   <li>the machine's vectors have at least 128 bits, and as many as {@code -Dakashi.vector.bits}
 *       asks for, where it is set.
 * </ol>
 *
 * @param bits width of the vectors to use, 0 for none
 * @param reason one clause for the log
 * @param mistaken whether vectors are off because a property has a value that makes no sense
 */
record VectorSupport(int bits, String reason, boolean mistaken) {
  static final String MODE_PROPERTY = "akashi.vector";
  static final String BITS_PROPERTY = "akashi.vector.bits";

  /**
   * What the decision depends on.
   *
   * @param mode value of {@code akashi.vector}, {@code "on"} by default
   * @param wantedBits value of {@code akashi.vector.bits}, empty by default
   * @param modulePresent whether {@code jdk.incubator.vector} is in the boot layer
   * @param hotspot whether the JVM answers HotSpot's questions about its options
   * @param c2 whether hot methods end up in C2
   * @param preferredBits the machine's vector width; asked only when all else is in place
   */
  record Facts(
      String mode,
      String wantedBits,
      boolean modulePresent,
      boolean hotspot,
      boolean c2,
      IntSupplier preferredBits) {

    static Facts ofThisJvm() {
      String topTier = vmOption("TieredStopAtLevel");
      String jvmInfo = System.getProperty("java.vm.info", "");
      return new Facts(
          System.getProperty(MODE_PROPERTY, "on"),
          System.getProperty(BITS_PROPERTY, ""),
          ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(),
          topTier != null,
          "4".equals(topTier)
              && !jvmInfo.contains("interpreted")
              && !jvmInfo.contains("emulated-client")
              && !"true".equals(vmOption("UseJVMCICompiler")),
          Machine::preferredBits);
    }

    private static @Nullable String vmOption(String name) {
      MBeanServer server = ManagementFactory.getPlatformMBeanServer();
      try {
        Object option =
            server.invoke(
                new ObjectName("com.sun.management:type=HotSpotDiagnostic"),
                "getVMOption",
                new Object[] {name},
                new String[] {String.class.getName()});
        return option instanceof CompositeData data ? String.valueOf(data.get("value")) : null;
      } catch (JMException | RuntimeMBeanException _) {
        return null; // no such bean: not HotSpot; no such option: not that kind of HotSpot
      }
    }
  }

  /** The only code of this class that links against the Vector API. */
  private static final class Machine {
    static int preferredBits() {
      return VectorShape.preferredShape().vectorBitSize();
    }
  }

  private static final class Current {
    static final VectorSupport VALUE = decide(Facts.ofThisJvm());
  }

  /** The decision for this JVM, made once. */
  static VectorSupport current() {
    return Current.VALUE;
  }

  boolean usable() {
    return bits != 0;
  }

  static VectorSupport decide(Facts facts) {
    switch (facts.mode()) {
      case "on" -> {}
      case "off" -> {
        return no("-D" + MODE_PROPERTY + "=off");
      }
      default -> {
        return mistake(MODE_PROPERTY + " must be on or off, is '" + facts.mode() + "'");
      }
    }
    if (!facts.modulePresent()) {
      return no("start Java with --add-modules=jdk.incubator.vector to have vector kernels");
    }
    if (!facts.hotspot()) {
      return no("vector kernels need a HotSpot JVM");
    }
    if (!facts.c2()) {
      return no("vector kernels need HotSpot's C2 compiler, which this JVM runs without");
    }
    return width(facts.wantedBits(), facts.preferredBits().getAsInt());
  }

  private static VectorSupport width(String wanted, int machine) {
    if (machine < 128) {
      return no("the machine's vectors have %d bits, 128 are needed".formatted(machine));
    }
    if (wanted.isBlank()) {
      return new VectorSupport(
          Math.min(machine, 512), "the machine's vectors have %d bits".formatted(machine), false);
    }
    int bits =
        switch (wanted.strip()) {
          case "128" -> 128;
          case "256" -> 256;
          case "512" -> 512;
          default -> 0;
        };
    if (bits == 0) {
      return mistake(BITS_PROPERTY + " must be 128, 256 or 512, is '" + wanted + "'");
    }
    if (bits > machine) {
      return no(
          "-D%s=%d asks for more than the %d bits of the machine's vectors"
              .formatted(BITS_PROPERTY, bits, machine));
    }
    return new VectorSupport(bits, "-D%s=%d".formatted(BITS_PROPERTY, bits), false);
  }

  private static VectorSupport no(String reason) {
    return new VectorSupport(0, reason, false);
  }

  private static VectorSupport mistake(String reason) {
    return new VectorSupport(0, reason, true);
  }
}
