package dev.edmund.processor.batch;

import dev.edmund.core.BatchLimits;
import dev.edmund.core.Limits;
import dev.edmund.core.ODataException;
import dev.edmund.format.batch.BatchPart;
import dev.edmund.format.batch.BatchReader;
import dev.edmund.request.header.BatchHeaders;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a batch to its end, before its first request is answered, so that nothing is half done. */
final class BatchCheck {
  private static final Pattern REFERENCE = Pattern.compile("(?:\\$|%24)([A-Za-z0-9._~-]{1,100})");

  private final BatchLimits limits;
  private final boolean json;
  private final PartUrls urls;
  private final Set<String> ids = new HashSet<>();
  private final Set<String> groups = new HashSet<>();
  private final Set<String> mentioned = new HashSet<>();
  private @Nullable String open;

  BatchCheck(BatchLimits limits, BatchHeaders.Format format, PartUrls urls) {
    this.limits = limits;
    this.json = format == BatchHeaders.Format.JSON;
    this.urls = urls;
  }

  /**
   * Reads all requests.
   *
   * @throws ODataException for the first thing that is wrong with the batch, with its place
   */
  void check(BatchReader reader) {
    for (BatchPart part = reader.next(); part != null; part = reader.next()) {
      check(part);
    }
  }

  private void check(BatchPart part) {
    if (part.number() > limits.batchParts()) {
      throw Limits.exceeded("batchParts", limits.batchParts(), part.place());
    }
    group(part);
    id(part);
    part.dependsOn().forEach(needed -> requireEarlier(part, needed, "dependsOn"));
    condition(part);
    mentioned(part);
    requireNoBatch(part);
  }

  /** Requests of a group stand together (JSON Format, 19.1). */
  private void group(BatchPart part) {
    String group = part.group();
    if (open != null && !open.equals(group)) {
      groups.add(open);
    }
    open = group;
    if (group == null) {
      return;
    }
    if (groups.contains(group)) {
      throw part.wrong("The requests of the atomicityGroup '" + group + "' are not adjacent.");
    }
    if (json && ids.contains(group)) {
      throw part.wrong("'" + group + "' is the id of a request and of a group.");
    }
  }

  private void id(BatchPart part) {
    String id = part.id();
    if (id == null) {
      return;
    }
    if (!ids.add(id)) {
      throw part.wrong("An earlier request has the same id.");
    }
    if (json && (groups.contains(id) || id.equals(open))) {
      throw part.wrong("'" + id + "' is the id of a request and of a group.");
    }
  }

  private void requireEarlier(BatchPart part, String needed, String member) {
    boolean earlier = ids.contains(needed) && !needed.equals(part.id());
    if (!earlier && !groups.contains(needed)) {
      throw part.wrong(
          "'" + member + "' names '" + needed + "', which is no earlier request or group.");
    }
  }

  private void condition(BatchPart part) {
    String condition = part.condition();
    if (condition == null) {
      return;
    }
    for (String id : Conditions.named(condition)) {
      requireEarlier(part, id, "if");
      mentioned.add(id);
    }
  }

  /** Remembers what may be a reference to an earlier request, and what only looks like one. */
  private void mentioned(BatchPart part) {
    collect(part.url());
    collect(new String(part.body(), StandardCharsets.ISO_8859_1));
  }

  private void collect(String text) {
    Matcher found = REFERENCE.matcher(text);
    while (found.find()) {
      if (ids.contains(found.group(1))) {
        mentioned.add(found.group(1));
      }
    }
  }

  /** The identifiers of requests whose answers may be referred to. */
  Set<String> mentioned() {
    return Set.copyOf(mentioned);
  }

  private void requireNoBatch(BatchPart part) {
    boolean batch;
    try {
      batch = urls.of(part.url()).isBatch();
    } catch (ODataException e) {
      batch = false; // The request itself is answered with this.
    }
    if (batch) {
      throw part.wrong("A batch cannot stand in a batch.");
    }
  }
}
