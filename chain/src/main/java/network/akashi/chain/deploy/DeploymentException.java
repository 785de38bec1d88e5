package network.akashi.chain.deploy;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A deployment that was refused or broken off; says what is wrong and what to do about it. */
public final class DeploymentException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String advice;

  DeploymentException(String message, String advice) {
    this(message, advice, null);
  }

  DeploymentException(String message, String advice, @Nullable Throwable cause) {
    super(message, cause);
    this.advice = advice;
  }

  public String advice() {
    return advice;
  }
}
