package network.akashi.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a figure was measured on, as far as the operating system says.
 *
 * @param cpu model name, and family and model numbers where the name alone says little
 * @param cores processors that the JVM may use
 * @param caches such as {@code L1d 32 KiB}, smallest first; empty where unknown
 * @param memoryBytes of the machine
 * @param jdk version and vendor
 * @param os name, version and architecture
 * @param load processes that wanted to run on average over the last minute, negative where unknown
 */
public record Machine(
    String cpu,
    int cores,
    List<String> caches,
    long memoryBytes,
    String jdk,
    String os,
    double load) {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  private static final Path CACHES = Path.of("/sys/devices/system/cpu/cpu0/cache");

  /** Describes this machine. */
  public static Machine current() {
    return new Machine(
        cpuModel(),
        Runtime.getRuntime().availableProcessors(),
        cacheSizes(),
        memory(),
        System.getProperty("java.runtime.version") + ", " + System.getProperty("java.vendor"),
        "%s %s, %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch")),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static long memory() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean bean
        ? bean.getTotalMemorySize()
        : 0;
  }

  private static String cpuModel() {
    if (Files.isReadable(CPU_INFO)) {
      return cpuModel(lines(CPU_INFO));
    }
    List<String> told = sysctl("machdep.cpu.brand_string");
    return told.isEmpty() ? "unknown" : told.getFirst();
  }

  /** The model in the text of {@code /proc/cpuinfo}. */
  static String cpuModel(List<String> cpuInfo) {
    Map<String, String> first = new TreeMap<>();
    for (String line : cpuInfo) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        first.putIfAbsent(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
      }
    }
    String name = first.get("model name");
    if (name == null) {
      return first.getOrDefault("Model", "unknown"); // what ARM boards call it
    }
    String family = first.get("cpu family");
    return family == null
        ? name
        : "%s (family %s, model %s)".formatted(name, family, first.getOrDefault("model", "?"));
  }

  private static List<String> cacheSizes() {
    if (!Files.isDirectory(CACHES)) {
      return Stream.of("l1dcachesize", "l2cachesize")
          .flatMap(name -> sysctl("hw." + name).stream().map(size -> cache(name, size)))
          .toList();
    }
    List<String> sizes = new ArrayList<>();
    for (int index = 0; Files.isDirectory(CACHES.resolve("index" + index)); index++) {
      Path cache = CACHES.resolve("index" + index);
      String type = String.join("", lines(cache.resolve("type")));
      if (!type.equals("Instruction")) {
        String level = String.join("", lines(cache.resolve("level")));
        String size = String.join("", lines(cache.resolve("size")));
        sizes.add(
            "L%s%s %s".formatted(level, type.equals("Data") ? "d" : "", size.replace("K", " KiB")));
      }
    }
    return sizes;
  }

  private static String cache(String name, String bytes) {
    String level = name.substring(0, name.indexOf("cache")).toUpperCase(Locale.ROOT);
    return "%s %d KiB".formatted(level, Long.parseLong(bytes) / 1024);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException _) {
      return List.of(); // a description with a gap is better than none
    }
  }

  /** What macOS says about a property of the hardware; nothing elsewhere. */
  private static List<String> sysctl(String property) {
    try {
      Process process = new ProcessBuilder("sysctl", "-n", property).start();
      List<String> lines = process.inputReader().lines().toList();
      return process.waitFor() == 0 ? lines : List.of();
    } catch (IOException _) {
      return List.of();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }
}
