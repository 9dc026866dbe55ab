package dev.edmund.bench;

import dev.edmund.bench.load.LoadOrder;
import dev.edmund.bench.load.LoadResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Measures two services in turns, so that what disturbs the machine disturbs both. */
record Measurement(Settings settings, Service subject, Service reference, LoadProcess load) {
  /**
   * What a contest gave.
   *
   * @param ratios of the throughputs
   * @param firstByteRatios of the times until the first byte
   * @param cost the processor time of the subject for an answer, in microseconds
   * @param referenceCost the same of the reference
   * @param peakMegabytes of the subject
   */
  record Measured(
      Medians subject,
      Medians reference,
      Ratios ratios,
      Ratios firstByteRatios,
      double cost,
      double referenceCost,
      long peakMegabytes) {}

  /** Has both answer, uncounted, until neither gets faster. */
  void warmUp(Contest contest) throws IOException {
    int clients = contest.clients().get(contest.clients().size() - 1);
    new WarmUp(load)
        .run(
            contest.subjectOrder(subject.port(), clients, settings.seconds()),
            contest.referenceOrder(reference.port(), clients, settings.seconds()));
  }

  Measured measure(Contest contest, int clients) throws IOException {
    LoadOrder toSubject = contest.subjectOrder(subject.port(), clients, settings.seconds());
    LoadOrder toReference = contest.referenceOrder(reference.port(), clients, settings.seconds());
    List<LoadResult> subjectRounds = new ArrayList<>();
    List<LoadResult> referenceRounds = new ArrayList<>();
    subject.memory().reset();
    Cost mine = new Cost(subject);
    Cost theirs = new Cost(reference);
    for (int round = 0; round < settings.rounds(); round++) {
      subjectRounds.add(mine.of(load, toSubject));
      referenceRounds.add(theirs.of(load, toReference));
    }
    Medians subjectMedians = Medians.of(subjectRounds, contest.unit());
    Medians referenceMedians = Medians.of(referenceRounds, contest.unit());
    return new Measured(
        subjectMedians,
        referenceMedians,
        Ratios.of(subjectMedians, referenceMedians, subjectRounds, referenceRounds),
        Ratios.ofFirstByte(subjectMedians, referenceMedians, subjectRounds, referenceRounds),
        mine.microseconds(),
        theirs.microseconds(),
        subject.memory().peakMegabytes());
  }

  /** What answers cost a server, over several rounds. */
  private static final class Cost {
    private final Service service;
    private double seconds;
    private long answers;

    Cost(Service service) {
      this.service = service;
    }

    LoadResult of(LoadProcess load, LoadOrder order) throws IOException {
      double before = service.processorTime().seconds();
      LoadResult result = load.run(order);
      seconds += service.processorTime().seconds() - before;
      answers += result.answers();
      return result;
    }

    double microseconds() {
      return seconds * 1e6 / answers;
    }
  }
}
