package dev.edmund.app;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;

/** Where a command reads and writes bytes that are in no file. */
record StandardStreams(InputStream in, OutputStream out) {

  /** Those of this process. */
  static StandardStreams ofProcess() {
    return new StandardStreams(
        new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
  }
}
