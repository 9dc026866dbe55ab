package dev.edmund.format.batch;

import java.io.IOException;
import java.io.OutputStream;

/** Writes the answers to the requests of a batch, each as it comes. */
public interface BatchWriter {

  /** Begins the answers to a change set, which follow. */
  void beginChangeSet() throws IOException;

  /** Ends the answers to a change set. */
  void endChangeSet() throws IOException;

  /**
   * Begins an answer.
   *
   * @return takes the body; closing it ends the answer
   */
  OutputStream open(AnswerHead head) throws IOException;

  /** Ends the batch. */
  void end() throws IOException;
}
