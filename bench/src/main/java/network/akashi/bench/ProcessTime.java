package network.akashi.bench;

import java.lang.management.ManagementFactory;

/** CPU time of all threads of this JVM. */
final class ProcessTime {
  private ProcessTime() {}

  /** Nanoseconds since the JVM began; 0 where the JVM cannot tell. */
  static long nanos() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean bean
        ? bean.getProcessCpuTime()
        : 0;
  }
}
