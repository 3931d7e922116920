package io.github.trec4j;

/**
 * Does something if the virtual machine ends, as by Ctrl-C, before this is released. So nothing
 * half done is left behind.
 */
public final class ShutdownGuard {
  private final Thread hook;

  /**
   * Guards what follows.
   *
   * @param action must be quick and stand for itself: other threads go on meanwhile
   * @throws UserError if the virtual machine is ending already: nothing new may be begun
   */
  public ShutdownGuard(Runnable action) {
    hook = new Thread(action, "shutdown");
    if (!add(hook)) {
      throw new UserError("interrupted: start it again");
    }
  }

  /** Returns whether the virtual machine is ending. */
  public static boolean isEnding() {
    Thread probe = new Thread(() -> {}, "probe");
    return !add(probe) || !remove(probe);
  }

  /** Ends the guard; an action that runs already goes on. */
  public void release() {
    remove(hook);
  }

  private static boolean add(Thread hook) {
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  private static boolean remove(Thread hook) {
    try {
      return Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return false;
    }
  }
}
