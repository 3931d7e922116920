package io.github.trec4j;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says why a file cannot be read or written; many exceptions say no more than its name. */
public final class FileFault {
  private FileFault() {}

  /** Returns the reason in a few words, for the middle of a message. */
  public static String reason(IOException fault) {
    if (fault instanceof NoSuchFileException known) {
      return "there is no " + known.getFile();
    } else if (fault instanceof AccessDeniedException known) {
      return "permission denied for " + known.getFile();
    } else if (fault instanceof FileAlreadyExistsException known) {
      return known.getFile() + " is in the way";
    } else if (fault instanceof FileSystemException known && known.getReason() != null) {
      return known.getReason();
    }
    return fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage();
  }
}
